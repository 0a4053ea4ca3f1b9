/**
 * What is over is settled with its lead, once and safely twice; what was silent for too long is asked about. From the
 * database alone, so that a lost status callback, a crash or a restart leaves nobody on a line that is not there.
 */
import type { Call, CallEnd, CallIn } from '../../core/call/call.ts';
import { SILENT_CALL_MS } from '../../core/call/advanceCall.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { Attempt } from '../../core/vocabulary/contact.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { NetworkCall } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';
import { campaignOf } from '../lead/context.ts';
import { tellOwner } from '../agents/tellDesks.ts';
import { campaignOfNumber } from './flowOf.ts';
import { bringToLead, isShortAgain } from './leadOfCall.ts';
import { moveLeg, rewriteCall } from './moveCall.ts';

const BATCH = 100;
/** How far back the network's own list is read: longer than any outage that it would have survived itself. */
const LISTED_MS = 30 * MINUTE;
/** A call that the network knows and we do not is still on its way to us for this long. */
const ON_ITS_WAY_MS = 20_000;

/** The network says that a call is over. Whoever says it first counts. */
export async function callOver(parts: Parts, callId: string, how: CallEnd, sequence: number): Promise<void> {
  const call = await moveLeg(parts, callId, { kind: 'over', how, sequence });
  if (call?.place === 'ended' && !call.isSettled) await settle(parts, call);
}

/** Settles what is over and asks about what is silent. Returns how many calls it looked at. */
export async function settleCalls(parts: Parts): Promise<number> {
  const silent = await parts.calls.silent(parts.clock.now(), BATCH);
  for (const call of silent) {
    try {
      if (call.place === 'ended') await settle(parts, call);
      else await askAbout(parts, call);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      parts.log.error({ callId: call.id, err: error }, 'failed to settle a call');
      await rewriteCall(parts, call.id, (now) => ({ ...now, checkAt: parts.clock.now() + SILENT_CALL_MS }));
    }
  }
  return silent.length;
}

/** Calls to our numbers that the network had and we never stored become leads all the same (law 1). */
export async function findLostCalls(parts: Parts): Promise<number> {
  if (!parts.phone) return 0;
  const now = parts.clock.now();
  let found = 0;
  for (const call of await parts.phone.startedSince(now - LISTED_MS)) {
    if (!call.isInbound || call.startedAt > now - ON_ITS_WAY_MS || (await parts.calls.byId(call.sid))) continue;
    if (await takeIn(parts, call)) found += 1;
  }
  return found;
}

async function takeIn(parts: Parts, lost: NetworkCall): Promise<boolean> {
  const campaign = await campaignOfNumber(parts, lost.to);
  if (!campaign || !parts.phone) return false;
  const person = parts.readPerson(lost.from, campaign, campaign.language) ?? undefined;
  const call: Call = {
    ...{ id: lost.sid, sid: lost.sid, campaignId: campaign.id, from: lost.from, to: lost.to },
    ...(person && { person }),
    ...{ language: campaign.language, skills: [], answers: {}, startedAt: lost.startedAt },
    // What was left at the safe answer.
    messages: await parts.phone.recordingsOf(lost.sid),
    ...{ step: 0, rev: 0, sequence: -1, checkAt: parts.clock.now() },
    role: 'caller',
    place: 'message',
  };
  await parts.calls.add(call);
  parts.log.warn({ callId: lost.sid }, 'found a call on the phone network’s list that was never stored');
  if (lost.end !== null) await callOver(parts, lost.sid, lost.end, 0);
  return true;
}

async function askAbout(parts: Parts, call: Call): Promise<void> {
  if (!parts.phone) return;
  const network = call.sid === undefined ? null : await parts.phone.find(call.sid);
  // Never placed, or never heard of: whatever it was, it is over.
  if (!network) return callOver(parts, call.id, 'failed', call.sequence);
  if (network.end !== null) return callOver(parts, call.id, network.end, call.sequence);
  await rewriteCall(parts, call.id, (now) => ({ ...now, checkAt: parts.clock.now() + SILENT_CALL_MS }));
  if (call.place === 'conference' && call.leadId !== undefined && call.role !== 'supervisor')
    await changeLead(parts, call.leadId, { kind: 'stillTalking' });
}

/** The lead is told before the call is marked: a crash in between tells it again, which changes nothing. */
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
        ...{ kind: 'legOver', callId: call.id, result: resultOf(call.how) },
        ...(call.how === 'notTaken' && { isNotTaken: true }),
      });
      // Put back into the line they waited like a caller; for whom nobody waits this changes nothing.
      if (call.role === 'person') await changeLead(parts, call.leadId, { ...goneOf(call), isShort: false });
      break;
    case 'supervisor':
      if (call.coach === 'join' && call.leadId !== undefined) await tellOwner(parts, call.leadId);
      break;
    default:
      assertNever(call.role);
  }
  await rewriteCall(parts, call.id, (now) => (now.place === 'ended' ? { ...now, isSettled: true } : now));
}

async function settleCaller(parts: Parts, call: CallIn<'ended'>): Promise<void> {
  const campaign = await campaignOf(parts, call.campaignId);
  // Hung up before they joined the line: a missed caller like any other.
  const leadId = call.leadId ?? (await bringToLead(parts, campaign, call, true));
  // Found on the network's list, with what they said to the safe answer.
  const said = call.leadId === undefined ? call.messages.at(-1) : undefined;
  if (said) await changeLead(parts, leadId, { kind: 'messageLeft', callId: call.id, seconds: said.seconds });
  const isShort = await isShortAgain(parts, campaign, call);
  await changeLead(parts, leadId, { ...goneOf(call), isShort });
  if (call.leadId === undefined) await rewriteCall(parts, call.id, (now) => ({ ...now, leadId }));
}

/** Their end of the line is gone: they hung up, or were thanked and the call was ended by us. */
function goneOf({ id, saidGoodbye }: Call) {
  return { kind: 'callerGone', callId: id, isThanked: saidGoodbye === true } as const;
}

function resultOf(how: CallEnd): Exclude<Attempt['result'], 'reached'> {
  return how === 'busy' ? 'busy' : how === 'failed' || how === 'notTaken' ? 'failed' : 'noAnswer';
}
