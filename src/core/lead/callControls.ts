/** What an agent does during a call: hold, mute, a call to a teammate, a transfer. */
import { SYSTEM } from '../vocabulary/people.ts';
import { freshWait, nextLegId, ringOwner } from './connectCall.ts';
import type { EffectKind } from './effects.ts';
import type { CallEventOf as EventOf } from './events.ts';
import type { Lead, LeadIn } from './lead.ts';
import { moveTo, refuse, SAME, stayInState, withFreed, withTalk, type Context, type Note, type Step } from './step.ts';

export function hold(lead: Lead, { agentId, on }: EventOf<'hold'>, { now }: Context): Step {
  const mine = onCall(lead, agentId);
  if (!isTalking(mine)) return mine;
  if ((mine.onHold ?? false) === on || !mine.liveCall) return SAME;
  const note: Note = { kind: on ? 'heldOnLine' : 'takenOffHold', by: { kind: 'agent', id: agentId } };
  return stayInState({ ...mine, onHold: on }, {}, [note], now, [setVoice(mine, { onHold: on })]);
}

export function mute(lead: Lead, { agentId, on }: EventOf<'mute'>, { now }: Context): Step {
  const mine = onCall(lead, agentId);
  if (!isTalking(mine)) return mine;
  if ((mine.muted ?? false) === on || mine.owner.callId === undefined) return SAME;
  return stayInState({ ...mine, muted: on }, {}, [], now, [{ kind: 'setVoice', callId: mine.owner.callId, muted: on }]);
}

/** Calls the teammate while the person hears music. Both slots are taken, so neither agent gets more offers. */
export function consult(lead: Lead, { agentId, to }: EventOf<'consult'>, { now }: Context): Step {
  const mine = onCall(lead, agentId);
  if (!isTalking(mine)) return mine;
  if (mine.consult)
    return mine.consult.agentId === to.agentId ? SAME : refuse('wrong-state', 'You’re already talking to a teammate.');
  const callId = nextLegId(lead, 'consult');
  const place = { ...mine, onHold: true, consult: { ...to, callId, since: now, isThere: false } };
  const note: Note = { kind: 'consulted', by: { kind: 'agent', id: agentId }, data: { agentId: to.agentId } };
  const ring: EffectKind = { kind: 'ringAgent', callId, agentId: to.agentId };
  return moveTo(mine, place, [note], now, [setVoice(mine, { onHold: true }), ring]);
}

export function endConsult(lead: Lead, { agentId }: EventOf<'endConsult'>, context: Context): Step {
  const mine = onCall(lead, agentId);
  if (!isTalking(mine)) return mine;
  return mine.consult ? withoutConsult(mine, context) : SAME;
}

/** The slot moves in one update: the lead always has exactly one owner. */
export function transfer(lead: Lead, { agentId, to }: EventOf<'transfer'>, context: Context): Step {
  const mine = onCall(lead, agentId);
  if (!isTalking(mine)) return mine;
  if (to === undefined) {
    if (!mine.consult?.isThere) return refuse('wrong-state', 'Your teammate isn’t on the line yet.');
    return handOver(mine, context);
  }
  if (mine.consult) return refuse('wrong-state', 'End the call with your teammate first, or complete the transfer.');
  const { now } = context;
  const owner = { ...to, offerId: nextLegId(mine, 'agent'), acceptedAt: now };
  const effects: EffectKind[] = mine.liveCall ? [{ kind: 'personToLine', callId: mine.liveCall.callId }] : [];
  const step = ringOwner(mine, owner, freshWait(now), context, [transferNote(agentId, to.agentId)], effects);
  return withFreed(step, { agentId });
}

export function handOver(lead: LeadIn<'talking'>, { now }: Context): Step {
  if (!lead.consult) return SAME;
  const { consult: to, dialled: _wasAPerson, ...rest } = lead;
  const owner = { agentId: to.agentId, slot: to.slot, offerId: to.callId, acceptedAt: now, callId: to.callId };
  const handed = transferNote(lead.owner.agentId, to.agentId);
  const note = { ...handed, data: { ...handed.data, isTalking: true } };
  const place = { ...rest, owner, onHold: false, muted: false };
  const step = moveTo(withTalk(rest, to.agentId, now), place, [note], now, [setVoice(lead, { onHold: false })]);
  return withFreed(step, lead.owner);
}

/** The call with the teammate is over; the person is back. */
export const CONSULT_ENDED: Note = { kind: 'consultEnded', by: SYSTEM };

export function withoutConsult(lead: LeadIn<'talking'>, { now }: Context, note: Note = CONSULT_ENDED): Step {
  const { consult: _ended, ...rest } = lead;
  return moveTo(rest, { ...rest, onHold: false }, [note], now, [setVoice(lead, { onHold: false })]);
}

function transferNote(from: string, to: string): Note {
  return { kind: 'transferred', by: { kind: 'agent', id: from }, data: { agentId: to } };
}

function setVoice({ liveCall }: Lead, voice: { readonly onHold: boolean }): EffectKind {
  return { kind: 'setVoice', callId: liveCall?.callId ?? '', ...voice };
}

function isTalking(lead: Lead | Step): lead is LeadIn<'talking'> {
  return 'state' in lead && lead.state === 'talking';
}

/** The lead, if this agent is on a call with its person; otherwise the refusal. */
function onCall(lead: Lead, agentId: string): LeadIn<'talking'> | Step {
  if (lead.state !== 'talking') return refuse('wrong-state', 'There’s no active call with this lead.');
  if (lead.owner.agentId !== agentId) return refuse('not-yours', 'This isn’t your lead.');
  return lead;
}
