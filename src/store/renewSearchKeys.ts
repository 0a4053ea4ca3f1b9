/** Gives every lead the keys by which it is found now. A lead that has them is left alone; one that changes gets them so. */
import { trusted, type Connection } from './connection.ts';
import { fromDocument } from './leadDocument.ts';
import { leadModel } from './leads.ts';
import { guarded, toPlain } from './plain.ts';
import { searchKeysOf } from './searchKeys.ts';

const BATCH = 500;

export async function renewSearchKeys(connection: Connection): Promise<void> {
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
      const { lead, envelope } = fromDocument(toPlain<Record<string, unknown>>(document));
      const searchKeys = searchKeysOf(lead);
      const isKnown = searchKeys.join() === ((document['searchKeys'] ?? []) as readonly string[]).join();
      const update = { filter: { _id: lead.id, rev: envelope.rev }, update: { $set: { searchKeys: [...searchKeys] } } };
      return isKnown ? [] : [{ updateOne: update }];
    });
    if (renewed.length > 0) await guarded(() => leads.bulkWrite(renewed));
    const end = documents.at(-1)?._id;
    if (end === undefined || documents.length < BATCH) return;
    last = end;
  }
}
