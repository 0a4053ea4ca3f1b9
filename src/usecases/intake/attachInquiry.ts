/**
 * Attaches an inquiry to a lead: the person's open lead if there is one (law 7), otherwise a new one. A new inquiry
 * that opens a lead is stored with it in one write; otherwise the inquiry is stored first and attached afterward.
 * Attaching is idempotent, by the request that stored the inquiry and by the sweep that finds inquiries without a lead.
 */
import { PlainError } from '../../core/vocabulary/errors.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { suspectOf } from '../../core/lead/duplicates.ts';
import { personKey } from '../../core/lead/holding.ts';
import type { Consent, LiveCall } from '../../core/vocabulary/contact.ts';
import { isSuperseded, type InquirySummary, type Lead } from '../../core/lead/lead.ts';
import { isOwnBasis } from '../../core/vocabulary/inquirySources.ts';
import { firstArrival } from '../../core/lead/touches.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import { openLead } from '../../core/lead/openLead.ts';
import { relationshipWith } from '../../core/lead/relationship.ts';
import type { LeadChange } from '../../core/lead/step.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Loaded } from '../../ports/leads.ts';
import type { Context } from '../../core/lead/step.ts';
import type { Parts } from '../../ports/parts.ts';
import { afterChange, changeLead } from '../lead/changeLead.ts';
import { campaignOf, contextWithoutLists } from '../lead/context.ts';

const MAX_ROUNDS = 10;
const MAX_DUPLICATES = 20;

/** What a call adds to its inquiry: that the person is on the line, and what they chose by key. */
export interface CallFactsOfLead {
  readonly liveCall?: LiveCall;
  readonly skills?: readonly string[];
  /** The language of this call. */
  readonly language?: Language;
}

/** A lead about to be opened. */
interface NewLeadDraft {
  readonly campaign: Campaign;
  readonly change: LeadChange;
}

/** What is known about a person when their inquiry arrives. */
interface KnownPerson {
  /** Their newest lead, or the open one if they have no number. */
  readonly newest: Lead | null;
  readonly doNotCallSince: Moment | null;
  readonly askedNotToBeCalledAt: Moment | null;
}
const UNKNOWN: KnownPerson = { newest: null, doNotCallSince: null, askedNotToBeCalledAt: null };

/**
 * Stores a new inquiry and the lead that it opens in one write, which covers almost every inquiry. Returns `nothing` if
 * the person has an open lead or the inquiry was stored before, and `inquiry` if another inquiry of the same person
 * opened a lead first. `known` is what was read about the person, for attaching. Throws StoreUnavailable if the result
 * is unknown.
 */
export async function storeInquiryWithLead(
  parts: Parts,
  inquiry: Inquiry,
): Promise<{ readonly stored: 'withLead' | 'inquiry' | 'nothing'; readonly known?: KnownPerson }> {
  const { opening, ...learned } = await newLeadOf(parts, inquiry);
  if (!opening) return { stored: 'nothing', ...learned };
  const created = await parts.leads.create(opening.change, { ...inquiry, leadId: leadIdOf(inquiry) });
  if (created.kind === 'replay') return { stored: 'nothing' };
  if (created.kind !== 'done') return { stored: 'inquiry' };
  try {
    await afterOpening(parts, inquiry, opening, created.loaded);
  } catch (error) {
    // Both are stored; sweeps do the rest.
    parts.log.error({ err: error, inquiryId: inquiry.id }, 'what follows a new lead was not done at once');
  }
  return { stored: 'withLead' };
}

/** The lead that this inquiry would open now if nothing were known about its person. Changes nothing. */
export async function leadWhenOpened(parts: Parts, inquiry: Inquiry): Promise<Lead> {
  const campaign = await campaignOf(parts, inquiry.campaignId);
  return openingOf(parts, campaign, inquiry, UNKNOWN).change.lead;
}

/** What attaching the inquiry to an open lead is. */
export function inquiryEvent(inquiry: Inquiry, onCall: CallFactsOfLead = {}): LeadEvent {
  return {
    kind: 'inquiry',
    inquiry: summaryOf(inquiry),
    consent: consentOf(inquiry),
    key: personKey(inquiry),
    ...(inquiry.imported && { imported: inquiry.imported }),
    ...onCall,
  };
}

/** The invitation that "Call me now" on the sender's page is; the same as the form's box (L4). */
export function invitationFrom({ id, consent }: Inquiry, at: Moment): Consent {
  const { wordingVersion } = consent;
  return { inquiryId: id, at, call: false, now: true, text: false, email: false, wordingVersion };
}

/** Null if the person has an open lead or that is unknown; then the inquiry is stored first. */
async function newLeadOf(
  parts: Parts,
  inquiry: Inquiry,
): Promise<{ readonly opening?: NewLeadDraft; readonly known?: KnownPerson }> {
  try {
    const campaign = await campaignOf(parts, inquiry.campaignId);
    const known = await loadKnown(parts, inquiry);
    const isAttached = known.newest && (known.newest.state !== 'closed' || hasInquiry(known.newest, inquiry));
    return isAttached ? { known } : { opening: openingOf(parts, campaign, inquiry, known) };
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    parts.log.error({ err: error, inquiryId: inquiry.id }, 'an inquiry could not open a lead at once');
    return {};
  }
}

/** Usually all that is needed: their open lead, their last one, or neither. Suspected spam matches no one. */
async function loadKnown(parts: Parts, inquiry: Inquiry): Promise<KnownPerson> {
  if (isSpam(inquiry)) return UNKNOWN;
  const { tel } = inquiry.person;
  if (tel !== undefined) return parts.leads.ofNumber(tel);
  return { ...UNKNOWN, newest: await parts.leads.openByKey(personKey(inquiry)) };
}

/** Returns the ID of the lead that the inquiry now belongs to. `known`: what was just read about the person. */
export async function attachInquiry(
  parts: Parts,
  inquiry: Inquiry,
  onCall: CallFactsOfLead = {},
  known?: KnownPerson,
): Promise<string> {
  const leadId = await findOrOpen(parts, inquiry, onCall, known ?? (await loadKnown(parts, inquiry)));
  await parts.inquiries.attach(inquiry.id, leadId);
  return leadId;
}

async function findOrOpen(
  parts: Parts,
  inquiry: Inquiry,
  onCall: CallFactsOfLead,
  known: KnownPerson,
): Promise<string> {
  const campaign = await campaignOf(parts, inquiry.campaignId);
  const leadId = leadIdOf(inquiry);
  // Suspected spam never touches a real person's lead: it gets its own, closed for review.
  if (isSpam(inquiry)) {
    await createLead(parts, inquiry, openingOf(parts, campaign, inquiry, UNKNOWN, onCall));
    return leadId;
  }
  // Attached before, but a crash kept the inquiry from recording it.
  if (known.newest && hasInquiry(known.newest, inquiry)) return known.newest.id;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const openOne = round > 0 ? await parts.leads.openByKey(personKey(inquiry)) : openOrNull(known.newest);
    if (openOne) {
      const changed = await changeLead(parts, openOne.id, inquiryEvent(inquiry, onCall));
      if (changed.ok) return openOne.id;
      continue; // The lead was closed meanwhile: retry.
    }
    const isThere = await createLead(parts, inquiry, openingOf(parts, campaign, inquiry, known, onCall));
    if (isThere) return leadId;
  }
  throw new PlainError('Gave up attaching the inquiry after too many conflicting updates.');
}

function openOrNull(lead: Lead | null): Lead | null {
  return lead?.state === 'closed' ? null : lead;
}

function hasInquiry(lead: Lead, inquiry: Inquiry): boolean {
  return lead.inquiries.some(({ id }) => id === inquiry.id);
}

function isSpam({ spamReasons }: Inquiry): boolean {
  return spamReasons.length > 0;
}

/** Derived from the inquiry's ID, so that a crash after the write can't open a second lead. */
function leadIdOf({ id }: Inquiry): string {
  return `ld_${id}`;
}

function openingOf(
  parts: Parts,
  campaign: Campaign,
  inquiry: Inquiry,
  { newest, doNotCallSince, askedNotToBeCalledAt }: KnownPerson,
  onCall: CallFactsOfLead = {},
): NewLeadDraft {
  // The agent who talked with them last may know what they want.
  const firstTouch = newest ? firstArrival(newest) : undefined;
  const knownAgentId = newest?.lastTalk?.agentId ?? newest?.knownAgentId;
  const { person } = inquiry;
  const consent = consentOf(inquiry);
  const relationship = newest && relationshipWith(newest, { person, consent, askedNotToBeCalledAt });
  const change = openLead(
    {
      id: leadIdOf(inquiry),
      inquiry: summaryOf(inquiry),
      consent,
      ...(relationship && { relationship }),
      facts: {
        person,
        answers: inquiry.answers,
        ...(firstTouch && { firstTouch }),
        ...factsOf(onCall),
      },
      spamReasons: inquiry.spamReasons,
      ...(newest && { previousLeadId: newest.id }),
      ...(knownAgentId !== undefined && { knownAgentId }),
      suspectedDuplicateIds: [],
      ...(newest?.differentFromIds && { differentFromIds: newest.differentFromIds }),
      ...(inquiry.imported && { imported: inquiry.imported }),
    },
    {
      ...contextWithoutLists(parts, campaign),
      ...registryOf(parts, inquiry),
      doNotCallSince,
      ...(newest && { numberAttempts: newest.attempts }),
    },
  );
  return { campaign, change };
}

function registryOf(parts: Parts, { person: { tel } }: Inquiry): Pick<Context, 'registry'> {
  return tel === undefined ? {} : { registry: parts.registry.statusOf(tel, parts.clock.now()) };
}

/** False if the person has another open lead. */
async function createLead(parts: Parts, inquiry: Inquiry, opening: NewLeadDraft): Promise<boolean> {
  const created = await parts.leads.create(opening.change);
  if (created.kind !== 'done') return (await parts.leads.byId(leadIdOf(inquiry))) !== null;
  await afterOpening(parts, inquiry, opening, created.loaded);
  return true;
}

async function afterOpening(
  parts: Parts,
  inquiry: Inquiry,
  { campaign, change }: NewLeadDraft,
  loaded: Loaded,
): Promise<void> {
  await afterChange(parts, null, change, { campaign, loaded });
  const isHistory = inquiry.imported?.mode === 'history';
  if (!isSpam(inquiry) && !isHistory) await linkDuplicates(parts, change.lead);
}

/** A new lead stores the language with its person. */
function factsOf({ language: _language, ...facts }: CallFactsOfLead): Omit<CallFactsOfLead, 'language'> {
  return facts;
}

/**
 * Links the lead with those of the same email address and another number. Runs after the lead is stored, so that of two
 * simultaneous leads at least one finds the other.
 */
export async function linkDuplicates(parts: Parts, lead: Lead): Promise<void> {
  const { email, tel } = lead.person;
  if (email === undefined) return;
  const sameMail = await parts.leads.byEmail(email, MAX_DUPLICATES);
  const others = sameMail.filter((one) => one.id !== lead.id && one.person.tel !== tel && !isSuperseded(one));
  for (const other of others) await linkSuspects(parts, lead, other);
}

/** Makes both suspected duplicates of each other, unless a supervisor said that they are two people. */
export async function linkSuspects(parts: Parts, one: Lead, other: Lead): Promise<void> {
  await changeLead(parts, one.id, { kind: 'duplicateSuspected', other: suspectOf(other) });
  await changeLead(parts, other.id, { kind: 'duplicateSuspected', other: suspectOf(one) });
}

function summaryOf({ id, kind, receivedAt, campaignId, interest, message, source, callAt }: Inquiry): InquirySummary {
  return {
    id,
    kind,
    at: receivedAt,
    campaignId,
    ...(interest !== undefined && { interest }),
    ...(message !== undefined && { message }),
    ...(Object.keys(source).length > 0 && { source }),
    ...(callAt !== undefined && { callAt }),
  };
}

function consentOf({ id, kind, receivedAt, consent }: Inquiry): Consent {
  const { call, now, text, email, wordingVersion } = consent;
  const { givenAt = receivedAt, basis = isOwnBasis(kind) ? 'inquiry' : undefined, until } = consent;
  return {
    inquiryId: id,
    at: givenAt,
    call,
    now,
    text,
    email,
    wordingVersion,
    ...(basis !== undefined && { basis }),
    ...(until !== undefined && { until }),
  };
}
