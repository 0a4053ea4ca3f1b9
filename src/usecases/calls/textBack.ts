/**
 * Sends a missed caller the one text that they are owed. That it is handed to the network is on disk before, and of several
 * who want to, the one who wrote that does; an order that had no answer is only given again once the network's own list
 * says that it never arrived.
 */
import { contactQuestion } from '../../core/callback/planPromise.ts';
import type { Call } from '../../core/call/call.ts';
import { nextTextStep, retryTextAt } from '../../core/call/textBack.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { TextEffect } from '../../core/lead/effects.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf, contextOf } from '../lead/context.ts';
import { isNoted, noteOnce } from '../lead/noteOnce.ts';
import { rewriteCall } from './moveCall.ts';
import { enterDoNotCall } from './texts.ts';

/** Longer than an order takes: until then whoever claimed the text may still be handing it over. */
const CLAIM_MS = 15 * SECOND;

/** Null when nothing is owed any more; otherwise when to try again. */
export async function sendTextBack(
  parts: Parts,
  leadId: string,
  { callId, missedAt }: TextEffect,
): Promise<Moment | null> {
  const { phone } = parts;
  const [lead, call] = await Promise.all([parts.leads.byId(leadId), parts.calls.byId(callId)]);
  if (!phone || !lead || !call) return null;
  const campaign = await campaignOf(parts, lead.campaignId);
  const context = await contextOf(parts, campaign, lead.person.tel);
  const step = nextTextStep(lead, campaign.calls, contactQuestion(lead, context), missedAt);
  // Whatever the lead has come to since: what the network has already is sent, and the history says so.
  if (call.textAskedAt !== undefined && (await isNoted(parts, leadId, ['textSent', 'textNotSent'], { callId })))
    return null;
  if (call.textAskedAt !== undefined && lead.person.tel !== undefined) {
    const asked = { to: lead.person.tel, from: call.to, since: missedAt };
    if (await phone.hasText(asked)) return noted(parts, leadId, { kind: 'textSent', callId });
  }
  switch (step.kind) {
    case 'moot':
      return null;
    case 'later':
      return step.at;
    case 'not': {
      const { reason, rule } = step;
      return noted(parts, leadId, { kind: 'textNotSent', callId, reason, ...(rule !== undefined && { rule }) });
    }
    case 'send':
      return handOver(parts, phone, { leadId, call, missedAt, ...step });
    default:
      return assertNever(step);
  }
}

interface Owed {
  readonly leadId: string;
  readonly call: Call;
  readonly missedAt: Moment;
  readonly to: string;
  readonly body: string;
}

async function handOver(
  parts: Parts,
  phone: Phone,
  { leadId, call, missedAt, to, body }: Owed,
): Promise<Moment | null> {
  const { id: callId, to: from } = call;
  const now = parts.clock.now();
  const claim = { isOurs: false };
  await rewriteCall(parts, callId, (call) => {
    claim.isOurs = call.textAskedAt === undefined || call.textAskedAt + CLAIM_MS <= now;
    return claim.isOurs ? { ...call, textAskedAt: now } : call;
  });
  if (!claim.isOurs) return now + CLAIM_MS;
  const result = await phone.sendText({ callId, to, from, body });
  switch (result.kind) {
    case 'sent':
      return noted(parts, leadId, { kind: 'textSent', callId });
    case 'refused':
      parts.log.warn({ leadId, callId, reason: result.reason }, 'the phone network refused a text');
      // They answered STOP where we did not hear it.
      if (result.isStopped) await enterDoNotCall(parts, { id: `refused:${callId}`, tel: to, leadId });
      return noted(parts, leadId, { kind: 'textNotSent', callId, reason: 'refused' });
    case 'unknown':
      return retryTextAt(missedAt, parts.clock.now());
    default:
      return assertNever(result);
  }
}

async function noted(
  parts: Parts,
  leadId: string,
  event: Extract<LeadEvent, { kind: 'textSent' | 'textNotSent' }>,
): Promise<null> {
  await noteOnce(parts, leadId, event, 'callId');
  return null;
}
