/**
 * What is known about numbers when their inquiries arrive: one read for each number's newest lead and its entry on the
 * do-not-call list, and one for all that arrive while it is under way (see inGroups.ts).
 */
import type { Connection } from 'mongoose';
import type { Moment } from '../core/vocabulary/time.ts';
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

const MAX_READS = 16;

export function numberReads(connection: Connection, doNotCall: DoNotCallReads): (tel: string) => Promise<KnownNumber> {
  const leads = connection.collection<AnyDocument>('leads');
  return inGroups<string, KnownNumber>(MAX_READS, async (asked) => {
    const tels = [...new Set(asked)];
    const entryIds = new Map<string, string>();
    for (const tel of tels) entryIds.set(tel, await doNotCall.idOf(tel));
    const [first = [], ...others] = tels.map(newestOf);
    const entries = [{ $match: { _id: { $in: [...entryIds.values()] } } }, { $project: DO_NOT_CALL_FIELDS }];
    const found = await runGuarded(() =>
      leads
        .aggregate<AnyDocument>([
          ...first,
          ...others.map((pipeline) => ({ $unionWith: { coll: 'leads', pipeline } })),
          { $unionWith: { coll: DO_NOT_CALL, pipeline: entries } },
        ])
        .toArray(),
    );
    const byId = new Map(found.map((document) => [document._id, document]));
    const known = new Map(
      tels.map((tel): [string, KnownNumber] => {
        const entryId = entryIds.get(tel) ?? '';
        const entry = byId.get(entryId) as { at: Date; liftedAt?: Date } | undefined;
        const newest = found.reduce<AnyDocument | null>(
          (best, one) => (isOf(one, tel) ? newer(best, one) : best),
          null,
        );
        const doNotCallSince = doNotCall.answerOf(entryId, entry ?? null);
        return [tel, { newest, doNotCallSince, askedNotToBeCalledAt: entry?.at.getTime() ?? null }];
      }),
    );
    return asked.map((tel) => known.get(tel) as KnownNumber);
  });
}

function newestOf(tel: string): Filter[] {
  return [{ $match: { tels: tel } }, { $sort: { createdAt: -1 } }, { $limit: 1 }];
}

/** A lead with several numbers may have been found by another one of the group. */
function isOf(document: AnyDocument, tel: string): boolean {
  return (document['tels'] as readonly string[] | undefined)?.includes(tel) === true;
}

function newer(one: AnyDocument | null, other: AnyDocument): AnyDocument {
  return one && (one['createdAt'] as Date) >= (other['createdAt'] as Date) ? one : other;
}
