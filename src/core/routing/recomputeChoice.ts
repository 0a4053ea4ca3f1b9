/**
 * Recomputes a recorded choice from its record alone: who was eligible, with the rank of each, how many the lead was
 * offered to, and the draws. Agents who tied for the last place are drawn again from the lead, its epoch and the agent.
 */
import { RANKED_BEHIND, type Decision } from './decision.ts';
import { drawOf, seedOf } from './draw.ts';

type Record = Pick<Decision, 'leadId' | 'epoch' | 'winners' | 'passedOver' | 'ranks' | 'offerTo'>;

/** Whether the record agrees with the choice recomputed from it; null if an earlier version recorded too little. */
export function isRecomputable(record: Record): boolean | null {
  const winners = recomputeWinners(record);
  if (winners === null) return null;
  return (
    winners.length === record.winners.length &&
    record.winners.every(({ agentId, draw }) => {
      const again = winners.find((winner) => winner.agentId === agentId);
      return again !== undefined && again.draw === draw;
    })
  );
}

interface Winner {
  readonly agentId: string;
  readonly draw?: number;
}

/** The agents that the record says should have been chosen; null if an earlier version recorded too little. */
export function recomputeWinners(record: Record): readonly Winner[] | null {
  const { leadId, epoch, offerTo } = record;
  const eligible = eligibleOf(record);
  if (eligible === null || offerTo === undefined) return null;
  const ranks = eligible.map(({ rank }) => rank).sort((one, other) => one - other);
  const last = ranks[Math.min(offerTo, ranks.length) - 1];
  if (last === undefined) return [];
  const sure = eligible.filter(({ rank }) => rank < last);
  const tied = eligible.filter(({ rank }) => rank === last);
  const places = offerTo - sure.length;
  if (tied.length <= places) return [...sure, ...tied].map(({ agentId }) => ({ agentId }));
  const seed = seedOf(leadId, epoch);
  const drawn = tied
    .map(({ agentId }) => ({ agentId, draw: drawOf(seed, agentId) }))
    .sort((one, other) => one.draw - other.draw)
    .slice(0, places);
  return [...sure.map(({ agentId }) => ({ agentId })), ...drawn];
}

function eligibleOf({ winners, passedOver, ranks = {} }: Record) {
  const won = winners.map(({ agentId, rank }) => ({ agentId, rank }));
  const lastRank = Math.max(...winners.map(({ rank }) => rank ?? Number.NaN));
  const behind = RANKED_BEHIND.flatMap((reason) =>
    (passedOver[reason] ?? []).map((agentId, index) => ({
      agentId,
      // Those who lost the draw ranked like the last winner.
      rank: reason === 'notDrawn' ? lastRank : ranks[reason]?.[index],
    })),
  );
  const all = [...won, ...behind];
  const isComplete = (one: (typeof all)[number]): one is { agentId: string; rank: number } =>
    one.rank !== undefined && !Number.isNaN(one.rank);
  return all.every(isComplete) ? all : null;
}
