/**
 * Exports the leads of a search as table rows, page by page, to limit memory. Each lead is read with its page; leads
 * that arrive in the meantime are not included.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { FormField } from '../../core/vocabulary/form.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { contactQuestion } from '../../core/callback/planPromise.ts';
import { mayContact, permissionsIn } from '../../core/law/mayContact.ts';
import type { RefusalReason } from '../../core/vocabulary/contact.ts';
import { firstArrival, lastArrival, openingTouch } from '../../core/lead/touches.ts';
import { decimalsOf } from '../../core/vocabulary/money.ts';
import { sourceIn, splitTags } from '../../core/vocabulary/touch.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { spacedNumber } from '../../intake/numbers.ts';
import type { Page } from '../../ports/basics.ts';
import type { LeadQuery } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf, contextOf, currencyFor } from './context.ts';
import { ownerOf } from '../present/leadRow.ts';
import { answerText, presentAnswers } from '../present/profile.ts';
import { surveyCells, surveyColumns, surveyLines } from '../present/survey.ts';
import { inLanguage, interestLabel, outcomeName } from '../present/wording.ts';

export const EXPORT_COLUMNS = [
  'id',
  'name',
  'phone',
  'phone_withheld',
  'email',
  'campaign',
  'interest',
  'message',
  'answers',
  'state',
  'outcome',
  'agent',
  'arrived_at',
  'arrived_local',
  'zone',
  'closed_at',
  'callback_due_at',
  'attempts',
  'may_call',
  'consent_at',
  'note',
  'tags',
  'arrived_by',
  'source',
  'first_touch_at',
  'first_source',
  'dialed_number',
  'page',
  'referrer',
  'landing_page',
  'utm',
  'click_ids',
  'last_touch_at',
  'last_source',
  'last_dialed_number',
  'last_page',
  'last_referrer',
  'last_landing_page',
  'last_utm',
  'last_click_ids',
  'outcome_name',
  'sale_value',
  'sale_currency',
  'survey',
] as const;
type Row = Readonly<Record<(typeof EXPORT_COLUMNS)[number], string>>;

/** Of one campaign's leads, also a column for each of its own fields and each question of its survey. */
export async function exportColumns(
  { campaigns }: Pick<Parts, 'campaigns'>,
  { campaignId }: Pick<LeadQuery, 'campaignId'>,
  language: Language,
): Promise<readonly string[]> {
  const campaign = campaignId === undefined ? null : await campaigns.byId(campaignId);
  if (!campaign) return EXPORT_COLUMNS;
  const fields = campaign.fields.map((field) => answerColumn(field, language));
  return [...EXPORT_COLUMNS, ...fields, ...surveyColumns(campaign, language)];
}

/** An import reads the heading without what is in parentheses, which keeps fields with the same words apart. */
function answerColumn({ name, label }: FormField, language: Language): string {
  return `${inLanguage(label, language)} (${name})`;
}

function answerCells(campaign: Campaign, { answers }: Lead, language: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(
    campaign.fields.map((field) => [
      answerColumn(field, language),
      answerText(campaign, field.name, answers[field.name], language),
    ]),
  );
}

const PAGE = 200;
/** Numbers that may never be called are not exported. */
const FOR_GOOD: readonly RefusalReason[] = ['do-not-call', 'not-in-service', 'no-permission', 'registry-listed'];

/** What a search finds, or these leads, in this order. */
export type Exported = Omit<LeadQuery, 'cursor' | 'limit'> | { readonly leadIds: readonly string[] };

export async function* exportLeads(parts: Parts, wanted: Exported, language: Language): AsyncGenerator<Row> {
  for await (const leads of 'leadIds' in wanted ? named(parts, wanted.leadIds) : found(parts, wanted)) {
    const names = await parts.users.names(leads.map(ownerOf).filter((id) => id !== undefined));
    for (const lead of leads) {
      const campaign = await campaignOf(parts, lead.campaignId);
      const owner = ownerOf(lead);
      const business = await parts.business.known();
      yield rowOf(lead, campaign, language, {
        outcome_name: lead.state === 'closed' ? outcomeName(business, lead, language) : '',
        ...(await saleOf(parts, lead, campaign)),
        agent: owner === undefined ? '' : (names.get(owner) ?? owner),
        ...(await numberOf(parts, lead, campaign)),
        ...permissionOf(lead, parts.clock.now()),
      });
    }
  }
}

async function* found(parts: Parts, query: Omit<LeadQuery, 'cursor' | 'limit'>): AsyncGenerator<readonly Lead[]> {
  let cursor: string | null = null;
  do {
    const page: Page<Lead> = await parts.leads.search({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) });
    yield page.items;
    cursor = page.next;
  } while (cursor !== null);
}

async function* named(parts: Parts, ids: readonly string[]): AsyncGenerator<readonly Lead[]> {
  for (let start = 0; start < ids.length; start += PAGE) {
    const some = ids.slice(start, start + PAGE);
    const leads = new Map((await parts.leads.byIds(some)).map((lead) => [lead.id, lead]));
    yield some.map((id) => leads.get(id)).filter((lead) => lead !== undefined);
  }
}

function rowOf(
  lead: Lead,
  campaign: Campaign,
  language: Language,
  known: Pick<
    Row,
    'outcome_name' | 'sale_value' | 'sale_currency' | 'agent' | 'phone' | 'phone_withheld' | 'may_call' | 'consent_at'
  >,
): Row {
  const { zone } = campaign.hours;
  return {
    ...known,
    id: lead.id,
    name: lead.person.name,
    email: lead.person.email ?? '',
    campaign: inLanguage(campaign.name, language),
    interest: lead.interest === undefined ? '' : interestLabel(campaign, lead.interest, language),
    message: lead.message ?? '',
    answers: presentAnswers(campaign, lead, language)
      .map(({ label, value }) => `${label}: ${value}`)
      .join('; '),
    state: lead.state,
    outcome: lead.state === 'closed' ? lead.outcome : '',
    arrived_at: iso(lead.createdAt),
    arrived_local: localTime(lead.createdAt, zone),
    zone,
    closed_at: lead.state === 'closed' ? iso(lead.closedAt) : '',
    callback_due_at: lead.promise ? iso(lead.promise.dueAt) : '',
    attempts: String(lead.attempts.length),
    note: lead.note ?? '',
    tags: (lead.tags ?? []).join(', '),
    ...answerCells(campaign, lead, language),
    ...surveyCells(campaign, lead, language),
    survey: surveyLines(campaign, lead, language).join('; '),
    arrived_by: lead.inquiries[0]?.kind ?? '',
    source: sourceIn(openingTouch(lead)) ?? '',
    ...touchesOf(lead),
  };
}

/** The customer's first and last touch; the same if they sent one inquiry. */
function touchesOf(lead: Lead) {
  const [first, last] = [firstArrival(lead), lastArrival(lead)];
  const [firstSource, lastSource] = [first?.source ?? {}, last?.source ?? {}];
  return {
    first_touch_at: first ? iso(first.at) : '',
    first_source: sourceIn(firstSource) ?? '',
    dialed_number: firstSource.dialed === undefined ? '' : spacedNumber(firstSource.dialed),
    page: firstSource.page ?? '',
    referrer: firstSource.referrer ?? '',
    landing_page: firstSource.landing ?? '',
    utm: listed(splitTags(firstSource.utm).tags),
    click_ids: listed(splitTags(firstSource.utm).clicks),
    last_touch_at: last ? iso(last.at) : '',
    last_source: sourceIn(lastSource) ?? '',
    last_dialed_number: lastSource.dialed === undefined ? '' : spacedNumber(lastSource.dialed),
    last_page: lastSource.page ?? '',
    last_referrer: lastSource.referrer ?? '',
    last_landing_page: lastSource.landing ?? '',
    last_utm: listed(splitTags(lastSource.utm).tags),
    last_click_ids: listed(splitTags(lastSource.utm).clicks),
  };
}

function listed(tags: readonly (readonly [string, string])[]): string {
  return tags.map(([name, value]) => `${name}: ${value}`).join('; ');
}

async function saleOf(
  parts: Parts,
  lead: Lead,
  campaign: Campaign,
): Promise<Pick<Row, 'sale_value' | 'sale_currency'>> {
  if (lead.state !== 'closed' || lead.saleValue === undefined) return { sale_value: '', sale_currency: '' };
  const currency = await currencyFor(parts, campaign);
  return { sale_value: lead.saleValue.toFixed(decimalsOf(currency)), sale_currency: currency };
}

function permissionOf({ consents }: Lead, now: Moment): Pick<Row, 'may_call' | 'consent_at'> {
  const permitted = permissionsIn(consents, now);
  return {
    may_call: permitted?.call || permitted?.now ? 'yes' : 'no',
    consent_at: permitted ? iso(permitted.at) : '',
  };
}

async function numberOf(parts: Parts, lead: Lead, campaign: Campaign): Promise<Pick<Row, 'phone' | 'phone_withheld'>> {
  const { tel } = lead.person;
  if (tel === undefined) return { phone: '', phone_withheld: 'no-number' };
  const verdict = mayContact(contactQuestion(lead, await contextOf(parts, campaign, tel)));
  const isWithheld = !verdict.allowed && FOR_GOOD.includes(verdict.reason);
  return isWithheld ? { phone: '', phone_withheld: verdict.reason } : { phone: spacedNumber(tel), phone_withheld: '' };
}

function iso(at: Moment): string {
  return new Date(at).toISOString();
}

/** `2026-11-18 10:00:00`, which spreadsheets recognize as a time. */
function localTime(at: Moment, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}
