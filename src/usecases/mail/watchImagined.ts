/**
 * News of a callback for a sender who is shown what would have happened to their inquiry if no one knew the number
 * (L182). No stored lead changes in that case, so one email waits, checks again whenever time alone brings a change,
 * and is sent when there is something to say. The next one waits from then on.
 */
import type { ShownLead } from '../intake/shownLead.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { isOwedNow } from '../../core/lead/queue.ts';
import { promiseMailAt, remindAt } from '../../core/mail/timing.ts';
import { DAY, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';

/** Longer than any callback lasts. */
const WATCHED_MS = 45 * DAY;
/** While a lead waits, agents who leave change it at any moment. */
const LOOK_AGAIN_MS = 30 * SECOND;

/** `isChanged`: its sender changed what is promised; otherwise an email that waits is enough. */
export async function watchImagined(parts: Parts, lead: Lead, inquiry: Inquiry, isChanged = false): Promise<void> {
  const { mails, mailer, clock } = parts;
  const { email: to, tel } = inquiry.person;
  if (!mailer || to === undefined || tel === undefined) return;
  const now = clock.now();
  const prefix = prefixOf(inquiry);
  if (isChanged) await mails.cancel(prefix, now);
  else if ((await mails.firstWaiting(prefix)) !== null) return;
  await queueWatch(parts, lead, inquiry, { name: String(now), to, now, dueAt: promiseMailAt(now) });
}

/** Whether this email is the one that waits: two at the same moment may both have been queued. */
export async function isFirst({ mails }: Pick<Parts, 'mails'>, inquiry: Inquiry, mailId: string): Promise<boolean> {
  return (await mails.firstWaiting(prefixOf(inquiry))) === mailId;
}

function prefixOf({ id }: Inquiry): string {
  return `promiseMade:${id}:`;
}

/** The email after this one. Repeating it queues nothing twice. */
export async function watchOn(
  parts: Parts,
  lead: Lead,
  inquiry: Inquiry,
  shown: Extract<ShownLead, { isReal: false }>,
  { mailId, to, now }: { readonly mailId: string; readonly to: string; readonly now: Moment },
): Promise<void> {
  await queueWatch(parts, lead, inquiry, { name: mailId, to, now, dueAt: lookAt(shown, now) });
}

interface Watch {
  /** At most one is queued under one name. */
  readonly name: string;
  readonly to: string;
  readonly now: Moment;
  readonly dueAt: Moment;
}

async function queueWatch(
  { mails }: Parts,
  { id: leadId }: Lead,
  inquiry: Inquiry,
  { name, to, now, dueAt }: Watch,
): Promise<void> {
  const { language } = inquiry.person;
  const about = { to, language, data: { leadId, inquiryId: inquiry.id, dueAt: now } } as const;
  const key = `${prefixOf(inquiry)}${name}`;
  await mails.queue({ key, kind: 'promiseMade', ...about, dueAt, expiresAt: now + WATCHED_MS });
}

/** As of any promise (tellPromise.ts). */
export async function remindOfImagined(
  { mails }: Parts,
  { id: leadId }: Lead,
  inquiry: Inquiry,
  { lead }: ShownLead,
  to: string,
): Promise<void> {
  if (lead.state !== 'callback') return;
  const { dueAt: promisedFor, promisedAt } = lead.promise;
  const dueAt = remindAt(promisedFor, promisedAt);
  if (dueAt === null) return;
  const { language } = inquiry.person;
  const about = { to, language, data: { leadId, inquiryId: inquiry.id, dueAt: promisedFor } } as const;
  const key = `promiseReminder:${inquiry.id}:${promisedFor}`;
  await mails.queue({ key, kind: 'promiseReminder', ...about, dueAt, expiresAt: promisedFor });
}

/** When to look again: a moment after the next change, as of any promise. */
export function lookAt({ lead, nextAt }: Extract<ShownLead, { isReal: false }>, now: Moment): Moment {
  const next = promiseMailAt(nextAt ?? now);
  const mayChange = lead.state === 'waiting' && !isOwedNow(lead, now);
  return Math.max(promiseMailAt(now), mayChange ? Math.min(next, now + LOOK_AGAIN_MS) : next);
}
