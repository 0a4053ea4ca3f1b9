/**
 * What is known about a number, each in one read, and one for all numbers that are asked about while it is under way (see
 * inGroups.ts): when an inquiry arrives, its newest lead and its entry on the do-not-call list; before a contact, the
 * entry and the attempts of all of its leads. Attempts have no copy of their own to fall behind: a number has at most one
 * open lead, so all the others are closed and don't change (decisions/0010-attempts.md).
 */
import type { Connection } from 'mongoose';
import type { Attempt } from '../core/vocabulary/contact.ts';
import { ATTEMPTS_COUNT_MS } from '../core/law/mayContact.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { ContactKnown, NumberStore } from '../ports/numbers.ts';
import { briefMemory } from './briefMemory.ts';
import { DO_NOT_CALL, DO_NOT_CALL_FIELDS, type DoNotCallReads } from './doNotCall.ts';
import { inGroups } from './inGroups.ts';
import type { AnyDocument, Filter } from './model.ts';
import { runGuarded } from './plain.ts';

interface KnownNumber {
  /** Its newest lead, as stored; an open one may be older than a closed one. */
  readonly newest: AnyDocument | null;
  readonly doNotCallSince: Moment | null;
  readonly askedNotToBeCalledAt: Moment | null;
}

/** Lets the store of leads read a number's newest lead. */
export interface NumberReads {
  readonly atInquiry: (tel: string) => Promise<KnownNumber>;
}

const MAX_READS = 16;
/** Leads of one number that are searched for attempts that count. */
const MOST_LEADS = 50;
/** Numbers whose attempts are kept briefly. */
const REMEMBERED = 2000;

export function numberStore(connection: Connection, doNotCall: DoNotCallReads): NumberStore & NumberReads {
  const leads = connection.collection<AnyDocument>('leads');
  const entries = connection.collection<AnyDocument>(DO_NOT_CALL);
  const recent = briefMemory<readonly Attempt[]>(REMEMBERED);

  const atInquiry = inGroups<string, KnownNumber>(MAX_READS, async (asked) => {
    const { tels, ids, isEntry } = await entriesOf(asked);
    const [first = [], ...others] = tels.map(newestOf);
    const found = await runGuarded(() =>
      leads.aggregate<AnyDocument>([...first, ...others.map(unionOfLeads), unionOf(DO_NOT_CALL, isEntry)]).toArray(),
    );
    const byId = new Map(found.map((document) => [document._id, document]));
    const known = new Map(
      tels.map((tel): [string, KnownNumber] => {
        const entry = byId.get(ids.get(tel) ?? '') as Entry | undefined;
        const newest = found.reduce<AnyDocument | null>(
          (best, one) => (isOf(one, tel) ? newer(best, one) : best),
          null,
        );
        // A proposal about its new lead asks for those of its other leads.
        if (newest) recent.forget(tel);
        else recent.keep(tel, []);
        const doNotCallSince = doNotCall.answerOf(ids.get(tel) ?? '', entry ?? null);
        return [tel, { newest, doNotCallSince, askedNotToBeCalledAt: entry?.at.getTime() ?? null }];
      }),
    );
    return asked.map((tel) => known.get(tel) as KnownNumber);
  });

  const beforeContact = inGroups<Contact, ContactKnown>(MAX_READS, async (asked) => {
    const { tels, ids, isEntry } = await entriesOf(asked.map(({ tel }) => tel));
    const since = new Date(Math.min(...asked.map(({ now }) => now)) - ATTEMPTS_COUNT_MS);
    const found = await runGuarded(() =>
      entries
        .aggregate<AnyDocument>([...isEntry, ...tels.map((tel) => unionOfLeads(attemptsOn(tel, since)))])
        .toArray(),
    );
    const byId = new Map(found.map((document) => [document._id, document]));
    const known = new Map(
      tels.map((tel): [string, ContactKnown] => {
        const entry = byId.get(ids.get(tel) ?? '') as Entry | undefined;
        const attempts = found.filter((one) => isOf(one, tel)).flatMap(attemptsIn);
        const doNotCallSince = doNotCall.answerOf(ids.get(tel) ?? '', entry ?? null);
        return [tel, { doNotCallSince, attempts: recent.keep(tel, attempts) }];
      }),
    );
    return asked.map(({ tel }) => known.get(tel) as ContactKnown);
  });

  async function entriesOf(asked: readonly string[]) {
    const tels = [...new Set(asked)];
    const ids = new Map<string, string>();
    for (const tel of tels) ids.set(tel, await doNotCall.idOf(tel));
    const all = [...ids.values()];
    const isEntry = [
      { $match: { _id: all.length === 1 ? (all[0] ?? '') : { $in: all } } },
      { $project: DO_NOT_CALL_FIELDS },
    ];
    return { tels, ids, isEntry };
  }

  return {
    atInquiry,
    async forContact(tel, now, maxAgeMs = 0) {
      const attempts = recent.read(tel, maxAgeMs);
      if (attempts) {
        const doNotCallSince = doNotCall.remembered(await doNotCall.idOf(tel), maxAgeMs);
        if (doNotCallSince !== undefined) return { doNotCallSince, attempts };
      }
      return beforeContact({ tel, now });
    },
  };
}

interface Contact {
  readonly tel: string;
  readonly now: Moment;
}

interface Entry {
  readonly at: Date;
  readonly liftedAt?: Date;
}

function newestOf(tel: string): Filter[] {
  return [{ $match: { tels: tel } }, { $sort: { createdAt: -1 } }, { $limit: 1 }];
}

function attemptsOn(tel: string, since: Date): Filter[] {
  return [
    { $match: { tels: tel } },
    { $sort: { createdAt: -1 } },
    { $limit: MOST_LEADS },
    {
      $match: {
        $or: [{ 'attempts.at': { $gt: since } }, { 'attempts.result': { $in: ['notInService', 'notFound'] } }],
      },
    },
    { $project: { tels: 1, attempts: 1 } },
  ];
}

function unionOfLeads(pipeline: readonly Filter[]): Filter {
  return unionOf('leads', pipeline);
}

function unionOf(coll: string, pipeline: readonly Filter[]): Filter {
  return { $unionWith: { coll, pipeline } };
}

/** A lead with several numbers may have been found by another one of the group. */
function isOf(document: AnyDocument, tel: string): boolean {
  return (document['tels'] as readonly string[] | undefined)?.includes(tel) === true;
}

function newer(one: AnyDocument | null, other: AnyDocument): AnyDocument {
  return one && (one['createdAt'] as Date) >= (other['createdAt'] as Date) ? one : other;
}

function attemptsIn({ attempts }: AnyDocument): readonly Attempt[] {
  const stored = (attempts ?? []) as readonly (Omit<Attempt, 'at'> & { readonly at: Date })[];
  return stored.map(({ at, agentId, result }) => ({ at: at.getTime(), agentId, result }));
}
