/** Routing decisions with names: the chosen agents, and every other one by reason. */
import type { Decision, PassedOverReason } from '../../core/routing/decision.ts';
import { isRecomputable } from '../../core/routing/recomputeChoice.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DecisionView } from '../../shared/api.ts';

export async function presentDecisions(
  parts: Pick<Parts, 'users' | 'teams' | 'skills'>,
  decisions: readonly Decision[],
): Promise<readonly DecisionView[]> {
  const ids = decisions.flatMap(({ winners, passedOver }) => [
    ...winners.map(({ agentId }) => agentId),
    ...Object.values(passedOver).flat(),
  ]);
  const [people, asked] = await Promise.all([parts.users.names([...new Set(ids)]), askedNames(parts, decisions)]);
  const nameOf = (id: string) => people.get(id) ?? id;
  return decisions.map((decision) => {
    const { epoch, at, policyVersion, order = 'longestIdle', rule, step, burn, priorityMs, offerTo } = decision;
    return {
      ...{ epoch, at, policyVersion, order, step, priorityMs },
      ...(rule !== undefined && { rule }),
      ...(burn !== undefined && { burn }),
      ...(decision.asked && { asked: asked(decision.asked) }),
      ...(offerTo !== undefined && { offerTo }),
      agrees: isRecomputable(decision),
      winners: decision.winners.map(({ agentId, idleMs, draw }) => ({
        agentId,
        name: nameOf(agentId),
        idleMs,
        ...(draw !== undefined && { draw }),
      })),
      passedOver: presentPassedOver(decision, nameOf),
    };
  });
}

function presentPassedOver({ passedOver, ranks = {} }: Decision, nameOf: (id: string) => string) {
  return Object.entries(passedOver).map(([reason, agentIds]) => ({
    reason,
    agents: agentIds.map((id, index) => {
      const rank = ranks[reason as PassedOverReason]?.[index];
      return { id, name: nameOf(id), ...(rank !== undefined && { rank }) };
    }),
  }));
}

type Asked = NonNullable<Decision['asked']>;

/** The names of required teams and skills; the ID of one that is gone. Reads nothing if none was required. */
export async function askedNames(
  parts: Pick<Parts, 'teams' | 'skills'>,
  decisions: readonly Pick<Decision, 'asked'>[],
): Promise<(asked: Asked) => NonNullable<DecisionView['asked']>> {
  const isRequired = decisions.some(({ asked }) => asked && (asked.teamIds.length > 0 || asked.skills));
  const lists = isRequired ? await Promise.all([parts.teams.all(), parts.skills.all()]) : [];
  const names = new Map(lists.flat().map(({ id, name }) => [id, name]));
  return ({ teamIds, language, skills = {}, supervisors }) => ({
    teams: teamIds.map((id) => names.get(id) ?? id),
    ...(language && { language }),
    skills: Object.entries(skills).map(([id, level]) => ({ name: names.get(id) ?? id, level })),
    ...(supervisors && { supervisors }),
  });
}
