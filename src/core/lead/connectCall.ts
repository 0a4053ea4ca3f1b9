/**
 * Connecting over the phone network, leg by leg. Each leg has a deadline that decides, whatever the network reports or
 * fails to report:
 *
 * - AGENT     the owner's phone rings (20 s), then they must press a key (15 s). Unanswered: back to the same place in
 *             the queue, counted as a miss.
 * - PROSPECT  the person is dialed (30 s; if answered late, until the network has asked what to play) or, when on the
 *             line, bridged (10 s). Connected: talking.
 * - MAILBOX   the person's voicemail hears the owner, who may leave a message (3 min); see voicemail.ts.
 * - CHOICE    the person wasn't reached; the owner chooses to try again, when to try next, or to give up (60 s). If
 *             they choose nothing, or hang up, the next attempt is promised.
 *
 * A leg's identifier is derived from the lead and its epoch, so that the same leg is never placed twice.
 */
import { mayDialNow } from '../callback/planPromise.ts';
import { nextStepAt } from '../routing/policy.ts';
import { assertNever } from '../vocabulary/errors.ts';
import { SECOND } from '../vocabulary/time.ts';
import type { EffectKind } from './effects.ts';
import { withDial, withResult } from './attempts.ts';
import type { LeadEvent } from './events.ts';
import type { Lead, LeadIn, Owner, Wait } from './lead.ts';
import type { Tried } from '../routing/candidate.ts';
import { dialOrigin } from './voicemail.ts';
import { withLiveCallBonus } from './precedence.ts';
import { enterCallback, enterQueue, policyFor, returnToQueue } from './queue.ts';
import {
  stayInState,
  moveTo,
  refuse,
  SAME,
  talkingNote,
  withoutPromise,
  withTalk,
  type Context,
  type Note,
  type Step,
} from './step.ts';

export type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** Four rings: what a person at a desk needs; any longer, and a mobile phone's voicemail answers. */
export const AGENT_LEG_MS = 20 * SECOND;
/** The whisper takes about six seconds. */
export const KEY_MS = 15 * SECOND;
/** 47 CFR 64.1200(a)(6) requires at least 15 s or four rings; voicemail answers at about 25 to 30 s. */
export const PERSON_LEG_MS = 30 * SECOND;
/** Answering machine detection takes two to five seconds; the person hears silence during that time. */
export const DETECTION_MS = 8 * SECOND;
/** Includes our response, retries and the fallback address: the network waits no longer. */
const NETWORK_ASKS_MS = 15 * SECOND;
/** Taking a caller out of the line is one request, which takes less than a second. */
export const BRIDGE_MS = 10 * SECOND;

/** The leg that the lead's next change places. */
export function nextLegId(lead: Lead, what: 'agent' | 'person' | 'consult'): string {
  return `${lead.id}.${lead.epoch + 1}.${what}`;
}

/** The owner's phone rings first: the person is reached only for an agent who is there. */
export function ringOwner(
  lead: Lead,
  owner: Omit<Owner, 'callId'>,
  wait: Wait,
  { now }: Context,
  notes: readonly Note[],
  effects: readonly EffectKind[] = [],
): Step {
  const callId = nextLegId(lead, 'agent');
  const place = {
    state: 'connecting',
    wait,
    owner: { ...owner, callId },
    leg: 'agent',
    connectBy: now + AGENT_LEG_MS,
  } as const;
  return moveTo(lead, place, notes, now, [...effects, ringAgent(callId, owner.agentId)]);
}

/** The person is on the line. `lead` already has the call. */
export function joinCaller(lead: Lead, context: Context, notes: readonly Note[]): Step {
  const { now } = context;
  switch (lead.state) {
    case 'waiting': {
      // The line's patience counts from now; the lead keeps its place in the queue.
      const wait = withLiveCallBonus({ ...lead.wait, startedAt: now }, lead, context);
      return stayInState({ ...lead, wait, nextStepAt: nextStepAt(policyFor(lead, context), now, now) }, {}, notes, now);
    }
    case 'offered':
      return stayInState({ ...lead, wait: withLiveCallBonus(lead.wait, lead, context) }, {}, notes, now);
    case 'connecting': {
      if (lead.leg === 'byHand' || lead.leg === 'agent') return stayInState(lead, {}, notes, now);
      // Glare: they call while we dial them. Their call counts; ours is ended.
      const { dialCallId: _ended, result: _result, answer: _answer, ...rest } = lead;
      return moveTo(lead, { ...rest, leg: 'prospect', connectBy: now + BRIDGE_MS }, notes, now);
    }
    case 'talking':
      return stayInState(lead, {}, notes, now);
    case 'wrapUp':
      // The agent they just talked with is called first.
      return ringOwner(lead, lead.owner, withLiveCallBonus(freshWait(now), lead, context), context, notes);
    case 'callback':
      return enterQueue(lead, context, notes, { rankedFrom: Math.min(lead.promise.dueAt, now) });
    case 'closed':
      return refuse('wrong-state', 'This lead is closed; a new inquiry opens a new one.');
    default:
      return assertNever(lead);
  }
}

/** A person who answers at the last moment isn't cut off while the network still listens for a machine, or asks us. */
export function handlePickup(lead: Lead, { callId }: EventOf<'pickedUp'>, { now }: Context): Step {
  if (lead.state !== 'connecting' || lead.answer !== undefined) return SAME;
  const isPerson = lead.leg === 'prospect' && lead.dialCallId === callId;
  if (!isPerson && !(isOwnersLeg(lead, callId) && lead.leg === 'agent')) return SAME;
  const connectBy = now + NETWORK_ASKS_MS + (isPerson ? DETECTION_MS : 0);
  // Answered early: the deadline leaves enough time, and nothing needs to be written.
  if (connectBy <= lead.connectBy) return SAME;
  return stayInState({ ...lead, answer: 'pickedUp', connectBy }, {}, [], now);
}

/**
 * Not the agent's fault and not a miss: the same agent is called elsewhere. Without another phone they dial manually
 * or, with a caller on the line, another agent takes the call.
 */
export function handleDeafPhone(lead: Lead, { callId, hasOther }: EventOf<'deafPhone'>, context: Context): Step {
  const { now, policy } = context;
  if (lead.state === 'talking' && lead.consult?.callId === callId && !lead.consult.isThere) {
    if (!hasOther) return SAME;
    const { agentId } = lead.consult;
    const consult = { ...lead.consult, callId: nextLegId(lead, 'consult') };
    return moveTo(lead, { ...lead, consult }, [deafPhoneNote(agentId)], now, [ringAgent(consult.callId, agentId)]);
  }
  if (!isOwnersLeg(lead, callId) || lead.leg !== 'agent') return SAME;
  const { callId: _deaf, ...owner } = lead.owner;
  const notes = [deafPhoneNote(owner.agentId)];
  if (hasOther) return ringOwner(lead, owner, lead.wait, context, notes);
  if (lead.liveCall) {
    const tried: Tried = { agentId: owner.agentId, how: 'lost', at: now };
    return returnToQueue(lead, { ...lead.wait, tried: [...lead.wait.tried, tried] }, context, notes, []);
  }
  const place = { state: 'connecting', wait: lead.wait, owner, leg: 'byHand' } as const;
  const dialing = { ...lead, attempts: withDial(lead.attempts, owner.agentId, now) };
  return moveTo(dialing, { ...place, connectBy: now + policy.dialByHandMs }, notes, now);
}

function deafPhoneNote(agentId: string): Note {
  return { kind: 'deafPhone', by: { kind: 'agent', id: agentId } };
}

function ringAgent(callId: string, agentId: string): EffectKind {
  return { kind: 'ringAgent', callId, agentId };
}

/** The first time counts: a repeated network request moves no deadline and is no news. */
export function handleAgentAnswer(lead: Lead, { callId }: EventOf<'agentAnswered'>, { now }: Context): Step {
  if (!isOwnersLeg(lead, callId) || lead.leg !== 'agent' || lead.answer === 'heard') return SAME;
  const note: Note = { kind: 'agentAnswered', by: { kind: 'agent', id: lead.owner.agentId } };
  return stayInState({ ...lead, answer: 'heard', connectBy: now + KEY_MS }, {}, [note], now);
}

/** The owner is there: connect the person. A consulted teammate who is there joins the conversation. */
export function handleAgentReady(lead: Lead, { callId }: EventOf<'agentReady'>, context: Context): Step {
  if (lead.state === 'talking' && lead.consult?.callId === callId) {
    if (lead.consult.isThere) return SAME;
    return stayInState({ ...lead, consult: { ...lead.consult, isThere: true } }, {}, [], context.now);
  }
  if (!isOwnersLeg(lead, callId) || lead.leg !== 'agent') return SAME;
  if (!lead.liveCall) return dial(lead, context);
  const place = { ...lead, leg: 'prospect', connectBy: context.now + BRIDGE_MS } as const;
  return moveTo(lead, place, [], context.now, [{ kind: 'bridgePerson', callId: lead.liveCall.callId }]);
}

/** Dials once more when the owner clicks. */
export function redial(lead: Lead, { agentId }: EventOf<'redial'>, context: Context): Step {
  if (lead.state === 'connecting' && lead.leg === 'prospect' && lead.owner.agentId === agentId) return SAME;
  if (lead.state !== 'connecting' || (lead.leg !== 'choice' && lead.leg !== 'mailbox'))
    return refuse('wrong-state', 'There’s no one to call again.');
  if (lead.owner.agentId !== agentId) return refuse('not-yours', 'This isn’t your lead.');
  return dial(lead, context);
}

/** Checks law 8 right now; a refusal promises a call for when it is permitted. */
function dial(lead: LeadIn<'connecting'>, context: Context): Step {
  const { now } = context;
  const by = { kind: 'agent', id: lead.owner.agentId } as const;
  const verdict = mayDialNow(lead, context);
  if (!verdict.allowed) {
    const note: Note = { kind: 'contactRefused', by, data: { reason: verdict.reason, rule: verdict.rule } };
    return enterCallback(lead, context, { at: now, why: 'notPermittedYet' }, [note]);
  }
  const dialCallId = nextLegId(lead, 'person');
  const { result: _before, answer: _agents, ...rest } = lead;
  const note: Note = { kind: 'dialled', by, data: { basis: verdict.basis } };
  const attempts = withDial(lead.attempts, by.id, now);
  const place = { ...rest, attempts, leg: 'prospect', dialCallId, connectBy: now + PERSON_LEG_MS } as const;
  return moveTo(lead, place, [note], now, [{ kind: 'ringPerson', callId: dialCallId, agentId: lead.owner.agentId }]);
}

/** The person's leg is connected: talking. The promise is kept and ends. */
export function handleBridge(lead: Lead, { callId }: EventOf<'bridged'>, { now, policy }: Context): Step {
  if (lead.state !== 'connecting' || lead.leg !== 'prospect') return SAME;
  const isDialled = lead.dialCallId === callId;
  if (!isDialled && lead.liveCall?.callId !== callId) return SAME;
  const { owner } = lead;
  const attempt = { at: now, agentId: owner.agentId, result: 'reached' } as const;
  const reached = withoutPromise({
    ...withTalk(lead, owner.agentId, now),
    attempts: isDialled ? withResult(lead.attempts, attempt) : lead.attempts,
    liveCall: isDialled ? { callId, direction: 'outbound', since: now } : lead.liveCall,
  });
  const note = talkingNote(lead, owner.agentId);
  const dialled = isDialled && { dialled: dialOrigin(lead, lead.dials) };
  const place = { state: 'talking', owner, talkingAt: now, checkBy: now + policy.checkMs, ...dialled } as const;
  return moveTo(reached, place, [note], now);
}

/** A new wait for a person who was just with an agent. */
export function freshWait(now: number): Wait {
  return { startedAt: now, rankedFrom: now, bonusMs: 0, tried: [] };
}

function isOwnersLeg(lead: Lead, callId: string): lead is LeadIn<'connecting'> {
  return lead.state === 'connecting' && lead.owner.callId === callId;
}
