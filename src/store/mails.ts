/**
 * The email queue, one entry per unique key. `nextAt` exists only while an email waits: leasing moves it to the end of
 * the lease, so that an email is retried when its sender dies. The database deletes finished emails.
 */
import { Schema, type Connection } from 'mongoose';
import { KEPT_MS, type NewMail, type QueuedMail } from '../core/mail/mail.ts';
import type { DeadMail } from '../core/mail/undelivered.ts';
import type { Random } from '../ports/basics.ts';
import type { MailStore } from '../ports/mail.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';

const MAIL_SCHEMA = new Schema(
  {
    _id: String,
    key: String,
    kind: String,
    to: String,
    language: String,
    data: Schema.Types.Mixed,
    state: String,
    dueAt: Date,
    expiresAt: Date,
    nextAt: Date,
    holder: String,
    attempts: Number,
    why: String,
    endedAt: Date,
    removeAt: Date,
    place: String,
  },
  SCHEMA_OPTIONS,
)
  .index({ key: 1 }, { unique: true })
  .index({ nextAt: 1 }, { partialFilterExpression: { nextAt: { $exists: true } }, name: 'next' })
  .index({ state: 1, dueAt: 1 }, { name: 'due' })
  .index({ state: 1, _id: -1 }, { name: 'newest' })
  .index({ state: 1, endedAt: -1 }, { name: 'ended' })
  .index({ place: 1 }, { unique: true, partialFilterExpression: { place: { $exists: true } }, name: 'places' })
  .index({ removeAt: 1 }, { expireAfterSeconds: 0, name: 'removal' });

/** The highest character: everything with a prefix sorts between the prefix and the prefix plus this. */
const LAST = '\uffff';

export function mailStore(connection: Connection, random: Random): MailStore {
  const mails = modelOf(connection, 'Mail', MAIL_SCHEMA, 'mails');
  const beginning = (prefix: string) => trusted({ $gte: prefix, $lt: prefix + LAST });

  const store: MailStore = {
    async queue(mail) {
      const result = await runGuardedClaim(() => mails.create([newDocument(random.id('ml'), mail)]));
      return isDuplicate(result) ? 'known' : 'queued';
    },

    async addMissed(mail, leadId) {
      const data = { leadIds: [leadId] };
      if ((await store.queue({ ...mail, data })) === 'queued') return 'added';
      const waiting = { key: mail.key, state: 'waiting', 'data.leadIds': trusted({ $ne: leadId }) };
      const { matchedCount } = await runGuarded(() =>
        mails.updateOne(waiting, { $push: { 'data.leadIds': leadId } }).exec(),
      );
      if (matchedCount > 0) return 'added';
      return (await runGuarded(() => mails.exists({ key: mail.key, 'data.leadIds': leadId }))) ? 'known' : 'gone';
    },

    async renew(keyPrefix, { data, expiresAt }) {
      const waiting = { key: beginning(keyPrefix), state: 'waiting', holder: null };
      const { matchedCount } = await runGuarded(() =>
        mails.updateOne(waiting, { $set: { data, ...(expiresAt !== undefined && { expiresAt }) } }).exec(),
      );
      return matchedCount > 0;
    },

    async cancel(keyPrefix, at) {
      const { modifiedCount } = await runGuarded(() =>
        mails.updateMany({ key: beginning(keyPrefix), state: 'waiting' }, ending('cancelled', at)).exec(),
      );
      return modifiedCount;
    },

    async lease({ holder, now, until, limit }) {
      const leased: QueuedMail[] = [];
      while (leased.length < limit) {
        const document = await runGuarded(() =>
          mails
            .findOneAndUpdate(
              { nextAt: trusted({ $lte: new Date(now) }) },
              { $set: { nextAt: new Date(until), holder }, $inc: { attempts: 1 } },
              { sort: { nextAt: 1 }, returnDocument: 'after' },
            )
            .lean()
            .exec(),
        );
        if (!document) break;
        leased.push(mailOf(document));
      }
      return leased;
    },

    async end(id, holder, how, at) {
      const { $set, ...rest } = ending(how.state, at, 'why' in how ? how.why : undefined);
      // Field by field: the same update removes an existing link.
      const said: Record<string, unknown> = 'data' in how ? { ...how.data } : {};
      const fields = Object.entries(said).map(([field, value]) => [`data.${field}`, value] as const);
      const update = { $set: { ...$set, ...Object.fromEntries(fields) }, ...rest };
      const { matchedCount } = await runGuarded(() =>
        mails.updateOne({ _id: id, holder, state: 'waiting' }, update).exec(),
      );
      return matchedCount > 0;
    },

    async takePlace(id, holder, place) {
      const result = await runGuardedClaim(() => mails.updateOne({ _id: id, holder }, { $set: { place } }).exec());
      return !isDuplicate(result) && result.matchedCount > 0;
    },

    async retry(id, holder, at, why) {
      // A delay isn't an attempt, and nothing is late before that moment.
      const update =
        why === undefined
          ? { $set: { nextAt: new Date(at), dueAt: new Date(at) }, $inc: { attempts: -1 }, $unset: { holder: 1 } }
          : { $set: { nextAt: new Date(at), why }, $unset: { holder: 1 } };
      const { matchedCount } = await runGuarded(() =>
        mails.updateOne({ _id: id, holder, state: 'waiting' }, update).exec(),
      );
      return matchedCount > 0;
    },

    async firstWaiting(keyPrefix) {
      const waiting = mails.findOne({ key: beginning(keyPrefix), state: 'waiting' }).sort({ _id: 1 });
      return (await runGuarded(() => waiting.select({ _id: 1 }).lean().exec()))?._id ?? null;
    },

    async lastSent(keyPrefix) {
      const sent = { key: beginning(keyPrefix), state: 'sent' };
      const document = await runGuarded(() => mails.findOne(sent).sort({ endedAt: -1 }).lean().exec());
      return document ? mailOf(document) : null;
    },

    async byId(id) {
      const document = await runGuarded(() => mails.findOne({ _id: id }).lean().exec());
      return document ? mailOf(document) : null;
    },

    async list({ state, cursor, limit }) {
      const filter = {
        ...(state !== undefined && { state }),
        ...(cursor !== undefined && { _id: trusted({ $lt: cursor }) }),
      };
      const documents = await runGuarded(() =>
        mails
          .find(filter)
          .sort({ _id: -1 })
          .limit(limit + 1)
          .lean()
          .exec(),
      );
      const items = documents.slice(0, limit).map(mailOf);
      return { items, next: documents.length > limit ? (items.at(-1)?.id ?? null) : null };
    },

    async deadSince(at, limit) {
      const filter = { state: 'dead', endedAt: trusted({ $gte: new Date(at) }) };
      const documents = await runGuarded(() =>
        mails.find(filter, { kind: 1, to: 1, endedAt: 1 }).sort({ endedAt: -1 }).limit(limit).lean().exec(),
      );
      return documents.map((document) => {
        const { kind, to, endedAt } = toPlain<DeadMail>(document);
        return { kind, to, endedAt };
      });
    },

    async resend(id, at) {
      const isUseful = { $or: [{ expiresAt: null }, { expiresAt: trusted({ $gt: new Date(at) }) }] };
      const document = await runGuarded(() =>
        mails
          .findOneAndUpdate(
            { _id: id, state: 'dead', ...isUseful },
            {
              $set: { state: 'waiting', nextAt: new Date(at), dueAt: new Date(at), attempts: 0 },
              $unset: { endedAt: 1, removeAt: 1, holder: 1, why: 1 },
            },
            { returnDocument: 'after' },
          )
          .lean()
          .exec(),
      );
      return document ? mailOf(document) : null;
    },

    async forgetLinks(now) {
      const unusable = { state: 'dead', expiresAt: trusted({ $lte: new Date(now) }) };
      await runGuarded(() =>
        mails
          .updateMany({ ...unusable, 'data.link': trusted({ $exists: true }) }, { $unset: { 'data.link': 1 } })
          .exec(),
      );
    },

    async health(now) {
      const due = { state: 'waiting', dueAt: trusted({ $lte: new Date(now) }) };
      const [waiting, dead, oldest] = await Promise.all([
        runGuarded(() => mails.countDocuments({ state: 'waiting' }).exec()),
        runGuarded(() => mails.countDocuments({ state: 'dead' }).exec()),
        runGuarded(() => mails.findOne(due, { dueAt: 1 }).sort({ dueAt: 1 }).lean().exec()),
      ]);
      return { waiting, dead, oldestDueAt: oldest ? toPlain<{ dueAt: number }>(oldest).dueAt : null };
    },
  };
  return store;
}

function newDocument(id: string, mail: NewMail) {
  return { _id: id, ...mail, state: 'waiting', nextAt: mail.dueAt, attempts: 0 };
}

/** A one-time link is deleted with its email; a dead email keeps it, to be resent while it works. */
function ending(state: keyof typeof KEPT_MS, at: number, why?: string) {
  return {
    $set: {
      state,
      endedAt: new Date(at),
      removeAt: new Date(at + KEPT_MS[state]),
      ...(why !== undefined && { why }),
    },
    $unset: { nextAt: 1, holder: 1, ...(state !== 'dead' && { 'data.link': 1 }) },
  };
}

function mailOf(document: unknown): QueuedMail {
  const {
    nextAt,
    holder,
    removeAt: _removeAt,
    ...mail
  } = toPlain<QueuedMail & { holder?: string; removeAt?: number }>(document);
  // For a leased email it is the end of the lease.
  return { ...mail, ...(nextAt !== undefined && holder === undefined && { nextAt }) };
}
