/**
 * A new version of the national registry is in force, and promised calls are checked again (L112). A listed number that
 * nothing permits calling is never called again, so its lead closes, with the statute. A number that is only not known
 * to be off the registry waits: another list may clear it before the call is due, and the call asks again then.
 */
import { contactQuestion } from '../callback/planPromise.ts';
import { mayContact } from '../law/mayContact.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import { isMeeting } from './appointment.ts';
import type { Lead } from './lead.ts';
import { enterClosed, isKeptListed } from './queue.ts';
import { SAME, type Context, type Note, type Step } from './step.ts';

const REASON = 'registry-listed';

/** Also for choosing which leads to load. */
export function isScrubbed(lead: Lead, context: Context): boolean {
  return refusalOf(lead, context) !== null;
}

export function handleScrub(lead: Lead, context: Context): Step {
  const refusal = refusalOf(lead, context);
  if (!refusal) return SAME;
  const closed: Note = { kind: 'closed', by: SYSTEM, data: { outcome: 'unreachable', reason: REASON } };
  return enterClosed(lead, 'unreachable', [refusal, closed], context.now);
}

function refusalOf(lead: Lead, context: Context): Note | null {
  // L21: a kept lead is never dialed. No one is called for an appointment at a place.
  if (lead.state !== 'callback' || isKeptListed(lead) || isMeeting(lead)) return null;
  const verdict = mayContact(contactQuestion(lead, context));
  if (verdict.allowed || verdict.reason !== REASON) return null;
  const { reason, rule, citation } = verdict;
  return { kind: 'contactRefused', by: SYSTEM, data: { reason, rule, ...(citation !== undefined && { citation }) } };
}
