/**
 * Gives the telephone network its orders. Each is safe to give twice: a leg is recorded before it is placed, and one
 * that is recorded is not placed again, whatever came of the first order (its deadline decides); the others say how
 * things shall be, not what to do. An order that came too late, for a lead that has gone on, is not given.
 *
 * Nothing here changes a lead: what the network refuses is written on the leg, and settled like any leg that is over.
 */
import { advanceCall } from '../../core/call/advanceCall.ts';
import { mayDial } from '../../core/call/admitCaller.ts';
import { conferenceOf, type Call, type CallRole } from '../../core/call/call.ts';
import { deviceOf } from '../../core/agent/agent.ts';
import { isOpen, startOfDay } from '../../core/callback/hours.ts';
import { assertNever, PlainError } from '../../core/vocabulary/errors.ts';
import type { PhoneEffect } from '../../core/lead/effects.ts';
import { legsOf } from '../../core/lead/legs.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { AGENT_LEG_MS, PERSON_LEG_MS } from '../../core/lead/ringing.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf } from '../lead/context.ts';
import { flowOf } from './flowOf.ts';
import { endIfDropped, hangUp } from './endLeg.ts';
import { moveLeg, rewriteCall } from './moveCall.ts';
import { takePart } from './takePart.ts';

export async function runPhoneEffect(parts: Parts, leadId: string, effect: PhoneEffect): Promise<void> {
  const { phone } = parts;
  if (!phone) return;
  switch (effect.kind) {
    case 'ringAgent':
    case 'ringPerson':
      return ring(parts, phone, leadId, effect);
    case 'bridgePerson':
      return bridge(parts, phone, effect.callId);
    case 'personToLine':
      return redirect(parts, phone, effect.callId, 'backToLine');
    case 'tellCaller':
      return redirect(parts, phone, effect.callId, 'promised');
    case 'setVoice':
      return setVoice(parts, phone, leadId, effect);
    case 'endCall':
      return end(parts, phone, effect.callId);
    default:
      return assertNever(effect);
  }
}

async function ring(
  parts: Parts,
  phone: Phone,
  leadId: string,
  effect: Extract<PhoneEffect, { kind: 'ringAgent' | 'ringPerson' }>,
): Promise<void> {
  const lead = await parts.leads.byId(leadId);
  if (!lead || !legsOf(lead).includes(effect.callId)) return;
  const leg = effect.kind === 'ringAgent' ? await agentLeg(parts, lead, effect) : await personLeg(parts, lead, effect);
  // Recorded before it is placed: an order whose outcome is unknown is never given a second time.
  if ((await parts.calls.add(leg.call)) === 'known') return;
  if (leg.refusal !== null) {
    parts.log.warn({ leadId, callId: leg.call.id, reason: leg.refusal }, 'a call leg was not placed');
    await moveLeg(parts, leg.call.id, { kind: 'over', how: 'failed', sequence: 0 });
    return;
  }
  const result = await phone.place({
    callId: leg.call.id,
    to: leg.call.to,
    from: leg.call.from,
    ringS: Math.round((effect.kind === 'ringAgent' ? AGENT_LEG_MS : PERSON_LEG_MS) / SECOND) - 2,
    detectsVoicemail: leg.detectsVoicemail,
  });
  if (result.kind === 'placed') await endIfDropped(parts, await moveLeg(parts, leg.call.id, { ...result }));
  if (result.kind === 'refused') {
    parts.log.warn({ leadId, callId: leg.call.id, reason: result.reason }, 'the phone network refused a call leg');
    const how = result.isOurs ? 'notTaken' : 'failed';
    await moveLeg(parts, leg.call.id, { kind: 'over', how, sequence: 0 });
  }
}

interface NewLeg {
  readonly call: Call;
  readonly detectsVoicemail: boolean;
  readonly refusal: string | null;
}

async function agentLeg(
  parts: Parts,
  lead: Lead,
  { callId, agentId }: { callId: string; agentId: string },
): Promise<NewLeg> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const [agent, user] = await Promise.all([parts.agents.byId(agentId), parts.users.byId(agentId)]);
  const device = agent ? deviceOf(agent) : null;
  const isConsult = lead.state === 'talking';
  return {
    call: newLeg(parts, lead, {
      id: callId,
      role: isConsult ? 'consultant' : 'agent',
      agentId,
      from: flowOf(campaign).numbers[0] ?? '',
      to: device ?? '',
      language: user?.language ?? campaign.language,
    }),
    detectsVoicemail: false,
    refusal: device === null ? 'noTelephone' : null,
  };
}

/** The person, shown the campaign's number. Money is another question than the law, and asked here. */
async function personLeg(parts: Parts, lead: Lead, { callId }: { callId: string }): Promise<NewLeg> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const flow = flowOf(campaign);
  const since = startOfDay(campaign.hours, parts.clock.now());
  const { person } = lead;
  const { tel, language } = person;
  const from = flow.numbers[0] ?? '';
  return {
    // Put back into the line, they may keep their place there: with this number, unless they enter another.
    call: { ...newLeg(parts, lead, { id: callId, role: 'person', from, to: tel ?? '', language }), person },
    detectsVoicemail: flow.dialling.detectsVoicemail,
    refusal: tel === undefined ? 'noNumber' : mayDial(flow, person, await parts.calls.minutesSince(campaign.id, since)),
  };
}

export function newLeg(
  parts: Parts,
  lead: Lead,
  leg: Pick<Call, 'id' | 'from' | 'to' | 'language'> & Partial<Pick<Call, 'agentId' | 'coach'>> & { role: CallRole },
): Call {
  const now = parts.clock.now();
  return {
    ...leg,
    ...{ campaignId: lead.campaignId, leadId: lead.id, startedAt: now },
    ...{ skills: [], answers: {}, messages: [], step: 0, rev: 0, sequence: -1 },
    place: 'placing',
    // Should neither the order nor the leg be heard of again, it counts as over.
    checkAt: now + 2 * PERSON_LEG_MS,
  };
}

/** Bridged on the way of asking. Who asked by themselves meanwhile is there, and is not interrupted. */
async function bridge(parts: Parts, phone: Phone, callId: string): Promise<void> {
  const call = await parts.calls.byId(callId);
  if (call?.place !== 'conference') await refresh(parts, phone, callId);
}

/** The caller asks again what they hear. Who is gone is settled as gone. */
async function refresh(parts: Parts, phone: Phone, callId: string): Promise<void> {
  const call = await parts.calls.byId(callId);
  if (call?.sid === undefined || call.place === 'ended') return;
  if ((await phone.refresh({ id: call.id, sid: call.sid })) === 'gone')
    await moveLeg(parts, callId, { kind: 'over', how: 'completed', sequence: call.sequence });
}

/**
 * Nothing interrupts what is being said to somebody whose place stays: a message, a number that they enter, the very words
 * that this would have said. A crash before the network was told leaves the mark, and it is told then.
 */
async function redirect(parts: Parts, phone: Phone, callId: string, kind: 'backToLine' | 'promised'): Promise<void> {
  const moved = await rewriteCall(parts, callId, async (call) => {
    const campaign = await campaignOf(parts, call.campaignId);
    const now = parts.clock.now();
    const context = { now, flow: flowOf(campaign), isOpen: isOpen(campaign.hours, now) };
    const next = advanceCall(call, { kind }, context).call;
    return next.step === call.step ? call : { ...next, isUnheard: true };
  });
  if (!moved?.isUnheard) return;
  await refresh(parts, phone, callId);
  await rewriteCall(parts, callId, (call) => (call.isUnheard ? { ...call, isUnheard: undefined } : call));
}

/** As the conversation is now, not as it was when this was written: two clicks in a row end as the second one said. */
async function setVoice(
  parts: Parts,
  phone: Phone,
  leadId: string,
  { callId, onHold, muted }: Extract<PhoneEffect, { kind: 'setVoice' }>,
): Promise<void> {
  const [lead, call] = await Promise.all([parts.leads.byId(leadId), parts.calls.byId(callId)]);
  if (!lead || !legsOf(lead).includes(callId) || call?.sid === undefined) return;
  const voice: { onHold?: boolean; muted?: boolean } = lead.state === 'talking' ? lead : {};
  const told = await phone.setVoice(conferenceOf(leadId), call.sid, {
    ...(onHold !== undefined && { onHold: voice.onHold ?? false }),
    ...(muted !== undefined && { muted: voice.muted ?? false }),
  });
  // Still on its way into the conference: told again, rather than heard while the desk shows that it is not.
  if (told === 'gone') throw new PlainError('this leg is not in its conference yet');
}

async function end(parts: Parts, phone: Phone, callId: string): Promise<void> {
  const call = await parts.calls.byId(callId);
  if (!call) return;
  await hangUp(parts, phone, call);
  if (call.role === 'agent' || call.role === 'consultant') await followConversation(parts, phone, call.leadId);
}

/**
 * Supervisors leave with the conversation: nobody is left alone in its conference, listening to the next one. Whoever
 * whispers goes on to whisper to the agent who has the lead now.
 */
async function followConversation(parts: Parts, phone: Phone, leadId: string | undefined): Promise<void> {
  const lead = leadId === undefined ? null : await parts.leads.byId(leadId);
  if (!lead) return;
  for (const call of await parts.calls.ofLead(lead.id)) {
    if (call.role !== 'supervisor') continue;
    if (lead.state !== 'talking') await hangUp(parts, phone, call);
    else if (call.place === 'conference' && call.coach === 'whisper') await takePart(parts, phone, lead.id, call);
  }
}
