/** From accept to outcome: connecting, on a call, wrap-up, closing, and an agreed callback. */
import { retryAt } from '../callback/planPromise.ts';
import {
  isAppointment,
  isMeeting,
  placeOf,
  standingAppointment,
  withAppointment,
  withoutAppointment,
} from './appointment.ts';
import { withResult } from './attempts.ts';
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import { DAY, SECOND, type Moment } from '../vocabulary/time.ts';
import { idOfOutcome, isJunk, isSale, type Outcome } from '../vocabulary/outcomes.ts';
import { SYSTEM, type Actor } from '../vocabulary/people.ts';
import type { Lead, LeadIn } from './lead.ts';
import type { Tried } from '../routing/candidate.ts';
import { correctToPerson } from './voicemail.ts';
import { enterCallback, enterClosed, isPromiseLost, returnToQueue } from './queue.ts';
import {
  stayInState,
  moveTo,
  refuse,
  SAME,
  withoutCall,
  withoutPromise,
  talkingNote,
  withFreed,
  withTalk,
  type Context,
  type Note,
  type Step,
} from './step.ts';
import { conversationRefusal } from './takeover.ts';
import { outcomeDueAt } from './wrapUpTime.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** A callback further away than this is an input error. */
const FURTHEST_MS = 366 * DAY;
const NOT_YOURS = 'This isn’t your lead.';

/**
 * The owner talks with the person on a phone outside the network: the promise is kept and ends. Legs still ringing for
 * this lead are ended.
 */
export function startTalking(lead: Lead, { agentId }: EventOf<'talking'>, context: Context): Step {
  const { now, policy } = context;
  if (lead.state === 'talking' && lead.owner.agentId === agentId) return SAME;
  if (lead.state !== 'connecting')
    return refuse('wrong-state', 'This lead isn’t connecting, so a call can’t start on it.');
  if (lead.owner.agentId !== agentId) return refuse('not-yours', NOT_YOURS);
  if (lead.leg === 'mailbox') return correctToPerson(lead, context);
  // A caller on hold for this agent isn't talking with them on another phone.
  if (lead.liveCall && lead.leg !== 'byHand')
    return refuse('wrong-state', 'The customer is on the line. Answer your phone to talk.');
  const talked = withTalk(lead, agentId, now);
  // An interrupted dial counts as this same attempt: the person was reached.
  const attempts = withResult(lead.attempts, { at: now, agentId, result: 'reached' });
  const { callId: _dropped, ...owner } = lead.owner;
  const note = talkingNote(lead, agentId, isMeeting(lead) && !lead.liveCall ? placeOf(lead.appointment) : {});
  const place = { state: 'talking', owner, talkingAt: now, checkBy: now + policy.checkMs } as const;
  return moveTo(withoutCall(withoutPromise({ ...talked, attempts })), place, [note], now);
}

/**
 * The person didn't answer: counts the attempt and promises the next one, unless none are left. Dials by the network
 * are already counted.
 */
export function markUnreached(lead: Lead, event: EventOf<'unreached'>, context: Context): Step {
  const { now } = context;
  if (lead.state !== 'connecting')
    return refuse('wrong-state', 'Only a lead that’s connecting can be marked as not reached.');
  if (lead.owner.agentId !== event.agentId) return refuse('not-yours', NOT_YOURS);

  const by = { kind: 'agent', id: event.agentId } as const;
  const { next } = event;
  if (next) {
    const refusal = checkCallbackTime(next.at, now);
    if (refusal) return refusal;
  }
  const isCounted = lead.leg === 'choice' || lead.leg === 'mailbox';
  const attemptsMade = (lead.promise?.attemptsMade ?? 0) + (lead.dials ?? 0) + (isCounted ? 0 : 1);
  const { agentId, result } = event;
  if (result === 'notThere' && !isMeeting(lead))
    return refuse('wrong-state', 'Only a customer with an appointment at a place can fail to come.');
  const isDial = !isCounted && result !== 'notThere';
  const tried: Lead = {
    ...withNote(lead, event.note),
    attempts: isDial ? withResult(lead.attempts, { at: now, agentId, result }) : lead.attempts,
  };
  const data = { result, attemptsMade, ...(event.leftMessage && { leftMessage: true }) };
  const note: Note = { kind: 'unreached', by, data };

  const standing = standingAppointment(lead, now);
  const at = retryAt(tried, context, attemptsMade) ?? standing?.at ?? null;
  if (at === null) {
    const closed: Note = { kind: 'closed', by: SYSTEM, data: { outcome: 'unreachable', attemptsMade } };
    return enterClosed(tried, 'unreachable', [note, closed], now, [], { ownerId: event.agentId });
  }
  const wanted = { at, ...next, why: 'notReached', attemptsMade } as const;
  const step = enterCallback(tried, context, wanted, [note]);
  return next && isPromiseLost(step)
    ? refuse('may-not-contact', 'This customer can’t be called then. Choose an earlier time.')
    : step;
}

/** The call is over; the agent must choose an outcome. */
export function endConversation(lead: Lead, { agentId }: EventOf<'ended'>, { now, policy }: Context): Step {
  if (lead.state === 'wrapUp' && lead.owner.agentId === agentId) return SAME;
  if (lead.state !== 'talking') return refuse('wrong-state', 'There’s no active call with this lead.');
  if (lead.owner.agentId !== agentId) return refuse('not-yours', NOT_YOURS);
  return enterWrapUp(lead, now, policy.wrapUpMs, { kind: 'ended', by: { kind: 'agent', id: agentId } });
}

export function renewConversation(lead: Lead, { now, policy }: Context): Step {
  if (lead.state !== 'talking') return SAME;
  return stayInState({ ...lead, checkBy: now + policy.checkMs }, {}, [], now);
}

/**
 * Closes the lead with an outcome: by its owner, or by a supervisor unless it is on a call and its owner's desk
 * answers.
 */
export function close(lead: Lead, event: EventOf<'close'>, { now }: Context): Step {
  const { by, outcome, outcomeId, goneAgentId, saleValue } = event;
  const own = { ...(outcomeId !== undefined && { outcomeId }), ...(saleValue !== undefined && { saleValue }) };
  if (lead.state === 'closed') {
    if (idOfOutcome(lead) !== idOfOutcome(event))
      return refuse('wrong-state', `This lead is already closed as ${lead.outcome}.`);
    return saleValue === undefined || saleValue === lead.saleValue
      ? SAME
      : refuse('wrong-state', 'This lead is already closed with another value. A supervisor can correct it.');
  }
  if (saleValue !== undefined && !isSale(outcome)) return refuse('bad-input', 'Only a sale has a value.');
  const refusal = checkMayClose(lead, by, goneAgentId);
  if (refusal) return refusal;

  const owner = 'owner' in lead ? lead.owner : undefined;
  const note: Note = { kind: 'closed', by, data: { outcome, ...own, ...newNote(lead, event.note) } };
  const effects: EffectKind[] = [];
  if (outcome === 'doNotCall' && lead.person.tel !== undefined) {
    effects.push({ kind: 'doNotCall', tel: lead.person.tel, at: now, ...(by.id !== undefined && { agentId: by.id }) });
  }
  const closing = { ...own, ...(owner && { ownerId: owner.agentId }) };
  const step = enterClosed(withNote(lead, event.note), outcome, [note], now, effects, closing);
  return owner && !isJunkCall(lead, outcome, now) ? withFreed(step, owner) : step;
}

/** Longer than it takes to hear that a call is nothing. */
const JUNK_MS = 15 * SECOND;

/** R52: the agent keeps their place in the order of idle time. */
function isJunkCall(lead: Lead, outcome: Outcome, now: Moment): boolean {
  if (!isJunk(outcome)) return false;
  if (lead.state === 'talking') return now - lead.talkingAt < JUNK_MS;
  return lead.state !== 'wrapUp' || lead.wrapUpAt - (lead.talkedAt ?? lead.wrapUpAt) < JUNK_MS;
}

/** A callback time was agreed in the conversation, or set by a supervisor: the lead stays open with that promise. */
export function followUp(lead: Lead, event: EventOf<'followUp'>, context: Context): Step {
  const { by, at, ownerId, goneAgentId } = event;
  if (lead.state === 'closed') return refuse('wrong-state', 'This lead is closed. A new inquiry opens a new one.');
  const impossible = checkCallbackTime(at, context.now);
  if (impossible) return impossible;
  if (by.kind === 'agent' && isAgreed(lead, event)) return SAME;
  if (!(by.kind === 'agent' && lead.state === 'callback' && lead.promise.ownerId === by.id)) {
    const refusal = checkMayClose(lead, by, goneAgentId);
    if (refusal) return refusal;
  }
  const owner = 'owner' in lead ? lead.owner : undefined;
  // A supervisor edits an existing promise: its attempts stay, and so does its reason unless the time changes.
  const changed = by.kind === 'supervisor' && lead.state === 'callback' ? lead.promise : undefined;
  const wanted = {
    at,
    why: changed?.dueAt === at && changed.why !== 'doNotCall' ? changed.why : ('agreed' as const),
    attemptsMade: changed?.attemptsMade ?? 0,
    ...(ownerId !== undefined && { ownerId }),
    ...(event.windowMs !== undefined && { windowMs: event.windowMs }),
    by,
  };
  const appointment = event.appointment ?? (changed && isAppointment(lead) ? (lead.appointment ?? {}) : undefined);
  const said = newNote(lead, event.note);
  const wish = { dueAt: at, ...(ownerId !== undefined && { agentId: ownerId }), ...said };
  const notes: readonly Note[] = [
    ...(changed ? [{ kind: 'promiseChanged', by, data: wish } as const] : []),
    ...(!changed && said.note ? [{ kind: 'note', by, data: said } as const] : []),
  ];
  const step = enterCallback(withNote(agreedOn(lead, event, appointment), event.note), context, wanted, notes);
  if (isPromiseLost(step))
    return refuse('may-not-contact', 'This customer can’t be called then. Close the lead with an outcome instead.');
  // P28: a date that was agreed is never moved by us.
  if (appointment && step.kind === 'changed' && step.lead.promise?.dueAt !== at)
    return refuse('may-not-contact', 'This customer can’t be called at that time. Agree on another one.');
  return owner ? withFreed(step, owner) : step;
}

/** Whether this was agreed already. */
function isAgreed(lead: Lead, { at, appointment }: EventOf<'followUp'>): boolean {
  if (lead.state !== 'callback' || lead.promise.why !== 'agreed' || lead.promise.dueAt !== at) return false;
  return !appointment || (isAppointment(lead) && lead.appointment?.place === appointment.place);
}

/** The lead with the appointment that this is, or without the one that it replaces. */
function agreedOn(
  lead: Lead,
  { at, ownerId }: Pick<EventOf<'followUp'>, 'at' | 'ownerId'>,
  appointment: { readonly place?: string } | undefined,
): Lead {
  const { place } = appointment ?? {};
  if (appointment)
    return withAppointment(lead, {
      at,
      ...(ownerId !== undefined && { ownerId }),
      ...(place !== undefined && { place }),
    });
  return lead.appointment && lead.appointment.at < at ? withoutAppointment(lead) : lead;
}

/**
 * No one was reached in time: the lead returns to its place in the queue, and the agent is set to away with the reason.
 */
export function connectDeadline(lead: LeadIn<'connecting'>, context: Context): Step {
  const { agentId } = lead.owner;
  const tried: Tried = { agentId, how: 'missed', at: context.now };
  const wait = { ...lead.wait, tried: [...lead.wait.tried, tried] };
  const note: Note = { kind: 'connectOverdue', by: { kind: 'agent', id: agentId } };
  const effects: EffectKind[] = [{ kind: 'agentAway', agentId, reason: 'connectOverdue' }];
  return returnToQueue(lead, wait, context, [note], effects);
}

/** Neither the network nor the desk confirmed the conversation, so it counts as over. */
export function talkDeadline(lead: LeadIn<'talking'>, { now, policy }: Context): Step {
  return enterWrapUp(lead, now, policy.wrapUpMs, { kind: 'ended', by: SYSTEM, data: { why: 'notRenewed' } });
}

/**
 * The outcome is overdue: the agent is set to away with the reason, the floor shows it, and the deadline is extended.
 */
export function wrapUpDeadline(lead: LeadIn<'wrapUp'>, { now, policy }: Context): Step {
  const { agentId } = lead.owner;
  // The history says once that an outcome was overdue, however often the deadline is extended.
  const isFirst = lead.wrapUpBy <= outcomeDueAt(lead, policy.wrapUpMs);
  const notes: readonly Note[] = isFirst ? [{ kind: 'wrapUpOverdue', by: { kind: 'agent', id: agentId } }] : [];
  const effects: EffectKind[] = [{ kind: 'agentAway', agentId, reason: 'wrapUpOverdue' }];
  return stayInState({ ...lead, wrapUpBy: now + policy.wrapUpGraceMs }, {}, notes, now, effects);
}

/** Requires an outcome and ends the conversation's legs. */
export function enterWrapUp(lead: LeadIn<'talking'>, now: number, wrapUpMs: number, note: Note): Step {
  const { callId: _over, ...owner } = lead.owner;
  const place = {
    state: 'wrapUp',
    owner,
    talkedAt: lead.talkingAt,
    wrapUpAt: now,
    wrapUpBy: now + wrapUpMs,
  } as const;
  const seconds = Math.round((now - lead.talkingAt) / SECOND);
  return moveTo(withoutCall(lead), place, [{ ...note, data: { ...note.data, seconds } }], now);
}

/** Why this time isn't possible for a callback; undefined when it is. */
function checkCallbackTime(at: number, now: number): Step | undefined {
  if (at <= now) return refuse('bad-input', 'The callback time is in the past. Choose a later one.');
  if (at > now + FURTHEST_MS)
    return refuse('bad-input', 'The callback time is more than a year away. Choose an earlier one.');
  return undefined;
}

/**
 * Why this lead can't be closed now: only its owner may, or a supervisor unless it is on a call. undefined when it can.
 */
function checkMayClose(lead: Lead, by: Actor, goneAgentId: string | undefined): Step | undefined {
  if (by.kind === 'agent') {
    const isOwner = 'owner' in lead && lead.owner.agentId === by.id;
    return isOwner ? undefined : refuse('not-yours', NOT_YOURS);
  }
  return by.kind === 'supervisor' ? conversationRefusal(lead, goneAgentId) : undefined;
}

function withNote(lead: Lead, note: string | undefined): Lead {
  return note === undefined || note === '' ? lead : { ...lead, note };
}

/** A note already saved while typing isn't added to the history again. */
function newNote(lead: Lead, note: string | undefined): { readonly note?: string } {
  return note === undefined || note === lead.note ? {} : { note };
}
