/** Agents: presence as chosen or set, reach as measured, and what fairness needs. Activity is not stored: see leads. */
import { Schema, type Connection } from 'mongoose';
import type { Agent } from '../core/agent/agent.ts';
import type { AgentStore } from '../ports.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { guarded, toPlain } from './plain.ts';

const AGENT_SCHEMA = new Schema(
  {
    _id: String,
    name: String,
    teamIds: [String],
    languages: [String],
    skills: Schema.Types.Mixed,
    capacity: Number,
    presence: String,
    presenceReason: String,
    presenceBy: String,
    presenceNote: String,
    presenceAt: Date,
    reach: String,
    reachAt: Date,
    idleSince: Date,
    missedInRow: Number,
    telephone: String,
    softphoneSince: Date,
    /** The last offers that were counted as missed, so that each counts once. */
    missedOfferIds: { type: [String], default: undefined },
  },
  SCHEMA_OPTIONS,
).index({ presence: 1 });

const RETIRED = 'deactivated';
/** What a desk still asks while it is being cut off changes nothing any more. */
const NOT_RETIRED = { presenceReason: trusted({ $ne: RETIRED }) };

/** Enough to recognise a miss that is told twice; older ones cannot come back. */
const REMEMBERED_MISSES = 20;

export function agentStore(connection: Connection): AgentStore {
  const agents = modelOf(connection, 'Agent', AGENT_SCHEMA, 'agents');
  const many = async (filter: Record<string, unknown>): Promise<readonly Agent[]> =>
    (await guarded(() => agents.find(filter).lean().exec())).map(agentOf);
  const change = async (filter: Record<string, unknown>, update: Record<string, unknown>): Promise<Agent | null> => {
    const document = await guarded(() =>
      agents.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean().exec(),
    );
    return document ? agentOf(document) : null;
  };

  return {
    async byId(id) {
      const [agent] = await many({ _id: id });
      return agent ?? null;
    },
    byIds: (ids) => many({ _id: trusted({ $in: [...ids] }) }),
    onShift: () => many({ presence: trusted({ $in: ['available', 'away'] }) }),
    all: () => many({}),
    async save(agent) {
      const { id, ...fields } = agent;
      await guarded(() => agents.replaceOne({ _id: id }, { _id: id, ...fields }, { upsert: true }).exec());
    },
    setPresence(id, presence, reason, at, by) {
      const set = {
        ...{ presence, presenceAt: new Date(at) },
        ...(reason !== undefined && { presenceReason: reason }),
        ...(by && { presenceBy: by.byId, presenceNote: by.note }),
        ...(presence === 'available' && { missedInRow: 0, idleSince: new Date(at) }),
      };
      const unset = {
        ...(reason === undefined && { presenceReason: 1 }),
        ...(!by && { presenceBy: 1, presenceNote: 1 }),
      };
      const update = { $set: set, ...(Object.keys(unset).length > 0 && { $unset: unset }) };
      // Choosing the same again changes nothing, so that the agent's turn in the line is kept.
      const unlessSame =
        reason === undefined
          ? { presence: trusted({ $ne: presence }) }
          : trusted({ $nor: [{ presence, presenceReason: reason, ...(by && { presenceNote: by.note }) }] });
      return change({ _id: id, ...NOT_RETIRED, ...unlessSame }, update);
    },
    setReach: (id, reach, at) =>
      change({ _id: id, reach: trusted({ $ne: reach }) }, { $set: { reach, reachAt: new Date(at) } }),
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
      await change({ _id: id, missedInRow: trusted({ $gt: 0 }) }, { $set: { missedInRow: 0 } });
    },
    async freed(id, at) {
      await change({ _id: id }, { $max: { idleSince: new Date(at) } });
    },
    async setProfile(id, { name, teamIds, languages, skills, capacity, telephone }, at) {
      const since = new Date(at);
      const fresh = { presence: 'offline', presenceAt: since, reach: 'absent', reachAt: since, idleSince: since };
      const update = {
        $set: { name, teamIds, languages, skills, capacity, ...(telephone !== undefined && { telephone }) },
        ...(telephone === undefined && { $unset: { telephone: 1 } }),
        $setOnInsert: { ...fresh, missedInRow: 0 },
      };
      await guarded(() => agents.updateOne({ _id: id }, update, { upsert: true }).exec());
      await change({ _id: id, presenceReason: RETIRED }, { $unset: { presenceReason: 1 } });
    },
    async retire(id, at) {
      await change(
        { _id: id, ...NOT_RETIRED },
        {
          $set: { presence: 'offline', presenceReason: RETIRED, presenceAt: new Date(at) },
          $unset: { presenceBy: 1, presenceNote: 1 },
        },
      );
    },
  };
}

function agentOf(document: unknown): Agent {
  const { missedOfferIds: _ids, ...agent } = toPlain<Agent & { missedOfferIds?: readonly string[] }>(document);
  return agent;
}
