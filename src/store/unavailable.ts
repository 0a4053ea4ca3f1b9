/**
 * Errors that mean "can't store or read now": the same request may succeed later. Checks the driver's classes and
 * labels first, then server codes for what those don't cover.
 */
import mongoose from 'mongoose';

const { mongo } = mongoose;

/** Cleared pools and timed-out requests are network errors too. */
const CLASSES = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoServerClosedError,
  mongo.MongoOperationTimeoutError,
  mongo.MongoExpiredSessionError,
  mongo.MongoStalePrimaryError,
  mongo.MongoWriteConcernError,
] as const;

/** Classes that the driver or mongoose don't export. */
const NAMES: ReadonlySet<unknown> = new Set([
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
]);

const LABELS = ['RetryableWriteError', 'TransientTransactionError', 'ResetPool', 'SystemOverloadedError'] as const;

/** From the server's error_codes.yml. */
const CODES: ReadonlySet<unknown> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  24, // LockTimeout
  46, // LockBusy
  50, // MaxTimeMSExpired
  63, // StaleShardVersion
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern
  112, // WriteConflict
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  150, // StaleEpoch
  189, // PrimarySteppedDown
  202, // NetworkInterfaceExceededTimeLimit
  262, // ExceededTimeLimit
  365, // TemporarilyUnavailable
  9001, // SocketException
  10_058, // LegacyNotPrimary
  10_107, // NotWritablePrimary
  11_600, // InterruptedAtShutdown
  11_601, // Interrupted
  11_602, // InterruptedDueToReplStateChange
  12_501, // QuotaExceeded
  13_388, // StaleConfig
  13_435, // NotPrimaryNoSecondaryOk
  13_436, // NotPrimaryOrSecondary
  14_031, // OutOfDiskSpace
]);

/** A connection that breaks during a write surfaces as a system error. */
const SYSTEM_CODES: ReadonlySet<unknown> = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ENOENT',
  'ETIMEDOUT',
  'ENOSPC',
  'EDQUOT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EMFILE',
  'ENFILE',
]);

export function isUnavailable(error: unknown): boolean {
  // Not `instanceof Error`: system errors may come from another realm.
  if (typeof error !== 'object' || error === null) return false;
  if (CLASSES.some((one) => error instanceof one)) return true;
  const { name, code, cause } = error as { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown };
  if (NAMES.has(name) || SYSTEM_CODES.has(code)) return true;
  if (error instanceof mongo.MongoError && LABELS.some((label) => error.hasErrorLabel(label))) return true;
  if (codesOf(error).some((one) => CODES.has(one))) return true;
  // From mongoose, before the first connection is complete.
  if (error instanceof mongoose.Error && /initial connection|disconnected|buffering timed out/i.test(error.message))
    return true;
  return cause !== undefined && cause !== error && isUnavailable(cause);
}

const COMMAND_NOT_FOUND = 59;

/** The server doesn't have the command, and did nothing. */
export function isUnknownCommand(error: unknown): boolean {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  return code === COMMAND_NOT_FOUND || (cause !== undefined && cause !== error && isUnknownCommand(cause));
}

/** A bulk write nests the server's codes: of each write, and of the write concern. */
function codesOf(error: object): readonly unknown[] {
  if (!(error instanceof mongo.MongoServerError)) return [];
  const { writeErrors, result } = error as unknown as {
    readonly writeErrors?: readonly { readonly code?: unknown }[];
    readonly result?: { readonly getWriteConcernError?: () => { readonly code?: unknown } | undefined };
  };
  // For writes to several collections they are a map by index.
  const writes =
    error instanceof mongo.MongoClientBulkWriteError ? [...error.writeErrors.values()] : [writeErrors ?? []].flat();
  return [error.code, ...writes.map(({ code }) => code), result?.getWriteConcernError?.()?.code];
}
