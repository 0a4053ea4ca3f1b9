/**
 * Callbacks and appointments that came due, and whether someone called or met the customer in time. Facts may come in
 * any order. One that the customer canceled or moved first, or that is about a merged lead, doesn't count.
 */
import type { Fact } from '../lead/facts.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';
import { leadIdOf } from './leadLine.ts';

export interface KeptPromises {
  /** Kept, or not kept within its window. */
  readonly due: number;
  readonly kept: number;
}

interface DuePromise {
  readonly at: Moment;
  readonly until: Moment;
}

interface PromisesOfLead {
  readonly due: DuePromise[];
  readonly called: Moment[];
  readonly ended: Moment[];
}

export interface PromiseCount {
  count(fact: Fact): void;
  /** No fact from before is still to come: what can't change anymore is forgotten, but counted. */
  settle(before: Moment): void;
  /** Those still within their window at `now` count once they are kept. */
  at(now: Moment): KeptPromises;
  /** The number of leads in memory. */
  kept(): number;
}

export function countPromises(): PromiseCount {
  const leads = new Map<string, PromisesOfLead>();
  const settled = { due: 0, kept: 0 };
  const ofLead = (fact: Fact) => {
    const leadId = leadIdOf(fact);
    const known = leads.get(leadId) ?? { due: [], called: [], ended: [] };
    leads.set(leadId, known);
    return known;
  };
  return {
    count(fact) {
      const { kind, at, seconds } = fact;
      if (kind === 'due' && seconds !== undefined) ofLead(fact).due.push({ at, until: at + seconds * SECOND });
      else if (kind === 'talked' || kind === 'notReached') ofLead(fact).called.push(at);
      else if (isEnd(fact)) ofLead(fact).ended.push(at);
    },
    settle(before) {
      for (const [id, lead] of leads) {
        const over = lead.due.filter(({ until }) => until < before);
        const current = lead.due.filter(({ until }) => until >= before);
        addTo(settled, countIn({ ...lead, due: over }, before));
        const needed = Math.min(before, ...current.map(({ at }) => at));
        const still = (at: Moment) => at >= needed;
        const rest = { due: current, called: lead.called.filter(still), ended: lead.ended.filter(still) };
        if (Object.values(rest).every((list) => list.length === 0)) leads.delete(id);
        else leads.set(id, rest);
      }
    },
    kept: () => leads.size,
    at(now) {
      const sum = { ...settled };
      for (const lead of leads.values()) addTo(sum, countIn(lead, now));
      return sum;
    },
  };
}

function addTo(sum: { due: number; kept: number }, { due, kept }: KeptPromises): void {
  sum.due += due;
  sum.kept += kept;
}

function countIn({ due: promises, called, ended }: PromisesOfLead, now: Moment): KeptPromises {
  let due = 0;
  let kept = 0;
  for (const promise of promises) {
    const isWithin = (at: Moment) => at >= promise.at && at <= promise.until;
    const isKept = called.some(isWithin);
    if (!isKept && (now <= promise.until || ended.some(isWithin))) continue;
    due += 1;
    if (isKept) kept += 1;
  }
  return { due, kept };
}

/** Whether the customer, or a merge, ended what was promised. */
function isEnd({ kind, outcome, reason }: Fact): boolean {
  if (kind === 'closed') return outcome === 'cancelled' || outcome === 'doNotCall';
  return kind === 'superseded' || (kind === 'promised' && reason === 'agreed');
}
