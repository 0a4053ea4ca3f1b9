/** Gives every lead what it is found by now: search keys and numbers. A lead that has them is left alone. */
import { trusted, type Connection } from './connection.ts';
import { loadedFrom, telsOf } from './leadDocument.ts';
import { leadModel } from './leads.ts';
import { guarded, toPlain } from './plain.ts';
import { searchKeysOf } from './searchKeys.ts';

const BATCH = 500;

export async function renewDerived(connection: Connection): Promise<void> {
  const leads = leadModel(connection);
  for (let last = ''; ;) {
    const documents = await guarded(() =>
      leads
        .find({ _id: trusted({ $gt: last }) })
        .sort({ _id: 1 })
        .limit(BATCH)
        .select({ timeline: 0 })
        .lean()
        .exec(),
    );
    const renewed = documents.flatMap((document) => {
      const { lead, rev } = loadedFrom(toPlain<Record<string, unknown>>(document));
      const searchKeys = searchKeysOf(lead);
      const tels = lead.erased ? [] : telsOf(lead);
      const isKnown = isList(document['searchKeys'], searchKeys) && isList(document['tels'], tels);
      const set = { searchKeys: [...searchKeys], ...(tels.length > 0 && { tels: [...tels] }) };
      const update = { filter: { _id: lead.id, rev }, update: { $set: set } };
      return isKnown ? [] : [{ updateOne: update }];
    });
    if (renewed.length > 0) await guarded(() => leads.bulkWrite(renewed));
    const end = documents.at(-1)?._id;
    if (end === undefined || documents.length < BATCH) return;
    last = end;
  }
}

function isList(stored: unknown, wanted: readonly string[]): boolean {
  return ((stored ?? []) as readonly string[]).join() === wanted.join();
}
