/**
 * Recomputes a month's distribution of leads from what is stored: each decision against its own ranks and draws, the
 * policy version it names, and the agents as they were; and how even the offers were. Reads in windows, changes nothing.
 */
import type { Policy } from '../../core/routing/policy.ts';
import { checkDecision, MISSING, type Disagreement, type Missing } from '../../core/routing/checkDecision.ts';
import { EvennessCount, type PoolEvenness } from '../../core/routing/evenness.ts';
import type { Decision } from '../../core/routing/decision.ts';
import { dayStart, type LocalDate } from '../../core/report/localDays.ts';
import { HOUR, MINUTE, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { policiesSince } from '../admin/routingPolicy.ts';
import { businessZone } from '../floor/businessDay.ts';
import { profilesSince } from './rosters.ts';

const WINDOW_MS = 6 * HOUR;
/** A decision and the fact of its offer are stored together, with two readings of the clock. */
const FACT_WITHIN_MS = MINUTE;
const LEADS_AT_ONCE = 200;
const MOST_LISTED = 100;

export interface Agreement {
  agree: number;
  disagree: number;
}

export interface DisagreeingDecision {
  readonly leadId: string;
  readonly epoch: number;
  readonly at: Moment;
  readonly disagreements: readonly Disagreement[];
}

export interface Fairness {
  readonly from: Moment;
  readonly until: Moment;
  readonly zone: string;
  readonly decisions: number;
  /** Decided by a draw, by the order alone, and those that found no one. */
  readonly drawn: Agreement;
  readonly ordered: Agreement;
  readonly foundNoOne: Agreement;
  /** Not checked in full, by what is missing; an earlier version recorded less. */
  readonly notRecomputable: Readonly<Record<Missing, number>>;
  /** The first of them. */
  readonly disagreeing: readonly DisagreeingDecision[];
  readonly pools: readonly PoolEvenness[];
}

type FairnessParts = Pick<
  Parts,
  'business' | 'campaigns' | 'reports' | 'decisions' | 'leads' | 'users' | 'agents' | 'audit' | 'facts'
>;

/** `first`: of the month, in the business's time zone. */
export async function checkFairness(parts: FairnessParts, first: LocalDate): Promise<Fairness> {
  const zone = await businessZone(parts);
  const [from, until] = [dayStart(first, zone), dayStart(nextMonth(first), zone)];
  const [campaigns, profilesOf] = await Promise.all([parts.campaigns.all(), profilesSince(parts, from)]);
  const policies = new Map<string, ReadonlyMap<number, Policy>>();
  for (const { id } of campaigns) policies.set(id, await policiesSince(parts, id, from));
  // This node's own facts are readable.
  await parts.facts.known([]);
  const sums = {
    drawn: { agree: 0, disagree: 0 },
    ordered: { agree: 0, disagree: 0 },
    foundNoOne: { agree: 0, disagree: 0 },
  };
  const notRecomputable = Object.fromEntries(MISSING.map((name) => [name, 0])) as Record<Missing, number>;
  const disagreeing: DisagreeingDecision[] = [];
  const evenness = new EvennessCount();
  let count = 0;
  for (let at = from; at < until; at += WINDOW_MS) {
    for (const { decision, campaignId } of await decisionsIn(parts, at, Math.min(until, at + WINDOW_MS))) {
      count += 1;
      const policy = policies.get(campaignId)?.get(decision.policyVersion);
      const { disagreements, missing } = checkDecision(decision, {
        policy,
        profilesOf: (agentId) => profilesOf(agentId, decision.at),
      });
      for (const reason of missing) notRecomputable[reason] += 1;
      const { leadId, epoch } = decision;
      if (disagreements.length > 0 && disagreeing.length < MOST_LISTED)
        disagreeing.push({ leadId, epoch, at: decision.at, disagreements });
      if (disagreements.length > 0) sums[kindOf(decision)].disagree += 1;
      else if (missing.length === 0) sums[kindOf(decision)].agree += 1;
      evenness.add(decision, campaignId, policy);
    }
  }
  return { from, until, zone, decisions: count, ...sums, notRecomputable, disagreeing, pools: evenness.pools() };
}

function kindOf({ winners }: Decision): 'drawn' | 'ordered' | 'foundNoOne' {
  if (winners.length === 0) return 'foundNoOne';
  return winners.some(({ draw }) => draw !== undefined) ? 'drawn' : 'ordered';
}

/** In the order in which they were made. */
async function decisionsIn(parts: Pick<Parts, 'reports' | 'decisions' | 'leads'>, from: Moment, until: Moment) {
  const { leadIds } = await parts.reports.leadsWithFacts(from - FACT_WITHIN_MS, until + FACT_WITHIN_MS);
  const all: { readonly decision: Decision; readonly campaignId: string }[] = [];
  for (let start = 0; start < leadIds.length; start += LEADS_AT_ONCE) {
    const ids = leadIds.slice(start, start + LEADS_AT_ONCE);
    const [decisions, leads] = await Promise.all([parts.decisions.ofLeads(ids), parts.leads.byIds(ids)]);
    const campaignOf = new Map(leads.map(({ id, campaignId }) => [id, campaignId]));
    for (const decision of decisions) {
      const isWithin = decision.at >= from && decision.at < until;
      if (isWithin) all.push({ decision, campaignId: campaignOf.get(decision.leadId) ?? '' });
    }
  }
  return all.sort((one, other) => one.decision.at - other.decision.at || one.decision.epoch - other.decision.epoch);
}

function nextMonth(first: LocalDate): LocalDate {
  const [year = 0, month = 0] = first.split('-').map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}
