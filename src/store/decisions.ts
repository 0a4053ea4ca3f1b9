/**
 * The record of each routing choice, keyed (lead, epoch). The choice of an offer is written with the lead's claim and
 * stays on the lead; it is copied here before another one replaces it.
 */
import { Schema, type Connection } from 'mongoose';
import type { Decision } from '../core/routing/decision.ts';
import type { DecisionStore } from '../ports/leads.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS, trusted } from './connection.ts';
import { datesOf, withDates } from './dates.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { runGuarded, toPlain } from './plain.ts';

const DECISION_SCHEMA = new Schema(
  {
    _id: String,
    leadId: String,
    epoch: Number,
    at: Date,
    policyVersion: Number,
    rule: String,
    order: String,
    step: Number,
    burn: Number,
    priorityMs: Number,
    winners: [new Schema({ agentId: String, slot: Number, idleMs: Number, draw: Number }, EMBEDDED_OPTIONS)],
    passedOver: Schema.Types.Mixed,
  },
  SCHEMA_OPTIONS,
)
  .index({ leadId: 1, epoch: 1 })
  .index({ at: 1 }, { name: 'oldest' });

/** Leads in one question. */
const AT_ONCE = 100;

const DECISION_DATES = datesOf(DECISION_SCHEMA);

export function decisionModel(connection: Connection) {
  return modelOf(connection, 'Decision', DECISION_SCHEMA, 'decisions');
}

export function decisionStore(connection: Connection): DecisionStore {
  const decisions = decisionModel(connection);
  const native = connection.collection<AnyDocument>('decisions');
  const leads = connection.collection<AnyDocument>('leads');
  /** All of them, each once: a copy and the claim’s own may both be there. */
  async function readAll(leadIds: readonly string[]): Promise<readonly Decision[]> {
    const all: Decision[] = [];
    for (let start = 0; start < leadIds.length; start += AT_ONCE)
      all.push(...(await readSome(leadIds.slice(start, start + AT_ONCE))));
    return all;
  }
  async function readSome(ids: readonly string[]): Promise<readonly Decision[]> {
    const [copied, claimed] = await Promise.all([
      runGuarded(() =>
        decisions
          .find({ leadId: trusted({ $in: ids }) })
          .lean()
          .exec(),
      ),
      runGuarded(() => leads.find({ _id: { $in: ids } }, { projection: { decision: 1 } }).toArray()),
    ]);
    const all = [...claimed.flatMap((lead) => lead['decision'] ?? []), ...copied].map(decisionOf);
    return [...new Map(all.map((decision) => [`${decision.leadId}:${decision.epoch}`, decision])).values()];
  }
  return {
    async put(decision) {
      const document = decisionDocument(decision);
      await runGuarded(() => native.replaceOne({ _id: document._id }, document, { upsert: true }));
    },
    ofLead: async (leadId) => (await readAll([leadId])).toSorted((one, other) => one.epoch - other.epoch),
    ofLeads: readAll,
    async latestOf(leadIds) {
      const latest = new Map<string, Decision>();
      for (const decision of await readAll(leadIds)) {
        const known = latest.get(decision.leadId);
        if (!known || known.epoch < decision.epoch) latest.set(decision.leadId, decision);
      }
      return latest;
    },
  };
}

/** From its document, or from the copy on the lead. */
export function decisionOf(document: unknown): Decision {
  const { id: _id, ...decision } = toPlain<
    Omit<Decision, 'passedOver'> & { id?: string; passedOver?: Decision['passedOver'] }
  >(document);
  return { ...decision, passedOver: decision.passedOver ?? {} };
}

/** The record as it is stored. */
export function decisionDocument(decision: Decision): AnyDocument {
  const document = { _id: `${decision.leadId}:${decision.epoch}`, ...decision };
  return withDates(document, DECISION_DATES) as AnyDocument;
}
