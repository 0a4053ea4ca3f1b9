/**
 * Connecting over the telephone network, leg by leg. Each leg has a deadline that decides, whatever the network reports
 * or forgets to report:
 *
 * - AGENT     the owner's telephone rings (20 s), then owes a key (15 s). Unanswered: back to the queue, place kept, and
 *             the miss is counted.
 * - PROSPECT  the person is dialled (30 s; picked up late, until the network has asked what they hear), or, being on the line, bridged (10 s). There: talking.
 * - MAILBOX   the person's mailbox is there and hears the owner, who leaves a message or not (3 min); see mailbox.ts.
 * - CHOICE    the person was not reached; the owner chooses to try again, when to try next, or to give up (60 s).
 *             When they choose nothing, or hang up, the next attempt is promised.
 *
 * A leg's identifier is made from the lead and its epoch, so that the same leg is never placed twice.
 */
import { mayOffer } from '../callback/planPromise.ts';
import { nextStepAt } from '../routing/policy.ts';
import { assertNever } from '../errors.ts';
import { SECOND } from '../time.ts';
import { unreached } from './conversing.ts';
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import { goOn } from './leaving.ts';
import { SYSTEM, type Attempt, type Lead, type LeadIn, type Owner, type Tried, type Wait } from './lead.ts';
import { CHOICE_MS, dialledFrom, mailboxOver } from './mailbox.ts';
import { enterCallback, enterQueue, policyFor, returnToQueue } from './queueing.ts';
import {
  kept,
  moved,
  refused,
  SAME,
  talkingNote,
  withoutPromise,
  withTalk,
  type Context,
  type Note,
  type Step,
} from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** Four rings: what a person at a desk needs; longer, and voicemail answers a mobile telephone. */
export const AGENT_LEG_MS = 20 * SECOND;
/** The whisper takes about six seconds to say. */
export const KEY_MS = 15 * SECOND;
/** At least 15 s or four rings must be allowed, 47 CFR 64.1200(a)(6); voicemail answers at about 25 to 30 s. */
export const PERSON_LEG_MS = 30 * SECOND;
/** Detection of answering machines knows after two to five seconds; the person hears silence until then. */
export const DETECTION_MS = 8 * SECOND;
/** Our answer, retries and the fallback address included: the network waits no longer for it. */
const NETWORK_ASKS_MS = 15 * SECOND;
/** Taking a caller out of the line is one request; its answer takes less than a second. */
export const BRIDGE_MS = 10 * SECOND;

/** The leg that the lead's next change places. */
export function nextLegId(lead: Lead, what: 'agent' | 'person' | 'consult'): string {
  return `${lead.id}.${lead.epoch + 1}.${what}`;
}

/** The owner's telephone rings first: the person is only reached for somebody who is there. */
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
  return moved(lead, place, notes, now, [...effects, ringAgent(callId, owner.agentId)]);
}

/** The person is on the line. `lead` carries the call already. */
export function callerJoins(lead: Lead, context: Context, notes: readonly Note[]): Step {
  const { now } = context;
  switch (lead.state) {
    case 'waiting': {
      // The line's patience counts from now; the place in the queue is kept.
      const wait = raised({ ...lead.wait, startedAt: now }, context);
      return kept({ ...lead, wait, nextStepAt: nextStepAt(policyFor(lead, context), now, now) }, {}, notes, now);
    }
    case 'offered':
      return kept({ ...lead, wait: raised(lead.wait, context) }, {}, notes, now);
    case 'connecting': {
      if (lead.leg === 'byHand' || lead.leg === 'agent') return kept(lead, {}, notes, now);
      // Glare: they ring while we dial them. Their call is the one that counts; ours is ended.
      const { dialCallId: _ended, result: _result, answer: _answer, ...rest } = lead;
      return moved(lead, { ...rest, leg: 'prospect', connectBy: now + BRIDGE_MS }, notes, now);
    }
    case 'talking':
      return kept(lead, {}, notes, now);
    case 'wrapUp':
      // Whoever had them a moment ago is rung first.
      return ringOwner(lead, lead.owner, raised(freshWait(now), context), context, notes);
    case 'callback':
      return enterQueue(lead, context, notes, { rankedFrom: Math.min(lead.promise.dueAt, now) });
    case 'closed':
      return refused('wrong-state', 'This lead is closed; a new inquiry opens a new one.');
    default:
      return assertNever(lead);
  }
}

/** Whoever picks up at the last moment is not hung up on while the network still listens for a machine, or asks us. */
export function pickedUp(lead: Lead, { callId }: EventOf<'pickedUp'>, { now }: Context): Step {
  if (lead.state !== 'connecting' || lead.answer !== undefined) return SAME;
  const isPerson = lead.leg === 'prospect' && lead.dialCallId === callId;
  if (!isPerson && !(isOwnersLeg(lead, callId) && lead.leg === 'agent')) return SAME;
  const connectBy = now + NETWORK_ASKS_MS + (isPerson ? DETECTION_MS : 0);
  // Picked up early: the deadline leaves time enough, and nothing needs to be written.
  if (connectBy <= lead.connectBy) return SAME;
  return kept({ ...lead, answer: 'pickedUp', connectBy }, {}, [], now);
}

/**
 * It is no fault of the agent's, and no miss: the same agent is called elsewhere. Without another phone they dial by hand,
 * or, with a caller on the line, somebody else takes the call.
 */
export function deafPhone(lead: Lead, { callId, hasOther }: EventOf<'deafPhone'>, context: Context): Step {
  const { now, policy } = context;
  if (lead.state === 'talking' && lead.consult?.callId === callId && !lead.consult.isThere) {
    if (!hasOther) return SAME;
    const { agentId } = lead.consult;
    const consult = { ...lead.consult, callId: nextLegId(lead, 'consult') };
    return moved(lead, { ...lead, consult }, [deaf(agentId)], now, [ringAgent(consult.callId, agentId)]);
  }
  if (!isOwnersLeg(lead, callId) || lead.leg !== 'agent') return SAME;
  const { callId: _deaf, ...owner } = lead.owner;
  const notes = [deaf(owner.agentId)];
  if (hasOther) return ringOwner(lead, owner, lead.wait, context, notes);
  if (lead.liveCall) {
    const tried: Tried = { agentId: owner.agentId, how: 'lost', at: now };
    return returnToQueue(lead, { ...lead.wait, tried: [...lead.wait.tried, tried] }, context, notes, []);
  }
  const place = { state: 'connecting', wait: lead.wait, owner, leg: 'byHand' } as const;
  return moved(lead, { ...place, connectBy: now + policy.dialByHandMs }, notes, now);
}

function deaf(agentId: string): Note {
  return { kind: 'deafPhone', by: { kind: 'agent', id: agentId } };
}

function ringAgent(callId: string, agentId: string): EffectKind {
  return { kind: 'ringAgent', callId, agentId };
}

/** The first time decides: a request that the network repeats moves no deadline and is no news. */
export function agentAnswered(lead: Lead, { callId }: EventOf<'agentAnswered'>, { now }: Context): Step {
  if (!isOwnersLeg(lead, callId) || lead.leg !== 'agent' || lead.answer === 'heard') return SAME;
  const note: Note = { kind: 'agentAnswered', by: { kind: 'agent', id: lead.owner.agentId } };
  return kept({ ...lead, answer: 'heard', connectBy: now + KEY_MS }, {}, [note], now);
}

/** The owner is there: the person comes next. A consulted colleague who is there joins the conversation. */
export function agentReady(lead: Lead, { callId }: EventOf<'agentReady'>, context: Context): Step {
  if (lead.state === 'talking' && lead.consult?.callId === callId) {
    if (lead.consult.isThere) return SAME;
    return kept({ ...lead, consult: { ...lead.consult, isThere: true } }, {}, [], context.now);
  }
  if (!isOwnersLeg(lead, callId) || lead.leg !== 'agent') return SAME;
  if (!lead.liveCall) return dial(lead, context);
  const place = { ...lead, leg: 'prospect', connectBy: context.now + BRIDGE_MS } as const;
  return moved(lead, place, [], context.now, [{ kind: 'bridgePerson', callId: lead.liveCall.callId }]);
}

/** Once more, by the owner's click. */
export function redial(lead: Lead, { agentId }: EventOf<'redial'>, context: Context): Step {
  if (lead.state === 'connecting' && lead.leg === 'prospect' && lead.owner.agentId === agentId) return SAME;
  if (lead.state !== 'connecting' || (lead.leg !== 'choice' && lead.leg !== 'mailbox'))
    return refused('wrong-state', 'There’s no one to call again.');
  if (lead.owner.agentId !== agentId) return refused('not-yours', 'This isn’t your lead.');
  return dial(lead, context);
}

/** Law 8 is asked at this very moment; a refusal makes the promise for when it is permitted. */
function dial(lead: LeadIn<'connecting'>, context: Context): Step {
  const { now } = context;
  const by = { kind: 'agent', id: lead.owner.agentId } as const;
  const verdict = mayOffer(lead, context);
  if (!verdict.allowed) {
    const note: Note = { kind: 'contactRefused', by, data: { reason: verdict.reason, rule: verdict.rule } };
    return enterCallback(lead, context, { at: now, why: 'notPermittedYet' }, [note]);
  }
  const dialCallId = nextLegId(lead, 'person');
  const { result: _before, answer: _agents, ...rest } = lead;
  const note: Note = { kind: 'dialled', by, data: { basis: verdict.basis } };
  const place = { ...rest, leg: 'prospect', dialCallId, connectBy: now + PERSON_LEG_MS } as const;
  return moved(lead, place, [note], now, [{ kind: 'ringPerson', callId: dialCallId, agentId: lead.owner.agentId }]);
}

/** The person's leg is there: talking. The promise is kept, and ends. */
export function bridged(lead: Lead, { callId }: EventOf<'bridged'>, { now, policy }: Context): Step {
  if (lead.state !== 'connecting' || lead.leg !== 'prospect') return SAME;
  const isDialled = lead.dialCallId === callId;
  if (!isDialled && lead.liveCall?.callId !== callId) return SAME;
  const { owner } = lead;
  const attempt = { at: now, agentId: owner.agentId, result: 'reached' } as const;
  const reached = withoutPromise({
    ...withTalk(lead, owner.agentId, now),
    attempts: isDialled ? [...lead.attempts, attempt] : lead.attempts,
    liveCall: isDialled ? { callId, direction: 'outbound', since: now } : lead.liveCall,
  });
  const note = talkingNote(lead, owner.agentId);
  const dialled = isDialled && { dialled: dialledFrom(lead, lead.dials) };
  const place = { state: 'talking', owner, talkingAt: now, checkBy: now + policy.checkMs, ...dialled } as const;
  return moved(reached, place, [note], now);
}

/** A leg ended before there was a conversation. */
export function connectingLegOver(
  lead: LeadIn<'connecting'>,
  { callId, result, isNotTaken = false }: EventOf<'legOver'>,
  context: Context,
): Step {
  if (lead.owner.callId === callId) {
    if (lead.leg === 'agent') return isNotTaken ? notCalled(lead, context) : agentMissed(lead, result, context);
    // Whoever hangs up where there is nobody to talk with has chosen: later.
    return lead.leg === 'prospect' ? agentLeft(lead, context) : nothingChosen(lead, context);
  }
  if (lead.dialCallId !== callId) return SAME;
  return lead.leg === 'mailbox' ? mailboxOver(lead, context) : personUnreached(lead, result, context, isNotTaken);
}

/** What the deadline of a leg decides. */
export function legDeadline(lead: LeadIn<'connecting'>, context: Context): Step {
  switch (lead.leg) {
    case 'agent':
      return agentMissed(lead, 'noAnswer', context);
    case 'prospect':
      return lead.dialCallId === undefined ? agentLeft(lead, context) : personUnreached(lead, 'noAnswer', context);
    case 'mailbox':
    case 'choice':
      return nothingChosen(lead, context);
    case 'byHand':
      return SAME;
    default:
      return assertNever(lead.leg);
  }
}

function nothingChosen(lead: LeadIn<'connecting'>, context: Context): Step {
  const { owner, result = 'noAnswer' } = lead;
  return unreached(lead, { kind: 'unreached', agentId: owner.agentId, result }, context);
}

/** The caller keeps their place and goes to the next agent; the miss counts as one. */
function agentMissed(lead: LeadIn<'connecting'>, result: Attempt['result'], context: Context): Step {
  const { agentId, callId } = lead.owner;
  const tried: Tried = { agentId, how: 'missed', at: context.now };
  const note: Note = { kind: 'agentUnreached', by: { kind: 'agent', id: agentId }, data: { result } };
  const missed: EffectKind = {
    kind: 'agentMissed',
    agentId,
    offerId: callId ?? lead.owner.offerId,
    missesToAway: context.policy.missesToAway,
    ...(callId !== undefined && { callId }),
  };
  const wait = { ...lead.wait, tried: [...lead.wait.tried, tried] };
  return returnToQueue(lead, wait, context, [note], [missed]);
}

/** No phone rang: nobody's miss, and somebody, or the same agent, is offered it again. */
function notCalled(lead: LeadIn<'connecting'>, context: Context): Step {
  return goOn(lead, { kind: 'notCalled', by: SYSTEM, data: { agentId: lead.owner.agentId } }, context);
}

/** The owner was there and left, or never got the person. */
function agentLeft(lead: LeadIn<'connecting'>, context: Context): Step {
  const by = { kind: 'agent', id: lead.owner.agentId } as const;
  return goOn(lead, { kind: 'agentUnreached', by, data: { result: 'failed' } }, context);
}

function personUnreached(
  lead: LeadIn<'connecting'>,
  result: Exclude<Attempt['result'], 'reached'>,
  { now }: Context,
  isNotTaken = false,
): Step {
  const { agentId } = lead.owner;
  const { dialCallId: _over, ...rest } = lead;
  // What the network did not take was no attempt to reach the person.
  const tried = isNotTaken ? rest : { ...rest, attempts: [...lead.attempts, { at: now, agentId, result }] };
  const dials = (lead.dials ?? 0) + (isNotTaken ? 0 : 1);
  const place = { ...tried, leg: 'choice', dials, result, connectBy: now + CHOICE_MS } as const;
  return moved(tried, place, [{ kind: 'notReached', by: SYSTEM, data: { result } }], now);
}

/** A wait that begins now, of somebody who was served a moment ago. */
export function freshWait(now: number): Wait {
  return { startedAt: now, rankedFrom: now, bonusMs: 0, tried: [] };
}

/** A live call raises the lead: at least by the policy's bonus, once. */
function raised(wait: Wait, { policy, bonusSeconds }: Context): Wait {
  const bonusMs = (bonusSeconds + policy.bonusSeconds.liveCall) * SECOND;
  return { ...wait, bonusMs: Math.max(wait.bonusMs, bonusMs) };
}

function isOwnersLeg(lead: Lead, callId: string): lead is LeadIn<'connecting'> {
  return lead.state === 'connecting' && lead.owner.callId === callId;
}
