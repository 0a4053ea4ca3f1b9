/**
 * Sends orders to the phone network. Each can be repeated: a leg is stored before it is placed and never placed twice,
 * whatever came of the first order (its deadline decides); the other orders state the desired result. An order that is
 * too late for its lead isn't sent.
 *
 * Nothing here changes a lead: a refusal is stored on the leg and settled like any leg that ended.
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
import { AGENT_LEG_MS, PERSON_LEG_MS } from '../../core/lead/connectCall.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf } from '../lead/context.ts';
import { flowOf } from './flowOf.ts';
import { endIfDropped, hangUp } from './endLeg.ts';
import { moveLeg, updateCall } from './updateCall.ts';
import { applySupervisorMode } from './applySupervisorMode.ts';

export async function runPhoneEffect(parts: Parts, leadId: string, effect: PhoneEffect): Promise<void> {
  const { phone } = parts;
  if (!phone) return;
  switch (effect.kind) {
    case 'ringAgent':
    case 'ringPerson':
      return placeLeg(parts, phone, leadId, effect);
    case 'bridgePerson':
      return bridge(parts, phone, effect.callId);
    case 'personToLine':
      return redirect(parts, phone, effect.callId, 'backToLine');
    case 'tellCaller':
      return redirect(parts, phone, effect.callId, 'promised');
    case 'setVoice':
      return setVoice(parts, phone, leadId, effect);
    case 'endCall':
      return endCallLeg(parts, phone, effect.callId);
    default:
      return assertNever(effect);
  }
}

async function placeLeg(
  parts: Parts,
  phone: Phone,
  leadId: string,
  effect: Extract<PhoneEffect, { kind: 'ringAgent' | 'ringPerson' }>,
): Promise<void> {
  const lead = await parts.leads.byId(leadId);
  if (!lead || !legsOf(lead).includes(effect.callId)) return;
  const leg = effect.kind === 'ringAgent' ? await agentLeg(parts, lead, effect) : await personLeg(parts, lead, effect);
  // Stored before it is placed: an order with an unknown result is never repeated.
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

/** The leg to the person, showing the campaign's number. The budget is checked here; it is separate from the law. */
async function personLeg(parts: Parts, lead: Lead, { callId }: { callId: string }): Promise<NewLeg> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const flow = flowOf(campaign);
  const since = startOfDay(campaign.hours, parts.clock.now());
  const { person } = lead;
  const { tel, language } = person;
  const from = flow.numbers[0] ?? '';
  return {
    // If they return to the line, they can keep their place: with this number unless they enter another.
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
    campaignId: lead.campaignId,
    leadId: lead.id,
    startedAt: now,
    skills: [],
    answers: {},
    messages: [],
    step: 0,
    rev: 0,
    sequence: -1,
    place: 'placing',
    // If neither the order nor the leg is heard of again, it counts as ended.
    checkAt: now + 2 * PERSON_LEG_MS,
  };
}

/**
 * Connects the caller by having the network ask for instructions. A caller who asked meanwhile is already connected and
 * isn't interrupted.
 */
async function bridge(parts: Parts, phone: Phone, callId: string): Promise<void> {
  const call = await parts.calls.byId(callId);
  if (call?.place !== 'conference') await refresh(parts, phone, callId);
}

/** Has the network fetch the caller's instructions again. If the call is gone, it is settled. */
async function refresh(parts: Parts, phone: Phone, callId: string): Promise<void> {
  const call = await parts.calls.byId(callId);
  if (call?.sid === undefined || call.place === 'ended') return;
  if ((await phone.refresh({ id: call.id, sid: call.sid })) === 'gone')
    await moveLeg(parts, callId, { kind: 'over', how: 'completed', sequence: call.sequence });
}

/**
 * Never interrupts what keeps its place: a message, a number being entered, or these very words. After a crash before
 * the order was sent, the mark remains and the order is sent then.
 */
async function redirect(parts: Parts, phone: Phone, callId: string, kind: 'backToLine' | 'promised'): Promise<void> {
  const moved = await updateCall(parts, callId, async (call) => {
    const campaign = await campaignOf(parts, call.campaignId);
    const now = parts.clock.now();
    const context = { now, flow: flowOf(campaign), isOpen: isOpen(campaign.hours, now) };
    const next = advanceCall(call, { kind }, context).call;
    return next.step === call.step ? call : { ...next, isUnheard: true };
  });
  if (!moved?.isUnheard) return;
  await refresh(parts, phone, callId);
  await updateCall(parts, callId, (call) => (call.isUnheard ? { ...call, isUnheard: undefined } : call));
}

/**
 * Applies the conversation's current state, not the state at the time of the effect, so the last of two clicks wins.
 */
async function setVoice(
  parts: Parts,
  phone: Phone,
  leadId: string,
  { callId, onHold, muted }: Extract<PhoneEffect, { kind: 'setVoice' }>,
): Promise<void> {
  const [lead, call] = await Promise.all([parts.leads.byId(leadId), parts.calls.byId(callId)]);
  if (!lead || !legsOf(lead).includes(callId) || call?.sid === undefined) return;
  const voice: { onHold?: boolean; muted?: boolean } = lead.state === 'talking' ? lead : {};
  const result = await phone.setVoice(conferenceOf(leadId), call.sid, {
    ...(onHold !== undefined && { onHold: voice.onHold ?? false }),
    ...(muted !== undefined && { muted: voice.muted ?? false }),
  });
  // Still joining the conference: retry, rather than let the person be heard while the desk shows otherwise.
  if (result === 'gone') throw new PlainError('this leg is not in its conference yet');
}

async function endCallLeg(parts: Parts, phone: Phone, callId: string): Promise<void> {
  const call = await parts.calls.byId(callId);
  if (!call) return;
  await hangUp(parts, phone, call);
  if (call.role === 'agent' || call.role === 'consultant') await followConversation(parts, phone, call.leadId);
}

/**
 * Supervisors leave with the conversation, so that no one is left in its conference to hear the next one. A supervisor
 * who whispers moves to the agent who has the lead now.
 */
async function followConversation(parts: Parts, phone: Phone, leadId: string | undefined): Promise<void> {
  const lead = leadId === undefined ? null : await parts.leads.byId(leadId);
  if (!lead) return;
  for (const call of await parts.calls.ofLead(lead.id)) {
    if (call.role !== 'supervisor') continue;
    if (lead.state !== 'talking') await hangUp(parts, phone, call);
    else if (call.place === 'conference' && call.coach === 'whisper')
      await applySupervisorMode(parts, phone, lead.id, call);
  }
}
