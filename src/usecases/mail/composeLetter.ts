/**
 * Composes a queued email when it is sent, from the lead's current state, with permission checked again. An email that
 * is no longer permitted or useful is skipped with the reason.
 */
import { assertNever } from '../../core/vocabulary/errors.ts';
import { isAppointment, placeOf } from '../../core/lead/appointment.ts';
import type { CallbackPromise } from '../../core/vocabulary/promise.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Letter, MissedLead } from '../../core/mail/letter.ts';
import type { MailData, QueuedMail, SkipReason } from '../../core/mail/mail.ts';
import { promiseNews } from '../../core/mail/promiseNews.ts';
import { alarmMailUntil, putOffUntil } from '../../core/mail/timing.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { pagePathFor } from '../customerPage/pageLink.ts';
import { composeAppointment } from './composeAppointment.ts';
import { businessZone, campaignName, findRecipientInquiry, refusalFor } from './recipient.ts';

export type ComposeResult =
  /** `data`: what it says, stored after it is sent. */
  | { readonly kind: 'letter'; readonly letter: Letter; readonly data?: MailData['promiseMade'] }
  | { readonly kind: 'skip'; readonly why: SkipReason }
  | { readonly kind: 'later'; readonly at: Moment };

/** Beyond this number, leads are counted instead of listed. */
const MAX_LISTED = 20;

type MailOf<K extends QueuedMail['kind']> = Extract<QueuedMail, { kind: K }>;

const skip = (why: SkipReason): ComposeResult => ({ kind: 'skip', why });

export async function composeLetter(parts: Parts, mail: QueuedMail): Promise<ComposeResult> {
  if (mail.expiresAt !== undefined && parts.clock.now() >= mail.expiresAt) return skip('expired');
  switch (mail.kind) {
    case 'acknowledgement':
      return acknowledgement(parts, mail);
    case 'promiseMade':
      return promiseMade(parts, mail);
    case 'promiseReminder':
      return promiseReminder(parts, mail);
    case 'appointment': {
      const composed = await composeAppointment(parts, mail);
      return typeof composed === 'string' ? skip(composed) : letter(composed);
    }
    case 'missedLead':
      return missedLead(parts, mail);
    case 'alarm': {
      if (parts.clock.now() >= alarmMailUntil(mail)) return skip('expired');
      const { id, to, language, kind, data } = mail;
      const { sentence, since, path } = data;
      return letter({ id, to, language, kind, sentence, since, path, zone: await businessZone(parts) });
    }
    case 'invitation':
    case 'passwordReset': {
      const { id, to, language, kind, data, expiresAt } = mail;
      // Removed after an earlier send.
      if (typeof data.link !== 'string') return skip('gone');
      const until = expiresAt === undefined ? {} : { until: expiresAt };
      return letter({ id, to, language, kind, ...data, ...until, zone: await businessZone(parts) });
    }
    default:
      return assertNever(mail);
  }
}

async function acknowledgement(parts: Parts, { id, to, language, kind, data }: MailOf<'acknowledgement'>) {
  const [lead, inquiry] = await Promise.all([parts.leads.byId(data.leadId), parts.inquiries.byId(data.inquiryId)]);
  if (!lead || !inquiry) return skip('gone');
  const refusal = await refusalFor(parts, lead, inquiry);
  if (refusal) return skip(refusal);
  const campaign = await campaignName(parts, inquiry.campaignId, language);
  return letter({
    id,
    to,
    language,
    kind,
    name: inquiry.person.name,
    campaign,
    receiptPath: `/r/${inquiry.receiptId}`,
    pagePath: await pagePathFor(parts, inquiry, to),
  });
}

async function promiseMade(parts: Parts, mail: MailOf<'promiseMade'>): Promise<ComposeResult> {
  const { id, to, language, kind, data } = mail;
  const lead = await parts.leads.byId(data.leadId);
  if (!lead) return skip('gone');
  const now = parts.clock.now();
  const last = await parts.mails.lastSent(`${kind}:${lead.id}:`);
  const news = promiseNews(lead, last?.kind === kind ? last.data : null, now);
  if (news.kind === 'nothing') return skip(news.why);
  const inquiry = await findRecipientInquiry(parts, lead, to);
  if (typeof inquiry === 'string') return skip(inquiry);
  if (news.kind === 'later') return news;
  const later = putOffUntil(last?.endedAt, now);
  if (later !== null) return { kind: 'later', at: later };

  const { said, promise } = news;
  return {
    ...letter({
      id,
      to,
      language,
      kind,
      says: said,
      triedBefore: promise.why === 'notReached',
      ...(await composePromiseNews(parts, lead, inquiry, mail, promise)),
    }),
    data: { leadId: lead.id, dueAt: promise.dueAt, said },
  };
}

async function promiseReminder(parts: Parts, mail: MailOf<'promiseReminder'>): Promise<ComposeResult> {
  const { id, to, language, kind, data } = mail;
  const lead = await parts.leads.byId(data.leadId);
  if (!lead) return skip('gone');
  if (lead.state === 'closed') return skip('leadClosed');
  // Done, in progress or moved: the email is outdated.
  if (lead.state !== 'callback' || lead.promise.dueAt !== data.dueAt) return skip('superseded');
  const inquiry = await findRecipientInquiry(parts, lead, to);
  if (typeof inquiry === 'string') return skip(inquiry);
  const last = await parts.mails.lastSent(`${kind}:${lead.id}:`);
  if (last && 'dueAt' in last.data && last.data.dueAt === data.dueAt) return skip('superseded');
  return letter({
    id,
    to,
    language,
    kind,
    ...(isAppointment(lead) && { isAppointment: true, ...placeOf(lead.appointment) }),
    ...(await composePromiseNews(parts, lead, inquiry, mail, lead.promise)),
  });
}

async function composePromiseNews(
  parts: Parts,
  lead: Lead,
  inquiry: Inquiry,
  { to, language }: Pick<Letter, 'to' | 'language'>,
  { dueAt, windowUntil }: CallbackPromise,
) {
  return {
    name: lead.person.name.trim() === '' ? inquiry.person.name : lead.person.name,
    dueAt,
    windowUntil,
    receiptPath: `/r/${inquiry.receiptId}`,
    // A link is for what an address sent, also under the address before a correction.
    pagePath: await pagePathFor(parts, inquiry, inquiry.person.email ?? to),
    campaign: await campaignName(parts, lead.campaignId, language),
    zone: inquiry.person.zones[0] ?? (await businessZone(parts)),
  };
}

async function missedLead(
  parts: Parts,
  { id, to, language, kind, data }: MailOf<'missedLead'>,
): Promise<ComposeResult> {
  const user = await parts.users.byEmail(to);
  if (user?.active !== true) return skip('gone');
  const leads: MissedLead[] = [];
  for (const leadId of data.leadIds.slice(0, MAX_LISTED)) {
    const lead = await parts.leads.byId(leadId);
    if (!lead) continue;
    leads.push({
      name: lead.person.name,
      campaign: await campaignName(parts, lead.campaignId, language),
      path: `/leads/${encodeURIComponent(lead.id)}`,
      ...(lead.state !== 'closed' && !('owner' in lead) && lead.promise && { dueAt: lead.promise.dueAt }),
    });
  }
  const more = Math.max(0, data.leadIds.length - MAX_LISTED);
  if (leads.length === 0) return skip('gone');
  return letter({ id, to, language, kind, leads, more, zone: await businessZone(parts) });
}

function letter(value: Letter): Extract<ComposeResult, { kind: 'letter' }> {
  return { kind: 'letter', letter: value };
}
