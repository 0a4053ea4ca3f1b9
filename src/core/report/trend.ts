/** The figures of a day up to a moment, from the lines of its leads: one day at the same time as another can be compared. */
import { SECOND, type Moment } from '../vocabulary/time.ts';
import type { LeadLine } from './leadLine.ts';

/** Of the leads that arrived that day. Spam doesn't count. */
export interface TrendFigures {
  readonly leads: number;
  /** Those with a conversation by then. */
  readonly talked: number;
  /** Those that were to be called as soon as possible, and were in conversation by then or out of their target time. */
  readonly decided: number;
  /** Of `decided`, those in conversation within the target time. */
  readonly inTarget: number;
}

/** `lines`: of the leads of a day; `targetSeconds`: until a conversation. What happened at `until` or later is left out. */
export function trendFigures(lines: readonly LeadLine[], until: Moment, targetSeconds: number): TrendFigures {
  const counts = { leads: 0, talked: 0, decided: 0, inTarget: 0 };
  for (const { openedAt, outcome, talkSeconds, isScheduled } of lines) {
    if (outcome === 'spam' || openedAt >= until) continue;
    counts.leads += 1;
    const isTalked = talkSeconds !== undefined && openedAt + talkSeconds * SECOND < until;
    if (isTalked) counts.talked += 1;
    if (isScheduled) continue;
    const isInTarget = isTalked && talkSeconds <= targetSeconds;
    if (isInTarget) counts.inTarget += 1;
    if (isInTarget || openedAt + targetSeconds * SECOND < until) counts.decided += 1;
  }
  return counts;
}
