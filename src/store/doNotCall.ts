/**
 * Numbers that must not be called, one document each. The identifier is a keyed hash of the number, so that the entry
 * survives the erasure of the person, when the number itself is deleted. The first node creates the key and stores it
 * in the settings: without it the entries could never be matched again.
 *
 * `marks` record who added or lifted the number, when and how; entries of earlier versions have none, and no number. A
 * lifted entry has `liftedAt` until the number is added again.
 */
import { Schema, type Connection } from 'mongoose';
import { createHmac } from 'node:crypto';
import type { DoNotCallEntry, DoNotCallMark } from '../core/law/doNotCall.ts';
import type { DoNotCallAct, DoNotCallStore } from '../ports/doNotCall.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { briefMemory } from './briefMemory.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import { inGroups } from './inGroups.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';
import { serviceKey } from './serviceKey.ts';

const BY = new Schema({ kind: String, id: String }, EMBEDDED_OPTIONS);
const DO_NOT_CALL_SCHEMA = new Schema(
  {
    _id: String,
    /** E.164. Absent on entries of earlier versions, and after the person was erased. */
    tel: String,
    /** When it was last added. */
    at: Date,
    /** Set while the entry isn't in force. */
    liftedAt: Date,
    /** How an entry of an earlier version was added: `outcome` or `askedByPerson`. */
    reason: String,
    by: BY,
    leadId: String,
    marks: [
      new Schema(
        { id: String, kind: String, at: Date, by: BY, source: String, leadId: String, reason: String },
        EMBEDDED_OPTIONS,
      ),
    ],
  },
  SCHEMA_OPTIONS,
)
  .index({ tel: 1 }, { partialFilterExpression: { tel: { $exists: true } }, name: 'by_number' })
  .index({ at: -1, _id: -1 }, { name: 'newest' })
  .index({ 'marks.source': 1, at: -1, _id: -1 }, { name: 'newest_of_source' });
const KEY = 'doNotCallKey';
const AT_ONCE = 500;
/** Contacts that share one read. */
const MAX_READS = 100;

interface Stored {
  readonly _id: string;
  readonly tel?: string;
  readonly at: Date;
  readonly liftedAt?: Date;
  readonly marks?: readonly StoredMark[];
}
type Unmarked = Omit<DoNotCallEntry, 'marks'>;
type StoredMark = ReturnType<typeof withDate>;

/** Maximum number of briefly cached answers. */
const REMEMBERED = 2000;

export const DO_NOT_CALL = 'doNotCall';
/** The fields that tell whether the entry is in force. */
export const DO_NOT_CALL_FIELDS = { at: 1, liftedAt: 1 } as const;

/** Lets other stores read an entry as part of their own query. */
export interface DoNotCallReads {
  readonly idOf: (tel: string) => Promise<string>;
  /** What this node read within `maxAgeMs`; undefined if it didn't. */
  readonly remembered: (id: string, maxAgeMs: number) => Moment | null | undefined;
  /** From the entry as read; null when there is none. */
  readonly answerOf: (id: string, entry: Pick<Stored, 'at' | 'liftedAt'> | null) => Moment | null;
}

export function doNotCallStore(connection: Connection, settings: SettingsStore): DoNotCallStore & DoNotCallReads {
  modelOf(connection, 'DoNotCall', DO_NOT_CALL_SCHEMA, 'doNotCall');
  // Bypasses mongoose, which costs more than this query that runs at every contact.
  const native = connection.collection<Stored>(DO_NOT_CALL);
  const answers = briefMemory<Moment | null>(REMEMBERED);
  const answerOf: DoNotCallReads['answerOf'] = (id, entry) =>
    answers.keep(id, entry && !entry.liftedAt ? entry.at.getTime() : null);
  let key: string | null = null;
  const hashOf = async (tel: string): Promise<string> => {
    key ??= await serviceKey(connection, settings, KEY);
    return createHmac('sha256', Buffer.from(key, 'base64')).update(tel).digest('base64url');
  };

  const readSince = inGroups<string, Moment | null>(MAX_READS, async (ids) => {
    const unique = [...new Set(ids)];
    const [first = ''] = unique;
    const filter = { _id: unique.length === 1 ? first : { $in: unique } };
    const options = { projection: DO_NOT_CALL_FIELDS, limit: unique.length };
    const found = await runGuarded(() => native.find(filter, options).toArray());
    const entries = new Map(found.map((entry) => [entry._id, entry]));
    return ids.map((id) => answerOf(id, entries.get(id) ?? null));
  });

  async function add({ tel, leadId, ...act }: DoNotCallAct): Promise<'added' | 'known'> {
    const _id = await hashOf(tel);
    const mark = withDate({ ...act, kind: 'added', ...(leadId !== undefined && { leadId }) });
    const { at, by } = mark;
    // A repeated act adds no mark; one from before the entry was lifted doesn't undo the lift.
    const isNews = { _id, 'marks.id': { $ne: act.id }, liftedAt: { $not: { $gt: at } } };
    const first = { by, ...(leadId !== undefined && { leadId }) };
    const change = {
      $max: { at },
      $set: { tel },
      $push: { marks: mark },
      $unset: { liftedAt: '' as const },
      $setOnInsert: first,
    };
    const before = await runGuardedClaim(() => native.findOneAndUpdate(isNews, change, { upsert: true }));
    answers.forget(_id);
    if (!isDuplicate(before)) return before === null || before.liftedAt ? 'added' : 'known';
    // The entry is there and wants no such mark; or it was made by another writer a moment ago, and does.
    const then = await runGuarded(() => native.findOneAndUpdate(isNews, change));
    return then?.liftedAt ? 'added' : 'known';
  }

  async function addSome(tels: readonly string[], act: Omit<DoNotCallAct, 'tel'>): Promise<readonly string[]> {
    const ids = new Map(await Promise.all(tels.map(async (tel) => [await hashOf(tel), tel] as const)));
    const there = await runGuarded(() =>
      native.find({ _id: { $in: [...ids.keys()] } }, { projection: { liftedAt: 1 } }).toArray(),
    );
    const known = new Set(there.map(({ _id }) => _id));
    const fresh = [...ids].filter(([id]) => !known.has(id));
    const single = there.flatMap(({ _id, liftedAt }) => (liftedAt ? [ids.get(_id) ?? ''] : []));
    const mark = withDate({ ...act, kind: 'added' });
    const documents = fresh.map(([_id, tel]) => ({ _id, tel, at: mark.at, by: act.by, marks: [mark] }));
    const inserted = documents.length === 0 ? null : await runGuardedClaim(() => native.insertMany(documents));
    for (const id of ids.keys()) answers.forget(id);
    const added = fresh.map(([, tel]) => tel);
    // Another writer adds some of the same at this moment: what is missing yet is added one by one.
    if (isDuplicate(inserted)) for (const tel of added) await add({ ...act, tel });
    for (const tel of single) if ((await add({ ...act, tel })) === 'added') added.push(tel);
    return added;
  }

  return {
    add,
    async addAll(tels, act) {
      const added: string[] = [];
      for (let from = 0; from < tels.length; from += AT_ONCE)
        added.push(...(await addSome(tels.slice(from, from + AT_ONCE), act)));
      return added;
    },
    async count(tels) {
      const ids = await Promise.all(tels.map(hashOf));
      return runGuarded(() => native.countDocuments({ _id: { $in: ids }, liftedAt: { $exists: false } }));
    },
    async inForce(tels) {
      const ids = await Promise.all(tels.map(hashOf));
      const filter = { _id: { $in: ids }, liftedAt: { $exists: false } };
      const found = await runGuarded(() => native.find(filter, { projection: { _id: 1 } }).toArray());
      const known = new Set(found.map(({ _id }) => _id));
      return new Set(tels.filter((_tel, index) => known.has(ids[index] ?? '')));
    },
    async lift({ tel, ...act }) {
      const _id = await hashOf(tel);
      const mark = withDate({ ...act, kind: 'lifted' });
      const isInForce = { _id, 'marks.id': { $ne: act.id }, liftedAt: { $exists: false } };
      const change = { $set: { liftedAt: mark.at }, $push: { marks: mark } };
      const { modifiedCount } = await runGuarded(() => native.updateOne(isInForce, change));
      answers.forget(_id);
      return modifiedCount === 1;
    },
    since: async (tel) => readSince(await hashOf(tel)),
    remembered: answers.read,
    idOf: hashOf,
    answerOf,
    async byId(_id) {
      const entry = await runGuarded(() => native.findOne({ _id }));
      return entry && entryOf(entry);
    },
    async list({ source, cursor, limit }) {
      const filter = {
        ...(source !== undefined && { 'marks.source': source }),
        ...(cursor !== undefined && { $or: before(cursor) }),
      };
      const newest = { at: -1, _id: -1 } as const;
      const found = await runGuarded(() =>
        native
          .find(filter)
          .sort(newest)
          .limit(limit + 1)
          .toArray(),
      );
      const items = found.slice(0, limit).map(entryOf);
      const last = items.at(-1);
      return { items, next: found.length > limit && last ? `${last.at}_${last.id}` : null };
    },
    forget: (tel) => forgetNumber(connection, tel),
    async openLeads(tels) {
      const leads = connection.collection<AnyDocument>('leads');
      const openKeys = { $in: tels.map((tel) => `tel:${tel}`) };
      const found = await runGuarded(() => leads.find({ openKeys }, { projection: { 'person.tel': 1 } }).toArray());
      return found.map(({ _id, person }) => {
        const { tel } = person as { tel?: string };
        return { id: _id, ...(tel !== undefined && { tel }) };
      });
    },
  };
}

/** The person was erased: the hash and its acts stay, the number and what was said go. False when there was neither. */
export async function forgetNumber(connection: Connection, tel: string): Promise<boolean> {
  const entries = connection.collection<AnyDocument>('doNotCall');
  const entry = await runGuarded(() => entries.findOne({ tel }, { projection: { 'marks.at': 1 } }));
  if (!entry) return false;
  const gone: Record<string, ''> = entry['marks'] ? { tel: '', 'marks.$[].reason': '' } : { tel: '' };
  const { modifiedCount } = await runGuarded(() => entries.updateOne({ _id: entry._id, tel }, { $unset: gone }));
  return modifiedCount === 1;
}

function entryOf(document: Stored): DoNotCallEntry {
  const { id, tel, at, liftedAt, marks = [] } = toPlain<Unmarked & Partial<DoNotCallEntry>>(document);
  return { id, at, marks, ...(tel !== undefined && { tel }), ...(liftedAt !== undefined && { liftedAt }) };
}

function withDate(mark: DoNotCallMark) {
  return { ...mark, at: new Date(mark.at) };
}

/** Entries that come after this one in the list. */
function before(cursor: string) {
  const cut = cursor.indexOf('_');
  const at = new Date(Number(cursor.slice(0, cut)) || 0);
  return [{ at: { $lt: at } }, { at, _id: { $lt: cursor.slice(cut + 1) } }];
}
