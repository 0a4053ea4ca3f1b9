/** What the query language's tests share. */
import { MongoError } from '../../src/language/errors.ts';

/** MongoDB's code of the error that `run` throws; null when it throws none. Any other error passes through. */
export function errorCode(run: () => unknown): number | null {
  try {
    run();
  } catch (error) {
    if (error instanceof MongoError) return error.code;
    throw error;
  }
  return null;
}
