/**
 * The errors of the query language: MongoDB's code numbers, code names and, where a
 * driver or a person may read them, its wording. Everything outside the published
 * table (docs/language.md) is refused with one of these; nothing is approximated.
 */
import type { Document } from './values.ts';

/** An error as a driver sees it: `code` and `codeName` are MongoDB's, `extra` is added to the reply (keyPattern, for example). */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly extra: Document;

  constructor(code: number, codeName: string, message: string, extra: Document = {}) {
    super(message);
    this.name = 'MongoError';
    this.code = code;
    this.codeName = codeName;
    this.extra = extra;
  }
}

const named = (code: number, codeName: string) => (message: string) => new MongoError(code, codeName, message);

export const badValue = named(2, 'BadValue');
export const failedToParse = named(9, 'FailedToParse');
export const typeMismatch = named(14, 'TypeMismatch');
export const overflow = named(15, 'Overflow');
export const pathNotViable = named(28, 'PathNotViable');
export const conflictingUpdateOperators = named(40, 'ConflictingUpdateOperators');
export const dollarPrefixedFieldName = named(52, 'DollarPrefixedFieldName');
export const invalidIdField = named(53, 'InvalidIdField');
export const notSingleValueField = named(54, 'NotSingleValueField');
export const emptyFieldName = named(56, 'EmptyFieldName');
export const immutableField = named(66, 'ImmutableField');
export const exceededMemoryLimit = named(146, 'ExceededMemoryLimit');
export const invalidPipelineOperator = named(168, 'InvalidPipelineOperator');
export const cannotIndexParallelArrays = named(171, 'CannotIndexParallelArrays');
export const conversionFailure = named(241, 'ConversionFailure');
export const objectTooLarge = named(10334, 'BSONObjectTooLarge');

/** An assertion that MongoDB knows only by its number; drivers show such errors as "Location31253". */
export function location(code: number, message: string): MongoError {
  return new MongoError(code, `Location${code}`, message);
}

/** A feature that MongoDB has and this server does not. */
export function notSupported(what: string): MongoError {
  return new MongoError(115, 'CommandNotSupported', `The embedded database does not support ${what}`);
}

/** For the end of a switch over a closed union. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${String(value)}`);
}
