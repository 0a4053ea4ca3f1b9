/** The calendar entry of an appointment, to its agent or the customer, composed when it is sent. */
import { placeOf } from '../../../core/lead/appointment.ts';
import type { Lead } from '../../../core/lead/lead.ts';
import type { Block, CalendarEntry } from '../../../core/mail/message.ts';
import type { Parts } from '../../../ports/parts.ts';
import type { Catalogue } from '../../../shared/text/index.ts';
import { momentInWords } from '../../../shared/text/mail.ts';
import { pagePathFor } from '../../customerPage/pageLink.ts';
import { skip, type LetterOf, type MailOf, type MailSpec } from '../kind.ts';
import { businessZone, campaignName, findRecipientInquiry } from '../recipient.ts';
import type { Words } from '../words.ts';

const text = {
  'appointment.made.subject': { en: 'Your appointment on {day} at {time}', ko: '예약: {day} {time}' },
  'appointment.made.title': {
    en: '{name}, your appointment is on {day} at {time}',
    ko: '{name}님, {day} {time}에 예약되었습니다',
  },
  'appointment.moved.subject': { en: 'Moved: your appointment on {day} at {time}', ko: '예약 변경: {day} {time}' },
  'appointment.moved.title': {
    en: '{name}, your appointment is now on {day} at {time}',
    ko: '{name}님, 예약이 {day} {time}(으)로 변경되었습니다',
  },
  'appointment.over.subject': { en: 'Canceled: your appointment on {day} at {time}', ko: '예약 취소: {day} {time}' },
  'appointment.over.title': {
    en: '{name}, your appointment on {day} at {time} is canceled',
    ko: '{name}님, {day} {time} 예약이 취소되었습니다',
  },
  'appointment.byPhone': { en: 'We’ll call you then.', ko: '그 시간에 전화드리겠습니다.' },
  'appointment.entry': {
    en: 'The attached calendar entry updates automatically if the appointment is moved or canceled.',
    ko: '첨부된 일정은 예약이 변경되거나 취소되면 자동으로 바뀝니다.',
  },
  'appointment.open': { en: 'Move or cancel it', ko: '예약 변경 또는 취소' },
  'appointment.openOver': { en: 'Your request', ko: '내 문의 보기' },
  'appointment.event': { en: 'Appointment: {about}', ko: '예약: {about}' },
  'agentAppointment.made.subject': {
    en: 'Appointment with {name} on {day} at {time}',
    ko: '{name}님 예약: {day} {time}',
  },
  'agentAppointment.moved.subject': {
    en: 'Moved: appointment with {name} on {day} at {time}',
    ko: '예약 변경: {name}님 {day} {time}',
  },
  'agentAppointment.over.subject': {
    en: 'No longer yours: appointment with {name} on {day} at {time}',
    ko: '담당 예약 해제: {name}님 {day} {time}',
  },
  'agentAppointment.byPhone': { en: 'The call is offered to you at that time.', ko: '그 시간에 통화가 배정됩니다.' },
  'agentAppointment.over': {
    en: 'It was canceled, or another agent has it now.',
    ko: '예약이 취소되었거나 다른 상담원이 담당합니다.',
  },
  'agentAppointment.nameless': { en: 'a customer', ko: '고객' },
  'agentAppointment.open': { en: 'Open the lead', ko: '리드 열기' },
  'agentAppointment.why': {
    en: 'Leadbell sends this to the agent who has the appointment.',
    ko: 'Leadbell이 예약 담당 상담원에게 보내는 이메일입니다.',
  },
} as const satisfies Catalogue;

export const appointment: MailSpec<'appointment', typeof text> = {
  text,

  /** A newer entry replaces an older one, and one that no one got needs no cancellation. */
  async compose(parts, mail) {
    const { id, to, language, kind, data } = mail;
    const lead = await parts.leads.byId(data.leadId);
    if (!lead) return skip('gone');
    const last = await parts.mails.lastSent(`appointment:${data.appointmentId}:${data.agentId ?? 'customer'}:`);
    const isCurrent = lead.appointment?.id === data.appointmentId && lead.appointment.sequence === data.sequence;
    if (data.isOver ? !last : !isCurrent) return skip('superseded');
    const recipient = data.agentId === undefined ? await customer(parts, lead, mail) : await agent(parts, lead, mail);
    if (typeof recipient === 'string') return skip(recipient);
    const letter = {
      id,
      to,
      language,
      kind,
      ...recipient,
      says: data.isOver ? 'over' : last ? 'moved' : 'made',
      campaign: await campaignName(parts, lead.campaignId, language),
      appointmentId: data.appointmentId,
      sequence: data.sequence,
      at: data.at,
      ...(!data.isOver && placeOf(lead.appointment)),
    } as const;
    return { kind: 'letter', letter };
  },

  say(letter, words) {
    const { t, text, button } = words;
    const { says, campaign, place, path } = letter;
    const { day, time, zone } = momentInWords(letter.at, letter.zone, letter.language);
    const isOver = says === 'over';
    const where: readonly Block[] = place === undefined ? [] : [text('appointment.place', { place })];
    const entry = entryOf(letter, words);
    if (letter.isForAgent) {
      const subject = t(`agentAppointment.${says}.subject`, { name: named(letter.name, words), day, time });
      const note = isOver ? [text('agentAppointment.over')] : [...where, text('agentAppointment.byPhone')];
      const blocks = [text('appointment.about', { campaign, zone }), ...note, button('agentAppointment.open', path)];
      return { subject, title: subject, blocks, why: t('agentAppointment.why'), entry };
    }
    const how = place === undefined ? [text('appointment.byPhone')] : where;
    return {
      subject: t(`appointment.${says}.subject`, { day, time }),
      title: t(`appointment.${says}.title`, { name: letter.name, day, time }),
      blocks: [
        text('appointment.about', { campaign, zone }),
        ...(isOver ? [] : [...how, text('appointment.entry')]),
        button(isOver ? 'appointment.openOver' : 'appointment.open', path),
      ],
      why: t('prospect.why'),
      entry,
    };
  },
};

function entryOf(letter: LetterOf<'appointment'>, words: Words<typeof text>): CalendarEntry {
  const { appointmentId: id, sequence, at, place } = letter;
  const about = letter.isForAgent ? letter.name : letter.campaign;
  return {
    id,
    sequence,
    at,
    isOver: letter.says === 'over',
    summary: words.t('appointment.event', { about: named(about, words) }),
    url: words.link(letter.path),
    ...(place !== undefined && { place }),
  };
}

function named(name: string, { t }: Words<typeof text>): string {
  return name.trim() === '' ? t('agentAppointment.nameless') : name;
}

async function customer(parts: Parts, lead: Lead, { to, data }: MailOf<'appointment'>) {
  // L71: an erased person gets this one email, which only an administrator’s choice queues.
  const isFarewell = data.isOver && lead.state === 'closed' && lead.outcome === 'erased';
  const inquiry = await findRecipientInquiry(parts, isFarewell ? { ...lead, outcome: 'cancelled' } : lead, to);
  if (typeof inquiry === 'string') return inquiry;
  return {
    isForAgent: false,
    name: lead.person.name.trim() === '' ? inquiry.person.name : lead.person.name,
    path: await pagePathFor(parts, inquiry, inquiry.person.email ?? to),
    zone: inquiry.person.zones[0] ?? (await businessZone(parts)),
  };
}

/** A user who is gone, or has another address by now, gets nothing about customers. */
async function agent(parts: Parts, lead: Lead, { to, data }: MailOf<'appointment'>) {
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
