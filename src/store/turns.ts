/**
 * Whose turn it is in round robin: the leads owed to each agent, one small document per pool. A node keeps the sums in
 * memory and applies its own changes at once. They are stored as increments, so that the changes of several nodes add
 * up in any order, and a restart finds them. docs/decisions/0006-whose-turn.md says why.
 */
import { Schema, type Connection } from 'mongoose';
import { SECOND } from '../core/vocabulary/time.ts';
import type { Projections, TurnStore } from '../ports/facts.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded } from './plain.ts';

const TURN_SCHEMA = new Schema({ _id: String, credit: Schema.Types.Mixed }, SCHEMA_OPTIONS);

/** Other nodes' turns are read again after this long. */
const READ_AGAIN_MS = 2 * SECOND;

interface KnownCredit {
  readonly credit: Map<string, number>;
  /** On this process's clock. */
  readonly readAt: number;
}

export function turnStore(connection: Connection, projections: Projections): TurnStore {
  const turns = modelOf(connection, 'Turn', TURN_SCHEMA, 'turns');
  const known = new Map<string, KnownCredit>();
  const reading = new Map<string, Promise<KnownCredit>>();
  /** This node's changes during a read, which may not contain them. */
  const meanwhile = new Map<string, ReadonlyMap<string, number>[]>();

  async function read(key: string): Promise<KnownCredit> {
    await projections.settled();
    meanwhile.set(key, []);
    try {
      // The document must exist before it is changed: increments don't create it.
      const found = await runGuarded(() =>
        turns
          .findOneAndUpdate({ _id: key }, { $setOnInsert: { credit: {} } }, { upsert: true, returnDocument: 'after' })
          .lean()
          .exec(),
      );
      const credit = new Map(Object.entries((found.credit ?? {}) as Readonly<Record<string, number>>));
      for (const changes of meanwhile.get(key) ?? []) apply(credit, changes);
      const fresh = { credit, readAt: performance.now() };
      known.set(key, fresh);
      return fresh;
    } finally {
      meanwhile.delete(key);
      reading.delete(key);
    }
  }

  return {
    async of(key) {
      const kept = known.get(key);
      if (kept && performance.now() - kept.readAt < READ_AGAIN_MS) return kept.credit;
      const started = reading.get(key) ?? read(key);
      reading.set(key, started);
      return (await started).credit;
    },
    add(key, changes) {
      const kept = known.get(key);
      if (kept) apply(kept.credit, changes);
      meanwhile.get(key)?.push(changes);
      projections.add({ kind: 'turn', key, changes });
    },
  };
}

function apply(credit: Map<string, number>, changes: ReadonlyMap<string, number>): void {
  for (const [agentId, change] of changes) credit.set(agentId, (credit.get(agentId) ?? 0) + change);
}
