/**
 * Refusals by name: the MongoDB errors that the server itself (not the query language) returns. The names
 * and numbers are MongoDB's (src/mongo/base/error_codes.yml).
 */
import { MongoError } from './language/errors.ts';
import type { Document } from './language/values.ts';

const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  InvalidLength: 16,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  ShutdownInProgress: 91,
  CommandNotSupported: 115,
  NotAReplicaSet: 123,
  CannotIndexParallelArrays: 171,
  QueryPlanKilled: 175,
  IndexBuildAborted: 276,
  ClientDisconnect: 279,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  NoQueryExecutionPlans: 291,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  Location17217: 17217,
  Location40414: 40414,
  IDLUnknownField: 40415,
  Location40571: 40571,
  Location50736: 50736,
  Location50737: 50737,
  Location50738: 50738,
  Location51024: 51024,
} as const;

export type RefusalName = keyof typeof CODES;

/** Drivers show the assertions that MongoDB knows only by number as "Location…"; 40415 is one of them. */
const SHOWN_AS: Partial<Record<RefusalName, string>> = { IDLUnknownField: 'Location40415' };

export function refusal(name: RefusalName, message: string, extra: Document = {}): MongoError {
  return new MongoError(CODES[name], SHOWN_AS[name] ?? name, message, extra);
}

export function refuse(name: RefusalName, message: string, extra: Document = {}): never {
  throw refusal(name, message, extra);
}
