/**
 * Brings a stored inquiry to its lead: the person's open lead if there is one (law 7), otherwise a new one. Safe to
 * run any number of times, by the request that stored the inquiry and by the sweep that finds orphans.
 */
import { PlainError } from '../core/errors.ts';
import type { Campaign, Language } from '../core/campaign.ts';
import { personKey } from '../core/lead/holding.ts';
import type { Consent, InquirySummary, Lead, LiveCall } from '../core/lead/lead.ts';
import { openLead } from '../core/lead/openLead.ts';
import type { Inquiry, Parts } from '../ports.ts';
import { afterChange, changeLead } from './changeLead.ts';
import { campaignOf, contextOf } from './context.ts';

const MAX_ROUNDS = 10;
const MAX_DUPLICATES = 20;

/** What a call adds to its inquiry: that the person is on the line, and what they chose by key. */
export interface CallFactsOfLead {
  readonly liveCall?: LiveCall;
  readonly skills?: readonly string[];
  /** What they speak in this call. */
  readonly language?: Language;
}

/** The identifier of the lead that the inquiry now belongs to. */
export async function attachInquiry(parts: Parts, inquiry: Inquiry, onCall: CallFactsOfLead = {}): Promise<string> {
  const leadId = await findOrOpen(parts, inquiry, onCall);
  await parts.inquiries.attach(inquiry.id, leadId);
  return leadId;
}

async function findOrOpen(parts: Parts, inquiry: Inquiry, onCall: CallFactsOfLead): Promise<string> {
  const campaign = await campaignOf(parts, inquiry.campaignId);
  // An inquiry that looks like spam never touches a real person's lead: it gets one of its own, closed for review.
  if (inquiry.spamReasons.length > 0) return open(parts, campaign, inquiry, `ld_${inquiry.id}`, onCall);

  const { tel } = inquiry.person;
  // Nearly always this is the whole answer: their open lead, their last one, or that they are new.
  const newest = tel === undefined ? null : await parts.leads.newestByTel(tel);
  // Brought there before, and cut off before the inquiry said so.
  if (newest?.inquiries.some(({ id }) => id === inquiry.id)) return newest.id;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const isAsked = round > 0 || tel === undefined;
    const known = isAsked ? await parts.leads.openByKey(personKey(inquiry)) : openOrNull(newest);
    if (known) {
      const changed = await changeLead(parts, known.id, {
        kind: 'inquiry',
        inquiry: summaryOf(inquiry),
        consent: consentOf(inquiry),
        key: personKey(inquiry),
        ...onCall,
      });
      if (changed.ok) return known.id;
      continue; // The lead was closed in between: look again.
    }
    const leadId = await open(parts, campaign, inquiry, `ld_${inquiry.id}`, onCall, newest?.id);
    if (leadId !== 'taken') return leadId;
  }
  throw new PlainError('Gave up attaching the inquiry after too many conflicting updates.');
}

function openOrNull(lead: Lead | null): Lead | null {
  return lead?.state === 'closed' ? null : lead;
}

/** The lead's identifier is made from the inquiry's, so that a crash after the write cannot open a second one. */
async function open(
  parts: Parts,
  campaign: Campaign,
  inquiry: Inquiry,
  leadId: string,
  onCall: CallFactsOfLead,
  previousLeadId?: string,
): Promise<string> {
  const { tel, email } = inquiry.person;
  const isSpam = inquiry.spamReasons.length > 0;
  const context = await contextOf(parts, campaign, tel);
  const change = openLead(
    {
      id: leadId,
      inquiry: summaryOf(inquiry),
      consent: consentOf(inquiry),
      facts: { person: inquiry.person, answers: inquiry.answers, source: inquiry.source, ...factsOf(onCall) },
      spamReasons: inquiry.spamReasons,
      ...(previousLeadId !== undefined && { previousLeadId }),
      suspectedDuplicateIds: [],
    },
    context,
  );
  const created = await parts.leads.create(change);
  if (created.kind !== 'done') return (await parts.leads.byId(leadId)) ? leadId : 'taken';
  await afterChange(parts, null, change, { campaign, loaded: created.loaded });
  if (email !== undefined && !isSpam) await linkDuplicates(parts, leadId, email, tel);
  return leadId;
}

/** A new lead has the language with its person. */
function factsOf({ language: _language, ...facts }: CallFactsOfLead): Omit<CallFactsOfLead, 'language'> {
  return facts;
}

/** Both sides learn of each other. Looked for once the lead is there, so that of two at once at least one finds the other. */
export async function linkDuplicates(
  parts: Parts,
  leadId: string,
  email: string,
  tel: string | undefined,
): Promise<void> {
  const sameMail = await parts.leads.byEmail(email, MAX_DUPLICATES);
  for (const other of sameMail.filter(({ id, person }) => id !== leadId && person.tel !== tel)) {
    await changeLead(parts, leadId, { kind: 'duplicateSuspected', leadId: other.id });
    await changeLead(parts, other.id, { kind: 'duplicateSuspected', leadId });
  }
}

function summaryOf({ id, kind, receivedAt, campaignId, interest, message, source }: Inquiry): InquirySummary {
  return {
    ...{ id, kind, at: receivedAt, campaignId },
    ...(interest !== undefined && { interest }),
    ...(message !== undefined && { message }),
    ...(source.page !== undefined && { page: source.page }),
  };
}

function consentOf({ id, kind, receivedAt, consent }: Inquiry): Consent {
  const { call, now, text, email, wordingVersion } = consent;
  // Whoever rings us was asked nothing: the call itself is the ground, and says less than a granted consent.
  const basis = kind === 'call' ? ({ basis: 'inquiry' } as const) : {};
  return { inquiryId: id, at: receivedAt, call, now, text, email, wordingVersion, ...basis };
}
