/**
 * The log: JSON lines on standard error, a fixed sentence plus fields. Personal data is not handed to it (law 11); the
 * redaction here is the second net, for a field that was handed over by mistake.
 *
 * What belongs together carries the same `requestId`: it is kept beside the call, and no function has to hand it on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { destination, pino, type Logger } from 'pino';
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

export function createLog(level: string): Log & { readonly pino: Logger } {
  const context = new AsyncLocalStorage<Readonly<Record<string, unknown>>>();
  const logger = pino(
    {
      mixin: () => ({ ...context.getStore() }),
      level,
      base: {},
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // `err.name` is an error's class, not a person's name.
      redact: { paths: paths.filter((path) => path !== '*.name'), censor: '[personal]' },
    },
    destination({ fd: 2, sync: true }),
  );
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    within: (fields, run) => context.run({ ...context.getStore(), ...fields }, run),
    pino: logger,
  };
}
