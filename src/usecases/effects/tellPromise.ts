/**
 * Queues the email about a callback, and the reminder of one that is far away. Permission is checked when an email is
 * sent; one that no longer holds isn't sent.
 */
import { isAppointment } from '../../core/lead/appointment.ts';
import { promiseMailAt, remindAt } from '../../core/mail/timing.ts';
import { findPromiseInquiry } from '../mail/findPromiseInquiry.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const tellPromise: EffectSpec<EffectOf<'tellPromise'>> = {
  async run(parts, leadId, { id, promisedFor }) {
    if (!parts.mailer) return;
    const lead = await parts.leads.byId(leadId);
    // Moved again since: that change has its own effect.
    if (lead?.promise?.dueAt !== promisedFor) return;
    const inquiry = await findPromiseInquiry(parts, lead);
    const { email: to } = lead.person;
    if (!inquiry || to === undefined) return;
    const { language } = inquiry.person;
    const now = parts.clock.now();
    const about = { to, language, data: { leadId, dueAt: promisedFor } } as const;
    // An appointment has an email of its own (tellAppointment.ts). M18: an email that still waits says what holds when it goes out, until the promise expires.
    const { expiresAt } = lead.promise;
    const isMeeting = isAppointment(lead);
    const isWaiting = isMeeting || (await parts.mails.renew(`promiseMade:${leadId}:`, { data: about.data, expiresAt }));
    if (!isWaiting) {
      const mail = { key: `promiseMade:${id}`, kind: 'promiseMade', ...about, expiresAt } as const;
      await parts.mails.queue({ ...mail, dueAt: promiseMailAt(now) });
    }
    const dueAt = remindAt(promisedFor, now, isMeeting);
    if (dueAt === null) return;
    const reminder = { key: `promiseReminder:${id}`, kind: 'promiseReminder', ...about } as const;
    await parts.mails.queue({ ...reminder, dueAt, expiresAt: promisedFor });
  },
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'kept',
};
