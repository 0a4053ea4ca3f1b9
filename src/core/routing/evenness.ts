/**
 * How evenly leads were offered, counted in decisions: what each agent was due of the offers they were eligible for, by
 * weight with round robin and in equal parts otherwise, and what they were offered. It counts as round robin itself does
 * (order/roundRobin.ts), so an agent who isn't there is due nothing.
 */
import { orderFor } from './checkDecision.ts';
import { RANKED_BEHIND, type Decision } from './decision.ts';
import { turnChanges } from './order/roundRobin.ts';
import type { Policy } from './policy.ts';

export interface AgentEvenness {
  readonly agentId: string;
  /** Decisions that offered them a lead, and decisions that could have. */
  readonly offered: number;
  readonly eligible: number;
  /** What was due: their part of each decision they were eligible in, summed. */
  readonly due: number;
  /** The largest difference between what was due and what was offered so far, at any moment. */
  readonly most: number;
}

/** The leads of a campaign, or of one of its rules, in one order. */
export interface PoolEvenness {
  readonly campaignId: string;
  readonly rule?: string;
  readonly order: string;
  readonly leads: number;
  /** Those that offered a lead: more than the leads, when a lead was offered again. */
  readonly decisions: number;
  /** The most uneven first. */
  readonly agents: readonly AgentEvenness[];
}

interface Growing {
  offered: number;
  eligible: number;
  due: number;
  most: number;
}

interface GrowingPool extends Pick<PoolEvenness, 'campaignId' | 'rule' | 'order'> {
  readonly leads: Set<string>;
  decisions: number;
  readonly agents: Map<string, Growing>;
}

export class EvennessCount {
  readonly #pools = new Map<string, GrowingPool>();

  /** In the order in which they were made. */
  add(decision: Decision, campaignId: string, policy: Policy | undefined): void {
    const { winners, passedOver, order = 'longestIdle', rule, leadId } = decision;
    if (winners.length === 0) return;
    const key = JSON.stringify([campaignId, rule ?? null, order]);
    const named = { campaignId, order, ...(rule !== undefined && { rule }) };
    const empty = { ...named, leads: new Set<string>(), decisions: 0, agents: new Map<string, Growing>() };
    const pool = this.#pools.get(key) ?? empty;
    this.#pools.set(key, pool);
    pool.leads.add(leadId);
    pool.decisions += 1;
    const won = winners.map(({ agentId }) => agentId);
    // Who waited for the agent that the customer knows wasn't due this lead.
    const behind = RANKED_BEHIND.flatMap((reason) => (reason === 'notLastAgent' ? [] : (passedOver[reason] ?? [])));
    const { weights } = (order === 'roundRobin' && policy && orderFor(decision, policy)) || {};
    for (const [agentId, change] of turnChanges(won, behind, weights)) {
      const agent = pool.agents.get(agentId) ?? { offered: 0, eligible: 0, due: 0, most: 0 };
      pool.agents.set(agentId, agent);
      const isOffered = won.includes(agentId);
      agent.eligible += 1;
      agent.offered += Number(isOffered);
      agent.due += change + Number(isOffered);
      agent.most = Math.max(agent.most, Math.abs(agent.due - agent.offered));
    }
  }

  pools(): readonly PoolEvenness[] {
    return [...this.#pools.values()].map(({ leads, agents, ...named }) => ({
      ...named,
      leads: leads.size,
      agents: [...agents]
        .map(([agentId, agent]) => ({ agentId, ...agent }))
        .sort((one, other) => other.most - one.most || (one.agentId < other.agentId ? -1 : 1)),
    }));
  }
}
