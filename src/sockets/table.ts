/**
 * Every request of a desk. Validation and handling derive from this table; an event of `shared/deskEvents.ts` that is missing
 * in its group, or a field of its body without a schema, doesn't compile.
 */
import joi from 'joi';
import type { Socket } from 'socket.io';
import type { DeskParts, DeskSocket } from './connection/namespaces.ts';
import { CALL_EVENTS } from './events/calls.ts';
import type { DeskEvent, EventSpec } from './events/event.ts';
import { LEAD_EVENTS } from './events/leads.ts';
import { OFFER_EVENTS } from './events/offers.ts';
import { PHONE_EVENTS } from './events/phone.ts';
import { PRESENCE_EVENTS } from './events/presence.ts';
import { handler } from './handler.ts';

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
const REQUESTS = SPECS.map(([event, spec]) => ({
  event,
  spec,
  goesFirst: GO_FIRST.has(event),
  schema: joi.object(spec.schema as joi.SchemaMap).required(),
}));

/** Answers every request of this desk. */
export function answerRequests(socket: DeskSocket, parts: DeskParts): void {
  const agentId = socket.data.user.id;
  for (const { event, spec, goesFirst, schema } of REQUESTS) {
    const run = (own: DeskParts, body: object) => {
      const running = spec.run({ parts: own, socket, agentId }, body);
      return goesFirst ? own.intake.goFirst(running) : running;
    };
    (socket as Socket).on(event, handler(parts, schema, run));
  }
}
