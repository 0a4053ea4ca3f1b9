/** How a call that is being connected fails: a leg that ends or isn’t answered in time. */
import type { Tried } from '../routing/candidate.ts';
import type { DialResult } from '../vocabulary/contact.ts';
import { assertNever } from '../vocabulary/errors.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import { withoutDial, withResult } from './attempts.ts';
import type { EventOf } from './connectCall.ts';
import { markUnreached } from './conversation.ts';
import type { EffectKind } from './effects.ts';
import type { LeadIn } from './lead.ts';
import { backToQueue } from './ownerGone.ts';
import { returnToQueue } from './queue.ts';
import { type Context, type Step, SAME, type Note, moveTo } from './step.ts';
import { endVoicemail, CHOICE_MS } from './voicemail.ts';

/** A leg ended before there was a conversation. */
export function endConnectingLeg(
  lead: LeadIn<'connecting'>,
  { callId, result, isNotTaken = false }: EventOf<'legOver'>,
  context: Context,
): Step {
  if (lead.owner.callId === callId) {
    if (lead.leg === 'agent')
      return isNotTaken ? handleUnplacedLeg(lead, context) : handleAgentMiss(lead, result, context);
    // An owner who hangs up with no one on the line has chosen to try later.
    return lead.leg === 'prospect' ? handleAgentLegLost(lead, 'agentLegEnded', context) : expireChoice(lead, context);
  }
  if (lead.dialCallId !== callId) return SAME;
  return lead.leg === 'mailbox'
    ? endVoicemail(lead, context)
    : handlePersonUnreached(lead, result, context, isNotTaken);
}

/** Applies the deadline of a leg. */
export function legDeadline(lead: LeadIn<'connecting'>, context: Context): Step {
  switch (lead.leg) {
    case 'agent':
      return handleAgentMiss(lead, 'noAnswer', context);
    case 'prospect':
      return lead.dialCallId === undefined
        ? handleAgentLegLost(lead, 'notBridged', context)
        : handlePersonUnreached(lead, 'noAnswer', context);
    case 'mailbox':
    case 'choice':
      return expireChoice(lead, context);
    case 'byHand':
      return SAME;
    default:
      return assertNever(lead.leg);
  }
}

function expireChoice(lead: LeadIn<'connecting'>, context: Context): Step {
  const { owner, result = 'noAnswer' } = lead;
  return markUnreached(lead, { kind: 'unreached', agentId: owner.agentId, result }, context);
}

/** The caller keeps their place and goes to the next agent; counts as one miss. */
function handleAgentMiss(lead: LeadIn<'connecting'>, result: DialResult, context: Context): Step {
  const { agentId, callId } = lead.owner;
  const tried: Tried = { agentId, how: 'missed', at: context.now };
  const by = { kind: 'agent', id: agentId } as const;
  const note: Note =
    lead.answer === undefined ? { kind: 'agentUnreached', by, data: { result } } : { kind: 'agentNotConnected', by };
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

/** No phone rang: not a miss, and the lead is offered again, possibly to the same agent. */
function handleUnplacedLeg(lead: LeadIn<'connecting'>, context: Context): Step {
  return backToQueue(lead, { kind: 'notCalled', by: SYSTEM, data: { agentId: lead.owner.agentId } }, context);
}

/** The owner answered, but their leg ended before the person was reached, or the caller couldn't be bridged in time. */
function handleAgentLegLost(lead: LeadIn<'connecting'>, kind: 'agentLegEnded' | 'notBridged', context: Context): Step {
  return backToQueue(lead, { kind, by: { kind: 'agent', id: lead.owner.agentId } }, context);
}

function handlePersonUnreached(
  lead: LeadIn<'connecting'>,
  result: Exclude<DialResult, 'reached'>,
  { now }: Context,
  isNotTaken = false,
): Step {
  const { agentId } = lead.owner;
  const { dialCallId: _over, ...rest } = lead;
  // A dial that the network rejected isn't an attempt.
  const attempts = isNotTaken ? withoutDial(lead.attempts) : withResult(lead.attempts, { at: now, agentId, result });
  const tried = { ...rest, attempts };
  const dials = (lead.dials ?? 0) + (isNotTaken ? 0 : 1);
  const place = { ...tried, leg: 'choice', dials, result, connectBy: now + CHOICE_MS } as const;
  return moveTo(tried, place, [{ kind: 'notReached', by: SYSTEM, data: { result } }], now);
}
