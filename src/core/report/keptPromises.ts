/**
 * Callbacks and appointments that came due, and whether someone called or met the customer in time. Facts may come in
 * any order. One that the customer canceled or moved meanwhile, or that is about a merged lead, counts for nothing.
 */
import type { Fact } from '../lead/facts.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';

export interface KeptPromises {
  /** Kept, or not kept within its window. */
  readonly due: number;
  readonly kept: number;
}

interface PromisesOfLead {
  readonly due: { readonly at: Moment; readonly until: Moment }[];
  readonly called: Moment[];
  readonly ended: Moment[];
}

export interface PromiseCount {
  count(fact: Fact): void;
  /** Those still within their window at `now` count once they are kept. */
  at(now: Moment): KeptPromises;
}

export function countPromises(): PromiseCount {
  const leads = new Map<string, PromisesOfLead>();
  const ofLead = ({ id }: Fact) => {
    const leadId = id.slice(0, id.lastIndexOf(':'));
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
    at(now) {
      let due = 0;
      let kept = 0;
      for (const lead of leads.values())
        for (const promise of lead.due) {
          const isWithin = (at: Moment) => at >= promise.at && at <= promise.until;
          const isKept = lead.called.some(isWithin);
          if (!isKept && (now <= promise.until || lead.ended.some(isWithin))) continue;
          due += 1;
          if (isKept) kept += 1;
        }
      return { due, kept };
    },
  };
}

/** Whether the customer, or a merge, ended what was promised. */
function isEnd({ kind, outcome, reason }: Fact): boolean {
  if (kind === 'closed') return outcome === 'cancelled' || outcome === 'doNotCall';
  return kind === 'superseded' || (kind === 'promised' && reason === 'agreed');
}
