/**
 * The log: JSON lines on standard error, a fixed sentence plus fields. Personal data is not handed to it (law 11); the
 * redaction here is the second net, for a field that was handed over by mistake.
 *
 * An error is shown by its class, its code and where it was thrown. What it says is shown for our own (PlainError) alone:
 * what a package or the database says often repeats a value.
 *
 * What belongs together carries the same `requestId`: it is kept beside the call, and no function has to hand it on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { PlainError } from './core/errors.ts';
import type { Log } from './ports.ts';

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

/** An error as fields. `reason` is what it says; nothing else of it is anybody's words. */
function shown(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, message, cause, stack = '' } = error as Error & { readonly code?: unknown };
  const isCode = typeof code === 'number' || (typeof code === 'string' && /^[\w-]{1,40}$/.test(code));
  return {
    type: error.constructor.name,
    ...(isCode && { code }),
    reason: error instanceof PlainError ? message : HIDDEN,
    // The message stands before the frames, in as many lines as it has, and those may look like frames.
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
  const context = new AsyncLocalStorage<Readonly<Record<string, unknown>>>();
  const logger = pino(
    {
      mixin: () => ({ ...context.getStore() }),
      level,
      base: {},
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: shown },
      redact: { paths, censor: '[personal]' },
    },
    to,
  );
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    within: (fields, run) => context.run({ ...context.getStore(), ...fields }, run),
    pino: logger,
  };
}
