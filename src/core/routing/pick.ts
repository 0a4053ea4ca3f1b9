/** Picks the first of ranked agents. Ranks decide, and a draw decides who of those that tie for the last place. */
import type { RoutedLead } from './candidate.ts';
import { drawOf, seedOf } from './draw.ts';

export interface Ranked {
  /** Where the agent is in `ids`. */
  readonly at: number;
  readonly rank: number;
  /** Absent if there was no tie. */
  readonly draw?: number;
}

/** A number for each of many, by position; the array may be longer. NaN: leave it out. */
type Numbers = Float64Array;

/**
 * As many as there are places, or everyone if there are fewer; by rank, the lowest first. `ranks`: of each of `ids`, NaN for
 * who isn't eligible. `scratch` is overwritten, if there is a tie: there may be thousands of draws.
 */
export function pick(
  ids: readonly string[],
  ranks: Numbers,
  places: number,
  { id, epoch }: RoutedLead,
  scratch: { readonly draws: Numbers },
): readonly Ranked[] {
  const count = ids.length;
  const first = lowest(ranks, count, places).map((at) => ({ at, rank: ranks[at] ?? 0 }));
  const last = first.at(-1)?.rank ?? Number.NaN;
  const sure = first.filter(({ rank }) => rank < last);
  const open = first.length - sure.length;
  let ties = 0;
  for (let at = 0; at < count; at += 1) if (ranks[at] === last) ties += 1;
  if (ties === open) return first;
  // R51: the lowest draws win.
  const seed = seedOf(id, epoch);
  const { draws } = scratch;
  for (let at = 0; at < count; at += 1) draws[at] = ranks[at] === last ? drawOf(seed, ids[at] ?? '') : Number.NaN;
  const drawn = lowest(draws, count, open).map((at) => ({ at, rank: last, draw: draws[at] ?? 0 }));
  return [...sure, ...drawn];
}

/** The positions of the lowest, at most `most`: the lowest first, equal ones by position. */
function lowest(numbers: Numbers, count: number, most: number): readonly number[] {
  const found: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let at = 0; at < count; at += 1) {
    const number = numbers[at] ?? Number.NaN;
    const isIn = found.length < most ? !Number.isNaN(number) : number < limit;
    if (!isIn) continue;
    if (found.length === most) found.pop();
    let place = found.length;
    while (place > 0 && number < (numbers[found[place - 1] ?? 0] ?? 0)) place -= 1;
    found.splice(place, 0, at);
    if (found.length === most) limit = numbers[found[most - 1] ?? 0] ?? 0;
  }
  return found;
}
