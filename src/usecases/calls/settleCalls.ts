/**
 * Settles ended calls with their leads, exactly once in effect, and checks silent calls with the network. Uses only the
 * database, so that a lost status callback, a crash or a restart never leaves a dead call open.
 */
import type { Call, CallEnd, CallIn } from '../../core/call/call.ts';
import { SILENT_CALL_MS } from '../../core/call/advanceCall.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { DialResult } from '../../core/vocabulary/contact.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import { readPerson } from '../../intake/numbers.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { NetworkCall } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';
import { campaignOf } from '../lead/context.ts';
import { notifyOwner } from '../agents/notifyDesks.ts';
import { campaignOfNumber } from './flowOf.ts';
import { attachCallToLead, isRepeatedShortCall } from './attachCall.ts';
import { moveLeg, updateCall } from './updateCall.ts';

const BATCH = 100;
/** How far back the network's call list is read: longer than any outage in which the network itself kept calls. */
const LISTED_MS = 30 * MINUTE;
/** A call that the network lists and we don't know may still be on its way to us for this long. */
const ON_ITS_WAY_MS = 20_000;

/** The network reports that a call ended. The first report counts. */
export async function handleCallEnd(parts: Parts, callId: string, how: CallEnd, sequence: number): Promise<void> {
  const call = await moveLeg(parts, callId, { kind: 'over', how, sequence });
  if (call?.place === 'ended' && !call.isSettled) await settle(parts, call);
}

/** Settles ended calls and checks silent ones. Returns the number of calls examined. */
export async function settleCalls(parts: Parts): Promise<number> {
  const silent = await parts.calls.silent(parts.clock.now(), BATCH);
  for (const call of silent) {
    try {
      if (call.place === 'ended') await settle(parts, call);
      else await refreshFromNetwork(parts, call);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      parts.log.error({ callId: call.id, err: error }, 'failed to settle a call');
      await updateCall(parts, call.id, (now) => ({ ...now, checkAt: parts.clock.now() + SILENT_CALL_MS }));
    }
  }
  return silent.length;
}

/** Calls that the network received for our numbers and that we never stored still become leads (law 1). */
export async function recoverLostCalls(parts: Parts): Promise<number> {
  if (!parts.phone) return 0;
  const now = parts.clock.now();
  let found = 0;
  for (const call of await parts.phone.startedSince(now - LISTED_MS)) {
    if (!call.isInbound || call.startedAt > now - ON_ITS_WAY_MS || (await parts.calls.byId(call.sid))) continue;
    if (await storeLostCall(parts, call)) found += 1;
  }
  return found;
}

async function storeLostCall(parts: Parts, lost: NetworkCall): Promise<boolean> {
  const campaign = await campaignOfNumber(parts, lost.to);
  if (!campaign || !parts.phone) return false;
  const person = readPerson(lost.from, campaign, campaign.language) ?? undefined;
  const call: Call = {
    id: lost.sid,
    sid: lost.sid,
    campaignId: campaign.id,
    from: lost.from,
    to: lost.to,
    ...(person && { person }),
    language: campaign.language,
    skills: [],
    answers: {},
    startedAt: lost.startedAt,
    // Messages recorded by the fallback instructions.
    messages: await parts.phone.recordingsOf(lost.sid),
    step: 0,
    rev: 0,
    sequence: -1,
    checkAt: parts.clock.now(),
    role: 'caller',
    place: 'message',
  };
  await parts.calls.add(call);
  parts.log.warn({ callId: lost.sid }, 'found a call on the phone network’s list that was never stored');
  if (lost.end !== null) await handleCallEnd(parts, lost.sid, lost.end, 0);
  return true;
}

async function refreshFromNetwork(parts: Parts, call: Call): Promise<void> {
  if (!parts.phone) return;
  const network = call.sid === undefined ? null : await parts.phone.find(call.sid);
  // Never placed or never heard of: either way it is over.
  if (!network) return handleCallEnd(parts, call.id, 'failed', call.sequence);
  if (network.end !== null) return handleCallEnd(parts, call.id, network.end, call.sequence);
  await updateCall(parts, call.id, (now) => ({ ...now, checkAt: parts.clock.now() + SILENT_CALL_MS }));
  if (call.place === 'conference' && call.leadId !== undefined && call.role !== 'supervisor')
    await changeLead(parts, call.leadId, { kind: 'stillTalking' });
}

/** The lead is changed before the call is marked; after a crash in between, it is changed again, which is harmless. */
async function settle(parts: Parts, call: CallIn<'ended'>): Promise<void> {
  switch (call.role) {
    case 'caller':
      await settleCaller(parts, call);
      break;
    case 'agent':
    case 'consultant':
    case 'person':
      if (call.leadId === undefined) break;
      await changeLead(parts, call.leadId, {
        kind: 'legOver',
        callId: call.id,
        result: resultOf(call.how),
        ...(call.how === 'notTaken' && { isNotTaken: true }),
      });
      // A person who was returned to the line waited like a caller; otherwise this changes nothing.
      if (call.role === 'person') await changeLead(parts, call.leadId, { ...callerGoneEvent(call), isShort: false });
      break;
    case 'supervisor':
      if (call.coach === 'join' && call.leadId !== undefined) await notifyOwner(parts, call.leadId);
      break;
    default:
      assertNever(call.role);
  }
  await updateCall(parts, call.id, (now) => (now.place === 'ended' ? { ...now, isSettled: true } : now));
}

async function settleCaller(parts: Parts, call: CallIn<'ended'>): Promise<void> {
  // They have what they called for.
  if (call.onlyCode && call.leadId === undefined) return;
  const campaign = await campaignOf(parts, call.campaignId);
  // They hung up before joining the line: a missed caller like any other.
  const leadId = call.leadId ?? (await attachCallToLead(parts, campaign, call, 'gone'));
  // Recovered from the network's list, with any message left with the fallback.
  const said = call.leadId === undefined ? call.messages.at(-1) : undefined;
  if (said) await changeLead(parts, leadId, { kind: 'messageLeft', callId: call.id, seconds: said.seconds });
  const isShort = await isRepeatedShortCall(parts, campaign, call);
  await changeLead(parts, leadId, { ...callerGoneEvent(call), isShort });
  if (call.leadId === undefined) await updateCall(parts, call.id, (now) => ({ ...now, leadId }));
}

/** The caller is gone: they hung up, or we ended the call after a goodbye. */
function callerGoneEvent({ id, saidGoodbye }: Call) {
  return { kind: 'callerGone', callId: id, isThanked: saidGoodbye === true } as const;
}

function resultOf(how: CallEnd): Exclude<DialResult, 'reached'> {
  if (how === 'busy' || how === 'notInService' || how === 'notFound') return how;
  return how === 'failed' || how === 'notTaken' ? 'failed' : 'noAnswer';
}
