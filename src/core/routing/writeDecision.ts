/**
 * Writes the record of a choice out of what the floor knows until it changes: a code for each agent, and the rank of each who
 * was eligible. So a choice allocates next to nothing, and lists of thousands of IDs cost only a choice that is stored.
 */
import { isLack, PASSED_OVER_REASONS, PREFERRED, type Decision, type PassedOverReason } from './decision.ts';
import type { Floor } from './floor.ts';
import type { Ranking } from './order/order.ts';
import { CODES, FREE, reasonOfCode, type Screened } from './screening.ts';

/** Free agents who weren't eligible for this lead, by ID; or why no free agent was. */
export type Aside = ReadonlyMap<string, PassedOverReason> | PassedOverReason;

/** What a choice knows; the floor keeps the rest. */
export interface Standing {
  /** With the rank of each of the free agents; NaN if they weren't eligible. */
  readonly floor: Pick<Floor, 'candidates' | 'ranks'>;
  readonly screened: Screened;
  /** By what the lead requires alone; the same, unless what the step prefers decided. */
  readonly required: Screened;
  readonly aside: Aside;
  /** null: no one was ranked. */
  readonly ranking: Ranking | null;
}

/**
 * The IDs of those who were eligible and weren't chosen; of no one if the lead went to the agent the customer knows.
 */
export function behindOf({ floor, screened, ranking }: Standing, winners: Decision['winners']): readonly string[] {
  if (!ranking || ranking.behind === 'notLastAgent') return [];
  const won = winners.map(({ agentId }) => agentId);
  const ids: string[] = [];
  for (const [at, id] of screened.ids.entries()) if (!Number.isNaN(floor.ranks[at]) && !won.includes(id)) ids.push(id);
  return ids;
}

/** Who wasn't chosen, and why. */
export function passedOverOf(
  { floor, screened, required, aside, ranking }: Standing,
  winners: Decision['winners'],
): Pick<Decision, 'passedOver' | 'ranks'> {
  const { candidates, ranks } = floor;
  const { ids, excluded } = screened;
  const codes = screened === required ? screened.codes : withPreferred(screened.codes, required.codes);
  const lists = PASSED_OVER_REASONS.map((): string[] => []);
  const listOf = (code: number) => lists[code - 1];
  for (let place = 0; place < codes.length; place += 1)
    listOf(codes[place] ?? 0)?.push(candidates[place]?.agent.id ?? '');
  if (typeof aside !== 'string') for (const [id, reason] of aside) listOf(CODES[reason])?.push(id);
  else for (const [at, id] of ids.entries()) if (!excluded.includes(at)) listOf(CODES[aside])?.push(id);
  const won = new Set(winners.map(({ agentId }) => agentId));
  const last = winners.at(-1)?.rank ?? Number.NEGATIVE_INFINITY;
  const behind = ranking?.behind;
  const behindRanks: number[] = [];
  for (let at = 0; ranking && at < ids.length; at += 1) {
    const [id = '', rank = Number.NaN] = [ids[at], ranks[at]];
    if (Number.isNaN(rank) || won.has(id)) continue;
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

/** What an agent lacks of what is only preferred counts if nothing else stood in the way. */
function withPreferred(insisting: Uint8Array, required: Uint8Array): Uint8Array {
  return required.map((code, place) => (code === FREE ? (PREFERRED_CODES[insisting[place] ?? 0] ?? FREE) : code));
}

/** By the code of what an agent lacks; FREE for who has it all. */
const PREFERRED_CODES: readonly number[] = [
  FREE,
  ...PASSED_OVER_REASONS.map((reason) => CODES[isLack(reason) ? PREFERRED[reason] : reason]),
];
