/**
 * Erases the person from a closed lead: identity, messages, and every text in the history. What stays identifies no
 * one: states, times, agents, outcome, and the digests of the history, whose chain stays intact (law 10).
 *
 * The lead is written last and marks completion; an interrupted erasure starts over.
 */
import type { Connection, mongo } from 'mongoose';
import type { SealedEntry } from '../ports/leads.ts';
import { digestOf } from '../evidence/chain.ts';
import { inBatches } from './batches.ts';
import { forgetNumber } from './doNotCall.ts';
import type { AnyDocument, Filter } from './model.ts';
import { runGuarded, toPlain } from './plain.ts';

const AT_ONCE = 200;
/** Shown in place of a name. */
export const NOBODY = '–';

/** False when there is no such closed lead, it was already erased, or it has changed since. */
export async function eraseLead(connection: Connection, leadId: string): Promise<boolean> {
  const leads = connection.collection<AnyDocument>('leads');
  const inquiries = connection.collection<AnyDocument>('inquiries');
  const calls = connection.collection<AnyDocument>('calls');
  const archive = connection.collection<AnyDocument>('timeline');
  const cards = connection.collection<AnyDocument>('cards');
  const lead = await runGuarded(() => leads.findOne({ _id: leadId, state: 'closed', erased: { $ne: true } }));
  if (!lead) return false;
  // An inquiry that moved to another lead belongs to that lead.
  const own = { _id: { $in: [...inquiryIds(lead)] }, leadId };
  await eraseRequestKeys(inquiries, own);
  await runGuarded(() => inquiries.updateMany(own, INQUIRY_WITHOUT_PERSON));
  await eraseEntries(archive, leadId);
  for (const { roles, without } of CALLS_WITHOUT_PERSON) {
    const those = { leadId, role: { $in: [...roles] } };
    await runGuarded(() => calls.updateMany(those, { ...without, $inc: { rev: 1 } } as mongo.Document));
  }
  for (const tel of numbersOf(lead)) {
    // L25: another lead of that number is still about the same person.
    const others = { _id: { $ne: leadId }, tels: tel };
    if (!(await runGuarded(() => leads.findOne(others, { projection: { _id: 1 } }))))
      await forgetNumber(connection, tel);
  }
  const rev = Number(lead['rev']) + 1;
  const cardWithoutPerson = {
    $set: { words: [], rev },
    $unset: { known: 1, identity: 1 },
    $pull: { labels: /^(tag|band):/ },
  } as mongo.Document;
  await runGuarded(() => cards.updateOne({ _id: leadId }, cardWithoutPerson));
  const unchanged = { _id: leadId, state: 'closed', rev: lead['rev'] };
  const replaced = await runGuarded(() => leads.replaceOne(unchanged, leadWithoutPerson(lead)));
  return replaced.modifiedCount === 1;
}

/** A form’s key ends with the beginning of the digest (intake/sources/form.ts), which would confirm a guess of the body. */
export async function eraseRequestKeys(inquiries: mongo.Collection<AnyDocument>, those: Filter): Promise<void> {
  const cursor = inquiries.find(those, { projection: { requestKey: 1, bodyHash: 1 }, batchSize: AT_ONCE });
  for await (const batch of inBatches(cursor, AT_ONCE)) {
    const writes = batch.flatMap(({ _id, requestKey, bodyHash }) =>
      typeof bodyHash === 'string' && String(requestKey).endsWith(`:${bodyHash.slice(0, 16)}`)
        ? { updateOne: { filter: { _id }, update: { $set: { requestKey: erasedKey(_id) } } } }
        : [],
    );
    if (writes.length > 0) await runGuarded(() => inquiries.bulkWrite(writes));
  }
}

/** In place of an inquiry’s request key. */
export function erasedKey(inquiryId: string): string {
  return `erased:${inquiryId}`;
}

/** The archived entries. Each keeps its digest and is erased once. */
async function eraseEntries(archive: mongo.Collection<AnyDocument>, leadId: string): Promise<void> {
  const entries = await runGuarded(() => archive.find({ leadId, salt: { $exists: true } }).toArray());
  if (entries.length === 0) return;
  const writes = entries.map((entry) => ({
    updateOne: {
      filter: { _id: entry._id },
      update: { $set: { digest: digestIn(entry) }, $unset: { data: '' as const, salt: '' as const } },
    },
  }));
  await runGuarded(() => archive.bulkWrite(writes));
}

/** The digest of a stored entry; an erased one already has it. */
function digestIn(entry: Readonly<Record<string, unknown>>): string {
  const { digest, ...sealed } = toPlain<Omit<SealedEntry, 'data'> & Partial<Pick<SealedEntry, 'data'>>>(entry);
  return digest ?? digestOf({ ...sealed, data: sealed.data ?? {} });
}

const INQUIRY_WITHOUT_PERSON = {
  $set: { person: { name: NOBODY, language: 'en', zones: [], zoneFrom: 'campaign' }, answers: {}, source: {} },
  // Without a salt, the digest of the body would confirm a guess.
  $unset: { rawBody: 1, bodyHash: 1, message: 1, 'consent.address': 1, 'consent.browser': 1, 'consent.page': 1 },
} as const;

/** The person's number is the caller or the callee, depending on direction; the next sweep deletes recordings. */
export const CALLER_WITHOUT_PERSON = {
  $set: { from: NOBODY, answers: {}, erasesSounds: true },
  $unset: { person: 1, typed: 1, welcome: 1, tel: 1, prefix: 1 },
} as const;

const CALLS_WITHOUT_PERSON = [
  { roles: ['caller'], without: CALLER_WITHOUT_PERSON },
  {
    roles: ['person'],
    without: { $set: { to: NOBODY, erasesSounds: true }, $unset: { person: 1, typed: 1 } },
  },
  { roles: ['agent', 'consultant', 'supervisor'], without: { $set: { erasesSounds: true } } },
] as const;

/** Fields without personal data. A new field of leads is erased unless it is listed here. */
const KEPT = [
  '_id',
  'campaignId',
  'interest',
  'consents',
  'attempts',
  'createdAt',
  'changedAt',
  'epoch',
  'seq',
  'previousLeadId',
  'knownAgentId',
  'clearedAt',
  'continuedAs',
  'mergedInto',
  'lastAccept',
  'firstTalk',
  'lastTalk',
  'state',
  'outcome',
  'outcomeId',
  'saleValue',
  'closedAt',
  'ownerId',
  'entryCount',
  'headHash',
  'effects',
  // Which agents routing chose; kept as long as other decisions (retention.ts).
  'decision',
];
const KEPT_OF_INQUIRY = ['id', 'kind', 'at', 'campaignId', 'interest'];
const KEPT_OF_ENTRY = ['seq', 'at', 'kind', 'by', 'hash'];

/** Its own and those of merged leads. */
function inquiryIds(lead: AnyDocument): readonly string[] {
  const absorbed = listOf(lead['absorbed']).flatMap(({ inquiries }) => listOf(inquiries));
  return [...listOf(lead['inquiries']), ...absorbed].map(({ id }) => String(id));
}

/** Every number of the person: called at, called from, and of leads that were merged into this one. */
function numbersOf(lead: AnyDocument): ReadonlySet<string> {
  const people = [lead['person'], ...listOf(lead['absorbed']).map(({ person }) => person)];
  return new Set(
    people.flatMap((person) => {
      const { tel, otherTels = [] } = (person ?? {}) as { tel?: string; otherTels?: readonly string[] };
      return tel === undefined ? otherTels : [tel, ...otherTels];
    }),
  );
}

function leadWithoutPerson(lead: AnyDocument): AnyDocument {
  const { language } = lead['person'] as { language?: unknown };
  return {
    ...only(KEPT, lead),
    _id: lead._id,
    person: { name: NOBODY, language: language ?? 'en', zones: [], zoneFrom: 'campaign' },
    answers: {},
    suspectedDuplicateIds: [],
    inquiries: listOf(lead['inquiries']).map((inquiry) => only(KEPT_OF_INQUIRY, inquiry)),
    timeline: listOf(lead['timeline']).map((entry) => ({ ...only(KEPT_OF_ENTRY, entry), digest: digestIn(entry) })),
    rev: Number(lead['rev']) + 1,
    erased: true,
  };
}

function only(fields: readonly string[], document: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([field]) => fields.includes(field)));
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}
