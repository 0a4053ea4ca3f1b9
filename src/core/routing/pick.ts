/** Picks the first of ranked agents. Ranks decide, and a draw decides who of those that tie for the last place. */
import type { Candidate, RoutedLead } from './candidate.ts';
import { drawOf, seedOf } from './draw.ts';

export interface Ranked {
  /** Where the agent is in `eligible`. */
  readonly at: number;
  readonly rank: number;
  /** Absent if there was no tie. */
  readonly draw?: number;
}

/**
 * As many as there are places, or everyone if there are fewer; by rank, the lowest first. `ranks`: of each of `eligible`,
 * of whom there is at least one; the array may be longer.
 */
export function pick(
  eligible: readonly Candidate[],
  ranks: Float64Array,
  places: number,
  { id, epoch }: RoutedLead,
): readonly Ranked[] {
  const count = eligible.length;
  const seed = seedOf(id, epoch);
  const drawFor = (at: number) => drawOf(seed, eligible[at]?.agent.id ?? '');
  if (places === 1) return [pickOne(ranks, count, drawFor)];
  const last = ranks.slice(0, count).sort()[Math.min(places, count) - 1] ?? Number.POSITIVE_INFINITY;
  const sure: Ranked[] = [];
  const tied: Ranked[] = [];
  for (let at = 0; at < count; at += 1) {
    const rank = ranks[at] ?? last;
    if (rank < last) sure.push({ at, rank });
    else if (rank === last) tied.push({ at, rank });
  }
  sure.sort((one, other) => one.rank - other.rank);
  const open = places - sure.length;
  if (tied.length <= open) return [...sure, ...tied];
  // R51: the lowest draws win.
  const drawn = tied.map((one) => ({ ...one, draw: drawFor(one.at) })).sort((one, other) => one.draw - other.draw);
  return [...sure, ...drawn.slice(0, open)];
}

/** Without lists of who ties or draws: there may be thousands. */
function pickOne(ranks: Float64Array, count: number, drawFor: (at: number) => number): Ranked {
  let [first, ties] = [0, 1];
  for (let at = 1; at < count; at += 1) {
    const [rank = 0, least = 0] = [ranks[at], ranks[first]];
    if (rank < least) [first, ties] = [at, 1];
    else if (rank === least) ties += 1;
  }
  const least = ranks[first] ?? 0;
  if (ties === 1) return { at: first, rank: least };
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < count; at += 1) {
    if (ranks[at] !== least) continue;
    const draw = drawFor(at);
    if (draw < lowest) [first, lowest] = [at, draw];
  }
  return { at: first, rank: least, draw: lowest };
}
