/**
 * Voicemail answered the person's leg. The network may detect it; otherwise the owner hears it in what looked like a
 * conversation. Either way the owner stays connected and may leave a message; the attempt counts once, as voicemail,
 * and the promise that a conversation would have ended continues.
 */
import { withLastResult, withResult } from './attempts.ts';
import type { LeadEvent } from './events.ts';
import { MINUTE, SECOND } from '../vocabulary/time.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import type { DialOrigin, Lead, LeadIn } from './lead.ts';
import {
  stayInState,
  moveTo,
  refuse,
  SAME,
  withoutCall,
  withoutPromise,
  talkingNote,
  withTalk,
  type Context,
  type Note,
  type Step,
} from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** Greeting, beep and message: carriers end voicemail recordings after two or three minutes. */
export const VOICEMAIL_MS = 3 * MINUTE;
/** For choosing the next step with no one on the line. */
export const CHOICE_MS = 60 * SECOND;

/** The network detected a machine. It may be wrong: the owner hears the line too and can say that it is the person. */
export function handleMachineAnswer(lead: Lead, { callId }: EventOf<'machineAnswered'>, { now }: Context): Step {
  if (lead.state !== 'connecting' || lead.leg !== 'prospect' || lead.dialCallId !== callId) return SAME;
  const attempts = withResult(lead.attempts, { at: now, agentId: lead.owner.agentId, result: 'voicemail' });
  const counted = { ...lead, attempts, dials: (lead.dials ?? 0) + 1 };
  const place = { ...counted, leg: 'mailbox', result: 'voicemail', connectBy: now + VOICEMAIL_MS } as const;
  return moveTo(counted, place, [{ kind: 'notReached', by: SYSTEM, data: { result: 'voicemail' } }], now);
}

/** The owner heard voicemail: restores what the dial came from, with the same legs. */
export function markVoicemail(lead: Lead, { agentId }: EventOf<'voicemail'>, { now }: Context): Step {
  if (lead.state === 'connecting' && lead.leg === 'mailbox' && lead.owner.agentId === agentId) return SAME;
  if (lead.state !== 'talking' || !lead.dialled || !lead.liveCall)
    return refuse('wrong-state', 'Only a call you just placed can be marked as voicemail.');
  if (lead.owner.agentId !== agentId) return refuse('not-yours', 'This isn’t your lead.');
  if (lead.onHold) return refuse('wrong-state', 'Take the call off hold first.');
  const { owner, liveCall, dialled, muted } = lead;
  const isFirst = lead.firstTalk?.at === lead.talkingAt;
  const back = withoutCall({
    ...lead,
    promise: dialled.promise,
    firstTalk: isFirst ? undefined : lead.firstTalk,
    lastTalk: isFirst ? undefined : lead.firstTalk,
    attempts: withLastResult(lead.attempts, 'voicemail'),
  });
  const place = {
    ...({ state: 'connecting', leg: 'mailbox', owner, wait: dialled.wait, dialCallId: liveCall.callId } as const),
    ...({ dials: (dialled.dials ?? 0) + 1, result: 'voicemail', connectBy: now + VOICEMAIL_MS } as const),
  };
  const data = { result: 'voicemail', ...(isFirst && { isFirst }) };
  const note: Note = { kind: 'notReached', by: { kind: 'agent', id: agentId }, data };
  // Voicemail that can't hear the owner records silence.
  const unmuted = muted && owner.callId !== undefined;
  return moveTo(back, place, [note], now, unmuted ? [{ kind: 'setVoice', callId: owner.callId, muted: false }] : []);
}

/** It is the person after all: starts the conversation on the existing leg. */
export function correctToPerson(lead: LeadIn<'connecting'>, { now, policy }: Context): Step {
  const { owner, dialCallId } = lead;
  if (dialCallId === undefined) return SAME;
  const reached = withoutPromise({
    ...withTalk(lead, owner.agentId, now),
    attempts: withLastResult(lead.attempts, 'reached'),
    liveCall: { callId: dialCallId, direction: 'outbound', since: now },
  });
  const dialled = dialOrigin(lead, (lead.dials ?? 1) - 1);
  const place = { state: 'talking', owner, talkingAt: now, checkBy: now + policy.checkMs, dialled } as const;
  return moveTo(reached, place, [talkingNote(lead, owner.agentId)], now);
}

/** The voicemail ended the call; it is already counted. */
export function endVoicemail(lead: LeadIn<'connecting'>, { now }: Context): Step {
  const { dialCallId: _over, ...rest } = lead;
  return stayInState({ ...rest, leg: 'choice', connectBy: now + CHOICE_MS }, {}, [], now);
}

/** What a dial came from, in case it reached voicemail after all. */
export function dialOrigin({ wait, promise }: LeadIn<'connecting'>, dials: number | undefined): DialOrigin {
  return { wait, ...(promise && { promise }), ...(dials !== undefined && { dials }) };
}
