/**
 * How long each kind of data is kept. The business chooses within bounds; what the laws of this program need is not to be
 * chosen: an open lead and a number on the do-not-call list stay whatever the settings say.
 */
import { DAY, type Moment } from './time.ts';

/** What the settings decide about, in days. */
export interface RetentionPolicy {
  readonly rawBodies: number;
  readonly deliveredEffects: number;
  readonly decisions: number;
  /** Null: kept. */
  readonly closedLeads: number | null;
}
export type RetentionKind = keyof RetentionPolicy;

export const RETENTION_KINDS = ['rawBodies', 'deliveredEffects', 'decisions', 'closedLeads'] as const;

interface Bounds {
  readonly fallback: number | null;
  readonly least: number;
  readonly why: string;
}

export const MOST_DAYS = 36_500;
/** Five years, leap days included. */
export const FIVE_YEARS = 1826;

export const RETENTION: Readonly<Record<RetentionKind, Bounds>> = {
  rawBodies: {
    fallback: 30,
    least: 1,
    why: 'Forms exactly as they were sent: for mending mistakes of reading. Everything in them that is used is kept with the lead.',
  },
  deliveredEffects: {
    fallback: 90,
    least: 7,
    why: 'That something followed from a change, such as a counted miss. The days shown on the floor come from here.',
  },
  decisions: {
    fallback: 365,
    least: 30,
    why: 'Why each agent was or was not offered a closed lead. Open leads keep all of theirs.',
  },
  closedLeads: {
    fallback: null,
    least: 30,
    why:
      'Names, numbers, messages, notes and consent of closed leads. States, times, outcomes and the chain of the history stay. Off, ' +
      'because the Telemarketing Sales Rule (16 CFR 310.5) asks for five years of call and consent records.',
  },
};

export const DEFAULT_RETENTION: RetentionPolicy = {
  rawBodies: 30,
  deliveredEffects: 90,
  decisions: 365,
  closedLeads: null,
};

/** What is kept for a time that nobody chooses, and why. */
export const FIXED_RETENTION: readonly { readonly kind: string; readonly kept: string }[] = [
  { kind: 'openLeads', kept: 'Always.' },
  {
    kind: 'doNotCall',
    kept: 'Always, as a keyed hash of the number: a wish not to be called outlives everything else.',
  },
  {
    kind: 'inquiries',
    kept: 'As long as their lead, without the raw body and, once the lead is erased, without the person.',
  },
  {
    kind: 'calls',
    kept: 'As long as their lead; once it is erased, without the number and without what was recorded.',
  },
  {
    kind: 'recordings',
    kept: 'Messages and recordings of calls, at the telephone network too: the days set in the campaign’s calls, otherwise 30.',
  },
  { kind: 'sessions', kept: 'Until they end: 12 hours without use, 7 days in any case.' },
  { kind: 'replies', kept: 'One day: answers to requests that carry an Idempotency-Key.' },
  { kind: 'mails', kept: '30 days after they were sent or cancelled, 90 days when they could not be sent.' },
  { kind: 'audit', kept: 'Always: who changed what in the administration.' },
];

/** Everything of a kind from before this moment goes; null when the kind is kept. */
export function cutoff(policy: RetentionPolicy, kind: RetentionKind, now: Moment): Moment | null {
  const days = policy[kind];
  return days === null ? null : now - days * DAY;
}

/** What somebody should know about a policy that is allowed. */
export function retentionWarnings({ closedLeads }: RetentionPolicy): readonly string[] {
  if (closedLeads === null || closedLeads >= FIVE_YEARS) return [];
  return [
    `closedLeads: ${closedLeads} days are fewer than the five years (${FIVE_YEARS} days) for which the Telemarketing Sales Rule, ` +
      '16 CFR 310.5, asks sellers to keep records of calls and consent. Ask your counsel whether it applies to you.',
  ];
}
