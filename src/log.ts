/**
 * The log: JSON lines on standard error, a fixed sentence plus fields. Personal data is not handed to it (law 11); the
 * redaction here is the second net, for a field that was handed over by mistake.
 */
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
  const logger = pino(
    {
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
    pino: logger,
  };
}
