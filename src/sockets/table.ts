/**
 * Every request of a desk. Validation and handling derive from this table; an event of `shared/deskEvents.ts` that is missing
 * in its group, or a field of its body without a schema, doesn't compile.
 */
import joi from 'joi';
import type { DeskParts, DeskSocket } from './connection/namespaces.ts';
import { CALL_EVENTS } from './events/calls.ts';
import type { Asking, DeskEvent, EventSpec } from './events/event.ts';
import { LEAD_EVENTS } from './events/leads.ts';
import { OFFER_EVENTS } from './events/offers.ts';
import { PHONE_EVENTS } from './events/phone.ts';
import { PRESENCE_EVENTS } from './events/presence.ts';
import { handler, refuseUnknown, type Handler } from './handler.ts';

const DESK_EVENTS = {
  ...PRESENCE_EVENTS,
  ...OFFER_EVENTS,
  ...LEAD_EVENTS,
  ...PHONE_EVENTS,
  ...CALL_EVENTS,
} satisfies { readonly [E in DeskEvent]: EventSpec<E> };

/** What moves a lead on. It waits for the database only, never for the phone network. */
const GO_FIRST: ReadonlySet<string> = new Set([...Object.keys(OFFER_EVENTS), ...Object.keys(LEAD_EVENTS)]);

const SPECS: readonly (readonly [string, EventSpec])[] = Object.entries(DESK_EVENTS);
/** Built once, not for each desk. */
const HANDLERS: ReadonlyMap<string, Handler<Asking>> = new Map(
  SPECS.map(([event, spec]) => [
    event,
    handler(joi.object(spec.schema as joi.SchemaMap).required(), (asking: Asking, body: object) => {
      const running = spec.run(asking, body);
      return GO_FIRST.has(event) ? asking.parts.intake.goFirst(running) : running;
    }),
  ]),
);

export const handledEvents = (): readonly string[] => [...HANDLERS.keys()];

/** Answers every request of this desk, unknown ones too. */
export function answerRequests(socket: DeskSocket, parts: DeskParts): void {
  const agentId = socket.data.user.id;
  socket.use(([event, ...given]) => {
    const answer = HANDLERS.get(event);
    if (answer) answer({ parts, socket, agentId }, given);
    else refuseUnknown(parts.log, given);
  });
}
