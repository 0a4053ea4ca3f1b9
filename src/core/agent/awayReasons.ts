/**
 * Why an agent is away: the built-in reasons as the business words them, and its own. Each says what the time counts as.
 * A retired one is never offered, and stays readable wherever it was used.
 */
import type { Wording } from '../vocabulary/language.ts';
import { AWAY_LABELS, type AwayCount, type AwayReason, type BuiltInAwayReason } from '../vocabulary/presence.ts';

export interface AwayReasonChoice {
  readonly id: AwayReason;
  /** Absent from a built-in one with its default text. */
  readonly label?: Wording;
  readonly counts: AwayCount;
  readonly isRetired?: true;
}

/** As an administrator sends it. A new one has no `id`. */
export interface AwayReasonDraft {
  readonly id?: string;
  readonly label: Wording;
  readonly counts: AwayCount;
  readonly isRetired?: boolean;
}

/** More don't fit in the menu of a small window. */
export const MOST_OFFERED_AWAY_REASONS = 12;
/** Retired ones included. */
export const MOST_AWAY_REASONS = 60;

/** Rest of 5 to 20 minutes is paid (29 CFR 785.18), a meal isn't (785.19), training and meetings are work (785.27). */
const DEFAULT_AWAY_REASONS: readonly AwayReasonChoice[] = [
  { id: 'break', counts: 'paid' },
  { id: 'meal', counts: 'unpaid' },
  { id: 'meeting', counts: 'work' },
  { id: 'training', counts: 'work' },
  { id: 'technical', counts: 'paid' },
  { id: 'other', counts: 'unpaid' },
];

type WithReasons = { readonly awayReasons?: readonly AwayReasonChoice[] } | null;

/** All of them in menu order, retired ones included. */
export function awayReasonsOf(business: WithReasons): readonly AwayReasonChoice[] {
  return business?.awayReasons ?? DEFAULT_AWAY_REASONS;
}

export function offeredAwayReasons(business: WithReasons): readonly AwayReasonChoice[] {
  return awayReasonsOf(business).filter(({ isRetired }) => !isRetired);
}

/** What an agent who names no reason is away for. */
export function plainAwayReason(offered: readonly AwayReasonChoice[]): AwayReason {
  return (offered.find(({ id }) => id === 'other') ?? offered[0])?.id ?? 'other';
}

/** The business's own words for a reason, also a retired one; undefined where the default text is right. */
export function ownWordsForAway(business: WithReasons, reason: string | undefined): Wording | undefined {
  return awayReasonsOf(business).find(({ id }) => id === reason)?.label;
}

/**
 * Seconds away by what they count as. People that the service sets to Away are on duty (29 CFR 785.15), so that time is
 * paid.
 */
export function awayCounts(
  business: WithReasons,
  seconds: Readonly<Record<string, number>>,
): Readonly<Record<AwayCount, number>> {
  const counts = new Map<string, AwayCount>(awayReasonsOf(business).map((one) => [one.id, one.counts]));
  const sums = { unpaid: 0, paid: 0, work: 0 };
  for (const [reason, length] of Object.entries(seconds)) sums[counts.get(reason) ?? 'paid'] += length;
  return sums;
}

export function wordsForAway({ id, label }: AwayReasonChoice): Wording {
  return label ?? (id in AWAY_LABELS ? AWAY_LABELS[id as BuiltInAwayReason] : { en: id });
}

/** The list to store. One that is left out is retired, because agents may be away with it, and reports name it. */
export function replaceAwayReasons(
  before: readonly AwayReasonChoice[],
  drafts: readonly AwayReasonDraft[],
  newId: () => string,
): readonly AwayReasonChoice[] {
  const kept = drafts.map(({ id = newId(), label, counts, isRetired = false }): AwayReasonChoice => {
    const standard = id in AWAY_LABELS ? AWAY_LABELS[id as BuiltInAwayReason] : undefined;
    const isDefault = label.en === standard?.en && label.ko === standard.ko;
    return { id: id as AwayReason, counts, ...(!isDefault && { label }), ...(isRetired && { isRetired }) };
  });
  const leftOut = before.filter(({ id }) => !drafts.some((draft) => draft.id === id));
  return [...kept, ...leftOut.map((one) => ({ ...one, isRetired: true as const }))];
}
