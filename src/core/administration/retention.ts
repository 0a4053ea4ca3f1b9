/**
 * How long each kind of data is kept. The business chooses within limits. Data that the laws of this program require
 * isn't configurable: an open lead and a number on the do-not-call list always stay.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';

/** The configurable periods, in days. */
export interface RetentionPolicy {
  readonly rawBodies: number;
  readonly deliveredEffects: number;
  readonly decisions: number;
  /** null: kept. */
  readonly closedLeads: number | null;
  /**
   * How long the business keeps backups, as it states: nothing here deletes them. null: not stated. The erasure page
   * says until when backups contain the person.
   */
  readonly backups: number | null;
}
export type RetentionKind = keyof RetentionPolicy;
/** What is deleted here. */
export type DeletedKind = Exclude<RetentionKind, 'backups'>;

export const DELETED_KINDS = ['rawBodies', 'deliveredEffects', 'decisions', 'closedLeads'] as const;
export const RETENTION_KINDS: readonly RetentionKind[] = [...DELETED_KINDS, 'backups'];

interface Bounds {
  readonly fallback: number | null;
  readonly least: number;
  /** Fewer are allowed with a warning: a law may require these. */
  readonly advised: number | null;
}

export const MOST_DAYS = 36_500;
/** Five years, including leap days. */
export const FIVE_YEARS = 1826;

/** Why each is kept at all is explained in shared/text/adminRetention.ts. */
export const RETENTION: Readonly<Record<RetentionKind, Bounds>> = {
  rawBodies: { fallback: 30, least: 1, advised: null },
  deliveredEffects: { fallback: 90, least: 7, advised: null },
  decisions: { fallback: 365, least: 30, advised: null },
  // The Telemarketing Sales Rule, 16 CFR 310.5, requires sellers to keep records of calls and consent for five years.
  closedLeads: { fallback: null, least: 30, advised: FIVE_YEARS },
  backups: { fallback: null, least: 1, advised: null },
};

export const DEFAULT_RETENTION: RetentionPolicy = {
  rawBodies: 30,
  deliveredEffects: 90,
  decisions: 365,
  closedLeads: null,
  backups: null,
};

/** Data with a fixed retention period. */
export const FIXED_RETENTION = [
  ...([
    'openLeads',
    'doNotCall',
    'inquiries',
    'calls',
    'recordings',
    'imports',
    'sealed',
    'evidence',
    'sessions',
    'numberProofs',
    'replies',
    'mails',
    'audit',
  ] as const),
];

/** Data of this kind from before this moment is deleted; null when the kind is kept. */
export function cutoff(policy: RetentionPolicy, kind: DeletedKind, now: Moment): Moment | null {
  const days = policy[kind];
  return days === null ? null : now - days * DAY;
}

/** The kinds kept for fewer days than a law may require. */
export function kindsBelowAdvised(policy: RetentionPolicy): readonly RetentionKind[] {
  return RETENTION_KINDS.filter((kind) => (policy[kind] ?? Infinity) < (RETENTION[kind].advised ?? 0));
}
