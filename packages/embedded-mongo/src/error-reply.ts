/** Errors as a client sees them. */
import { complain } from './complain.ts';
import { MongoError, overflow } from './language/errors.ts';
import type { Document } from './language/values.ts';
import { refusal } from './refuse.ts';
import { OutOfDiskError } from './store.ts';

export function errorReply(error: unknown): Document {
  const known = asMongoError(error);
  return { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName, ...known.extra };
}

/** Any error that is not a MongoError is a bug: it is logged, and the client gets an internal error. */
function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (error instanceof OutOfDiskError) return refusal('OutOfDiskSpace', error.message);
  // Deeper than any limit that was checked: the call stack is full.
  if (error instanceof RangeError && error.message.includes('call stack')) return overflow('nested too deeply');
  complain('a command failed', error);
  return refusal('InternalError', `internal error: ${error instanceof Error ? error.message : String(error)}`);
}
