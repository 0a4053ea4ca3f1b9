/** A number of a lead for a viewer: the number as permitted by law, with its consents and inquiries. */
import { UNKNOWN_TYPE } from '../../core/call/admitCaller.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { contactQuestion } from '../../core/callback/planPromise.ts';
import {
  mayContact,
  permissionsIn,
  permittedFrom,
  type ContactQuestion,
  type ContactVerdict,
} from '../../core/law/mayContact.ts';
import { unreachedCount } from '../../core/lead/attempts.ts';
import { activeParts } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { allInquiries, type InquirySource } from '../../core/lead/mergedNumbers.ts';
import type { StoredEntry } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead, LawView, OtherNumber } from '../../shared/desk.ts';
import type { Context } from '../../core/lead/step.ts';
import { contextOf } from '../lead/context.ts';
import { personLabel } from './personLabel.ts';
import { interestLabel } from './wording.ts';

export interface Viewer {
  readonly kind: 'offered' | 'owner' | 'supervisor';
  readonly language: Language;
  /** A supervisor who owns the lead. */
  readonly isSupervisor?: boolean;
}

/** Data that the caller already loaded. */
export interface Preloaded {
  readonly campaign?: Campaign;
  /** The complete history. */
  readonly history?: readonly StoredEntry[];
  /** The context of a recent decision about this lead's number, including the do-not-call list. */
  readonly context?: Context;
}

/**
 * Law 8: the owner and supervisors see the number while a call is permitted; otherwise `whyNoTel` gives the reason. A
 * caller's number is on the offer too, to be read but not dialed.
 */
export async function presentNumber(
  parts: Parts,
  campaign: Campaign,
  lead: Pick<Lead, 'person' | 'consents' | 'attempts'> & Partial<Pick<Lead, 'state' | 'liveCall'>>,
  viewer: Pick<Viewer, 'kind'>,
  { context }: Pick<Preloaded, 'context'> = {},
): Promise<Pick<DeskLead['person'], 'tel' | 'telShown' | 'whyNoTel' | 'law' | 'isUnknownRange'>> {
  const { telType } = lead.person;
  const number = await numberFor(parts, campaign, lead, viewer, context);
  return { ...number, ...(telType === UNKNOWN_TYPE && { isUnknownRange: true }) };
}

async function numberFor(
  parts: Parts,
  campaign: Campaign,
  lead: Pick<Lead, 'person' | 'consents' | 'attempts'> & Partial<Pick<Lead, 'state' | 'liveCall'>>,
  viewer: Pick<Viewer, 'kind'>,
  context: Context | undefined,
): Promise<Pick<DeskLead['person'], 'tel' | 'telShown' | 'whyNoTel' | 'law'>> {
  const { tel, telShown } = lead.person;
  if (tel === undefined) return { whyNoTel: 'no-number' };
  const isCaller = lead.liveCall?.direction === 'inbound';
  if (viewer.kind === 'offered') return { ...(isCaller && { telShown: telShown ?? tel }), whyNoTel: 'accept-first' };
  // An agent on a call, or in wrap-up, has already reached the person: no further contact to decide on.
  const isReached = isCaller || lead.state === 'talking' || lead.state === 'wrapUp';
  if (isReached) return { tel, telShown: telShown ?? tel };
  const known = context ?? (await contextOf(parts, campaign, tel));
  if (known.isClockInDoubt) return { whyNoTel: 'clock-in-doubt' };
  const question = contactQuestion(lead, known);
  const verdict = mayContact(question);
  const law = presentLaw(verdict, question);
  return verdict.allowed ? { tel, telShown: telShown ?? tel, law } : { whyNoTel: verdict.reason, law };
}

/** Until or from when a call is permitted, and by which statute (L12). */
function presentLaw(verdict: ContactVerdict, question: ContactQuestion): LawView {
  const { citation } = verdict;
  // The broken rule alone names the moment when that rule is met, not the others.
  const from = verdict.allowed ? null : permittedFrom(question, question.now);
  return {
    ...(verdict.allowed && verdict.until !== undefined && { until: verdict.until }),
    ...(from !== null && { from }),
    ...(citation !== undefined && { citation }),
    ...basisOf(verdict),
  };
}

function basisOf(verdict: ContactVerdict): Pick<LawView, 'basis'> {
  if (!verdict.allowed || verdict.basisCitation === undefined) return {};
  const { basis: kind, basisCitation: citation } = verdict;
  return kind === 'agreedTime' || kind === 'liveCall' ? {} : { basis: { kind, citation } };
}

/** All inquiries; those of merged leads with the number they came from. */
export function presentInquiries(campaign: Campaign, lead: Lead, language: Language): DeskLead['inquiries'] {
  return allInquiries(lead).map(({ inquiry, from }) => ({
    ...presentInquiry(campaign, inquiry, language),
    ...(from && { from: { leadId: from.leadId, ...personLabel(from.person) } }),
  }));
}

function presentInquiry(
  campaign: Campaign,
  { at, kind, interest, message }: InquirySource['inquiry'],
  language: Language,
): DeskLead['inquiries'][number] {
  return {
    at,
    kind,
    ...(interest !== undefined && { interest: interestLabel(campaign, interest, language) }),
    ...(message !== undefined && { message }),
  };
}

/** The numbers of merged leads, each judged by its own consents and attempts. */
export async function presentOtherNumbers(
  parts: Parts,
  campaign: Campaign,
  lead: Lead,
  viewer: Viewer,
): Promise<readonly OtherNumber[]> {
  if (viewer.kind === 'offered') return [];
  const known = activeParts(lead);
  const names = await parts.users.names(known.map(({ byId }) => byId).filter((id) => id !== undefined));
  return Promise.all(
    known.map(async (part): Promise<OtherNumber> => {
      const { leadId, person, interest, consents, attempts, inquiries, at, byId } = part;
      const by = byId === undefined ? undefined : names.get(byId);
      return {
        leadId,
        name: person.name,
        mergedAt: at,
        ...(by !== undefined && { mergedBy: by }),
        ...(person.email !== undefined && { email: person.email }),
        ...(await presentNumber(parts, campaign, part, viewer)),
        ...(interest !== undefined && { interest: interestLabel(campaign, interest, viewer.language) }),
        consent: permissionsIn(consents, parts.clock.now()),
        inquiries: inquiries.map((inquiry) => presentInquiry(campaign, inquiry, viewer.language)),
        attempts: unreachedCount(attempts),
      };
    }),
  );
}
