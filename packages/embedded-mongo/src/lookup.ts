/** Finds by _id, by far the most frequent query: one lookup, without a plan or a scan. */
import type { Collection } from './collection.ts';
import { finishKey, isLong, recordOf, roomAround, tupleIn } from './keys.ts';
import { encodeKey } from './language/key.ts';
import type { Query } from './planner.ts';
import type { Stored } from './stored.ts';

const ROOM = roomAround(true);

/** The only document that can match, null when it does not, undefined when the filter does not fix the _id. */
export function findById(collection: Collection, { matcher, hint }: Query): Stored | null | undefined {
  if (hint !== undefined) return undefined;
  const { conjuncts } = matcher;
  const byId = conjuncts.find(({ path, op }) => path === '_id' && op === '$eq');
  const [index] = collection.usableIndexes;
  if (!byId || byId.value === null || !index) return undefined;
  const tuple = encodeKey([byId.value], index.directions, ROOM);
  if (isLong(tupleIn(tuple, ROOM))) return undefined;
  const key = finishKey(tuple, index.number, null);
  const value = collection.store.get(key);
  const stored = value && collection.fetch(recordOf(key, value));
  return stored && matcher.matches(stored.fields(matcher.picker)) ? stored : null;
}
