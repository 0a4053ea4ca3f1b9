/**
 * Attaches a caller's call to a lead before the network gets its response (law 1): stores the inquiry first, under a
 * key derived from the call so that a repeat finds it, then the lead. Idempotent.
 */
import type { Call, CallIn } from '../../core/call/call.ts';
import { KEYS, type CallDuty } from '../../core/call/callStep.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import { PROSPECT, type Person } from '../../core/vocabulary/people.ts';
import { ASKED_BY_KEY, inquiryIdOf, type CallDelivery } from '../../intake/sources/call.ts';
import { SOURCES } from '../../intake/sources/index.ts';
import { inquiryOf } from '../../intake/submission.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { attachInquiry } from '../intake/attachInquiry.ts';
import { callText } from '../../shared/text/call.ts';
import { translator } from '../../shared/text/index.ts';
import { tellCode } from '../customerPage/codes.ts';
import { changeLead } from '../lead/changeLead.ts';
import { liftDoNotCall } from '../doNotCall/liftDoNotCall.ts';
import { listNumber } from '../doNotCall/listNumber.ts';

/** Fulfills the duty and returns the lead's ID. */
export async function fulfillDuty(
  parts: Parts,
  campaign: Campaign,
  call: Call,
  duty: CallDuty,
): Promise<string | undefined> {
  switch (duty) {
    case 'permitCalls':
      await permitCalls(parts, call, translator(callText, call.language)('permission', { key: KEYS.permit }));
      return call.leadId;
    case 'stopCalls':
      await stopCalls(parts, call, translator(callText, call.language)('stopCalls', { key: KEYS.stop }));
      return call.leadId;
    case 'tellCode':
      await tellCode(parts, call);
      return call.leadId;
    case 'joinLine':
      return attachCallToLead(parts, campaign, call, 'inLine');
    case 'openLead':
      return attachCallToLead(parts, campaign, call, 'elsewhere');
    case 'keepPlace':
      return keepPlace(parts, campaign, call);
    case 'messageLeft': {
      const leadId = call.leadId ?? (await attachCallToLead(parts, campaign, call, 'elsewhere'));
      const seconds = call.messages.at(-1)?.seconds ?? 0;
      await changeLead(parts, leadId, { kind: 'messageLeft', callId: call.id, seconds });
      return leadId;
    }
    default:
      return assertNever(duty);
  }
}

/** `gone`: they hung up before they were in line. `elsewhere`: they need no agent now. */
type Whereabouts = 'inLine' | 'gone' | 'elsewhere';

/** Returns the ID of the caller's open lead, or of a new one. */
export async function attachCallToLead(
  parts: Parts,
  campaign: Campaign,
  call: Call,
  where: Whereabouts,
): Promise<string> {
  const inquiry = readCall(parts, campaign, { call, what: 'rang' });
  return parts.intake.always(inquiry.id, () => storeAndAttach(parts, inquiry, call, where));
}

async function storeAndAttach(parts: Parts, inquiry: Inquiry, call: Call, where: Whereabouts): Promise<string> {
  const added = await parts.inquiries.add(inquiry);
  const known = added.kind === 'replay' ? added.inquiry.leadId : undefined;
  // Another request already attached the call, and the call has ended: don't open a lead for it.
  if (known !== undefined && (await parts.calls.byId(call.id))?.place === 'ended') return known;
  const liveCall = {
    ...({ callId: call.id, direction: 'inbound', since: call.startedAt } as const),
    ...(where === 'gone' && { neverInLine: true as const }),
  };
  return attachInquiry(parts, added.kind === 'replay' ? added.inquiry : inquiry, {
    ...(where !== 'elsewhere' && { liveCall }),
    ...(call.skills.length > 0 && { skills: call.skills }),
    language: call.person?.language ?? call.language,
  });
}

/** L6: the call came from the number itself, as the network attests, and a key press consented to these words. */
async function permitCalls(parts: Parts, call: Call, words: string): Promise<void> {
  const tel = call.person?.tel;
  if (!call.isListed || tel === undefined) return;
  const at = parts.clock.now();
  await liftDoNotCall(parts, { id: call.id, tel, at, by: PROSPECT, source: 'call', reason: words });
}

/** K83: in the same way as for a lift, and one key more. The call may come again, so its mark has an ID of its own. */
async function stopCalls(parts: Parts, call: Call, words: string): Promise<void> {
  const tel = call.person?.tel;
  if (!call.mayStopCalls || tel === undefined) return;
  const { leadId } = call;
  const act = { id: `stop:${call.id}`, tel, at: parts.clock.now(), by: PROSPECT, source: 'call' } as const;
  await listNumber(parts, { ...act, reason: words, ...(leadId !== undefined && { leadId }) });
}

async function keepPlace(parts: Parts, campaign: Campaign, call: Call): Promise<string> {
  // Asking for a callback at the number that they're calling from is also consent.
  if (!call.typed) await permitCalls(parts, call, ASKED_BY_KEY);
  const leadId = call.leadId ?? (await attachCallToLead(parts, campaign, call, 'inLine'));
  const lead = await parts.leads.byId(leadId);
  const chosen = call.typed ?? call.person;
  if (!lead || !chosen) return leadId;
  const at = parts.clock.now();
  const consent = {
    inquiryId: inquiryIdOf(call.id),
    at,
    call: true,
    now: true,
    text: false,
    email: false,
    wordingVersion: campaign.consent.version,
  };
  const { tel, telShown, telCountry, telType, zones, zoneFrom } = chosen;
  const person: Person = { ...lead.person, tel, telShown, telCountry, telType, zones, zoneFrom };
  const rangFrom = call.person?.tel;
  const changed = await changeLead(parts, leadId, {
    kind: 'keepPlace',
    callId: call.id,
    consent,
    person,
    ...(rangFrom !== undefined && { rangFrom }),
  });
  if (changed.ok || !('taken' in changed)) return leadId;

  // The number they entered has its own open lead: that one moves up, and this one has no one left to call.
  const asked = readCall(parts, campaign, { call, what: 'kept' });
  const otherId = await parts.intake.always(asked.id, async () => {
    await parts.inquiries.add(asked);
    return attachInquiry(parts, asked);
  });
  await changeLead(parts, leadId, { kind: 'callerGone', callId: call.id, isShort: true });
  return otherId;
}

function readCall(parts: Parts, campaign: Campaign, delivery: CallDelivery): Inquiry {
  return inquiryOf(parts, campaign, SOURCES.call.read(campaign, delivery).submission);
}

/** Whether this was one more in a row of calls too short to be a real inquiry. */
export async function isRepeatedShortCall(parts: Parts, campaign: Campaign, call: CallIn<'ended'>): Promise<boolean> {
  const { underMs, inRow } = campaign.calls?.shortHangUp ?? { underMs: 0, inRow: 1 };
  const tel = call.person?.tel;
  if (call.endedAt - call.startedAt >= underMs) return false;
  if (tel === undefined || inRow <= 1) return true;
  const before = await parts.calls.lastLengths(tel, call.startedAt, inRow - 1);
  return before.length >= inRow - 1 && before.every((ms) => ms < underMs);
}
