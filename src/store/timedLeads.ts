/**
 * How soon the leads of the last hour were in conversation, for speed budgets. In memory, from facts: this node's at
 * once, other nodes' by one read a minute. Nothing is read or kept until someone asks. Open leads are kept one by one;
 * closed ones as a number each, once no other node's fact about them can be missing.
 */
import type { Fact } from '../core/lead/facts.ts';
import { leadIdOf } from '../core/report/leadLine.ts';
import { addToTiming, startTiming, timedLeadOf, TIMING_KINDS, type LeadTiming } from '../core/report/leadTiming.ts';
import { ClosedArrivals } from '../core/routing/closedArrivals.ts';
import type { SpeedObjective } from '../core/routing/policy.ts';
import { BUDGET_HOUR_MS, budgetOf, countSpeed, type SpeedBudget, type TimedLead } from '../core/routing/speedBudget.ts';
import { MINUTE, SECOND, type Moment } from '../core/vocabulary/time.ts';
import type { SpeedBudgets } from '../ports/facts.ts';

/** The age of other nodes' facts. */
const READ_EVERY_MS = MINUTE;
/** Routing asks at every pass; within a second the answer hardly changes. */
const COUNT_EVERY_MS = SECOND;
/** When no one has asked for this long, everything is dropped, and read again when someone asks. */
const FORGET_AFTER_MS = 10 * MINUTE;

export interface TimedLeads {
  /** A fact that this node wrote. */
  count(fact: Fact): void;
  /** Leads that arrived within the hour before `now` and were to be called as soon as possible. */
  budgets(now: Moment): Promise<SpeedBudgets>;
  /** How many open and closed leads are in memory. */
  kept(): { readonly open: number; readonly closed: number };
}

export interface ReadTimings {
  /** Facts since then, in batches. */
  read(since: Moment): AsyncIterable<readonly Fact[]>;
  /** Another node's facts may be written this much later than they happened. */
  readonly overlapMs: number;
}

interface KnownBudget {
  readonly objective: SpeedObjective;
  readonly second: number;
  readonly budget: SpeedBudget;
}

export function timedLeads({ read, overlapMs }: ReadTimings): TimedLeads {
  const open = new Map<string, LeadTiming>();
  const closed = new Map<string, ClosedArrivals>();
  const budgets = new Map<string, KnownBudget>();
  let openNow: { readonly second: number; readonly byCampaign: ReadonlyMap<string, readonly TimedLead[]> } | null =
    null;
  let readAt = Number.NEGATIVE_INFINITY;
  let newest: Moment = 0;
  let reading: Promise<void> | null = null;

  function count(fact: Fact): void {
    if (!TIMING_KINDS.includes(fact.kind)) return;
    const id = leadIdOf(fact);
    const timing = open.get(id) ?? startTiming();
    open.set(id, timing);
    addToTiming(timing, fact);
  }

  function settle(now: Moment): void {
    for (const [id, timing] of open) {
      const { opened, closed: end } = timing;
      const isOld = (opened?.at ?? end?.at ?? now) <= now - BUDGET_HOUR_MS;
      // Facts of a lead that closed before are not read again.
      const isFinal = opened !== undefined && end !== undefined && end.at < newest - overlapMs;
      if (!isOld && !isFinal) continue;
      open.delete(id);
      const lead = timedLeadOf(timing);
      if (isOld || !lead || !opened) continue;
      const arrivals = closed.get(opened.campaignId) ?? new ClosedArrivals();
      closed.set(opened.campaignId, arrivals);
      arrivals.add(lead);
    }
    for (const arrivals of closed.values()) arrivals.forget(now);
  }

  async function readNewFacts(now: Moment): Promise<void> {
    const since = readAt === Number.NEGATIVE_INFINITY ? now - BUDGET_HOUR_MS : newest - overlapMs;
    newest = Math.max(newest, now - BUDGET_HOUR_MS);
    for await (const facts of read(since))
      for (const fact of facts) {
        count(fact);
        newest = Math.max(newest, fact.at);
      }
    readAt = performance.now();
    settle(now);
  }

  function forgetIfUnused(): void {
    if (reading || performance.now() - readAt < FORGET_AFTER_MS) return;
    open.clear();
    closed.clear();
    readAt = Number.NEGATIVE_INFINITY;
  }

  function budgetNow(campaignId: string, objective: SpeedObjective, now: Moment): SpeedBudget {
    const second = Math.floor(now / COUNT_EVERY_MS);
    const known = budgets.get(campaignId);
    if (known?.second === second && known.objective === objective) return known.budget;
    const done = closed.get(campaignId)?.count(objective.withinMs, now) ?? { decided: 0, missed: 0 };
    if (openNow?.second !== second) openNow = { second, byCampaign: openByCampaign() };
    const ofOpen = countSpeed(openNow.byCampaign.get(campaignId) ?? [], objective, now);
    const sum = { decided: done.decided + ofOpen.decided, missed: done.missed + ofOpen.missed };
    const budget = budgetOf(sum, objective);
    budgets.set(campaignId, { objective, second, budget });
    return budget;
  }

  function openByCampaign(): ReadonlyMap<string, readonly TimedLead[]> {
    const leads = new Map<string, TimedLead[]>();
    for (const timing of open.values()) {
      const lead = timedLeadOf(timing);
      if (!lead || !timing.opened) continue;
      const { campaignId } = timing.opened;
      const known = leads.get(campaignId);
      if (known) known.push(lead);
      else leads.set(campaignId, [lead]);
    }
    return leads;
  }

  return {
    count(fact) {
      forgetIfUnused();
      if (reading || readAt > Number.NEGATIVE_INFINITY) count(fact);
    },
    async budgets(now) {
      forgetIfUnused();
      if (performance.now() - readAt >= READ_EVERY_MS) {
        reading ??= readNewFacts(now).finally(() => (reading = null));
        // What is known is used in the meantime; routing doesn’t wait for a read.
        if (readAt === Number.NEGATIVE_INFINITY) await reading;
        else reading.catch(() => undefined);
      }
      return (campaignId, objective) => budgetNow(campaignId, objective, now);
    },
    kept: () => ({
      open: open.size,
      closed: [...closed.values()].reduce((sum, arrivals) => sum + arrivals.size, 0),
    }),
  };
}
