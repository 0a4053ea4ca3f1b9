/** Metrics for operations, read from the database through indexes only. Counts and durations, no personal data. */
import { HELD_STATES, OPEN_STATES } from '../core/vocabulary/states.ts';
import type { Connection } from 'mongoose';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Readings, ReadingsStore } from '../ports/operations.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { trusted } from './connection.ts';
import { leadModel } from './leads.ts';
import { newestVersion, schemaVersion } from './migrations.ts';
import type { AnyDocument, Filter } from './model.ts';
import { NEVER } from './outbox.ts';
import { runGuarded } from './plain.ts';

export function readingsStore(connection: Connection, settings: SettingsStore): ReadingsStore {
  const leads = leadModel(connection);
  const agents = connection.collection<AnyDocument>('agents');
  const count = (filter: Filter) => runGuarded(() => leads.countDocuments(filter).exec());
  const due = (now: Moment) => trusted({ $lte: new Date(now) });

  /** Age in ms of the earliest of these moments; 0 when there is none or it is in the future. */
  const oldest = async (filter: Filter, path: string, now: Moment): Promise<number> => {
    const found = await runGuarded(() =>
      leads
        .find(filter)
        .sort({ [path]: 1 })
        .limit(1)
        .select({ [path]: 1 })
        .lean()
        .exec(),
    );
    const moments = found.flatMap((document) => datesAt(document, path.split('.')));
    return moments.length === 0 ? 0 : Math.max(0, now - Math.min(...moments));
  };

  const oldestEffect = (now: Moment) => oldest({ 'effects.dueAt': due(now) }, 'effects.dueAt', now);

  return {
    async read(now) {
      const [waiting, held, promised, overdue, overdueBy, deadline, pending, effect, desks] = await Promise.all([
        count({ state: 'waiting' }),
        Promise.all(HELD_STATES.map(async (state) => [state, await count({ state })] as const)),
        count({ state: 'callback' }),
        count({ state: 'callback', 'promise.dueAt': due(now) }),
        oldest({ state: 'callback' }, 'promise.dueAt', now),
        oldest({ state: trusted({ $in: [...OPEN_STATES] }), deadlineAt: due(now) }, 'deadlineAt', now),
        count({ 'effects.dueAt': trusted({ $lt: NEVER }) }),
        oldestEffect(now),
        runGuarded(() => agents.find({}, { projection: { presence: 1, reach: 1 } }).toArray()),
      ]);
      return {
        waiting,
        held: Object.fromEntries(held),
        promises: { count: promised, overdue, overdueMs: overdueBy },
        deadlineOverdueMs: deadline,
        effects: { count: pending, oldestMs: effect },
        desks: desks.map(({ presence, reach }) => ({ presence: String(presence), reach: String(reach) })),
      } satisfies Readings;
    },
    async health(now) {
      const [version, oldestEffectMs] = await Promise.all([schemaVersion(settings), oldestEffect(now)]);
      return { isSchemaOurs: version === newestVersion(), oldestEffectMs };
    },
  };
}

/** The dates under a path, including those in arrays, as milliseconds. */
function datesAt(value: unknown, path: readonly string[]): readonly number[] {
  if (Array.isArray(value)) return value.flatMap((item) => datesAt(item, path));
  const [field, ...rest] = path;
  if (field === undefined) return value instanceof Date ? [value.getTime()] : [];
  return typeof value === 'object' && value !== null ? datesAt((value as Record<string, unknown>)[field], rest) : [];
}
