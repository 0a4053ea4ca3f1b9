/** Text webhooks: delivery status of our texts, and texts that people send to our numbers. Idempotent. */
import { cleanText } from '../../core/capture/cleanText.ts';
import { meaningOf, mentionsStop } from '../../core/call/textWords.ts';
import { PROSPECT } from '../../core/vocabulary/people.ts';
import type { Parts } from '../../ports/parts.ts';
import { liftDoNotCall } from '../doNotCall/liftDoNotCall.ts';
import { listNumber } from '../doNotCall/listNumber.ts';
import { isRecorded, recordOnce } from '../lead/recordOnce.ts';

/**
 * The network's final statuses; all others are in progress. https://www.twilio.com/docs/messaging/api/message-resource
 */
const ENDS: Readonly<Record<string, 'delivered' | 'undelivered'>> = {
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
  canceled: 'undelivered',
};
const E164 = /^\+\d{7,15}$/;
/** "Attempt to send to unsubscribed recipient." https://www.twilio.com/docs/api/errors/21610 */
const STOPPED = '21610';
/** The network's maximum length of a text. */
const LONGEST = 1600;
/** START and its synonyms are one word. */
const LONGEST_REASON = 100;

export interface TextStatus {
  readonly status: string;
  /** The recipient's number, in E.164. */
  readonly to: string;
  /** The network's reason for a failed delivery; '' if none. */
  readonly code: string;
}

/** A text that was accepted and refused later because of a STOP lists the number like one that was refused at once. */
export async function handleTextStatus(parts: Parts, callId: string, { status, to, code }: TextStatus): Promise<void> {
  const how = ENDS[status];
  if (!how) return;
  const leadId = (await parts.calls.byId(callId))?.leadId;
  if (code === STOPPED && E164.test(to)) await handleStop(parts, { id: `refused:${callId}`, tel: to, leadId });
  // A code for the customer’s page belongs to no call.
  if (leadId === undefined) return;
  if (await isRecorded(parts, leadId, ['textDelivered', 'textUndelivered'], { callId })) return;
  const event =
    how === 'delivered'
      ? ({ kind: 'textDelivered', callId } as const)
      : ({ kind: 'textUndelivered', callId, code } as const);
  if (!(await recordOnce(parts, leadId, event, 'callId'))) return;
  if (how === 'undelivered') parts.log.warn({ leadId, callId, code }, 'a text was not delivered');
  parts.vitals.textEnded(how);
}

export interface Text {
  readonly messageSid: string;
  readonly from: string;
  readonly body: string;
  /** How the network classified it: `STOP`, `START`, `HELP`; '' if it didn't. */
  readonly optOutType: string;
}

/** Applies STOP and START to the do-not-call list before anything else, whether or not the number is known. */
export async function handleIncomingText(parts: Parts, { messageSid, from, body, optOutType }: Text): Promise<void> {
  if (!E164.test(from)) return;
  const said = meaningOf(body, optOutType);
  const lead = (await parts.leads.openByKey(`tel:${from}`)) ?? (await parts.leads.lastClosedByTel(from));
  if (said === 'stop') await handleStop(parts, { id: messageSid, tel: from, leadId: lead?.id });
  if (said === 'start') {
    const reason = cleanText(body).slice(0, LONGEST_REASON);
    const act = { id: messageSid, tel: from, at: parts.clock.now(), by: PROSPECT, source: 'text', reason } as const;
    await liftDoNotCall(parts, act);
  }
  if (!lead || lead.erased) {
    // Law 11: no one sees its words, and no log has them.
    const isStop = said === 'stop' || mentionsStop(body);
    parts.vitals.textUnmatched(isStop);
    parts.log.warn({ messageSid, said, isStop }, 'received a text from a number without a lead');
    return;
  }
  const consent = {
    inquiryId: messageSid,
    at: parts.clock.now(),
    call: false,
    now: false,
    text: said === 'start',
    email: false,
    wordingVersion: 0,
  };
  const text = cleanText(body).slice(0, LONGEST);
  // A STOP that is reported again after START lists no one and closes nothing.
  const isStopped = said === 'stop' && (await parts.doNotCall.since(from)) !== null;
  const event = { kind: 'textReceived', messageSid, said, isStopped, body: text, consent } as const;
  await recordOnce(parts, lead.id, event, 'messageSid');
}

/** They texted STOP. `id`: ID of the text, or of the report about it. */
export async function handleStop(
  parts: Parts,
  { id, tel, leadId }: { readonly id: string; readonly tel: string; readonly leadId: string | undefined },
): Promise<void> {
  const act = { id, tel, at: parts.clock.now(), by: PROSPECT, source: 'text' } as const;
  await listNumber(parts, { ...act, ...(leadId !== undefined && { leadId }) });
}
