/**
 * Queues the emails that keep an appointment in calendars: to its agent, and to the customer if their inquiry permits
 * it. Each is asked for permission again when it is sent.
 */
import type { MailData } from '../../core/mail/mail.ts';
import { promiseMailAt } from '../../core/mail/timing.ts';
import { findPromiseInquiry } from '../mail/findPromiseInquiry.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const tellAppointment: EffectSpec<EffectOf<'tellAppointment'>> = {
  async run(
    parts,
    changedId,
    { fromLeadId, appointmentId, sequence, promisedFor, agentId, isOver = false, isForAgent },
  ) {
    const { mailer, clock, leads, mails, users } = parts;
    if (!mailer) return;
    const leadId = fromLeadId ?? changedId;
    const lead = await leads.byId(leadId);
    if (!lead) return;
    const about: MailData['appointment'] = { leadId, appointmentId, sequence, at: promisedFor, isOver };
    // Long after its date, the entry is of no use.
    const when = { dueAt: promiseMailAt(clock.now()), expiresAt: promisedFor };
    const keyFor = (who: string) => `appointment:${appointmentId}:${who}:${sequence}`;
    const inquiry = isForAgent ? null : await findPromiseInquiry(parts, lead);
    if (inquiry && lead.person.email !== undefined) {
      const to = { to: lead.person.email, language: inquiry.person.language };
      await mails.queue({ key: keyFor('customer'), kind: 'appointment', ...to, data: about, ...when });
    }
    const agent = agentId === undefined ? null : await users.byId(agentId);
    if (agentId === undefined || !agent) return;
    const to = { to: agent.email, language: agent.language };
    await mails.queue({ key: keyFor(agentId), kind: 'appointment', ...to, data: { ...about, agentId }, ...when });
  },
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'kept',
};
