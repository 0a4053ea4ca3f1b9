/**
 * One request over a socket: checked, run, and answered by its acknowledgement, never by silence. What a client sends is
 * any list of arguments: whichever it is, and whatever the use case does with it, the process and the other sockets go on.
 */
import joi from 'joi';
import type { DefaultEventsMap, Socket } from 'socket.io';
import { cleanInput } from '../core/capture/cleanInput.ts';
import { failure, type Failure } from '../core/errors.ts';
import { logging, StoreUnavailable, type Log } from '../ports.ts';
import type { Reply } from '../shared/desk.ts';
import type { DeskParts } from './namespaces.ts';

type Answer = (reply: Reply) => void;

/** At most so much of a mistake is said back: names of fields come from whoever sent them. */
const LONGEST_MISTAKE = 200;

/** Answers `bad-input` to a body that is no plain object of this shape; otherwise what `run` comes to. */
export function handler<B, T extends object>(
  parts: DeskParts,
  schema: joi.ObjectSchema,
  run: (body: B) => Promise<Reply<T>>,
) {
  const shape = schema.required();
  const answered = async (body: unknown): Promise<Reply<T>> => {
    try {
      if (!isPlainObject(body)) return failure('bad-input', 'The event’s first argument must be an object.');
      // What was checked is what is used: a key of the prototype's would be read by the one and not by the other.
      const checked: joi.ValidationResult<B> = shape.validate(cleanInput(schema, body), { convert: false });
      if (checked.error) return failure('bad-input', checked.error.message.slice(0, LONGEST_MISTAKE));
      return await logging(parts.log, { requestId: parts.random.id('req') }, () => run(checked.value));
    } catch (error) {
      return refused(parts.log, error);
    }
  };
  // The typed events promise one body and an acknowledgement; what comes over the line may be anything.
  return (body: B, ...more: readonly unknown[]): void => {
    const reply = acknowledgementOf([body, ...more]);
    void parts.underWay.add(answered(body)).then((answer) => tell(parts.log, reply, answer));
  };
}

/** Events that nobody listens for are answered as well. For every namespace, also those in which nothing is asked. */
export function refuseUnknown(socket: Socket<DefaultEventsMap, DefaultEventsMap>, log: Log): void {
  socket.use(([event, ...given], next) => {
    // Socket.IO itself listens for `error`, and does nothing with it.
    if (event !== 'error' && socket.listenerCount(event) > 0) return next();
    tell(log, acknowledgementOf(given), failure('bad-input', 'Unknown event.'));
  });
}

/** The last argument, where it is one; those who only send an event are answered with nothing. */
function acknowledgementOf(given: readonly unknown[]): Answer | undefined {
  const last = given.at(-1);
  return typeof last === 'function' ? (last as Answer) : undefined;
}

function tell(log: Log, reply: Answer | undefined, answer: Reply): void {
  try {
    reply?.(answer);
  } catch (error) {
    log.error({ err: error }, 'failed to send a reply to a desk');
  }
}

function refused(log: Log, error: unknown): Failure {
  log.error({ err: error }, 'a desk request failed');
  return error instanceof StoreUnavailable
    ? failure('store-unavailable', 'This can’t be saved right now. Try again in a few seconds.')
    : failure('internal', 'Something went wrong. Try again.');
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // What came over the line was parsed: arrays and bytes have prototypes of their own, plain objects this one.
  return Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, '__proto__');
}
