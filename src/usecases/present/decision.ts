/** Routing decisions with names: the chosen agents, and every other one by reason. */
import type { Decision } from '../../core/routing/decision.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DecisionView } from '../../shared/api.ts';

export async function presentDecisions(
  parts: Pick<Parts, 'users'>,
  decisions: readonly Decision[],
): Promise<readonly DecisionView[]> {
  const ids = decisions.flatMap(({ winners, passedOver }) => [
    ...winners.map(({ agentId }) => agentId),
    ...Object.values(passedOver).flat(),
  ]);
  const names = await parts.users.names([...new Set(ids)]);
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  return decisions.map(
    ({ epoch, at, policyVersion, order = 'longestIdle', rule, step, priorityMs, winners, passedOver }) => ({
      epoch,
      at,
      policyVersion,
      order,
      ...(rule !== undefined && { rule }),
      step,
      priorityMs,
      winners: winners.map(({ agentId, idleMs, draw }) => ({
        agentId,
        name: named(agentId).name,
        idleMs,
        ...(draw !== undefined && { draw }),
      })),
      passedOver: Object.entries(passedOver).map(([reason, agentIds]) => ({ reason, agents: agentIds.map(named) })),
    }),
  );
}
