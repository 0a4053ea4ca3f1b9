/**
 * Requests to erase a person, and the erasure of what isn't part of a lead. Every step can safely run twice. A request
 * holds the person's key only while it runs; a done one stays as the record, without it.
 */
import { Schema, type Connection, type mongo } from 'mongoose';
import type { Lead } from '../core/lead/lead.ts';
import { SYSTEM } from '../core/vocabulary/people.ts';
import { DAY } from '../core/vocabulary/time.ts';
import type { DoNotCallStore } from '../ports/doNotCall.ts';
import type { Projections } from '../ports/facts.ts';
import type { Inquiry } from '../ports/inquiries.ts';
import type { ProofStore } from '../ports/proofs.ts';
import type { Erasure, PersonLead, PersonMarks, PersonStore, SealStore } from '../ports/persons.ts';
import { inBatches } from './batches.ts';
import { callModel, callOf } from './calls.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { CALLER_WITHOUT_PERSON, erasedKey, eraseLead, NOBODY } from './eraseLead.ts';
import { inquiryModel, inquiryOf } from './inquiries.ts';
import { modelOf, type AnyDocument, type Filter } from './model.ts';
import type { Notices } from './notices.ts';
import { isDuplicate, runGuarded, runGuardedClaim, toPlain } from './plain.ts';

const ERASURE_SCHEMA = new Schema(
  {
    _id: String,
    key: String,
    by: String,
    at: Date,
    tellsCustomer: Boolean,
    keeps: String,
    personId: String,
    state: String,
    counts: Schema.Types.Mixed,
    endedAt: Date,
  },
  SCHEMA_OPTIONS,
)
  .index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $exists: true } }, name: 'one_per_person' })
  .index({ personId: 1, at: -1 }, { partialFilterExpression: { personId: { $exists: true } }, name: 'sealed' })
  .index({ at: -1 }, { name: 'newest' })
  .index({ endedAt: 1 }, { name: 'by_end' })
  .index({ state: 1, at: 1 }, { partialFilterExpression: { state: 'running' }, name: 'running' });

/** How long answers to retried requests are kept (replies.ts). */
const REPLIES_MS = DAY;
const AT_ONCE = 200;
/** A shorter number isn't anyone's alone. */
const MIN_DIGITS = 7;
/** Sorts after any continuation of a prefix. */
const LAST = '\uffff';
/** What stays of a kept answer. */
const ERASED_BODY = '{"erased":true}';

export function personStore(
  connection: Connection,
  { doNotCall, proofs }: { readonly doNotCall: DoNotCallStore; readonly proofs: ProofStore },
  seals: SealStore,
  notices: Notices,
  projections: Projections,
): PersonStore {
  const erasures = modelOf(connection, 'Erasure', ERASURE_SCHEMA, 'erasures');
  const inquiryDocuments = inquiryModel(connection);
  const callDocuments = callModel(connection);
  const native = (name: string) => connection.collection<AnyDocument>(name);

  async function begin({ id, ...fields }: Erasure & { readonly key: string }): Promise<Erasure> {
    const result = await runGuardedClaim(() => erasures.create([{ _id: id, ...fields }]));
    if (!isDuplicate(result)) return { id, ...fields };
    const running = await runGuarded(() => erasures.findOne({ key: fields.key }).lean().exec());
    // The other one finished in this moment: this one may want more.
    return running ? erasureOf(running) : begin({ id, ...fields });
  }

  async function heldSlots({ lead, inquiries }: PersonLead, since: number): Promise<readonly string[]> {
    const requestKeys = inquiries.map(({ requestKey }) => requestKey);
    const campaignIds = [...new Set([lead.campaignId, ...inquiries.map(({ campaignId }) => campaignId)])];
    if (requestKeys.length === 0) return [];
    const filter = {
      campaignId: { $in: campaignIds },
      startAt: { $gte: new Date(since) },
      holders: { $in: requestKeys },
    };
    const found = await runGuarded(() =>
      native('slots')
        .find(filter, { projection: { _id: 1 } })
        .toArray(),
    );
    return found.map(({ _id }) => _id);
  }

  /** A program may have used the number or address as the key of its request. */
  async function eraseRequestKeys(inquiries: readonly Inquiry[], marks: PersonMarks): Promise<void> {
    for (const { id, requestKey } of inquiries)
      if (mentions(requestKey, marks))
        await runGuarded(() => native('inquiries').updateOne({ _id: id }, { $set: { requestKey: erasedKey(id) } }));
  }

  async function eraseReplies(marks: PersonMarks, now: number): Promise<void> {
    const since = { at: { $gte: new Date(now - REPLIES_MS) }, state: 'kept' };
    const cursor = native('replies').find(since, { projection: { body: 1 }, batchSize: AT_ONCE });
    for await (const batch of inBatches(cursor, AT_ONCE)) {
      const ids = batch.filter(({ body }) => mentions(String(body), marks)).map(({ _id }) => _id);
      if (ids.length > 0)
        await runGuarded(() => native('replies').updateMany({ _id: { $in: ids } }, { $set: { body: ERASED_BODY } }));
    }
  }

  return {
    begin,
    async byId(id) {
      const document = await runGuarded(() => erasures.findOne({ _id: id }).lean().exec());
      return document && erasureOf(document);
    },
    async running(limit) {
      const query = erasures.find({ state: 'running' }).sort({ at: 1 }).limit(limit);
      return (await runGuarded(() => query.lean().exec())).map(erasureOf);
    },
    async latest(limit) {
      const query = erasures.find({}).sort({ at: -1 }).limit(limit);
      return (await runGuarded(() => query.lean().exec())).map(erasureOf);
    },
    async firstEnded(since) {
      const query = erasures.findOne({ endedAt: trusted({ $gte: new Date(since) }) }).sort({ endedAt: 1 });
      const document = await runGuarded(() => query.select({ endedAt: 1 }).lean().exec());
      return document && (toPlain<Pick<Erasure, 'endedAt'>>(document).endedAt ?? null);
    },
    async sealing(personId) {
      const query = erasures.find({ personId }).sort({ at: -1 }).limit(AT_ONCE);
      return (await runGuarded(() => query.lean().exec())).map(erasureOf);
    },
    async unsealed(id) {
      await runGuarded(() => erasures.updateOne({ _id: id }, { $unset: { personId: 1 } }).exec());
    },
    seals,
    async finish(id, at) {
      const done = { $set: { state: 'done', endedAt: new Date(at) }, $unset: { key: 1 as const } };
      const { modifiedCount } = await runGuarded(() => erasures.updateOne({ _id: id, state: 'running' }, done).exec());
      return modifiedCount === 1;
    },

    async inquiries(ids) {
      const filter = { _id: trusted({ $in: [...ids] }) };
      return (await runGuarded(() => inquiryDocuments.find(filter).lean().exec())).map(inquiryOf);
    },
    async callsOf(tel) {
      const ofNobody = { tel, leadId: null };
      return (await runGuarded(() => callDocuments.find(ofNobody).limit(AT_ONCE).lean().exec())).map(callOf);
    },
    countEmails: async (one) => {
      let count = 0;
      for (const key of emailKeysOf(one)) count += await runGuarded(() => native('mails').countDocuments({ key }));
      return count;
    },
    countBookedTimes: async (one, since) => (await heldSlots(one, since)).length,
    async hasFarewell(leadIds) {
      for (const id of leadIds) {
        const waiting = { key: beginning(`appointment:${id}-`), state: 'waiting' };
        if (await runGuarded(() => native('mails').findOne(waiting, { projection: { _id: 1 } }))) return true;
      }
      return false;
    },

    async eraseTraces(one, marks, now) {
      const requestKeys = one.inquiries.map(({ requestKey }) => requestKey);
      for (const _id of await heldSlots(one, now - DAY)) {
        const release = { $pull: { holders: { $in: requestKeys } } } as mongo.Document;
        await runGuarded(() => native('slots').updateOne({ _id }, release));
      }
      for (const key of emailKeysOf(one)) await runGuarded(() => native('mails').deleteMany({ key }));
      await eraseReplies(marks, now);
      await eraseRequestKeys(one.inquiries, marks);
    },
    async eraseLead(leadId) {
      const lead = await runGuarded(() => native('leads').findOne({ _id: leadId }, { projection: { effects: 1 } }));
      // A wish not to be called that hasn't reached the list yet must outlive the lead.
      for (const effect of (lead?.['effects'] ?? []) as readonly PendingEffect[]) {
        if (effect.kind !== 'doNotCall') continue;
        const { id, tel, at, dueAt } = effect;
        const act = { id, tel, at: (at ?? dueAt).getTime(), by: SYSTEM, leadId, source: 'outcome' } as const;
        await doNotCall.add(act);
        const gone = { $pull: { effects: { id } }, $inc: { rev: 1 } } as mongo.Document;
        await runGuarded(() => native('leads').updateOne({ _id: leadId }, gone));
      }
      // A card that is written after this would have the person’s words again.
      await projections.settled();
      const isErased = await eraseLead(connection, leadId);
      notices.raise('erased');
      return isErased;
    },
    async erasePart(leadId, ofLeadId) {
      const nobody = { name: NOBODY, language: 'en', zones: [], zoneFrom: 'campaign' };
      const without = {
        $set: { 'absorbed.$.person': nobody, 'absorbed.$.inquiries': [], 'absorbed.$.attempts': [] },
        $unset: { 'absorbed.$.given': 1 },
        $inc: { rev: 1 },
      } as mongo.Document;
      await runGuarded(() => native('leads').updateOne({ _id: leadId, 'absorbed.leadId': ofLeadId }, without));
      notices.raise('erased');
    },
    async forgetProofs(key) {
      await proofs.forget(await doNotCall.idOf(key));
    },
    async eraseNumber(tel) {
      const calls = { tel, role: 'caller', leadId: { $exists: false } };
      await runGuarded(() =>
        native('calls').updateMany(calls, { ...CALLER_WITHOUT_PERSON, $inc: { rev: 1 } } as mongo.Document),
      );
      const isOthers = await runGuarded(() => native('leads').findOne({ tels: tel }, { projection: { _id: 1 } }));
      // L25: a lead that has arrived since still needs the number.
      if (!isOthers) await doNotCall.forget(tel);
      const subjectId = await doNotCall.idOf(tel);
      await proofs.forget(subjectId);
      const notes = { $unset: { 'before.reason': '', 'after.reason': '' } } as const;
      await runGuarded(() => native('audit').updateMany({ what: 'doNotCall', subjectId }, notes));
    },
  };
}

interface PendingEffect {
  readonly id: string;
  readonly kind: string;
  readonly tel: string;
  readonly at?: Date;
  readonly dueAt: Date;
}

function emailKeysOf({ lead, inquiries }: PersonLead): readonly (string | Filter)[] {
  const { id }: Pick<Lead, 'id'> = lead;
  const prefixes = [`promiseMade:${id}:`, `promiseReminder:${id}:`, `appointment:${id}-`];
  const ofInquiries = inquiries.flatMap((inquiry) => [
    `acknowledgement:${inquiry.id}`,
    ...['addressCode', 'promiseMade', 'promiseReminder'].map((kind) => beginning(`${kind}:${inquiry.id}:`)),
  ]);
  return [...ofInquiries, ...prefixes.map(beginning)];
}

function beginning(prefix: string): Filter {
  return { $gte: prefix, $lt: prefix + LAST };
}

/** Whether the text contains the number in any notation, or an address. */
function mentions(text: string, { tel, emails }: PersonMarks): boolean {
  const small = text.toLowerCase();
  if (emails.some((email) => small.includes(email.toLowerCase()))) return true;
  const national = (tel ?? '').replace(/\D/g, '').slice(-10);
  return national.length >= MIN_DIGITS && text.replace(/[\s().+-]/g, '').includes(national);
}

function erasureOf(document: unknown): Erasure {
  return toPlain<Erasure>(document);
}
