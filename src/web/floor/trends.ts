/** How today's figures differ from those of the same weekday of last week. */
import type { Floor, FloorTrends } from '../../shared/floor.ts';

/** Absolute: leads for counts, points of percent for the share. null if there is nothing to compare with. */
export interface TrendChanges {
  readonly leads: number | null;
  readonly talked: number | null;
  readonly inTarget: number | null;
}

export function changesOf({ now, before }: Pick<FloorTrends, 'now' | 'before'>): TrendChanges {
  if (!now || !before) return { leads: null, talked: null, inTarget: null };
  const isComparable = now.decided > 0 && before.decided > 0;
  return {
    leads: now.leads - before.leads,
    talked: now.talked - before.talked,
    inTarget: isComparable ? percentOf(now) - percentOf(before) : null,
  };
}

interface LongestWait {
  readonly ms: number;
  /** More leads wait than are listed, and one of them may have waited longer. */
  readonly isLeast: boolean;
}

/** null if none waits. */
export function longestWait(
  { waiting, waitingSince }: Pick<Floor, 'waiting' | 'waitingSince'>,
  now: number,
): LongestWait | null {
  if (waiting.length === 0) return null;
  const since = waitingSince ?? Math.min(...waiting.map((lead) => lead.waitingSince));
  return { ms: now - since, isLeast: waitingSince === null };
}

function percentOf({ inTarget, decided }: { readonly inTarget: number; readonly decided: number }): number {
  return Math.round((inTarget / decided) * 100);
}
