/** What a request of a desk says about itself: the shape of its body, and what answers it. */
import joi from 'joi';
import type { Failure } from '../../core/vocabulary/errors.ts';
import { LAST_MOMENT } from '../../core/vocabulary/time.ts';
import type { DeskLead } from '../../shared/desk.ts';
import type { DeskCalls, DeskToServer } from '../../shared/deskEvents.ts';
import type { WorkResult } from '../../usecases/lead/workLead.ts';
import { presentLead } from '../../usecases/present/lead.ts';
import type { DeskParts, DeskSocket } from '../connection/namespaces.ts';

type Requests = DeskToServer & DeskCalls;
export type DeskEvent = keyof Requests;
type BodyOf<E extends DeskEvent> = Parameters<Requests[E]>[0];
type ReplyOf<E extends DeskEvent> = Parameters<Parameters<Requests[E]>[1]>[0];

export interface EventSpec<E extends DeskEvent = DeskEvent> {
  /** A schema for every field of the body; unknown fields are refused. */
  readonly schema: joi.StrictSchemaMap<BodyOf<E>>;
  run(asking: Asking, body: BodyOf<E>): Promise<ReplyOf<E>>;
}

/** The events whose name begins with this word and a colon. */
export type EventsOf<Group extends string> = {
  readonly [E in DeskEvent as E extends `${Group}:${string}` ? E : never]: EventSpec<E>;
};

/** The desk that asks. */
export interface Asking {
  readonly parts: DeskParts;
  readonly socket: DeskSocket;
  readonly agentId: string;
}

export const id = joi.string().max(200).meta({ text: 'code' }).required();
export const note = joi.string().max(5000).meta({ text: 'lines' }).allow('');
export const moment = joi.number().integer().positive().max(LAST_MOMENT).required();
export const callback = joi.object<{ at: number; owner: 'me' | 'anyone' }>({
  at: moment,
  owner: joi.string().valid('me', 'anyone').required(),
});

export const callbackOrAppointment = joi.object<{ at: number; owner: 'me' | 'anyone'; place?: string }>({
  at: moment,
  owner: joi.string().valid('me', 'anyone').required(),
  place: joi.string().max(300).allow(''),
});

/** The lead as its owner sees it after the change. */
export async function shown(
  { parts, socket }: Asking,
  working: Promise<WorkResult>,
): Promise<{ readonly ok: true; readonly lead: DeskLead } | Failure> {
  const worked = await working;
  if (!worked.ok) return worked;
  const { language } = socket.data.user;
  return { ok: true, lead: worked.shown ?? (await presentLead(parts, worked.lead, { kind: 'owner', language })) };
}
