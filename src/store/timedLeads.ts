/**
 * When the leads of the last hour arrived and were in conversation, for speed budgets. In memory, from facts: this
 * node's at once, other nodes' by one read a minute. Nothing is read or kept until someone asks.
 */
import type { Fact } from '../core/lead/facts.ts';
import { leadIdOf, lineOf } from '../core/report/leadLine.ts';
import { BUDGET_HOUR_MS, type TimedLead } from '../core/routing/speedBudget.ts';
import { MINUTE, SECOND, type Moment } from '../core/vocabulary/time.ts';

/** The age of other nodes' facts. */
const READ_EVERY_MS = MINUTE;
/** Facts that a sweep wrote late are found by then. */
const WHOLE_AGAIN_MS = 10 * MINUTE;

export interface TimedLeads {
  /** A fact that this node wrote. */
  count(fact: Fact): void;
  /** Those of a campaign that arrived within the hour before `now` and were to be called as soon as possible. */
  at(now: Moment): Promise<(campaignId: string) => readonly TimedLead[]>;
}

interface KnownLead {
  readonly facts: Map<string, Fact>;
  /** The first fact’s. */
  readonly since: Moment;
  campaignId?: string;
}

/** `read`: facts since then, with some from before, and no others. */
export function timedLeads(read: (since: Moment) => Promise<readonly Fact[]>): TimedLeads {
  const known = new Map<string, KnownLead>();
  /** By campaign and lead: routing asks at every pass. */
  const timed = new Map<string, Map<string, TimedLead>>();
  let readAt = Number.NEGATIVE_INFINITY;
  let wholeAt = Number.NEGATIVE_INFINITY;
  let newest: Moment = 0;
  let reading: Promise<void> | null = null;

  function forget(id: string, { campaignId }: KnownLead): void {
    if (campaignId !== undefined) timed.get(campaignId)?.delete(id);
  }

  function count(fact: Fact): void {
    if (fact.kind === 'presence') return;
    const id = leadIdOf(fact);
    const lead = known.get(id) ?? { facts: new Map<string, Fact>(), since: fact.at };
    known.set(id, lead);
    if (lead.facts.has(fact.id)) return;
    lead.facts.set(fact.id, fact);
    const line = lineOf(id, [...lead.facts.values()])?.line;
    forget(id, lead);
    if (!line || line.isScheduled || line.outcome === 'spam') return;
    const { campaignId, openedAt: arrivedAt, talkSeconds } = line;
    lead.campaignId = campaignId;
    const ofCampaign = timed.get(campaignId) ?? new Map<string, TimedLead>();
    timed.set(campaignId, ofCampaign);
    ofCampaign.set(id, {
      arrivedAt,
      ...(talkSeconds !== undefined && { talkedAt: arrivedAt + talkSeconds * SECOND }),
    });
  }

  async function readNewFacts(now: Moment): Promise<void> {
    const isWhole = performance.now() - wholeAt >= WHOLE_AGAIN_MS;
    const facts = await read(isWhole ? now - BUDGET_HOUR_MS : newest);
    for (const fact of facts) {
      count(fact);
      newest = Math.max(newest, fact.at);
    }
    if (isWhole) newest = Math.max(newest, now - BUDGET_HOUR_MS);
    for (const [id, lead] of known) {
      if (lead.since > now - BUDGET_HOUR_MS) continue;
      known.delete(id);
      forget(id, lead);
    }
    readAt = performance.now();
    if (isWhole) wholeAt = readAt;
  }

  return {
    count(fact) {
      if (reading || readAt > Number.NEGATIVE_INFINITY) count(fact);
    },
    async at(now) {
      if (performance.now() - readAt >= READ_EVERY_MS) {
        reading ??= readNewFacts(now).finally(() => (reading = null));
        await reading;
      }
      return (campaignId) => [...(timed.get(campaignId)?.values() ?? [])];
    },
  };
}
