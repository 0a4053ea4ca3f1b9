/**
 * What a speed budget needs to know of one lead, folded from its facts: they may arrive late, twice or in any order. It
 * agrees with the line of the lead (leadLine.ts), but keeps no facts.
 */
import type { Fact, FactKind } from '../lead/facts.ts';
import type { TimedLead } from '../routing/speedBudget.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';
import { isScheduling, seqOf } from './leadLine.ts';

/** The kinds of facts that matter. */
export const TIMING_KINDS: readonly FactKind[] = ['opened', 'promised', 'talked', 'mailbox', 'closed', 'superseded'];

interface Numbered {
  readonly seq: number;
}

export interface LeadTiming {
  opened?: { readonly at: Moment; readonly campaignId: string };
  /** The earliest time that was set, and when it was set. */
  scheduledAt?: Moment;
  readonly talks: (Numbered & { readonly seconds: number })[];
  /** The last conversation that was with voicemail; 0 if none was. */
  voicemailSeq: number;
  closed?: Numbered & { readonly at: Moment; readonly isSpam: boolean };
  isReplaced: boolean;
}

export function startTiming(): LeadTiming {
  return { talks: [], voicemailSeq: 0, isReplaced: false };
}

export function addToTiming(timing: LeadTiming, fact: Fact): void {
  const { kind, at, campaignId, seconds, outcome } = fact;
  const seq = seqOf(fact);
  switch (kind) {
    case 'opened':
      timing.opened = { at, campaignId };
      break;
    case 'superseded':
      timing.isReplaced = true;
      break;
    case 'promised':
      if (isScheduling(fact)) timing.scheduledAt = Math.min(timing.scheduledAt ?? at, at);
      break;
    case 'talked':
      if (seconds !== undefined && !timing.talks.some((talk) => talk.seq === seq)) timing.talks.push({ seq, seconds });
      break;
    case 'mailbox':
      if (seconds !== undefined) timing.voicemailSeq = Math.max(timing.voicemailSeq, seq);
      break;
    case 'closed':
      if (seq >= (timing.closed?.seq ?? 0)) timing.closed = { seq, at, isSpam: outcome === 'spam' };
      break;
    default:
  }
}

/** null if it doesn't count: not known to have arrived, with a set time, spam, or replaced by another lead. */
export function timedLeadOf({
  opened,
  scheduledAt,
  talks,
  voicemailSeq,
  closed,
  isReplaced,
}: LeadTiming): TimedLead | null {
  if (!opened || isReplaced || closed?.isSpam === true || scheduledAt === opened.at) return null;
  const [talk] = talks.filter(({ seq }) => seq > voicemailSeq).sort((one, other) => one.seq - other.seq);
  return { arrivedAt: opened.at, ...(talk && { talkedAt: opened.at + talk.seconds * SECOND }) };
}
