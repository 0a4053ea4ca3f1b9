/**
 * The log: JSON lines on standard error, a fixed sentence plus fields. Callers pass no personal data (law 11); the
 * redaction here is a second line of defense for a field passed by mistake.
 *
 * An error is logged as its class, its code and where it was thrown. Its message is logged only for our own errors
 * (PlainError): messages from packages or the database often repeat a value.
 *
 * Related lines carry the same `requestId`: a request has its own log (`with`), in the parts that its use cases get.
 * Async context would do it silently, but costs a tenth of all CPU time on Node 20.
 */
import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Log } from '../ports/basics.ts';

const PERSONAL = [
  'name',
  'email',
  'tel',
  'telShown',
  'phone',
  'message',
  'note',
  'password',
  'token',
  'cookie',
  'authorization',
];
const paths = PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

const HIDDEN = '[not shown]';
const FRAME = /^ +at .*(:\d+:\d+|<anonymous>|native)\)?$/;
const MAX_CAUSES = 3;

/** An error as fields. Only `reason` is its message; no other field contains outside text. */
function shown(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, message, cause, stack = '' } = error as Error & { readonly code?: unknown };
  const isCode = typeof code === 'number' || (typeof code === 'string' && /^[\w-]{1,40}$/.test(code));
  return {
    type: error.constructor.name,
    ...(isCode && { code }),
    reason: error instanceof PlainError ? message : HIDDEN,
    // The message precedes the frames, spans as many lines as it has, and may contain lines that look like frames.
    stack: stack
      .replace(message, '')
      .split('\n')
      .filter((line) => FRAME.test(line))
      .join('\n'),
    ...(cause !== undefined && depth < MAX_CAUSES && { cause: shown(cause, depth + 1) }),
  };
}

export function createLog(
  level: string,
  to: DestinationStream = destination({ fd: 2, sync: true }),
): Log & { readonly pino: Logger } {
  const logger = pino(
    {
      level,
      base: {},
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: shown },
      redact: { paths, censor: '[personal]' },
    },
    to,
  );
  return { ...logOf(logger), pino: logger };
}

function logOf(logger: Logger): Log {
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    with: (fields) => logOf(logger.child(fields)),
  };
}
