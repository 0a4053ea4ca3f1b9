/**
 * What the speed report knows of one lead: a line, computed from all facts of the lead. It depends on nothing else, so
 * facts may arrive late, twice or in any order, and the line is always recomputed, never incremented.
 */
import type { Fact, FactKind } from '../lead/facts.ts';
import type { ChosenOutcome } from '../vocabulary/outcomes.ts';
import type { Moment } from '../vocabulary/time.ts';
import { sourceNamed } from '../vocabulary/touch.ts';

/** `outcome` is absent while the lead is open; lines of earlier versions lack `outcomeId`. */
export interface LeadLine extends Partial<ChosenOutcome> {
  readonly leadId: string;
  readonly openedAt: Moment;
  readonly campaignId: string;
  readonly source?: string;
  /** The first and last touch’s, empty for none; absent if it is `source`. */
  readonly firstSource?: string;
  readonly lastSource?: string;
  readonly interest?: string;
  /** Who talked first, or else accepted first. */
  readonly agentId?: string;
  /** From the lead's arrival, in seconds. Absent if it was never offered, or never reached. */
  readonly offerSeconds?: number;
  readonly talkSeconds?: number;
  readonly isAccepted: boolean;
  /** A time for the call was set on arrival: chosen by the customer, or because of the law or business hours. */
  readonly isScheduled: boolean;
  /** Dials up to and including the first conversation. */
  readonly attempts: number;
  readonly promisesKept: number;
  readonly promisesMissed: number;
  /** Of a sale, as corrected last; absent if it isn't known. */
  readonly saleValue?: number;
}

/** `line` is null for a lead that another one replaced: it counts there. */
export interface DatedLine {
  readonly openedAt: Moment;
  readonly line: LeadLine | null;
}

/** The line of a lead; null while the fact of its arrival isn't there. */
export function lineOf(leadId: string, facts: readonly Fact[]): DatedLine | null {
  const inOrder = ordered(facts);
  const opened = inOrder.find(({ kind }) => kind === 'opened');
  if (!opened) return null;
  const openedAt = opened.at;
  if (inOrder.some(({ kind }) => kind === 'superseded')) return { openedAt, line: null };

  const offered = first(inOrder, 'offered');
  const accepted = first(inOrder, 'accepted');
  const talked = firstConversation(inOrder);
  const agentId = talked?.agentIds?.[0] ?? accepted?.agentIds?.[0];
  const closed = inOrder.findLast(({ kind }) => kind === 'closed');
  const sale = inOrder.findLast(({ kind }) => kind === 'closed' || kind === 'saleValue');
  const dials = inOrder.filter(({ kind, id }) => kind === 'notReached' && (!talked || seqOf({ id }) < seqOf(talked)));
  return {
    openedAt,
    line: {
      leadId,
      openedAt,
      campaignId: opened.campaignId,
      // Facts of earlier versions have it as it was typed.
      ...(opened.source !== undefined && { source: sourceNamed(opened.source) }),
      ...touchesIn(inOrder, opened.source),
      ...(opened.interest !== undefined && { interest: opened.interest }),
      ...(agentId !== undefined && { agentId }),
      ...(offered && { offerSeconds: secondsBetween(openedAt, offered.at) }),
      ...(talked && { talkSeconds: talked.seconds ?? secondsBetween(openedAt, talked.at) }),
      isAccepted: accepted !== undefined,
      isScheduled: inOrder.some((fact) => fact.at === openedAt && isScheduling(fact)),
      attempts: dials.length + (talked ? 1 : 0),
      ...promisesIn(inOrder),
      ...(closed?.outcome !== undefined && { outcome: closed.outcome }),
      ...(closed?.outcomeId !== undefined && { outcomeId: closed.outcomeId }),
      ...(sale?.amount !== undefined && { saleValue: sale.amount }),
    },
  };
}

/** From the newest fact that has them. Facts of earlier versions have none. */
function touchesIn(facts: readonly Fact[], source = ''): Pick<LeadLine, 'firstSource' | 'lastSource'> {
  const own = sourceNamed(source);
  const [first = own, last = own] = (['firstSource', 'lastSource'] as const).map(
    (which) => facts.findLast((fact) => fact[which] !== undefined)?.[which],
  );
  return { ...(first !== own && { firstSource: first }), ...(last !== own && { lastSource: last }) };
}

/** In the order in which they happened. */
export function ordered(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort((one, other) => seqOf(one) - seqOf(other));
}

export function leadIdOf({ id }: Pick<Fact, 'id'>): string {
  return id.slice(0, id.lastIndexOf(':'));
}

/** A time that was chosen or needed. That no one was there to call right away is no excuse. */
export function isScheduling({ kind, reason }: Fact): boolean {
  return kind === 'promised' && reason !== 'nobodyThere' && reason !== 'noAgent';
}

export function seqOf({ id }: Pick<Fact, 'id'>): number {
  return Number(id.slice(id.lastIndexOf(':') + 1));
}

function first(facts: readonly Fact[], kind: FactKind): Fact | undefined {
  return facts.find((fact) => fact.kind === kind);
}

/** One that turned out to be with voicemail doesn't count; the next one is then the first. */
function firstConversation(facts: readonly Fact[]): Fact | undefined {
  const voicemail = facts.findLastIndex(({ kind, seconds }) => kind === 'mailbox' && seconds !== undefined);
  return facts.slice(voicemail + 1).find(({ kind, seconds }) => kind === 'talked' && seconds !== undefined);
}

/** A promise is missed once it is late, and kept by an offer before that. One that was replaced is neither. */
function promisesIn(facts: readonly Fact[]): Pick<LeadLine, 'promisesKept' | 'promisesMissed'> {
  let isOpen = false;
  let promisesKept = 0;
  let promisesMissed = 0;
  for (const { kind } of facts) {
    if (kind === 'promised') isOpen = true;
    if (!isOpen) continue;
    if (kind === 'promiseLate') promisesMissed += 1;
    if (kind === 'offered') promisesKept += 1;
    if (kind !== 'promised') isOpen = kind !== 'promiseLate' && kind !== 'offered' && kind !== 'closed';
  }
  return { promisesKept, promisesMissed };
}

function secondsBetween(from: Moment, to: Moment): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
