/**
 * Searches leads. Names, numbers and email addresses are personal data and come in a body. A query string is for
 * programs and for criteria that reveal nothing about a person.
 */
import { Router, type Response } from 'express';
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
import { presentRows } from '../../usecases/present/leadRow.ts';
import { maySee } from '../../usecases/lead/leadVisibility.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { requireScopeOrRole } from '../session/apiKey.ts';
import { mayActAs, userOf } from '../session/session.ts';
import { CODE, validate } from '../plumbing/validate.ts';

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

type SearchParams = Readonly<
  Partial<
    Record<'q' | 'receipt' | 'state' | 'outcome' | 'campaign' | 'owner' | 'from' | 'to' | 'cursor' | 'limit', string>
  >
>;

export function leadSearchRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/leads', requireScopeOrRole('leads:read'), (req, res) => search(parts, req.query, res));
  router.post('/api/leads/search', requireScopeOrRole('leads:read'), (req, res) => search(parts, req.body, res));
  return router;
}

async function search(parts: Parts, given: unknown, res: Response): Promise<void> {
  const user = userOf(res);
  const asked = leadQuery(given, user);
  if ('ok' in asked) return sendProblem(res, asked);
  const { items, next } =
    asked.receipt === undefined ? await parts.leads.search(asked.query) : await byReceipt(parts, asked.receipt);
  const seen = await Promise.all(items.map((lead) => maySee(parts, user, lead)));
  const visible = items.filter((_lead, at) => seen[at]);
  res.json({ leads: await presentRows(parts, visible, user), next } satisfies LeadList);
}

/** The query, limited to what the user may see: an agent searches only the leads they have or had. */
export function leadQuery(given: unknown, user: User): { query: LeadQuery; receipt?: string } | Failure {
  const asked = validate(SEARCH, given);
  if (!asked.ok) return asked;
  const { q, receipt, state, outcome, campaign, owner, from, to, cursor, limit } = asked.value;
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
