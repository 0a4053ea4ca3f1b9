/** Presents a lead to a viewer, field by field. The number is shown only as the law permits. */
import { declineReasonsOf, type Business } from '../../core/administration/business.ts';
import { outcomesOf, type Campaign } from '../../core/administration/campaign.ts';
import { offeredOutcomes, type OutcomeChoice } from '../../core/administration/outcomeChoices.ts';
import { outcomeWithId } from '../../core/vocabulary/outcomes.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { permissionsIn } from '../../core/law/mayContact.ts';
import { waitsSince, type Lead } from '../../core/lead/lead.ts';
import { isOrderName } from '../../core/vocabulary/orders.ts';
import type { ProfileEdit } from '../../core/lead/profile.ts';
import { isAppointment, placeOf } from '../../core/lead/appointment.ts';
import { unreachedCount } from '../../core/lead/attempts.ts';
import type { CallbackPromise } from '../../core/vocabulary/promise.ts';
import { takeOverOf } from '../../core/lead/takeover.ts';
import { mostWrapUpUntil, outcomeDueAt } from '../../core/lead/wrapUpTime.ts';
import type { StoredEntry } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead, DeskOffer, DeskOutcome, DeskPromise, OfferWhy, TimelineItem } from '../../shared/desk.ts';
import { campaignOf, currencyFor } from '../lead/context.ts';
import { departedOwnerOf } from '../routing/departedOwner.ts';
import { presentInquiries, presentNumber, presentOtherNumbers, type Preloaded, type Viewer } from './contact.ts';
import { presentCall } from './call.ts';
import { personLabel } from './personLabel.ts';
import { presentReservation, reservedFor } from './reservation.ts';
import { presentScript } from './script.ts';
import { audienceOf, presentAnswers, presentEdits, presentProfile, presentTaken, spokenAnswers } from './profile.ts';
import { presentScore } from './score.ts';
import { presentSurvey } from './survey.ts';
import { presentTouches } from './touch.ts';
import { possibleDuplicatesOf } from './possibleDuplicates.ts';
import { inLanguage, interestLabel, outcomeLabel, presentOutcome } from './wording.ts';

/** The lead for this viewer; the history only if they work with it. */
export async function presentLead(parts: Parts, lead: Lead, viewer: Viewer, inHand: Preloaded = {}): Promise<DeskLead> {
  const campaign = inHand.campaign ?? (await campaignOf(parts, lead.campaignId));
  const business = await parts.business.known();
  const history =
    viewer.kind === 'offered'
      ? []
      : await presentTimeline(parts, inHand.history ?? (await parts.leads.timeline(lead.id)), { campaign, viewer });
  const score = lead.score && presentScore(campaign, lead.score, viewer.language, audienceOf(viewer));
  return {
    id: lead.id,
    state: lead.state,
    epoch: lead.epoch,
    campaign: { id: campaign.id, name: inLanguage(campaign.name, viewer.language) },
    person: {
      name: lead.person.name,
      language: lead.person.language,
      zone: lead.person.zones[0] ?? campaign.hours.zone,
      ...(lead.person.email !== undefined && viewer.kind !== 'offered' && { email: lead.person.email }),
      ...(await presentNumber(parts, campaign, lead, viewer, inHand)),
    },
    ...(score && { score }),
    ...(lead.interest !== undefined && { interest: interestLabel(campaign, lead.interest, viewer.language) }),
    ...(lead.message !== undefined && { message: lead.message }),
    answers: presentAnswers(campaign, lead, viewer.language, audienceOf(viewer)),
    // The desk shows an offer’s score as its first chip.
    tags: [...(score && viewer.kind === 'offered' ? [score.text] : []), ...(lead.tags ?? [])],
    profile: presentProfile(campaign, lead, viewer),
    survey: presentSurvey(campaign, lead, viewer),
    touches: presentTouches(lead),
    consent: permissionsIn(lead.consents, parts.clock.now()),
    ...presentScript(campaign, lead, viewer, await scriptValues(parts, campaign, lead)),
    outcomes: (viewer.kind === 'supervisor' ? offeredOutcomes(business) : outcomesOf(campaign, business)).map(
      (choice) => presentChoice(choice, viewer.language),
    ),
    waitingSince: 'wait' in lead ? waitsSince(lead.wait) : lead.createdAt,
    ...(await presentHeldFor(parts, lead)),
    inquiries: presentInquiries(campaign, lead, viewer.language),
    history,
    ...(lead.appointment &&
      lead.state !== 'closed' && { appointment: { at: lead.appointment.at, ...placeOf(lead.appointment) } }),
    promise: lead.promise ? await presentLeadCallback(parts, lead, lead.promise, campaign, viewer) : null,
    attempts: unreachedCount(lead.attempts),
    ...(lead.previousLeadId !== undefined && { previousLeadId: lead.previousLeadId }),
    ...(lead.continuedAs !== undefined && { continuedAs: lead.continuedAs }),
    ...(lead.mergedInto && { mergedInto: lead.mergedInto.leadId }),
    otherNumbers: await presentOtherNumbers(parts, campaign, lead, viewer),
    suspectedDuplicates: (await possibleDuplicatesOf(parts, lead)).length,
    deadlineAt:
      lead.state === 'connecting'
        ? lead.connectBy
        : lead.state === 'wrapUp'
          ? outcomeDueAt(lead, campaign.policy.wrapUpMs)
          : null,
    ...(lead.state === 'wrapUp' && { deadlineMost: mostWrapUpUntil(lead) }),
    talkingAt: lead.state === 'talking' ? lead.talkingAt : lead.state === 'wrapUp' ? (lead.talkedAt ?? null) : null,
    ...(lead.state === 'closed' && presentOutcome(business, lead, viewer.language)),
    ...(lead.state === 'closed' && lead.saleValue !== undefined && { saleValue: lead.saleValue }),
    currency: await currencyFor(parts, campaign),
    ...(lead.note !== undefined && { note: lead.note }),
    ...(viewer.kind === 'supervisor' && (await presentTakeOver(parts, lead))),
    ...(await presentCall(parts, lead)),
  };
}

export async function presentOffer(
  parts: Parts,
  lead: Extract<Lead, { state: 'offered' }>,
  agentId: string,
  language: Language,
  inHand: Preloaded = {},
): Promise<DeskOffer> {
  const { offer } = lead;
  const now = parts.clock.now();
  const idleMs = offer.agents.find((one) => one.agentId === agentId)?.idleMs;
  const isMine = lead.wait.forAgentId === agentId;
  const code = isMine ? 'yourPromise' : codeOf(lead, agentId);
  return {
    offerId: offer.id,
    epoch: lead.epoch,
    lead: await presentLead(parts, lead, { kind: 'offered', language }, inHand),
    why: { code, ...(idleMs !== undefined && { idleMs }), candidates: offer.candidates ?? offer.agents.length },
    expiresAt: offer.expiresAt,
    remainingMs: Math.max(0, offer.expiresAt - now),
    totalMs: offer.expiresAt - offer.offeredAt,
    declineReasons: declineReasonsOf(offer).map(({ id, label, means }) => ({
      id,
      label: inLanguage(label, language),
      means,
    })),
  };
}

/** Why this agent, when the lead is anyone's. */
function codeOf({ offer, wait: { tried } }: Extract<Lead, { state: 'offered' }>, agentId: string): OfferWhy['code'] {
  const { order } = offer;
  if (offer.agents.length > 1) return 'broadcast';
  if (tried.length === 0) return order !== undefined && isOrderName(order) ? order : 'longestIdle';
  return tried.every((one) => one.agentId === agentId) ? 'offeredAgain' : 'onlyOneLeft';
}

export function presentPromise(
  lead: Lead,
  promise: CallbackPromise,
  campaign: Campaign,
  language: Language,
  agentId: string | null,
): DeskPromise {
  return {
    leadId: lead.id,
    ...personLabel(lead.person),
    ...(lead.interest !== undefined && { interest: interestLabel(campaign, lead.interest, language) }),
    campaign: inLanguage(campaign.name, language),
    dueAt: promise.dueAt,
    windowUntil: promise.windowUntil,
    why: promise.why,
    mine: agentId !== null && promise.ownerId === agentId,
    ...(promise.ownerId !== undefined && { ownerId: promise.ownerId }),
    attemptsMade: promise.attemptsMade,
    ...(promise.agreedFor !== undefined && { agreedFor: promise.agreedFor }),
    ...(isAppointment({ ...lead, promise }) && { isAppointment: true, ...placeOf(lead.appointment) }),
  };
}

/** The callback with the name of its owner. */
async function presentLeadCallback(
  parts: Parts,
  lead: Lead,
  promise: CallbackPromise,
  campaign: Campaign,
  { language }: Viewer,
): Promise<DeskPromise> {
  const shown = presentPromise(lead, promise, campaign, language, null);
  if (promise.ownerId === undefined) return shown;
  const owner = (await parts.users.names([promise.ownerId])).get(promise.ownerId);
  return { ...shown, ...(owner !== undefined && { owner }) };
}

/** History entries with names instead of IDs, and changed details as this viewer sees them. */
export async function presentTimeline(
  parts: Parts,
  entries: readonly StoredEntry[],
  { campaign, viewer }: { readonly campaign: Campaign; readonly viewer: Viewer },
): Promise<readonly TimelineItem[]> {
  const ids = entries.flatMap(({ by, data }) => [
    by.id,
    data['agentId'],
    ...(Array.isArray(data['agentIds']) ? (data['agentIds'] as unknown[]) : []),
  ]);
  const [names, leads, business, currency] = await Promise.all([
    parts.users.names([...new Set(ids.filter((id) => typeof id === 'string'))]),
    relatedLeads(parts, entries),
    parts.business.known(),
    currencyFor(parts, campaign),
  ]);
  const nameOf = (id: unknown) => (typeof id === 'string' ? (names.get(id) ?? id) : undefined);
  return entries.map(({ seq, at, kind, by, data }) => {
    const agents = Array.isArray(data['agentIds'])
      ? (data['agentIds'] as unknown[]).map(nameOf).join(', ')
      : nameOf(data['agentId']);
    const lead = leads.get(relativeIn({ kind, data }) ?? '');
    return {
      seq,
      at,
      kind,
      by: by.id === undefined ? by.kind : (nameOf(by.id) ?? by.kind),
      data: {
        ...data,
        ...(agents !== undefined && { agents }),
        ...((kind === 'closed' || kind === 'saleValue') && { currency }),
        ...(kind === 'closed' && closedAs(business, data, viewer.language)),
        ...(kind === 'profile' && { edits: presentEdits(campaign, editsIn(data), viewer) }),
        ...(Array.isArray(data['took']) && {
          edits: presentTaken(campaign, data['took'] as readonly string[], viewer),
        }),
      },
      ...(lead && { lead: { leadId: lead.id, ...personLabel(lead.person) } }),
    };
  });
}

/** The business's words for the outcome in an entry; empty in an erased one. */
function closedAs(business: Business | null, { outcome, outcomeId }: StoredEntry['data'], language: Language) {
  const chosen =
    typeof outcome === 'string' ? outcomeWithId(typeof outcomeId === 'string' ? outcomeId : outcome) : null;
  return chosen ? outcomeLabel(business, chosen, language) : {};
}

function presentChoice({ id, means, label, key, asksValue }: OutcomeChoice, language: Language): DeskOutcome {
  return {
    id,
    means,
    ...(key !== undefined && { key }),
    ...(label && { label: inLanguage(label, language) }),
    ...(asksValue && { asksValue }),
  };
}

/** Empty in an erased entry. */
function editsIn(data: StoredEntry['data']): readonly ProfileEdit[] {
  return (data['edits'] ?? []) as readonly ProfileEdit[];
}

/** The other leads that the entries mention, by ID. */
async function relatedLeads(parts: Parts, entries: readonly StoredEntry[]): Promise<ReadonlyMap<string, Lead>> {
  const ids = new Set(entries.map(relativeIn).filter((id) => id !== undefined));
  const leads = await Promise.all([...ids].map((id) => parts.leads.byId(id)));
  return new Map(leads.filter((lead) => lead !== null).map((lead) => [lead.id, lead]));
}

/** Kinds of entries that mention another lead of the same person; other people's leads are never mentioned. */
const TELLS_OF_RELATIVE: readonly string[] = [
  'closed',
  'absorbed',
  'appointmentTaken',
  'appointmentCanceled',
  'unmerged',
  'continued',
  'rejoined',
  'created',
];

function relativeIn({ kind, data }: Pick<StoredEntry, 'kind' | 'data'>): string | undefined {
  const id = data['leadId'] ?? data['previousLeadId'];
  return TELLS_OF_RELATIVE.includes(kind) && typeof id === 'string' ? id : undefined;
}

async function presentHeldFor(parts: Parts, lead: Lead): Promise<Pick<DeskLead, 'reservedFor'>> {
  const now = parts.clock.now();
  const agentId = reservedFor(lead, now);
  return agentId === undefined ? {} : presentReservation(lead, await parts.agents.byId(agentId), now);
}

/** What a supervisor may do with a conversation whose desk is gone. */
async function presentTakeOver(parts: Parts, lead: Lead): Promise<Pick<DeskLead, 'takeOver'>> {
  if (lead.state !== 'talking') return {};
  const takeOver = takeOverOf(lead, await departedOwnerOf(parts, lead));
  return takeOver === 'nothing' ? {} : { takeOver };
}

/** Values of the script's placeholders in the person's language; empty if unknown. */
async function scriptValues(parts: Parts, campaign: Campaign, lead: Lead): Promise<Readonly<Record<string, string>>> {
  const { language, name } = lead.person;
  const ownerId = 'owner' in lead ? lead.owner.agentId : undefined;
  const agent = ownerId === undefined ? undefined : (await parts.users.names([ownerId])).get(ownerId);
  const shown = inLanguage(campaign.name, language);
  return {
    ...spokenAnswers(campaign, lead, language),
    name: name.trim(),
    campaign: shown,
    agent: agent ?? '',
    interest: lead.interest === undefined ? shown : interestLabel(campaign, lead.interest, language),
  };
}
