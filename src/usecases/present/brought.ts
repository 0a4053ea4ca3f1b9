/** What one number brought to a lead, for a viewer: the number as the law permits, consents, inquiries. */
import { UNKNOWN_TYPE } from '../../core/call/admitCaller.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { contactQuestion } from '../../core/callback/planPromise.ts';
import { mayContact, permissionsIn, type ContactVerdict } from '../../core/law/mayContact.ts';
import { activeParts } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { allInquiries, type Sent } from '../../core/lead/parts.ts';
import type { StoredEntry } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead, LawView, OtherNumber } from '../../shared/desk.ts';
import type { Context } from '../../core/lead/step.ts';
import { contextOf } from '../lead/context.ts';
import { named } from './named.ts';
import { interestLabel } from './wording.ts';

export interface Viewer {
  readonly kind: 'offered' | 'owner' | 'supervisor';
  readonly language: Language;
}

/** What a caller has read already, so that it is not read again. */
export interface InHand {
  readonly campaign?: Campaign;
  /** The whole history. */
  readonly history?: readonly StoredEntry[];
  /** What a decision about this lead's number was made on a moment ago, the do-not-call list included. */
  readonly context?: Context;
}

/**
 * Law 8: the number is shown to the owner (and supervisors) while a call is permitted; `whyNoTel` says why not. Whoever
 * is on the line has shown it to us: it is on the offer too, to be read and not to be dialled.
 */
export async function presentNumber(
  parts: Parts,
  campaign: Campaign,
  lead: Pick<Lead, 'person' | 'consents' | 'attempts'> & Partial<Pick<Lead, 'state' | 'liveCall'>>,
  viewer: Pick<Viewer, 'kind'>,
  { context }: Pick<InHand, 'context'> = {},
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
  // An agent in conversation, or a moment ago, has reached the person: there is no further contact to decide on.
  const isReached = isCaller || lead.state === 'talking' || lead.state === 'wrapUp';
  if (isReached) return { tel, telShown: telShown ?? tel };
  const verdict = mayContact(contactQuestion(lead, context ?? (await contextOf(parts, campaign, tel))));
  const law = presentLaw(verdict);
  return verdict.allowed ? { tel, telShown: telShown ?? tel, law } : { whyNoTel: verdict.reason, law };
}

/** Until when a call is permitted, or from when on, and by which statute (L12). */
function presentLaw(verdict: ContactVerdict): LawView {
  const { citation } = verdict;
  return {
    ...(verdict.allowed && verdict.until !== undefined && { until: verdict.until }),
    ...(!verdict.allowed && verdict.permittedAt !== null && { from: verdict.permittedAt }),
    ...(citation !== undefined && { citation }),
  };
}

/** Everything that was sent, each inquiry of a merged lead with whose number it came from. */
export function presentInquiries(campaign: Campaign, lead: Lead, language: Language): DeskLead['inquiries'] {
  return allInquiries(lead).map(({ inquiry, from }) => ({
    ...presentInquiry(campaign, inquiry, language),
    ...(from && { from: { leadId: from.leadId, ...named(from.person) } }),
  }));
}

function presentInquiry(
  campaign: Campaign,
  { at, kind, interest, message }: Sent['inquiry'],
  language: Language,
): DeskLead['inquiries'][number] {
  return {
    ...{ at, kind },
    ...(interest !== undefined && { interest: interestLabel(campaign, interest, language) }),
    ...(message !== undefined && { message }),
  };
}

/** The numbers of leads that were merged into this one, each judged by its own consents and attempts. */
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
        ...{ leadId, name: person.name, mergedAt: at },
        ...(by !== undefined && { mergedBy: by }),
        ...(person.email !== undefined && { email: person.email }),
        ...(await presentNumber(parts, campaign, part, viewer)),
        ...(interest !== undefined && { interest: interestLabel(campaign, interest, viewer.language) }),
        consent: permissionsIn(consents, parts.clock.now()),
        inquiries: inquiries.map((inquiry) => presentInquiry(campaign, inquiry, viewer.language)),
        attempts: attempts.filter(({ result }) => result !== 'reached').length,
      };
    }),
  );
}
