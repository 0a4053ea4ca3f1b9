/**
 * What a change of a lead makes us write: queued under keys made of the change, so that doing it twice queues it once.
 * While mail is off nothing is queued. Permission is asked when a mail is sent; here only who could get it at all.
 */
import type { Effect } from '../../core/lead/effects.ts';
import { ACKNOWLEDGE_WITHIN_MS, digestOf, promiseMailAt, remindAt } from '../../core/mail/timing.ts';
import type { Parts } from '../../ports/parts.ts';
import { promiseInquiry } from './promiseInquiry.ts';

export async function queueAcknowledgement(parts: Parts, leadId: string, inquiryId: string): Promise<void> {
  if (!parts.mailer) return;
  const inquiry = await parts.inquiries.byId(inquiryId);
  const to = inquiry?.person.email;
  if (!inquiry || to === undefined) return;
  const dueAt = parts.clock.now();
  await parts.mails.queue({
    ...{ key: `acknowledgement:${inquiryId}`, kind: 'acknowledgement', to, language: inquiry.person.language },
    ...{ data: { leadId, inquiryId }, dueAt, expiresAt: dueAt + ACKNOWLEDGE_WITHIN_MS },
  });
}

/** The mail about the promise, and the reminder of one that is far away. Superseded ones are not sent when they are due. */
export async function queuePromise(
  parts: Parts,
  leadId: string,
  { id, promisedFor }: Extract<Effect, { kind: 'tellPromise' }>,
): Promise<void> {
  if (!parts.mailer) return;
  const lead = await parts.leads.byId(leadId);
  // Moved again meanwhile: that change tells it.
  if (lead?.promise?.dueAt !== promisedFor) return;
  const inquiry = await promiseInquiry(parts, lead);
  if (inquiry?.person.email === undefined) return;
  const { email: to, language } = inquiry.person;
  const now = parts.clock.now();
  const about = { to, language, data: { leadId, dueAt: promisedFor } } as const;
  // M18: one that waits says what is so when it goes out; until the promise's life is over.
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

/** Adds the lead to the digest that each supervisor gets for these minutes, or for the present ones if that has gone. */
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
