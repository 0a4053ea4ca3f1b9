/**
 * Documents by ID, read in groups (see inGroups.ts): after a restart thousands of desks come back at once, and each asks for
 * its session and its user (O58). Alone, a read is sent as it is, at once.
 */
import type { Model } from 'mongoose';
import { trusted } from './connection.ts';
import { inGroups } from './inGroups.ts';
import type { AnyDocument } from './model.ts';
import { runGuarded } from './plain.ts';

const MAX_READS = 32;

/** The document as stored, or null. */
export function readsById(model: Model<AnyDocument>): (id: string) => Promise<AnyDocument | null> {
  return inGroups<string, AnyDocument | null>(MAX_READS, async (asked) => {
    const ids = [...new Set(asked)];
    const filter = { _id: ids.length === 1 ? ids[0] : trusted({ $in: ids }) };
    const found = await runGuarded(() => model.find(filter).limit(ids.length).lean().exec());
    const byId = new Map(found.map((document) => [document._id, document as AnyDocument]));
    return asked.map((id) => byId.get(id) ?? null);
  });
}
