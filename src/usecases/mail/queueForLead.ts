/**
 * Queues the emails that a change of a lead causes, under keys derived from the change, so that repeats queue once.
 * While email is off, nothing is queued. Permission is checked when an email is sent; here only whether anyone could
 * get it.
 */
import type { Effect } from '../../core/lead/effects.ts';
import { ACKNOWLEDGE_WITHIN_MS, digestOf, promiseMailAt, remindAt } from '../../core/mail/timing.ts';
import type { Parts } from '../../ports/parts.ts';
import { findPromiseInquiry } from './findPromiseInquiry.ts';

export async function queueAcknowledgement(parts: Parts, leadId: string, inquiryId: string): Promise<void> {
  if (!parts.mailer) return;
  const inquiry = await parts.inquiries.byId(inquiryId);
  const to = inquiry?.person.email;
  if (!inquiry || to === undefined) return;
  const dueAt = parts.clock.now();
  await parts.mails.queue({
    key: `acknowledgement:${inquiryId}`,
    kind: 'acknowledgement',
    to,
    language: inquiry.person.language,
    data: { leadId, inquiryId },
    dueAt,
    expiresAt: dueAt + ACKNOWLEDGE_WITHIN_MS,
  });
}

/** Queues the email about a callback, and the reminder if it is far away. Outdated ones are skipped when due. */
export async function queuePromise(
  parts: Parts,
  leadId: string,
  { id, promisedFor }: Extract<Effect, { kind: 'tellPromise' }>,
): Promise<void> {
  if (!parts.mailer) return;
  const lead = await parts.leads.byId(leadId);
  // Moved again meanwhile: that change sends the news.
  if (lead?.promise?.dueAt !== promisedFor) return;
  const inquiry = await findPromiseInquiry(parts, lead);
  if (inquiry?.person.email === undefined) return;
  const { email: to, language } = inquiry.person;
  const now = parts.clock.now();
  const about = { to, language, data: { leadId, dueAt: promisedFor } } as const;
  // M18: a waiting email says what is true when sent, until the callback expires.
  const { expiresAt } = lead.promise;
  const isWaiting = await parts.mails.renew(`promiseMade:${leadId}:`, { data: about.data, expiresAt });
  if (!isWaiting) {
    const mail = { key: `promiseMade:${id}`, kind: 'promiseMade', ...about, expiresAt } as const;
    await parts.mails.queue({ ...mail, dueAt: promiseMailAt(now) });
  }
  const reminderAt = remindAt(promisedFor, now);
  if (reminderAt === null) return;
  const reminder = { key: `promiseReminder:${id}`, kind: 'promiseReminder', ...about, expiresAt: promisedFor } as const;
  await parts.mails.queue({ ...reminder, dueAt: reminderAt });
}

/** Adds the lead to each supervisor's digest for this interval, or the current one if that was sent. */
export async function queueMissedLead(
  parts: Parts,
  leadId: string,
  { dueAt: missedAt }: Extract<Effect, { kind: 'tellMissed' }>,
): Promise<void> {
  if (!parts.mailer) return;
  for (const { id, email, language } of await parts.users.supervisors()) {
    for (const { number, dueAt } of [digestOf(missedAt), digestOf(parts.clock.now())]) {
      const key = `missedLead:${id}:${number}`;
      const digest = { key, kind: 'missedLead', to: email, language, data: { leadIds: [] }, dueAt } as const;
      if ((await parts.mails.addMissed(digest, leadId)) !== 'gone') break;
    }
  }
}
