/**
 * Sends a missed caller the one text that they are owed. The attempt is stored first, and of several writers only the
 * one whose write succeeds sends it. If the network didn't answer, the text is sent again only when the network's own
 * list shows that it never arrived.
 */
import { contactQuestion } from '../../core/callback/planPromise.ts';
import type { Call } from '../../core/call/call.ts';
import { PAGE_MARK } from '../../core/call/flow.ts';
import { nextTextStep, retryTextAt } from '../../core/call/textBack.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import { MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { pagePathFor } from '../customerPage/pageLink.ts';
import { sentFrom } from '../intake/shownLead.ts';
import { campaignOf, contextOf } from '../lead/context.ts';
import { isRecorded, recordOnce } from '../lead/recordOnce.ts';
import { updateCall } from './updateCall.ts';
import { handleStop } from './texts.ts';

/** Longer than an order takes; until then the claimer may still be sending the text. */
const CLAIM_MS = 15 * SECOND;

/** Null if nothing is owed anymore; otherwise when to try again. */
export async function sendTextBack(
  parts: Parts,
  leadId: string,
  { callId, missedAt }: { readonly callId: string; readonly missedAt: Moment },
): Promise<Moment | null> {
  const { phone } = parts;
  const [lead, call] = await Promise.all([parts.leads.byId(leadId), parts.calls.byId(callId)]);
  if (!phone || !lead || !call) return null;
  const campaign = await campaignOf(parts, lead.campaignId);
  const context = await contextOf(parts, campaign, lead.person.tel);
  const step = nextTextStep(lead, campaign.calls, contactQuestion(lead, context), missedAt);
  // Whatever the lead's state: a text that the network already has is recorded as sent.
  if (call.textAskedAt !== undefined && (await isRecorded(parts, leadId, ['textSent', 'textNotSent'], { callId })))
    return null;
  if (call.textAskedAt !== undefined && lead.person.tel !== undefined) {
    const asked = { to: lead.person.tel, from: call.to, since: missedAt };
    if (await phone.hasText(asked)) return recordOutcome(parts, leadId, { kind: 'textSent', callId });
  }
  switch (step.kind) {
    case 'moot':
      return null;
    case 'later':
      return step.at;
    case 'not': {
      const { reason, rule } = step;
      return recordOutcome(parts, leadId, { kind: 'textNotSent', callId, reason, ...(rule !== undefined && { rule }) });
    }
    case 'send':
      if (context.isClockInDoubt) return context.now + MINUTE;
      return submitText(parts, phone, { leadId, call, missedAt, ...step, ...(await pageIn(parts, lead, step)) });
    default:
      return assertNever(step);
  }
}

interface OwedText {
  readonly leadId: string;
  readonly call: Call;
  readonly missedAt: Moment;
  readonly to: string;
  readonly body: string;
  readonly pagePath?: string;
}

/** K102: the page of what the number sent or called about last, if the words ask for it. */
async function pageIn(
  parts: Parts,
  lead: Lead,
  { to, body }: { readonly to: string; readonly body: string },
): Promise<Pick<OwedText, 'body' | 'pagePath'>> {
  if (!body.includes(PAGE_MARK)) return { body };
  const last = (await sentFrom(parts, lead, to)).at(-1);
  return last
    ? { body, pagePath: await pagePathFor(parts, last, to) }
    : { body: body.replaceAll(PAGE_MARK, '').trim() };
}

async function submitText(
  parts: Parts,
  phone: Phone,
  { leadId, call, missedAt, to, body, pagePath }: OwedText,
): Promise<Moment | null> {
  const { id: callId, to: from } = call;
  const now = parts.clock.now();
  const claim = { isOurs: false };
  await updateCall(parts, callId, (call) => {
    claim.isOurs = call.textAskedAt === undefined || call.textAskedAt + CLAIM_MS <= now;
    return claim.isOurs ? { ...call, textAskedAt: now } : call;
  });
  if (!claim.isOurs) return now + CLAIM_MS;
  const result = await phone.sendText({ callId, to, from, body, ...(pagePath !== undefined && { pagePath }) });
  switch (result.kind) {
    case 'sent':
      return recordOutcome(parts, leadId, { kind: 'textSent', callId });
    case 'refused':
      parts.log.warn({ leadId, callId, reason: result.reason }, 'the phone network refused a text');
      // They replied STOP to the network, and we missed it.
      if (result.isStopped) await handleStop(parts, { id: `refused:${callId}`, tel: to, leadId });
      return recordOutcome(parts, leadId, { kind: 'textNotSent', callId, reason: 'refused' });
    case 'unknown':
      return retryTextAt(missedAt, parts.clock.now());
    default:
      return assertNever(result);
  }
}

async function recordOutcome(
  parts: Parts,
  leadId: string,
  event: Extract<LeadEvent, { kind: 'textSent' | 'textNotSent' }>,
): Promise<null> {
  await recordOnce(parts, leadId, event, 'callId');
  return null;
}
