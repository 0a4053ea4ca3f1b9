/** What the network tells of texts: what became of one of ours, and what people write to our numbers. Again is harmless. */
import { cleanText } from '../../core/capture/cleanText.ts';
import { meaningOf } from '../../core/call/textWords.ts';
import { PROSPECT } from '../../core/vocabulary/people.ts';
import type { Parts } from '../../ports/parts.ts';
import { liftDoNotCall } from '../doNotCall/liftDoNotCall.ts';
import { isNoted, noteOnce } from '../lead/noteOnce.ts';

/** The network's words that are final; the others are on the way. https://www.twilio.com/docs/messaging/api/message-resource */
const ENDS: Readonly<Record<string, 'delivered' | 'undelivered'>> = {
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
  canceled: 'undelivered',
};
const E164 = /^\+\d{7,15}$/;
/** As long as a text can be at the network. */
const LONGEST = 1600;
/** START and what means it is one word. */
const LONGEST_REASON = 100;

/** `code`: the network's, of why it was not delivered; '' for none. */
export async function textChanged(parts: Parts, callId: string, status: string, code: string): Promise<void> {
  const how = ENDS[status];
  const leadId = how && (await parts.calls.byId(callId))?.leadId;
  if (!how || leadId === undefined) return;
  if (await isNoted(parts, leadId, ['textDelivered', 'textUndelivered'], { callId })) return;
  const event =
    how === 'delivered'
      ? ({ kind: 'textDelivered', callId } as const)
      : ({ kind: 'textUndelivered', callId, code } as const);
  if (!(await noteOnce(parts, leadId, event, 'callId'))) return;
  if (how === 'undelivered') parts.log.warn({ leadId, callId, code }, 'a text was not delivered');
  parts.vitals.textEnded(how);
}

export interface Text {
  readonly messageSid: string;
  readonly from: string;
  readonly body: string;
  /** What the network took it for by itself: `STOP`, `START`, `HELP`; '' for nothing. */
  readonly optOutType: string;
}

/** STOP is on the list, and START off it, before anything else happens, whether or not we know the number. */
export async function textReceived(parts: Parts, { messageSid, from, body, optOutType }: Text): Promise<void> {
  if (!E164.test(from)) return;
  const said = meaningOf(body, optOutType);
  const lead = (await parts.leads.openByKey(`tel:${from}`)) ?? (await parts.leads.lastClosedByTel(from));
  if (said === 'stop') await enterDoNotCall(parts, { id: messageSid, tel: from, leadId: lead?.id });
  if (said === 'start') {
    const reason = cleanText(body).slice(0, LONGEST_REASON);
    const act = { id: messageSid, tel: from, at: parts.clock.now(), by: PROSPECT, source: 'text', reason } as const;
    await liftDoNotCall(parts, act);
  }
  if (!lead || lead.erased) {
    parts.log.warn({ messageSid, said }, 'received a text from a number without a lead');
    return;
  }
  const consent = {
    ...{ inquiryId: messageSid, at: parts.clock.now(), call: false, now: false, text: said === 'start' },
    ...{ email: false, wordingVersion: 0 },
  };
  const text = cleanText(body).slice(0, LONGEST);
  await noteOnce(parts, lead.id, { kind: 'textReceived', messageSid, said, body: text, consent }, 'messageSid');
}

/** `id`: of the text, or of what told us of it. */
export async function enterDoNotCall(
  parts: Parts,
  { id, tel, leadId }: { readonly id: string; readonly tel: string; readonly leadId: string | undefined },
): Promise<void> {
  const act = { id, tel, at: parts.clock.now(), by: PROSPECT, source: 'text' } as const;
  await parts.doNotCall.add({ ...act, ...(leadId !== undefined && { leadId }) });
}
