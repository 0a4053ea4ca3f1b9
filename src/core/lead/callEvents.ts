/**
 * What the phone network, or someone using its controls, does to a lead. Events of a leg that the lead no longer has
 * change nothing: callbacks may be late, duplicated or out of order.
 */
import { assertNever } from '../vocabulary/errors.ts';
import { CONSULT_ENDED, consult, endConsult, handOver, hold, mute, transfer, withoutConsult } from './callControls.ts';
import { enterWrapUp } from './conversation.ts';
import type { EffectKind } from './effects.ts';
import type { CallEvent, CallEventOf as EventOf } from './events.ts';
import { chooseTimeByCall } from './customer.ts';
import { handleMachineAnswer, markVoicemail } from './voicemail.ts';
import { PROSPECT, SYSTEM, type Person } from '../vocabulary/people.ts';
import type { Lead } from './lead.ts';
import { enterCallback, enterClosed } from './queue.ts';
import {
  handleAgentAnswer,
  handleAgentReady,
  handleBridge,
  handleDeafPhone,
  handlePickup,
  redial,
} from './connectCall.ts';
import { endConnectingLeg } from './connectingEnds.ts';
import { stayInState, SAME, withoutCall, type Context, type Note, type Step } from './step.ts';

export function answerCallEvent(lead: Lead, event: CallEvent, context: Context): Step {
  switch (event.kind) {
    case 'callerGone':
      return handleCallerGone(lead, event, context);
    case 'keepPlace':
      return keepPlace(lead, event, context);
    case 'callerChoseTime':
      return chooseTimeByCall(lead, event, context);
    case 'messageLeft':
      return handleMessageLeft(lead, event, context);
    case 'pickedUp':
      return handlePickup(lead, event, context);
    case 'deafPhone':
      return handleDeafPhone(lead, event, context);
    case 'agentAnswered':
      return handleAgentAnswer(lead, event, context);
    case 'agentReady':
      return handleAgentReady(lead, event, context);
    case 'bridged':
      return handleBridge(lead, event, context);
    case 'machineAnswered':
      return handleMachineAnswer(lead, event, context);
    case 'voicemail':
      return markVoicemail(lead, event, context);
    case 'redial':
      return redial(lead, event, context);
    case 'legOver':
      return handleLegOver(lead, event, context);
    case 'recorded': {
      const { recordingSid, announced } = event;
      return stayInState(lead, {}, [{ kind: 'recorded', by: SYSTEM, data: { recordingSid, announced } }], context.now);
    }
    case 'textSent':
      return stayInState(lead, {}, [{ kind: 'textSent', by: SYSTEM, data: { callId: event.callId } }], context.now);
    case 'textNotSent': {
      const { callId, reason, rule } = event;
      const data = { callId, reason, ...(rule !== undefined && { rule }) };
      return stayInState(lead, {}, [{ kind: 'textNotSent', by: SYSTEM, data }], context.now);
    }
    case 'textDelivered':
      return stayInState(
        lead,
        {},
        [{ kind: 'textDelivered', by: SYSTEM, data: { callId: event.callId } }],
        context.now,
      );
    case 'textUndelivered': {
      const { callId, code } = event;
      return stayInState(lead, {}, [{ kind: 'textUndelivered', by: SYSTEM, data: { callId, code } }], context.now);
    }
    case 'textReceived':
      return handleTextReceived(lead, event, context);
    case 'hold':
      return hold(lead, event, context);
    case 'mute':
      return mute(lead, event, context);
    case 'consult':
      return consult(lead, event, context);
    case 'endConsult':
      return endConsult(lead, event, context);
    case 'transfer':
      return transfer(lead, event, context);
    default:
      return assertNever(event);
  }
}

/**
 * The person hung up. If no one talked with them, they get a callback; without a number, or after two quick hang-ups,
 * the lead closes as abandoned.
 */
function handleCallerGone(lead: Lead, { callId, isShort, isThanked }: EventOf<'callerGone'>, context: Context): Step {
  if (lead.liveCall?.callId !== callId) return SAME;
  const alone = withoutCall(lead);
  const note: Note = isThanked ? { kind: 'saidGoodbye', by: SYSTEM } : { kind: 'callerGone', by: PROSPECT };
  switch (lead.state) {
    case 'talking':
      return enterWrapUp(lead, context.now, context.policy.wrapUpMs, { kind: 'ended', by: PROSPECT });
    case 'waiting':
    case 'offered':
      return missCall(alone, callId, context, [note], isShort);
    case 'connecting':
      // An agent who dials manually has the number and continues.
      return lead.leg === 'byHand'
        ? stayInState(alone, {}, [note], context.now)
        : missCall(alone, callId, context, [note], isShort);
    case 'wrapUp':
    case 'callback':
    case 'closed':
      return stayInState(alone, {}, [note], context.now);
    default:
      return assertNever(lead);
  }
}

function missCall(lead: Lead, callId: string, context: Context, notes: readonly Note[], isShort: boolean): Step {
  const { now } = context;
  // A request from a form or a conversation survives an accidental hang-up.
  const isOwed = lead.inquiries.some(({ kind }) => kind !== 'call') || lead.promise?.why === 'agreed';
  if ((isShort && !isOwed) || lead.person.tel === undefined) {
    const closed: Note = { kind: 'closed', by: SYSTEM, data: { outcome: 'abandoned' } };
    return enterClosed(lead, 'abandoned', [...notes, closed], now);
  }
  // Permission is checked when the text is sent; without any text consent there is no effect.
  const mayWant = lead.consents.some(({ text }) => text);
  const texts: readonly EffectKind[] = mayWant ? [{ kind: 'textBack', callId, missedAt: now }] : [];
  return enterCallback(lead, context, { at: earliestCallback(lead, context), why: 'callerHungUp' }, notes, texts);
}

/** The first callback's time; an existing promise is never delayed. */
function earliestCallback(lead: Lead, { now, cadence }: Context): number {
  const first = now + cadence.firstMs;
  return lead.promise ? Math.max(now, Math.min(first, lead.promise.dueAt)) : first;
}

/**
 * The lead keeps its place in the queue and the person is called when it is their turn. Pressing the key is an
 * invitation.
 */
function keepPlace(lead: Lead, event: EventOf<'keepPlace'>, { now }: Context): Step {
  const { callId, consent } = event;
  if (lead.liveCall?.callId !== callId) return SAME;
  const asked = { ...withoutCall(lead), person: withCallerNumber(lead, event), consents: [...lead.consents, consent] };
  const note: Note = { kind: 'placeKept', by: PROSPECT };
  if (asked.state !== 'waiting' && asked.state !== 'offered' && asked.state !== 'connecting')
    return stayInState(asked, {}, [note], now);
  // The policy restarts its clock, because they were promised their turn.
  return stayInState({ ...asked, wait: { ...asked.wait, startedAt: now } }, {}, [note], now);
}

/** A person with another callback number is still identified by the numbers they called from. */
function withCallerNumber(lead: Lead, { person, rangFrom }: EventOf<'keepPlace'>): Person {
  const { otherTels: known = [], ...rest } = { ...person, otherTels: lead.person.otherTels };
  const others = new Set([...known, ...(rangFrom === undefined ? [] : [rangFrom])]);
  if (rest.tel !== undefined) others.delete(rest.tel);
  return others.size === 0 ? rest : { ...rest, otherTels: [...others] };
}

function handleMessageLeft(lead: Lead, { callId, seconds }: EventOf<'messageLeft'>, context: Context): Step {
  const note: Note = { kind: 'messageLeft', by: PROSPECT, data: { seconds } };
  if (lead.liveCall?.callId !== callId)
    return lead.state === 'closed' ? SAME : stayInState(lead, {}, [note], context.now);
  const alone = withoutCall(lead);
  if (lead.state !== 'waiting' && lead.state !== 'offered') return stayInState(alone, {}, [note], context.now);
  if (lead.person.tel === undefined) return missCall(alone, callId, context, [note], false);
  return enterCallback(alone, context, { at: earliestCallback(lead, context), why: 'messageLeft' }, [note]);
}

/**
 * STOP closes leads that no agent is working on; an agent who has the lead sees it and decides. START only permits
 * texts.
 */
function handleTextReceived(lead: Lead, event: EventOf<'textReceived'>, { now }: Context): Step {
  const { messageSid, said, isStopped, body, consent } = event;
  const note: Note = { kind: 'textReceived', by: PROSPECT, data: { messageSid, said, note: body } };
  const isOpen = lead.state !== 'closed';
  if (said === 'start' && isOpen)
    return stayInState({ ...lead, consents: [...lead.consents, consent] }, {}, [note], now);
  const isInHand = 'owner' in lead || lead.liveCall !== undefined;
  if (!isStopped || !isOpen || isInHand) return stayInState(lead, {}, [note], now);
  const closed: Note = { kind: 'closed', by: PROSPECT, data: { outcome: 'doNotCall' } };
  return enterClosed(lead, 'doNotCall', [note, closed], now);
}

function handleLegOver(lead: Lead, event: EventOf<'legOver'>, context: Context): Step {
  if (lead.state === 'connecting') return endConnectingLeg(lead, event, context);
  if (lead.state !== 'talking') return SAME;
  const { callId } = event;
  if (lead.consult?.callId === callId) {
    const { agentId, isThere } = lead.consult;
    const missed: Note = { kind: 'consultMissed', by: { kind: 'agent', id: agentId }, data: { result: event.result } };
    return withoutConsult(lead, context, isThere ? CONSULT_ENDED : missed);
  }
  const isOwner = lead.owner.callId === callId;
  if (!isOwner && lead.liveCall?.callId !== callId) return SAME;
  // An owner who hangs up while their teammate is on the call completes the transfer.
  if (isOwner && lead.consult?.isThere) return handOver(lead, context);
  return enterWrapUp(lead, context.now, context.policy.wrapUpMs, { kind: 'ended', by: SYSTEM });
}
