/**
 * Searches leads. Names, numbers and email addresses are personal data and come in a body. A query string is for
 * programs and for criteria that reveal nothing about a person.
 */
import joi from 'joi';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { OPEN_STATES, type LeadState } from '../../core/vocabulary/states.ts';
import { OUTCOMES, type Outcome } from '../../core/vocabulary/outcomes.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { LeadQuery } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { LeadList } from '../../shared/api.ts';
import { maySee } from '../../usecases/lead/leadVisibility.ts';
import { presentRows } from '../../usecases/present/leadRow.ts';
import { route, type Route } from '../plumbing/route.ts';
import { CODE } from '../plumbing/validate.ts';
import { mayActAs } from '../session/access.ts';

/** A date in a URL. With this many digits at most, every value is in the calendar’s range (LAST_MOMENT). */
export const MOMENT = joi.string().pattern(/^\d{1,14}$/, 'a moment in milliseconds since 1970');
/** As in a URL, every value is text. */
export const SEARCH = joi.object<SearchParams>({
  q: joi.string().max(200).allow(''),
  receipt: CODE.max(200),
  state: joi.string().valid(...OPEN_STATES, 'closed'),
  outcome: joi.string().valid(...OUTCOMES),
  campaign: CODE.max(200),
  owner: CODE.max(200),
  from: MOMENT,
  to: MOMENT,
  cursor: joi.string().pattern(/^\d{1,14}_[\w-]{1,200}$/, 'a cursor from an earlier answer'),
  limit: joi.string().pattern(/^\d{1,3}$/, 'a number up to 200'),
});
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** The criteria of a search, valid one by one. */
export type SearchParams = Readonly<
  Partial<
    Record<'q' | 'receipt' | 'state' | 'outcome' | 'campaign' | 'owner' | 'from' | 'to' | 'cursor' | 'limit', string>
  >
>;

const READERS = { role: 'agent', orKey: 'leads:read' } as const;

export function leadSearchRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads',
      who: READERS,
      summary: 'Search leads: ?q=, receipt, state, outcome, campaign, owner, from, to, cursor, limit.',
      query: SEARCH,
      reply: { 200: 'OK.' },
      run: ({ parts, user, query }) => search(parts, query, user),
    }),
    route({
      method: 'post',
      path: '/api/leads/search',
      who: READERS,
      summary: 'The same search with its criteria in the body, which keeps personal data out of URLs.',
      body: SEARCH,
      reply: { 200: 'OK.' },
      run: ({ parts, user, body }) => search(parts, body, user),
    }),
  ];
}

async function search(parts: Parts, criteria: SearchParams, user: User): Promise<LeadList | Failure> {
  const asked = leadQuery(criteria, user);
  if ('ok' in asked) return asked;
  const { items, next } =
    asked.receipt === undefined ? await parts.leads.search(asked.query) : await byReceipt(parts, asked.receipt);
  const seen = await Promise.all(items.map((lead) => maySee(parts, user, lead)));
  const visible = items.filter((_lead, at) => seen[at]);
  return { leads: await presentRows(parts, visible, user), next };
}

/** The query, limited to what the user may see: an agent searches only the leads they have or had. */
export function leadQuery(asked: SearchParams, user: User): { query: LeadQuery; receipt?: string } | Failure {
  const { q, receipt, state, outcome, campaign, owner, from, to, cursor, limit } = asked;
  if (from !== undefined && to !== undefined && Number(from) >= Number(to)) {
    return failure('bad-input', 'The end date is before the start date.', { mistakes: [mistake('to', 'endsBefore')] });
  }
  const agentId = mayActAs(user, 'supervisor') ? owner : user.id;
  const query = {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state: state as LeadState }),
    ...(outcome !== undefined && { outcome: outcome as Outcome }),
    ...(campaign !== undefined && { campaignId: campaign }),
    ...(agentId !== undefined && { agentId }),
    ...(from !== undefined && { from: Number(from) }),
    ...(to !== undefined && { to: Number(to) }),
    ...(cursor !== undefined && { cursor }),
    limit: limitOf(limit),
  };
  return { query, ...(receipt !== undefined && { receipt }) };
}

export function limitOf(limit: string | undefined): number {
  return Math.min(MAX_LIMIT, Math.max(1, Number(limit ?? DEFAULT_LIMIT)));
}

async function byReceipt(parts: Parts, receiptId: string): Promise<{ items: readonly Lead[]; next: null }> {
  const inquiry = await parts.inquiries.byReceipt(receiptId);
  const lead = inquiry?.leadId === undefined ? null : await parts.leads.byId(inquiry.leadId);
  return { items: lead ? [lead] : [], next: null };
}
