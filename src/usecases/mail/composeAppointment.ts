/** The email that carries an appointment's calendar entry, composed when it is sent. */
import { placeOf } from '../../core/lead/appointment.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { AppointmentLetter } from '../../core/mail/letter.ts';
import type { QueuedMail, SkipReason } from '../../core/mail/mail.ts';
import type { Parts } from '../../ports/parts.ts';
import { pagePathFor } from '../customerPage/pageLink.ts';
import { businessZone, campaignName, findRecipientInquiry } from './recipient.ts';

type AppointmentMail = Extract<QueuedMail, { kind: 'appointment' }>;

/** A newer entry replaces an older one, and one that nobody got needs no end. */
export async function composeAppointment(parts: Parts, mail: AppointmentMail): Promise<AppointmentLetter | SkipReason> {
  const { data } = mail;
  const lead = await parts.leads.byId(data.leadId);
  if (!lead) return 'gone';
  const last = await parts.mails.lastSent(`appointment:${data.appointmentId}:${data.agentId ?? 'customer'}:`);
  const isCurrent = lead.appointment?.id === data.appointmentId && lead.appointment.sequence === data.sequence;
  if (data.isOver ? !last : !isCurrent) return 'superseded';
  const recipient = data.agentId === undefined ? await customer(parts, lead, mail) : await agent(parts, lead, mail);
  if (typeof recipient === 'string') return recipient;
  const { id, to, language, kind } = mail;
  return {
    ...{ id, to, language, kind, ...recipient },
    says: data.isOver ? 'over' : last ? 'moved' : 'made',
    campaign: await campaignName(parts, lead.campaignId, language),
    appointmentId: data.appointmentId,
    sequence: data.sequence,
    at: data.at,
    ...(!data.isOver && placeOf(lead.appointment)),
  };
}

async function customer(parts: Parts, lead: Lead, { to }: AppointmentMail) {
  const inquiry = await findRecipientInquiry(parts, lead, to);
  if (typeof inquiry === 'string') return inquiry;
  return {
    isForAgent: false,
    name: lead.person.name.trim() === '' ? inquiry.person.name : lead.person.name,
    path: await pagePathFor(parts, inquiry, inquiry.person.email ?? to),
    zone: inquiry.person.zones[0] ?? (await businessZone(parts)),
  };
}

/** A user who is gone, or has another address by now, gets nothing about customers. */
async function agent(parts: Parts, lead: Lead, { to, data }: AppointmentMail) {
  const user = data.agentId === undefined ? null : await parts.users.byId(data.agentId);
  if (user?.active !== true || user.email !== to) return 'gone';
  const { name } = lead.person;
  return {
    isForAgent: true,
    name,
    path: `/leads/${encodeURIComponent(lead.id)}`,
    zone: await businessZone(parts),
  };
}
