/**
 * What the report of compliance counts, from the facts of a lead: what its inquiries permit, on what basis agents took
 * it, what the law refused, who asked not to be called, and what became of callbacks. Each act is a section of the
 * report and a key in it, such as `refused.outside-hours.L1`.
 *
 * An act is an agent's if they took the offer, dialed, entered the request, chose the outcome or made the promise. What
 * the service or the customer did is no agent's.
 */
import { BY_OUTCOME, type Fact } from '../lead/facts.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';

export const LAW_SECTIONS = [
  'refused',
  'basis',
  'consent',
  'asked',
  'lifted',
  'promised',
  'kept',
  'late',
  'expired',
] as const;
export type LawSection = (typeof LAW_SECTIONS)[number];

export interface LawAct {
  readonly at: Moment;
  /** The section, a dot, and the key. */
  readonly what: string;
  readonly agentId?: string;
}

/** `facts`: in order. */
export function lawActs(facts: readonly Fact[]): readonly LawAct[] {
  const acts: LawAct[] = [];
  const addOf = (agentId: string | undefined, section: LawSection, at: Moment, ...key: readonly string[]) =>
    void acts.push({ at, what: [section, ...key].join('.'), ...(agentId !== undefined && { agentId }) });
  let isListed = false;
  let why = 'none';
  let promisedBy: string | undefined;
  for (const { kind, at, reason, rule = '', consent = [], outcome, agentIds: [agentId] = [] } of facts) {
    const add = (section: LawSection, ...key: readonly string[]) => addOf(agentId, section, at, ...key);
    switch (kind) {
      case 'opened':
      case 'inquired':
        for (const each of consent) add('consent', each);
        break;
      case 'withdrawn':
        add('consent', 'withdrawn');
        break;
      case 'accepted':
        if (reason !== undefined) add('basis', reason);
        break;
      case 'refused':
        add('refused', reason ?? '', rule);
        break;
      case 'listed':
        isListed = true;
        add('asked', reason ?? 'other');
        break;
      case 'unlisted':
        isListed = false;
        add('lifted', reason ?? 'other');
        break;
      case 'promised':
        why = reason ?? 'none';
        promisedBy = agentId;
        // A lead that is kept because its number is listed is promised nothing.
        if (why !== 'doNotCall') add('promised', why);
        break;
      case 'closed':
        // One that was asked before is the same request.
        if (outcome === 'doNotCall' && reason === BY_OUTCOME && !isListed) add('asked', BY_OUTCOME);
        if (outcome === 'expired') addOf(promisedBy, 'expired', at, why);
        break;
      default:
    }
  }
  for (const { at, why: because, isKept, agentId } of duePromises(facts))
    addOf(agentId, isKept ? 'kept' : 'late', at, because);
  return acts;
}

export interface DuePromise {
  readonly at: Moment;
  /** Who promised it; absent if no one did. */
  readonly agentId?: string;
  readonly why: string;
  readonly isKept: boolean;
}

/** Those that came due. One that the customer ended, or that is still within its window, doesn't count. */
export function duePromises(facts: readonly Fact[]): readonly DuePromise[] {
  let promised: Fact | undefined;
  const due: DuePromise[] = [];
  for (const [index, fact] of facts.entries()) {
    if (fact.kind === 'promised') promised = fact;
    if (fact.kind !== 'due' || fact.seconds === undefined || !promised) continue;
    const until = fact.at + fact.seconds * SECOND;
    const later = facts.slice(index + 1);
    const isKept = later.some((one) => isCall(one) && one.at <= until);
    const isOver = later.some((one) => one.kind === 'promiseLate' || one.at > until);
    const isEnded = later.some((one) => isEnd(one) && one.at <= until);
    const [agentId] = promised.agentIds ?? [];
    if (isKept || (isOver && !isEnded))
      due.push({ at: fact.at, why: promised.reason ?? 'none', isKept, ...(agentId !== undefined && { agentId }) });
  }
  return due;
}

function isCall({ kind }: Fact): boolean {
  return kind === 'talked' || kind === 'notReached';
}

function isEnd({ kind }: Fact): boolean {
  return kind === 'closed' || kind === 'superseded' || kind === 'promised';
}
