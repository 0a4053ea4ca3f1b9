/**
 * Requests of the phone network during a call: an incoming call, pressed keys, what to play next. Each returns the
 * instructions for the call's new state, so a repeated request gets the same response.
 */
import { admitCaller } from '../../core/call/admitCaller.ts';
import { beginCall, SILENT_CALL_MS } from '../../core/call/advanceCall.ts';
import { isInLine, isLikeCaller, type Call } from '../../core/call/call.ts';
import { languageFor, welcomeOf } from '../../core/call/welcome.ts';
import { personKey } from '../../core/lead/holding.ts';
import { legsOf } from '../../core/lead/legs.ts';
import { HOUR } from '../../core/vocabulary/time.ts';
import { readPerson } from '../../intake/numbers.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';
import { campaignOf } from '../lead/context.ts';
import { notifyOwner } from '../agents/notifyDesks.ts';
import { isCodeAwaited } from '../customerPage/codes.ts';
import { chooseByKey } from './callerTimes.ts';
import { callContext, changeCall, fulfillDuties } from './changeCall.ts';
import { campaignOfNumber, flowOf } from './flowOf.ts';
import { respond, type CallResponse, type ListeningIn } from './respond.ts';
import { markHeard, moveLeg } from './updateCall.ts';

export interface IncomingCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  /** The caller ID failed its check (STIR/SHAKEN): anyone may be calling. */
  readonly isDoubted?: boolean;
  /** The network fully attests that the caller may use the number. */
  readonly isAttested?: boolean;
}

/** Handles a call to one of our numbers; null if no campaign has the number. */
export async function receiveCall(parts: Parts, ringing: IncomingCall): Promise<CallResponse | null> {
  const known = await parts.calls.byId(ringing.sid);
  // A repeated request after a lost response: the owner may be ready by now.
  if (known) return respond(parts, await bridgeIfOwnerReady(parts, known), 'call');
  const campaign = await campaignOfNumber(parts, ringing.to);
  if (!campaign) {
    // The dialed number belongs to the business, so logging it reveals nothing about the caller.
    parts.log.warn(
      { dialled: ringing.to },
      'a call was refused: no active campaign has the number that was called (Admin → Campaigns → Calls)',
    );
    return null;
  }
  const now = parts.clock.now();
  const person = readPerson(ringing.from, campaign, campaign.language) ?? undefined;
  const tel = person?.tel;
  const [open, closed, history, listedSince, awaitsCode] = await Promise.all([
    person ? parts.leads.openByKey(personKey({ id: '', person })) : null,
    tel === undefined ? null : parts.leads.lastClosedByTel(tel),
    parts.calls.cameFrom(tel, campaign.id, now - HOUR),
    // No one else may lift an entry by key or learn of it.
    tel !== undefined && ringing.isAttested ? parts.doNotCall.since(tel) : null,
    tel !== undefined && ringing.isAttested ? isCodeAwaited(parts, tel) : false,
  ]);
  const refusal = admitCaller(flowOf(campaign), tel, history);
  const context = callContext(parts, campaign);
  const zone = person?.zones[0] ?? campaign.hours.zone;
  const { isDoubted = false } = ringing;
  const welcome = welcomeOf({ open, closed }, { now, isOpen: context.isOpen, zone, isDoubted });
  const past = welcome ? (open ?? closed)?.person : undefined;
  const language = languageFor(context.flow, [past?.language, campaign.language]);
  const blank: Call = {
    id: ringing.sid,
    sid: ringing.sid,
    role: 'caller',
    campaignId: campaign.id,
    from: ringing.from,
    to: ringing.to,
    // The person keeps their language even if the flow doesn't support it.
    ...(person && { person: { ...person, name: past?.name ?? '', language: past?.language ?? language } }),
    ...(welcome && { welcome }),
    ...(listedSince !== null && { isListed: true }),
    ...(tel !== undefined && ringing.isAttested && listedSince === null && { mayStopCalls: true }),
    ...(awaitsCode && { awaitsCode: true }),
    language,
    skills: [],
    answers: {},
    startedAt: now,
    step: 0,
    rev: 0,
    sequence: -1,
    messages: [],
    ...(refusal === null ? { place: 'line' } : { place: 'rejected', why: refusal }),
  };
  if (refusal !== null) {
    parts.log.warn({ callId: blank.id, reason: refusal }, 'a call was refused');
    await parts.calls.add(blank);
    return respond(parts, blank, 'call');
  }
  const isExpected = open !== null && ['connecting', 'talking', 'wrapUp'].includes(open.state);
  const begun = beginCall(blank, context, { isExpected });
  const call = { ...(await fulfillDuties(parts, campaign, begun)), checkAt: now + SILENT_CALL_MS };
  const stored = (await parts.calls.add(call)) === 'added' ? call : await parts.calls.byId(call.id);
  return respond(parts, await bridgeIfOwnerReady(parts, stored ?? call), 'call');
}

/** What the call hears now. A leg that was just answered is marked as connected. */
export async function continueCall(
  parts: Parts,
  callId: string,
  where: ListeningIn,
  news: { readonly sid: string; readonly isMachine: boolean },
): Promise<CallResponse | null> {
  const call = await parts.calls.byId(callId);
  if (!call) return null;
  if (isLikeCaller(call)) {
    const asked = where === 'call' ? await heardIfMoved(parts, call) : call;
    return respond(parts, await bridgeIfOwnerReady(parts, asked), where);
  }
  return handleLegAnswer(parts, call, news);
}

async function heardIfMoved(parts: Parts, call: Call): Promise<Call> {
  return call.isUnheard ? ((await markHeard(parts, call.id)) ?? call) : call;
}

/** Handles keys pressed at `step`; '' if none were. */
export async function handleKeys(
  parts: Parts,
  callId: string,
  { step, keys, where }: { readonly step: number; readonly keys: string; readonly where: ListeningIn },
): Promise<CallResponse | null> {
  const call = await parts.calls.byId(callId);
  if (!call) return null;
  if (!isLikeCaller(call)) return handleLegKey(parts, call, step, keys);
  const typed =
    call.place === 'keepPlace' && call.ask === 'enter' ? await readTypedNumber(parts, call, keys) : undefined;
  const times = await chooseByKey(parts, call, { step, keys });
  const changed = await changeCall(parts, callId, { kind: 'keys', step, keys, ...(typed && { typed }), ...times });
  return changed && respond(parts, changed, where);
}

/** The call left the network's queue: on our instruction, or because the queue refused it. */
export async function handleQueueExit(parts: Parts, callId: string, result: string): Promise<CallResponse | null> {
  const isRefused = ['queue-full', 'error', 'system-error'].includes(result);
  const call = await changeCall(parts, callId, { kind: 'leftQueue', isRefused });
  return call && respond(parts, await bridgeIfOwnerReady(parts, await heardIfMoved(parts, call)), 'call');
}

export async function handleMessage(
  parts: Parts,
  callId: string,
  recording: { readonly recordingSid: string; readonly seconds: number },
): Promise<CallResponse | null> {
  const call = await changeCall(parts, callId, { kind: 'message', ...recording });
  return call && respond(parts, call, 'call');
}

/** Bridges a waiting caller to an owner who is ready: stored first, then announced (law 1). */
async function bridgeIfOwnerReady(parts: Parts, call: Call): Promise<Call> {
  if (call.leadId === undefined || !isInLine(call)) return call;
  const lead = await parts.leads.byId(call.leadId);
  if (!lead || lead.liveCall?.callId !== call.id) return call;
  if (lead.state === 'connecting' && lead.leg === 'prospect') {
    const bridged = await changeLead(parts, lead.id, { kind: 'bridged', callId: call.id });
    if (!bridged.ok || bridged.lead.state !== 'talking') return call;
  } else if (lead.state !== 'talking') return call;
  return (await changeCall(parts, call.id, { kind: 'bridged' })) ?? call;
}

/** The network reports the pickup seconds before it asks what to play, because it listens for a machine in between. */
export async function handleLegPickup(parts: Parts, callId: string, sid: string): Promise<void> {
  const call = await moveLeg(parts, callId, { kind: 'placed', sid });
  const isOnItsWay = call?.place === 'placing' || call?.place === 'ringing';
  if (isOnItsWay && call.leadId !== undefined) await changeLead(parts, call.leadId, { kind: 'pickedUp', callId });
}

/** A person or a machine answered a leg that we placed. */
async function handleLegAnswer(
  parts: Parts,
  call: Call,
  { sid, isMachine }: { readonly sid: string; readonly isMachine: boolean },
): Promise<CallResponse> {
  if (call.place === 'ended' || call.leadId === undefined) return respond(parts, call, 'call');
  const lead = await parts.leads.byId(call.leadId);
  if (call.role === 'supervisor')
    return lead?.state === 'talking' ? joinAsSupervisor(parts, call, sid) : hangUpResponse(call);
  if (!lead || !legsOf(lead).includes(call.id)) return hangUpResponse(call);
  // A repeated request: a connected leg stays connected.
  if (call.place === 'conference') return respond(parts, call, 'call');
  if (call.role === 'person') {
    if (isMachine) {
      const heard = await changeLead(parts, lead.id, { kind: 'machineAnswered', callId: call.id });
      return heard.ok && legsOf(heard.lead).includes(call.id) ? join(parts, call, sid) : hangUpResponse(call);
    }
    const bridged = await changeLead(parts, lead.id, { kind: 'bridged', callId: call.id });
    const isThere = bridged.ok && bridged.lead.state === 'talking' && bridged.lead.liveCall?.callId === call.id;
    return isThere ? join(parts, call, sid) : hangUpResponse(call);
  }
  await changeLead(parts, lead.id, { kind: 'agentAnswered', callId: call.id });
  const moved = await moveLeg(parts, call.id, { kind: 'answered', sid });
  return respond(parts, moved ?? call, 'call');
}

const MAX_WHISPERS = 2;

/** Handles the agent's key: 1 takes the call, anything else repeats the whisper. */
async function handleLegKey(parts: Parts, call: Call, step: number, keys: string): Promise<CallResponse> {
  if (call.place !== 'whisper' || call.leadId === undefined) return respond(parts, call, 'call');
  if (keys !== '1') {
    const moved = (await moveLeg(parts, call.id, { kind: 'noKey', step })) ?? call;
    return moved.place === 'whisper' && moved.tries >= MAX_WHISPERS
      ? hangUpResponse(moved)
      : respond(parts, moved, 'call');
  }
  const ready = await changeLead(parts, call.leadId, { kind: 'agentReady', callId: call.id });
  const isHeld = ready.ok && legsOf(ready.lead).includes(call.id);
  return isHeld ? join(parts, call, call.sid ?? '') : hangUpResponse(call);
}

async function join(parts: Parts, call: Call, sid: string): Promise<CallResponse> {
  const joined = await moveLeg(parts, call.id, { kind: 'joined', sid });
  return respond(parts, joined ?? call, 'call');
}

/** A supervisor heard by both parties is announced to the agent. */
async function joinAsSupervisor(parts: Parts, call: Call, sid: string): Promise<CallResponse> {
  const heard = await join(parts, call, sid);
  if (call.coach === 'join' && call.leadId !== undefined) await notifyOwner(parts, call.leadId);
  return heard;
}

/** The lead no longer has this leg. */
function hangUpResponse(call: Call): CallResponse {
  return { call, instructions: [{ do: 'hangUp' }] };
}

async function readTypedNumber(parts: Parts, call: Call, keys: string) {
  const campaign = await campaignOf(parts, call.campaignId);
  const typed = readPerson(keys, campaign, call.language);
  return typed ? { ...typed, name: call.person?.name ?? '', language: call.language } : undefined;
}
