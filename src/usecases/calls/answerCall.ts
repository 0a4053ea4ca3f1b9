/**
 * What the network asks while a call is going on: somebody rings, keys were pressed, what is heard now. Each returns the
 * instructions for the call as it is afterwards, so that a request that comes twice is answered twice the same.
 */
import { admitCaller } from '../../core/call/admitCaller.ts';
import { beginCall, SILENT_CALL_MS } from '../../core/call/advanceCall.ts';
import { isLikeCaller, type Call } from '../../core/call/call.ts';
import { estimateWait, RATE_WINDOW_MS } from '../../core/call/estimateWait.ts';
import { instructionsFor, type Instruction } from '../../core/call/instructions.ts';
import { languageFor, welcomeOf } from '../../core/call/welcome.ts';
import { personKey } from '../../core/lead/holding.ts';
import { legsOf } from '../../core/lead/legs.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { HOUR, SECOND } from '../../core/vocabulary/time.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';
import { campaignOf } from '../lead/context.ts';
import { tellOwner } from '../agents/tellDesks.ts';
import { callContext, changeCall, withDuties } from './changeCall.ts';
import { campaignOfNumber, flowOf } from './flowOf.ts';
import { moveLeg } from './moveCall.ts';
import { ownersSid } from './takePart.ts';

export interface Heard {
  readonly call: Call;
  readonly instructions: readonly Instruction[];
}
type Where = 'queue' | 'call';

export interface Ringing {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  /** The network says that the shown number failed its check: anybody may be ringing. */
  readonly isDoubted?: boolean;
  /** The network vouches in full that the caller may use the shown number. */
  readonly isAttested?: boolean;
}

/** A call to one of our numbers. Null when the number is nobody's. */
export async function takeCall(parts: Parts, ringing: Ringing): Promise<Heard | null> {
  const known = await parts.calls.byId(ringing.sid);
  // Asked again because an earlier answer was lost: by now their agent may be there.
  if (known) return hear(parts, await bridgedIfExpected(parts, known), 'call');
  const campaign = await campaignOfNumber(parts, ringing.to);
  if (!campaign) {
    // The dialled number is the business's own: naming it says nothing of who rang.
    parts.log.warn(
      { dialled: ringing.to },
      'a call was refused: no active campaign has the number that was called (Admin → Campaigns → Calls)',
    );
    return null;
  }
  const now = parts.clock.now();
  const person = parts.readPerson(ringing.from, campaign, campaign.language) ?? undefined;
  const tel = person?.tel;
  const [open, closed, history, listedSince] = await Promise.all([
    person ? parts.leads.openByKey(personKey({ id: '', person })) : null,
    tel === undefined ? null : parts.leads.lastClosedByTel(tel),
    parts.calls.cameFrom(tel, campaign.id, now - HOUR),
    // Nobody else may lift an entry by key, or learns of it.
    tel !== undefined && ringing.isAttested ? parts.doNotCall.since(tel) : null,
  ]);
  const refusal = admitCaller(flowOf(campaign), tel, history);
  const context = callContext(parts, campaign);
  const zone = person?.zones[0] ?? campaign.hours.zone;
  const { isDoubted = false } = ringing;
  const welcome = welcomeOf({ open, closed }, { now, isOpen: context.isOpen, zone, isDoubted });
  const past = welcome ? (open ?? closed)?.person : undefined;
  const language = languageFor(context.flow, [past?.language, campaign.language]);
  const blank: Call = {
    ...{
      id: ringing.sid,
      sid: ringing.sid,
      role: 'caller',
      campaignId: campaign.id,
      from: ringing.from,
      to: ringing.to,
    },
    // Their own language stays theirs, even where the flow does not speak it.
    ...(person && { person: { ...person, name: past?.name ?? '', language: past?.language ?? language } }),
    ...(welcome && { welcome }),
    ...(listedSince !== null && { isListed: true }),
    ...{ language, skills: [], answers: {}, startedAt: now, step: 0, rev: 0, sequence: -1, messages: [] },
    ...(refusal === null ? { place: 'line' } : { place: 'rejected', why: refusal }),
  };
  if (refusal !== null) {
    parts.log.warn({ callId: blank.id, reason: refusal }, 'a call was refused');
    await parts.calls.add(blank);
    return hear(parts, blank, 'call');
  }
  const isExpected = open !== null && ['connecting', 'talking', 'wrapUp'].includes(open.state);
  const begun = beginCall(blank, context, { isExpected });
  const call = { ...(await withDuties(parts, campaign, begun)), checkAt: now + SILENT_CALL_MS };
  const stored = (await parts.calls.add(call)) === 'added' ? call : await parts.calls.byId(call.id);
  return hear(parts, await bridgedIfExpected(parts, stored ?? call), 'call');
}

/** What the call hears now; a leg that was just answered is there from now on. */
export async function hearNow(
  parts: Parts,
  callId: string,
  where: Where,
  news: { readonly sid: string; readonly isMachine: boolean },
): Promise<Heard | null> {
  const call = await parts.calls.byId(callId);
  if (!call) return null;
  if (isLikeCaller(call)) return hear(parts, await bridgedIfExpected(parts, call), where);
  return legAnswered(parts, call, news);
}

/** Keys in answer to what was asked at `step`; '' when there were none. */
export async function pressKeys(
  parts: Parts,
  callId: string,
  { step, keys, where }: { readonly step: number; readonly keys: string; readonly where: Where },
): Promise<Heard | null> {
  const call = await parts.calls.byId(callId);
  if (!call) return null;
  if (!isLikeCaller(call)) return legKeyed(parts, call, step, keys);
  const typed = call.place === 'keepPlace' && call.ask === 'enter' ? await readTyped(parts, call, keys) : undefined;
  const changed = await changeCall(parts, callId, { kind: 'keys', step, keys, ...(typed && { typed }) });
  return changed && hear(parts, changed, where);
}

/** The call left the network's queue: by our instruction, or because the queue would not have it. */
export async function leftQueue(parts: Parts, callId: string, result: string): Promise<Heard | null> {
  const isRefused = ['queue-full', 'error', 'system-error'].includes(result);
  const call = await changeCall(parts, callId, { kind: 'leftQueue', isRefused });
  return call && hear(parts, await bridgedIfExpected(parts, call), 'call');
}

export async function messageRecorded(
  parts: Parts,
  callId: string,
  recording: { readonly recordingSid: string; readonly seconds: number },
): Promise<Heard | null> {
  const call = await changeCall(parts, callId, { kind: 'message', ...recording });
  return call && hear(parts, call, 'call');
}

/** Somebody has taken whoever waits, and that phone is ringing. */
function isBeingConnected(lead: Lead | null): boolean {
  return lead?.state === 'connecting' && lead.leg !== 'byHand';
}

/** A waiting caller whose owner is there joins them: on disk first, then said (law 1). */
async function bridgedIfExpected(parts: Parts, call: Call): Promise<Call> {
  if (call.leadId === undefined || (call.place !== 'line' && call.place !== 'keepPlace')) return call;
  const lead = await parts.leads.byId(call.leadId);
  if (!lead || lead.liveCall?.callId !== call.id) return call;
  if (lead.state === 'connecting' && lead.leg === 'prospect') {
    const bridged = await changeLead(parts, lead.id, { kind: 'bridged', callId: call.id });
    if (!bridged.ok || bridged.lead.state !== 'talking') return call;
  } else if (lead.state !== 'talking') return call;
  return (await changeCall(parts, call.id, { kind: 'bridged' })) ?? call;
}

/** Told by the network before it asks what the leg hears, which takes seconds while it listens for a machine. */
export async function legPickedUp(parts: Parts, callId: string, sid: string): Promise<void> {
  const call = await moveLeg(parts, callId, { kind: 'placed', sid });
  const isOnItsWay = call?.place === 'placing' || call?.place === 'ringing';
  if (isOnItsWay && call.leadId !== undefined) await changeLead(parts, call.leadId, { kind: 'pickedUp', callId });
}

/** Somebody, or something, answered a leg that we placed. */
async function legAnswered(
  parts: Parts,
  call: Call,
  { sid, isMachine }: { readonly sid: string; readonly isMachine: boolean },
): Promise<Heard> {
  if (call.place === 'ended' || call.leadId === undefined) return hear(parts, call, 'call');
  const lead = await parts.leads.byId(call.leadId);
  if (call.role === 'supervisor') return lead?.state === 'talking' ? joinAsSupervisor(parts, call, sid) : gone(call);
  if (!lead || !legsOf(lead).includes(call.id)) return gone(call);
  // Asked once more: whoever is connected stays so, whatever the lead has learned of them meanwhile.
  if (call.place === 'conference') return hear(parts, call, 'call');
  if (call.role === 'person') {
    if (isMachine) {
      const heard = await changeLead(parts, lead.id, { kind: 'machineAnswered', callId: call.id });
      return heard.ok && legsOf(heard.lead).includes(call.id) ? join(parts, call, sid) : gone(call);
    }
    const bridged = await changeLead(parts, lead.id, { kind: 'bridged', callId: call.id });
    const isThere = bridged.ok && bridged.lead.state === 'talking' && bridged.lead.liveCall?.callId === call.id;
    return isThere ? join(parts, call, sid) : gone(call);
  }
  await changeLead(parts, lead.id, { kind: 'agentAnswered', callId: call.id });
  const moved = await moveLeg(parts, call.id, { kind: 'answered', sid });
  return hear(parts, moved ?? call, 'call');
}

const MAX_WHISPERS = 2;

/** The agent's key: 1 takes the call, anything else hears the whisper once more. */
async function legKeyed(parts: Parts, call: Call, step: number, keys: string): Promise<Heard> {
  if (call.place !== 'whisper' || call.leadId === undefined) return hear(parts, call, 'call');
  if (keys !== '1') {
    const moved = (await moveLeg(parts, call.id, { kind: 'noKey', step })) ?? call;
    return moved.place === 'whisper' && moved.tries >= MAX_WHISPERS ? gone(moved) : hear(parts, moved, 'call');
  }
  const ready = await changeLead(parts, call.leadId, { kind: 'agentReady', callId: call.id });
  const isHeld = ready.ok && legsOf(ready.lead).includes(call.id);
  return isHeld ? join(parts, call, call.sid ?? '') : gone(call);
}

async function join(parts: Parts, call: Call, sid: string): Promise<Heard> {
  const joined = await moveLeg(parts, call.id, { kind: 'joined', sid });
  return hear(parts, joined ?? call, 'call');
}

/** Whoever is heard by everybody is announced to the agent. */
async function joinAsSupervisor(parts: Parts, call: Call, sid: string): Promise<Heard> {
  const heard = await join(parts, call, sid);
  if (call.coach === 'join' && call.leadId !== undefined) await tellOwner(parts, call.leadId);
  return heard;
}

/** The lead went on without this leg. */
function gone(call: Call): Heard {
  return { call, instructions: [{ do: 'hangUp' }] };
}

async function hear(parts: Parts, call: Call, where: Where): Promise<Heard> {
  const campaign = await campaignOf(parts, call.campaignId);
  const now = parts.clock.now();
  const isWaiting = call.place === 'line' && (where === 'queue' || call.isLoop === true);
  const asksLead = (call.place === 'whisper' || isWaiting) && call.leadId !== undefined;
  const lead = asksLead ? await parts.leads.byId(call.leadId) : null;
  const isConnecting = isWaiting && isBeingConnected(lead);
  const coachSid =
    call.coach === 'whisper' && call.leadId !== undefined ? await ownersSid(parts, call.leadId) : undefined;
  return {
    call,
    instructions: instructionsFor(call, {
      ...{ flow: flowOf(campaign), where, now, isConnecting },
      ...(isWaiting && !isConnecting && (await isStaffed(parts)) && { estimate: await estimateFor(parts, call) }),
      ...(lead && !isWaiting && { whisper: whisperFor(campaign, lead, now) }),
      ...(coachSid !== undefined && { coachSid }),
    }),
  };
}

/** Whether anybody is on shift, away for the moment included, whose desk is there. */
async function isStaffed(parts: Parts): Promise<boolean> {
  return (await parts.agents.onShift()).some(({ reach }) => reach !== 'absent');
}

async function estimateFor(parts: Parts, call: Call) {
  const since = call.lineSince ?? parts.clock.now();
  const [ahead, answered] = await Promise.all([
    parts.calls.aheadInLine(call.campaignId, since),
    parts.calls.answeredSince(call.campaignId, parts.clock.now() - RATE_WINDOW_MS),
  ]);
  return estimateWait(ahead + 1, answered);
}

function whisperFor(campaign: Campaign, lead: Lead, now: number) {
  const interest = campaign.interests.find(({ value }) => value === lead.interest);
  const personLanguage: Language = lead.person.language;
  const waitedS = lead.liveCall ? Math.max(0, Math.round((now - lead.liveCall.since) / SECOND)) : 0;
  return { label: interest?.label ?? campaign.name, personLanguage, waitedS, isOnLine: lead.liveCall !== undefined };
}

async function readTyped(parts: Parts, call: Call, keys: string) {
  const campaign = await campaignOf(parts, call.campaignId);
  const typed = parts.readPerson(keys, campaign, call.language);
  return typed ? { ...typed, name: call.person?.name ?? '', language: call.language } : undefined;
}
