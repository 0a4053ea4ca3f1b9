/**
 * Agents: presence as chosen or set, reach as measured, and idle time. Activity isn't stored; it is derived from leads.
 */
import { Schema, type Connection } from 'mongoose';
import type { Agent } from '../core/agent/agent.ts';
import type { Reach } from '../core/vocabulary/presence.ts';
import { factOfPresence } from '../core/lead/facts.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { AgentStore } from '../ports/agents.ts';
import type { Projections } from '../ports/facts.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS, trusted } from './connection.ts';
import { groupedUpdates } from './groupedUpdates.ts';
import { modelOf } from './model.ts';
import { keep, type Notices } from './notices.ts';
import { runGuarded, toPlain } from './plain.ts';

const AGENT_SCHEMA = new Schema(
  {
    _id: String,
    name: String,
    isSupervisor: Boolean,
    teamIds: [String],
    languages: [String],
    skills: Schema.Types.Mixed,
    siteId: String,
    capacity: Number,
    presence: String,
    presenceReason: String,
    presenceBy: String,
    presenceNote: String,
    presenceAt: Date,
    presenceBefore: new Schema({ presence: String, presenceReason: String, presenceAt: Date }, EMBEDDED_OPTIONS),
    reach: String,
    reachAt: Date,
    deskClosedAt: Date,
    idleSince: Date,
    missedInRow: Number,
    telephone: String,
    softphoneSince: Date,
    /** The most recent missed offers, so that each counts once. */
    missedOfferIds: { type: [String], default: undefined },
    /** Grows with every change, so that a node can tell which of two results is newer. */
    rev: Number,
  },
  SCHEMA_OPTIONS,
).index({ presence: 1 });

const RETIRED = 'deactivated';
/** Requests from a desk that is being disconnected no longer change anything. */
const NOT_RETIRED = { presenceReason: trusted({ $ne: RETIRED }) };

/** Enough to recognize duplicate reports of a miss; older ones can't come back. */
const REMEMBERED_MISSES = 20;
/** Desks marked silent by one command: some ten milliseconds of the database. */
const SILENCED_AT_ONCE = 500;
/** Of a change of presence, which others may change at the same time. */
const TRIES = 5;

export function agentStore(connection: Connection, notices: Notices, projections: Projections): AgentStore {
  const agents = modelOf(connection, 'Agent', AGENT_SCHEMA, 'agents');
  // Every routing pass reads all agents. This node's writes update the cache with their results.
  const kept = keep(notices, 'agents', async () => {
    await projections.settled();
    const documents = await runGuarded(() => agents.find({}).lean().exec());
    return new Map(documents.map(revisionOf).map((revision) => [revision.agent.id, revision]));
  });
  const updateTogether = groupedUpdates(connection, 'agents');
  const byId = async (id: string): Promise<Agent | null> => (await kept.get()).get(id)?.agent ?? null;
  const many = async (isWanted: (agent: Agent) => boolean): Promise<readonly Agent[]> =>
    [...(await kept.get()).values()].map(({ agent }) => agent).filter(isWanted);
  /** The updated agent, or null when the filter matched none. Notifies other nodes. */
  const change = async (filter: Record<string, unknown>, update: Record<string, unknown>): Promise<Agent | null> => {
    const counted = { ...update, $inc: { ...(update['$inc'] as object | undefined), rev: 1 } };
    const document = await runGuarded(() =>
      agents.findOneAndUpdate(filter, counted, { returnDocument: 'after' }).lean().exec(),
    );
    if (!document) return null;
    const after = revisionOf(document);
    // Results of concurrent writes may arrive out of order.
    const known = await kept.get().catch(() => null);
    if (known && (known.get(after.agent.id)?.rev ?? -1) < after.rev) known.set(after.agent.id, after);
    notices.raise('agents');
    return after.agent;
  };
  /**
   * The same for reach, in one command with other agents' changes (O58): thousands of desks return at once. Null if memory
   * is out of date or says that nothing changes; then `change` decides.
   */
  const changeKnownReach = async (id: string, reach: Reach, at: Moment): Promise<Agent | null> => {
    const known = await kept.get();
    const before = known.get(id);
    if (!before || before.agent.reach === reach) return null;
    const { rev } = before;
    const isDone = await updateTogether(
      { _id: id, rev },
      { $set: { reach, reachAt: new Date(at) }, $unset: { deskClosedAt: '' }, $inc: { rev: 1 } },
    );
    if (!isDone) return null;
    const { deskClosedAt: _closed, ...agent } = before.agent;
    const after: Revision = { agent: { ...agent, reach, reachAt: at }, rev: rev + 1 };
    if ((known.get(id)?.rev ?? -1) < after.rev) known.set(id, after);
    notices.raise('agents');
    return after.agent;
  };
  /** Ends the agent's presence, with the fact of what it was. `filter` and `update` say what comes next. */
  const changePresence = async (
    id: string,
    at: Moment,
    filter: Record<string, unknown>,
    update: { readonly $set: object; readonly $unset: object },
  ): Promise<Agent | null> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await byId(id);
      if (!before) return null;
      const { presence, presenceReason, presenceAt } = before;
      const ended = {
        presence,
        ...(presenceReason !== undefined && { presenceReason }),
        presenceAt: new Date(presenceAt),
      };
      const after = await change(
        { _id: id, ...NOT_RETIRED, presenceAt: new Date(presenceAt), ...filter },
        {
          $set: { ...update.$set, presenceAt: new Date(at), presenceBefore: ended },
          ...(Object.keys(update.$unset).length > 0 && { $unset: update.$unset }),
        },
      );
      if (after) {
        projections.add(...factOfPresence(before, at).map((fact) => ({ kind: 'fact', fact }) as const));
        return after;
      }
      // It is so already, unless what is remembered is out of date.
      kept.forget();
      if ((await byId(id))?.presenceAt === presenceAt) return null;
    }
    return null;
  };
  const replaced = <T>(write: Promise<T>): Promise<T> =>
    write.finally(() => {
      kept.forget();
      notices.raise('agents');
    });

  return {
    byId,
    byIds: (ids) => many(({ id }) => ids.includes(id)),
    onShift: () => many(({ presence }) => presence !== 'offline'),
    all: () => many(() => true),
    async save(agent) {
      const { id, ...fields } = agent;
      await replaced(runGuarded(() => agents.replaceOne({ _id: id }, { _id: id, ...fields }, { upsert: true }).exec()));
    },
    setPresence(id, presence, reason, at, by) {
      const set = {
        presence,
        ...(reason !== undefined && { presenceReason: reason }),
        ...(by && { presenceBy: by.byId, presenceNote: by.note }),
        ...(presence === 'available' && { missedInRow: 0, idleSince: new Date(at) }),
      };
      const unset = {
        ...(reason === undefined && { presenceReason: 1 }),
        ...(!by && { presenceBy: 1, presenceNote: 1 }),
      };
      // Choosing the same presence again changes nothing, so the agent keeps their idle time.
      const unlessSame =
        reason === undefined
          ? { presence: trusted({ $ne: presence }) }
          : trusted({ $nor: [{ presence, presenceReason: reason, ...(by && { presenceNote: by.note }) }] });
      return changePresence(id, at, unlessSame, { $set: set, $unset: unset });
    },
    setReach: async (id, reach, at) =>
      (await changeKnownReach(id, reach, at)) ??
      change(
        { _id: id, reach: trusted({ $ne: reach }) },
        { $set: { reach, reachAt: new Date(at) }, $unset: { deskClosedAt: 1 } },
      ),
    async silence(ids, at) {
      for (let start = 0; start < ids.length; start += SILENCED_AT_ONCE) {
        const some = ids.slice(start, start + SILENCED_AT_ONCE);
        await replaced(
          runGuarded(() =>
            agents
              .updateMany(
                { _id: trusted({ $in: some }), reach: 'reachable' },
                {
                  $set: { reach: 'silent', reachAt: new Date(at) },
                  $unset: { deskClosedAt: 1, softphoneSince: 1 },
                  $inc: { rev: 1 },
                },
              )
              .exec(),
          ),
        );
      }
    },
    async closeDesk(id, at) {
      await change({ _id: id, reach: 'silent' }, { $set: { deskClosedAt: new Date(at) } });
    },
    countMiss: (id, offerId) =>
      change(
        { _id: id, missedOfferIds: trusted({ $ne: offerId }) },
        { $inc: { missedInRow: 1 }, $push: { missedOfferIds: { $each: [offerId], $slice: -REMEMBERED_MISSES } } },
      ),
    setSoftphone: (id, since) =>
      since === null
        ? change({ _id: id, softphoneSince: trusted({ $exists: true }) }, { $unset: { softphoneSince: 1 } })
        : change(
            { _id: id, softphoneSince: trusted({ $exists: false }) },
            { $set: { softphoneSince: new Date(since) } },
          ),
    async clearMisses(id) {
      if ((await byId(id))?.missedInRow === 0) return;
      await change({ _id: id, missedInRow: trusted({ $gt: 0 }) }, { $set: { missedInRow: 0 } });
    },
    freed(agentId, at) {
      // Idle time may be some seconds old on other nodes.
      projections.add({ kind: 'served', agentId, at });
      void kept.get().then((known) => {
        const revision = known.get(agentId);
        if (revision && revision.agent.idleSince < at)
          known.set(agentId, { ...revision, agent: { ...revision.agent, idleSince: at } });
      }, ignore);
    },
    async setProfile(id, { name, isSupervisor, teamIds, languages, skills, siteId, capacity, telephone }, at) {
      const since = new Date(at);
      const gone = {
        ...(telephone === undefined && { telephone: 1 }),
        ...(siteId === undefined && { siteId: 1 }),
        ...(!isSupervisor && { isSupervisor: 1 }),
      };
      const fresh = { presence: 'offline', presenceAt: since, reach: 'absent', reachAt: since, idleSince: since };
      const update = {
        $set: {
          ...{ name, teamIds, languages, skills, capacity },
          ...(telephone !== undefined && { telephone }),
          ...(siteId !== undefined && { siteId }),
          ...(isSupervisor && { isSupervisor }),
        },
        ...(Object.keys(gone).length > 0 && { $unset: gone }),
        $setOnInsert: { ...fresh, missedInRow: 0 },
      };
      await replaced(runGuarded(() => agents.updateOne({ _id: id }, update, { upsert: true }).exec()));
      await change({ _id: id, presenceReason: RETIRED }, { $unset: { presenceReason: 1 } });
    },
    async retire(id, at) {
      await changePresence(
        id,
        at,
        {},
        {
          $set: { presence: 'offline', presenceReason: RETIRED },
          $unset: { presenceBy: 1, presenceNote: 1 },
        },
      );
    },
  };
}

function ignore(): void {
  // Read again if not cached.
}

interface Revision {
  readonly agent: Agent;
  readonly rev: number;
}

function revisionOf(document: unknown): Revision {
  const {
    missedOfferIds: _ids,
    rev = 0,
    ...agent
  } = toPlain<Agent & { missedOfferIds?: readonly string[]; rev?: number }>(document);
  return { agent, rev };
}
