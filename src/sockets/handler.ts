/**
 * One request over a socket: validated, run, and always acknowledged. A client can send any list of arguments; whatever
 * it sends, and whatever the use case does with it, the process and the other sockets continue.
 */
import joi from 'joi';
import { cleanInput } from '../core/capture/cleanInput.ts';
import { failure, type Failure } from '../core/vocabulary/errors.ts';
import { withLogFields, StoreUnavailable, type Log } from '../ports/basics.ts';
import type { Parts } from '../ports/parts.ts';
import type { Reply } from '../shared/deskEvents.ts';
import type { PendingWork } from './connection/pendingWork.ts';

type Answer = (reply: Reply) => void;
type HandlerParts = Pick<Parts, 'log' | 'random'> & { readonly pendingWork: PendingWork };

/** How much of a validation error is echoed: field names come from the sender. */
const LONGEST_MISTAKE = 200;

/** Answers one event of a desk. `given`: what came with it, the acknowledgement last. */
export type Handler<C> = (context: C, given: readonly unknown[]) => void;

/**
 * Answers `bad-input` to a body that isn’t a plain object of this shape, otherwise with the result of `run`, whose parts
 * have the request’s own log. Built once for all desks: a desk has dozens of events.
 */
export function handler<T extends object, C extends { readonly parts: HandlerParts }>(
  schema: joi.ObjectSchema,
  run: (context: C, body: object) => Promise<Reply<T>>,
): Handler<C> {
  const shape = schema.required();
  const respond = async (context: C, body: unknown): Promise<Reply<T>> => {
    const { parts } = context;
    const log = withLogFields(parts.log, { requestId: parts.random.id('req') });
    try {
      if (!isPlainObject(body)) return failure('bad-input', 'The event’s first argument must be an object.');
      // Use exactly what was validated: a key from the prototype would be seen by one reader and not by the other.
      const checked: joi.ValidationResult<object> = shape.validate(cleanInput(schema, body), { convert: false });
      if (checked.error) return failure('bad-input', checked.error.message.slice(0, LONGEST_MISTAKE));
      return await run({ ...context, parts: { ...parts, log } }, checked.value);
    } catch (error) {
      return failureOf(log, error);
    }
  };
  return (context, given) => {
    const { parts } = context;
    const reply = acknowledgementOf(given);
    void parts.pendingWork.add(respond(context, given[0])).then((answer) => acknowledge(parts.log, reply, answer));
  };
}

/** Answers an event that nothing handles. */
export function refuseUnknown(log: Log, given: readonly unknown[]): void {
  acknowledge(log, acknowledgementOf(given), failure('bad-input', 'Unknown event.'));
}

/** The last argument if it is an acknowledgement. A client that only sends an event gets no answer. */
function acknowledgementOf(given: readonly unknown[]): Answer | undefined {
  const last = given.at(-1);
  return typeof last === 'function' ? (last as Answer) : undefined;
}

function acknowledge(log: Log, reply: Answer | undefined, answer: Reply): void {
  try {
    reply?.(answer);
  } catch (error) {
    log.error({ err: error }, 'failed to send a reply to a desk');
  }
}

function failureOf(log: Log, error: unknown): Failure {
  log.error({ err: error }, 'a desk request failed');
  return error instanceof StoreUnavailable
    ? failure('store-unavailable', 'This can’t be saved right now. Try again in a few seconds.')
    : failure('internal', 'Something went wrong. Try again.');
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // Incoming data was parsed: arrays and bytes have prototypes of their own, plain objects have this one.
  return Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, '__proto__');
}
