/** Routing decisions with names: the chosen agents, and every other one by reason. */
import { reasonIn, type Decision, type PassedOverReason } from '../../core/routing/decision.ts';
import { isRecomputable } from '../../core/routing/recomputeChoice.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DecisionView } from '../../shared/api.ts';

export async function presentDecisions(
  parts: Pick<Parts, 'users' | 'teams' | 'skills' | 'sites'>,
  decisions: readonly Decision[],
): Promise<readonly DecisionView[]> {
  const ids = decisions.flatMap(({ winners, passedOver }) => [
    ...winners.map(({ agentId }) => agentId),
    ...Object.values(passedOver).flat(),
  ]);
  const [people, asked] = await Promise.all([parts.users.names([...new Set(ids)]), askedNames(parts, decisions)]);
  const nameOf = (id: string) => people.get(id) ?? id;
  return decisions.map((decision) => {
    const {
      epoch,
      at,
      policyVersion,
      roster,
      order = 'longestIdle',
      rule,
      step,
      burn,
      priorityMs,
      offerTo,
      toEveryone,
    } = decision;
    return {
      ...{ epoch, at, policyVersion, order, step, priorityMs },
      ...(roster !== undefined && { roster }),
      ...(rule !== undefined && { rule }),
      ...(burn !== undefined && { burn }),
      ...(decision.asked && { asked: asked(decision.asked) }),
      ...(offerTo !== undefined && { offerTo }),
      ...(toEveryone && { toEveryone }),
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

function presentPassedOver(decision: Decision, nameOf: (id: string) => string) {
  const { passedOver, ranks = {} } = decision;
  return Object.entries(passedOver).map(([reason, agentIds]) => ({
    reason: reasonIn(decision, reason as PassedOverReason),
    agents: agentIds.map((id, index) => {
      const rank = ranks[reason as PassedOverReason]?.[index];
      return { id, name: nameOf(id), ...(rank !== undefined && { rank }) };
    }),
  }));
}

type Asked = NonNullable<Decision['asked']>;

/** The names of required teams, skills and sites; the ID of one that is gone. Reads nothing if none was required. */
export async function askedNames(
  parts: Pick<Parts, 'teams' | 'skills' | 'sites'>,
  decisions: readonly Pick<Decision, 'asked'>[],
): Promise<(asked: Asked) => NonNullable<DecisionView['asked']>> {
  const isRequired = decisions.some(({ asked }) => {
    const { teamIds = [], skills, siteIds }: Partial<Asked> = { ...asked, ...asked?.preferred };
    return teamIds.length > 0 || skills || siteIds;
  });
  const lists = isRequired ? await Promise.all([parts.teams.all(), parts.skills.all(), parts.sites.all()]) : [];
  const names = new Map(lists.flat().map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const named = ({ teamIds = [], language, skills = {}, siteIds = [] }: Partial<Asked>) => ({
    teams: teamIds.map(nameOf),
    ...(siteIds.length > 0 && { sites: siteIds.map(nameOf) }),
    ...(language && { language }),
    skills: Object.entries(skills).map(([id, level]) => ({ name: nameOf(id), level })),
  });
  return ({ preferred, supervisors, ...required }) => ({
    ...named(required),
    ...(preferred && { preferred: { needs: preferred.needs, isMet: preferred.isMet, ...named(preferred) } }),
    ...(supervisors && { supervisors }),
  });
}
