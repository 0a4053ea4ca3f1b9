/**
 * What round robin owed each agent when a period began, from its recorded ranks: an agent who isn't eligible earns nothing,
 * so what the first decision about an agent says was so since the beginning.
 */
import type { Decision } from '../routing/decision.ts';
import { creditOfRank, turnChanges } from '../routing/order/roundRobin.ts';
import type { OrderChoice } from '../routing/policy.ts';

export interface TurnRecord {
  readonly decision: Pick<Decision, 'at' | 'order' | 'winners' | 'passedOver' | 'ranks'>;
  readonly turnKey: string;
  readonly weights: OrderChoice['weights'];
}

/** By turn key and agent ID. */
export function firstTurns(records: readonly TurnRecord[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const turns = new Map<string, Map<string, number>>();
  for (const { decision, turnKey, weights } of [...records].sort((one, other) => one.decision.at - other.decision.at)) {
    const { order, winners, passedOver, ranks = {} } = decision;
    if (order !== 'roundRobin') continue;
    const { laterTurn = [], notDrawn = [] } = passedOver;
    const won = winners.map(({ agentId }) => agentId);
    const changes = turnChanges(won, [...laterTurn, ...notDrawn], weights);
    const known = turns.get(turnKey) ?? new Map<string, number>();
    turns.set(turnKey, known);
    const note = (agentId: string, rank: number | undefined) => {
      if (rank === undefined || known.has(agentId)) return;
      const share = (changes.get(agentId) ?? 0) + Number(won.includes(agentId));
      known.set(agentId, creditOfRank(rank, share) - share);
    };
    for (const { agentId, rank } of winners) note(agentId, rank);
    for (const [index, agentId] of laterTurn.entries()) note(agentId, ranks.laterTurn?.[index]);
    for (const agentId of notDrawn) note(agentId, winners.at(-1)?.rank);
  }
  return turns;
}
