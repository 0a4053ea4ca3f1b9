/** Inquiries: what customers submitted. Stored first; only the lead they belong to changes. */
import { Schema, type Connection } from 'mongoose';
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Inquiry, InquiryStore } from '../ports/inquiries.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS, trusted } from './connection.ts';
import { inBatches } from './batches.ts';
import { datesOf, withDates } from './dates.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';

const INQUIRY_SCHEMA = new Schema(
  {
    _id: String,
    requestKey: String,
    bodyHash: String,
    rawBody: String,
    kind: String,
    receiptId: String,
    receivedAt: Date,
    campaignId: String,
    formKey: String,
    person: Schema.Types.Mixed,
    interest: String,
    message: String,
    callAt: Date,
    answers: Schema.Types.Mixed,
    source: Schema.Types.Mixed,
    consent: new Schema(
      {
        call: Boolean,
        now: Boolean,
        text: Boolean,
        email: Boolean,
        wordingVersion: Number,
        language: String,
        wording: Schema.Types.Mixed,
        page: String,
        address: String,
        browser: String,
        givenAt: Date,
        basis: String,
        until: Date,
      },
      EMBEDDED_OPTIONS,
    ),
    spamReasons: [String],
    imported: Schema.Types.Mixed,
    leadId: String,
    /** Present until the inquiry belongs to a lead, so that orphans have their own index. */
    orphanSince: Date,
  },
  SCHEMA_OPTIONS,
)
  .index({ requestKey: 1 }, { unique: true })
  .index({ receiptId: 1 }, { unique: true })
  .index({ receivedAt: 1 }, { name: 'arrivals' })
  .index({ kind: 1, receivedAt: 1 }, { partialFilterExpression: { kind: 'import' }, name: 'imports' })
  .index({ receivedAt: 1 }, { partialFilterExpression: { rawBody: { $exists: true } }, name: 'raw_bodies' })
  .index({ orphanSince: 1 }, { partialFilterExpression: { orphanSince: { $exists: true } }, name: 'orphans' });

const INQUIRY_DATES = datesOf(INQUIRY_SCHEMA);

export function inquiryModel(connection: Connection) {
  return modelOf(connection, 'Inquiry', INQUIRY_SCHEMA, 'inquiries');
}

export function inquiryStore(connection: Connection): InquiryStore {
  const inquiries = inquiryModel(connection);
  const native = connection.collection<AnyDocument>('inquiries');
  const one = async (filter: Record<string, unknown>): Promise<Inquiry | null> => {
    const document = await runGuarded(() => inquiries.findOne(filter).lean().exec());
    return document ? inquiryOf(document) : null;
  };

  return {
    async add(inquiry) {
      const result = await runGuardedClaim(() => native.insertOne(inquiryDocument(inquiry)));
      if (!isDuplicate(result)) return { kind: 'stored' };
      const known = await one({ requestKey: inquiry.requestKey });
      if (!known) throw new PlainError('An inquiry was rejected as a duplicate of one that does not exist.');
      return { kind: 'replay', inquiry: known };
    },
    async attach(inquiryId, leadId) {
      const update = { $set: { leadId }, $unset: { orphanSince: 1 as const } };
      await runGuarded(() => native.updateOne({ _id: inquiryId }, update));
    },
    async move(inquiryIds, from, leadId) {
      const theirs = { _id: trusted({ $in: [...inquiryIds] }), leadId: trusted({ $in: [...from] }) };
      await runGuarded(() => inquiries.updateMany(theirs, { $set: { leadId } }).exec());
    },
    byId: (id) => one({ _id: id }),
    async byIds(ids) {
      const found = await runGuarded(() =>
        inquiries
          .find({ _id: trusted({ $in: [...ids] }) })
          .lean()
          .exec(),
      );
      const known = new Map(found.map(inquiryOf).map((inquiry) => [inquiry.id, inquiry]));
      return ids.flatMap((id) => known.get(id) ?? []);
    },
    async imported(ids) {
      const found = await runGuarded(() =>
        native.find({ _id: { $in: [...ids] } }, { projection: { 'imported.importId': 1, leadId: 1 } }).toArray(),
      );
      return new Map(
        found.map((document) => {
          const { id, imported, leadId } = toPlain<Pick<Inquiry, 'id' | 'imported' | 'leadId'>>(document);
          return [id, { ...(imported && { importId: imported.importId }), ...(leadId !== undefined && { leadId }) }];
        }),
      );
    },
    async remove(id) {
      await runGuarded(() => native.deleteOne({ _id: id }));
    },
    byReceipt: (receiptId) => one({ receiptId }),
    async orphans(before, limit) {
      const documents = await runGuarded(() =>
        inquiries
          .find({ orphanSince: trusted({ $lt: new Date(before) }) })
          .sort({ orphanSince: 1 })
          .limit(limit)
          .lean()
          .exec(),
      );
      return documents.map(inquiryOf);
    },
    async strays(since, until) {
      const leads = connection.collection<AnyDocument>('leads');
      const cursor = native.find(
        { receivedAt: { $gte: new Date(since), $lt: new Date(until) }, leadId: { $exists: true } },
        { projection: { leadId: 1 }, batchSize: LOOKED_AT_ONCE },
      );
      const found: Inquiry[] = [];
      for await (const batch of inBatches(cursor, LOOKED_AT_ONCE)) {
        const ids = batch.map((document) => String(document['leadId']));
        const there = await runGuarded(() => leads.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray());
        const known = new Set(there.map(({ _id }) => _id));
        for (const document of batch.filter((each) => !known.has(String(each['leadId'])))) {
          const stray = await one({ _id: document._id });
          if (stray) found.push(stray);
        }
      }
      return found;
    },
    async newestAt() {
      const newest = await runGuarded(() =>
        native.findOne({}, { sort: { receivedAt: -1 }, projection: { receivedAt: 1 } }),
      );
      return (newest?.['receivedAt'] as Date | undefined)?.getTime() ?? null;
    },
  };
}

const LOOKED_AT_ONCE = 500;

/** The inquiry as it is stored. */
export function inquiryDocument({ id, ...fields }: Inquiry): AnyDocument {
  const document = { _id: id, ...fields, ...(fields.leadId === undefined && { orphanSince: fields.receivedAt }) };
  return withDates(document, INQUIRY_DATES) as AnyDocument;
}

export function inquiryOf(document: unknown): Inquiry {
  const { orphanSince: _orphanSince, ...inquiry } = toPlain<Inquiry & { orphanSince?: number }>(document);
  return inquiry;
}
