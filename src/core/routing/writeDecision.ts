/**
 * Writes the record of a choice out of what the floor knows until it changes: a code for each agent, and the rank of each who
 * was eligible. So a choice allocates next to nothing, and lists of thousands of IDs cost only a choice that is stored.
 */
import type { Candidate } from './candidate.ts';
import { PASSED_OVER_REASONS, type Decision, type PassedOverReason } from './decision.ts';
import { CODES, reasonOfCode } from './screening.ts';

export interface Standing {
  /** Of the floor. */
  readonly candidates: readonly Candidate[];
  /** By place on the floor. */
  readonly codes: Uint8Array;
  /** Free agents who weren't eligible for this lead, by ID. */
  readonly aside: ReadonlyMap<string, PassedOverReason>;
  /** The places of those who were eligible, and their ranks; the arrays may be longer. */
  readonly count: number;
  readonly places: Int32Array;
  readonly ranks: Float64Array;
  /** Why one of them who ranked behind wasn't chosen. */
  readonly behind: PassedOverReason | null;
}

/** The IDs of those who were eligible and weren't chosen; of no one if the lead went to the agent whom the customer knows. */
export function behindOf(
  { candidates, count, places, behind }: Standing,
  winners: Decision['winners'],
): readonly string[] {
  if (behind === 'notLastAgent') return [];
  const ids = Array.from(places.subarray(0, count), (place) => candidates[place]?.agent.id ?? '');
  return ids.filter((id) => !winners.some(({ agentId }) => agentId === id));
}

/** Who wasn't chosen, and why. */
export function passedOverOf(
  { candidates, codes, aside, count, places, ranks, behind }: Standing,
  winners: Decision['winners'],
): Pick<Decision, 'passedOver' | 'ranks'> {
  const idAt = (place: number) => candidates[place]?.agent.id ?? '';
  const lists = PASSED_OVER_REASONS.map((): string[] => []);
  const listOf = (code: number) => lists[code - 1];
  for (let place = 0; place < codes.length; place += 1) listOf(codes[place] ?? 0)?.push(idAt(place));
  for (const [id, reason] of aside) listOf(CODES[reason])?.push(id);
  const won = new Set(winners.map(({ agentId }) => agentId));
  const last = winners.at(-1)?.rank ?? Number.NEGATIVE_INFINITY;
  const behindRanks: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const [id, rank] = [idAt(places[at] ?? -1), ranks[at] ?? last];
    if (won.has(id)) continue;
    if (rank > last && behind) {
      listOf(CODES[behind])?.push(id);
      behindRanks.push(rank);
    } else listOf(CODES.notDrawn)?.push(id);
  }
  const named = lists.flatMap((ids, index) => {
    const reason = reasonOfCode(index + 1);
    return ids.length > 0 && reason ? [[reason, ids] as const] : [];
  });
  return {
    passedOver: Object.fromEntries(named),
    ...(behind && behindRanks.length > 0 && { ranks: { [behind]: behindRanks } }),
  };
}
