/**
 * Searches leads. Names, numbers and email addresses are personal data and come in a body. A query string is for
 * programs and for criteria that reveal nothing about a person.
 */
import joi from 'joi';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { OPEN_STATES, type LeadState } from '../../core/vocabulary/states.ts';
import { OUTCOMES, outcomeWithId } from '../../core/vocabulary/outcomes.ts';
import { detailsWanted } from '../../core/lead/details.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { DETAIL, type FieldAudience } from '../../core/vocabulary/form.ts';
import { SCORE_BANDS, type ScoreBand } from '../../core/vocabulary/score.ts';
import { INQUIRY_SOURCES, type InquirySource } from '../../core/vocabulary/inquirySources.ts';
import { LEAD_SORTS, SearchTooBroad, type LeadQuery, type LeadSort } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { LeadCount, LeadList, LeadOptions } from '../../shared/api.ts';
import { refuseMistakes } from '../../usecases/admin/refusals.ts';
import { maySee } from '../../usecases/lead/leadVisibility.ts';
import { unknownCriteria, unusedCriteria } from '../../usecases/lead/unknownCriteria.ts';
import { presentRows } from '../../usecases/present/leadRow.ts';
import { presentDetail } from '../../usecases/present/profile.ts';
import { inLanguage, presentOutcomes } from '../../usecases/present/wording.ts';
import { isReversed, MOMENT } from '../plumbing/moments.ts';
import { route, type Route } from '../plumbing/route.ts';
import { SOURCE, TAG } from '../../intake/fields.ts';
import { CODE } from '../../intake/validate.ts';
import { mayActAs } from '../session/access.ts';

/** As in a URL, every value is text. */
const CRITERIA = {
  q: joi.string().max(200).allow(''),
  state: joi.string().valid(...OPEN_STATES, 'open', 'closed'),
  outcome: CODE.max(100).custom((id: string, helpers) =>
    outcomeWithId(id) ? id : helpers.error('any.only', { valids: OUTCOMES }),
  ),
  campaign: CODE.max(200),
  owner: CODE.max(200),
  from: MOMENT,
  to: MOMENT,
  source: joi.string().valid(...INQUIRY_SOURCES),
  cameFrom: SOURCE,
  tag: TAG,
  band: joi.string().valid(...SCORE_BANDS),
  missing: CODE.max(60).pattern(DETAIL, 'any, name, email, interest or answers.<field>'),
  dueFrom: MOMENT,
  dueTo: MOMENT,
  sort: joi.string().valid(...LEAD_SORTS),
  cursor: joi.string().pattern(/^-?\d{1,14}_[\w-]{1,200}$/, 'a cursor from an earlier answer'),
  limit: joi.string().pattern(/^\d{1,3}$/, 'a number up to 200'),
};
/** The criteria of a search, valid one by one. */
export type FilterParams = Readonly<Partial<Record<keyof typeof CRITERIA, string>>>;
type SearchParams = FilterParams & { readonly receipt?: string };

/** A receipt finds the lead of its inquiry, whatever else is asked. */
const SEARCH = joi.object<SearchParams>({ ...CRITERIA, receipt: CODE.max(200) });
/** V342: for what reaches everything that is found. Ignoring a receipt there would reach every lead. */
export const FILTERS = joi.object<FilterParams>(CRITERIA);
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
/** Beyond it, no one needs the exact number. */
const COUNTED_AT_MOST = 1001;

const READERS = { role: 'agent', orKey: 'leads:read' } as const;

/** Malformed criteria and those that name something unknown are refused in one answer. */
export const CHECKED = {
  areCriteria: true,
  mistakes: (asked: FilterParams, { parts, user }: { readonly parts: Parts; readonly user: User }) =>
    mistakesOf(parts, asked, user),
} as const;

export function leadSearchRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads',
      who: READERS,
      summary:
        'Search leads: ?q=, receipt, state, outcome, campaign, owner, source, cameFrom, tag, band, missing, from, to, dueFrom, dueTo, sort, cursor, limit.',
      query: SEARCH,
      ...CHECKED,
      reply: { 200: 'OK.' },
      run: ({ parts, user, query }) => search(parts, query, user),
    }),
    route({
      method: 'post',
      path: '/api/leads/search',
      who: READERS,
      summary: 'The same search with its criteria in the body, which keeps personal data out of URLs.',
      body: SEARCH,
      ...CHECKED,
      reply: { 200: 'OK.' },
      run: ({ parts, user, body }) => search(parts, body, user),
    }),
    route({
      method: 'get',
      path: '/api/leads/options',
      who: READERS,
      summary: 'What leads can be filtered by: campaigns and, for supervisors, agents.',
      reply: { 200: 'OK.' },
      run: ({ parts, user }) => options(parts, user),
    }),
    route({
      method: 'post',
      path: '/api/leads/count',
      who: READERS,
      summary: 'How many leads a search finds, up to 1,001; null if counting takes too long.',
      body: FILTERS,
      ...CHECKED,
      reply: { 200: 'OK.' },
      run: async ({ parts, user, body }) => {
        const query = await leadQuery(parts, body, user);
        if ('ok' in query) return query;
        const { limit: _limit, cursor: _cursor, ...criteria } = query;
        return { count: await parts.cards.count(criteria, COUNTED_AT_MOST) } satisfies LeadCount;
      },
    }),
  ];
}

async function search(parts: Parts, { receipt, ...criteria }: SearchParams, user: User): Promise<LeadList | Failure> {
  const query = await leadQuery(parts, criteria, user);
  if ('ok' in query) return query;
  const page = await narrowed(() => (receipt === undefined ? parts.leads.search(query) : byReceipt(parts, receipt)));
  if ('ok' in page) return page;
  const { items, next } = page;
  const seen = await Promise.all(items.map((lead) => maySee(parts, user, lead)));
  const visible = items.filter((_lead, at) => seen[at]);
  const isEmpty = items.length === 0 && query.cursor === undefined;
  const unknown = isEmpty ? await unusedCriteria(parts, query) : [];
  return {
    leads: await presentRows(parts, visible, user, audienceOf(user)),
    next,
    ...(unknown.length > 0 && { unknown }),
  };
}

async function options(parts: Parts, user: User): Promise<LeadOptions> {
  const campaigns = (await parts.campaigns.all()).map((campaign) => ({
    id: campaign.id,
    name: inLanguage(campaign.name, user.language),
    details: detailsWanted(campaign, audienceOf(user)).map((path) => presentDetail(campaign, path, user.language)),
  }));
  const outcomes = presentOutcomes(await parts.business.known(), user.language);
  if (!mayActAs(user, 'supervisor')) return { campaigns, outcomes, agents: [] };
  const ids = (await parts.agents.all()).map(({ id }) => id);
  const names = await parts.users.names(ids);
  return { campaigns, outcomes, agents: ids.map((id) => ({ id, name: names.get(id) ?? id })) };
}

/** The result of a search, or that it needs another filter. */
export async function narrowed<T extends object>(run: () => Promise<T>): Promise<T | Failure> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof SearchTooBroad)) throw error;
    return failure('too-broad', 'This search reads too many leads. Add a filter, such as a campaign or a date.');
  }
}

/** The query, limited to what the user may see. V338: refused if it can’t be asked. */
export async function leadQuery(parts: Parts, asked: FilterParams, user: User): Promise<LeadQuery | Failure> {
  return refusalOf(await mistakesOf(parts, asked, user)) ?? queryOf(asked, user);
}

/** An agent searches only the leads they have or had. */
function queryOf(asked: FilterParams, user: User): LeadQuery {
  const { q, state, outcome, campaign, owner, source, cameFrom, tag, band, missing } = asked;
  const { from, to, dueFrom, dueTo, sort, cursor, limit } = asked;
  const agentId = mayActAs(user, 'supervisor') ? owner : user.id;
  return {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state: state as LeadState | 'open' }),
    ...(outcome !== undefined && outcomeWithId(outcome)),
    ...(campaign !== undefined && { campaignId: campaign }),
    ...(agentId !== undefined && { agentId }),
    ...(from !== undefined && { from: Number(from) }),
    ...(to !== undefined && { to: Number(to) }),
    ...(source !== undefined && { source: source as InquirySource }),
    ...(cameFrom !== undefined && { cameFrom }),
    ...(tag !== undefined && { tag }),
    ...(band !== undefined && { band: band as ScoreBand }),
    ...(missing !== undefined && { lacks: { detail: missing, audience: audienceOf(user) } }),
    ...(dueFrom !== undefined && { dueFrom: Number(dueFrom) }),
    ...(dueTo !== undefined && { dueTo: Number(dueTo) }),
    ...(sort !== undefined && { sort: sort as LeadSort }),
    ...(cursor !== undefined && { cursor }),
    limit: limitOf(limit),
  };
}

/** V338: what a search names that doesn’t exist, and periods that end before they begin. */
export async function mistakesOf(parts: Parts, asked: FilterParams, user: User): Promise<readonly Mistake[]> {
  const { outcome, campaign, owner, missing, from, to, dueFrom, dueTo } = asked;
  const reversed = [...(isReversed(from, to) ? ['to'] : []), ...(isReversed(dueFrom, dueTo) ? ['dueTo'] : [])];
  const unknown = await unknownCriteria(parts, {
    ...(outcome !== undefined && outcomeWithId(outcome)),
    ...(campaign !== undefined && { campaignId: campaign }),
    ...(missing !== undefined && { lacks: { detail: missing, audience: audienceOf(user) } }),
    ...(owner !== undefined && { owner }),
    ...(!mayActAs(user, 'supervisor') && { agentOnly: user.id }),
  });
  return [...reversed.map((field) => mistake(field, 'endsBefore')), ...unknown];
}

/** null without a mistake. */
export function refusalOf(mistakes: readonly Mistake[]): Failure | null {
  return mistakes.length === 0 ? null : refuseMistakes(mistakes, '');
}

function audienceOf(user: User): FieldAudience {
  return mayActAs(user, 'supervisor') ? 'supervisors' : 'agents';
}

export function limitOf(limit: string | undefined): number {
  return Math.min(MAX_LIMIT, Math.max(1, Number(limit ?? DEFAULT_LIMIT)));
}

async function byReceipt(parts: Parts, receiptId: string): Promise<{ items: readonly Lead[]; next: null }> {
  const inquiry = await parts.inquiries.byReceipt(receiptId);
  const lead = inquiry?.leadId === undefined ? null : await parts.leads.byId(inquiry.leadId);
  return { items: lead ? [lead] : [], next: null };
}
