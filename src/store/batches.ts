/** Reads what a query finds in batches, so that a long answer is never in memory as a whole. */
import type { mongo } from 'mongoose';
import type { AnyDocument } from './model.ts';
import { runGuarded } from './plain.ts';

/** Closes the cursor when all is read, or the reader stops. No batch is empty. */
export async function* inBatches(
  cursor: mongo.FindCursor<AnyDocument>,
  size: number,
): AsyncGenerator<readonly AnyDocument[], void, undefined> {
  try {
    for (let batch: AnyDocument[] = []; ;) {
      const document = await runGuarded(() => cursor.next());
      if (document) batch.push(document);
      if (batch.length > 0 && (!document || batch.length === size)) {
        yield batch;
        batch = [];
      }
      if (!document) return;
    }
  } finally {
    await cursor.close();
  }
}
