/**
 * Who the steps of a policy reach, on shift or not: the agents who have what a step still requires. Used to check
 * settings before they are saved, and to find what a staff change leaves to no one. Routing asks the same of the agents
 * on shift (eligibility.ts).
 */
import { isAtSite, isForTeams } from './teams.ts';
import type { Language } from './language.ts';
import { skillGap, type SkillLevels } from './skills.ts';

/** What a step can waive or only prefer. */
export type Need = 'skills' | 'language' | 'sites';

export interface Who {
  readonly teamIds: readonly string[];
  readonly skills: SkillLevels;
  /** Any of these; absent or empty: wherever the agent works. */
  readonly siteIds?: readonly string[];
}

/** Where a step requires less than the campaign or the rule, and who else gets the lead. */
export interface Widening {
  /** What is no longer required. The campaign's team always is. */
  readonly relax: readonly Need[];
  /**
   * Agents who lack one of these get the lead only while no one who has them all is free. `teams`: the lead's own come before
   * the step's further ones.
   */
  readonly prefer?: readonly (Need | 'teams')[];
  /** Teams that get the lead as well. */
  readonly teamIds?: readonly string[];
  /** Supervisors who take leads get it as well, whatever their teams, sites and skills; the others are alerted. */
  readonly supervisors?: true;
}

/** Someone who takes leads. */
export interface Taker {
  readonly teamIds: readonly string[];
  readonly languages: readonly Language[];
  readonly skills: SkillLevels;
  readonly siteId?: string;
  readonly isSupervisor?: boolean;
}

/** The part of a campaign that decides who its leads reach. */
export interface Reach extends Who {
  readonly policy: {
    readonly steps: readonly Widening[];
    readonly rules: readonly { readonly name: string; readonly who?: Who; readonly steps?: readonly Widening[] }[];
  };
}

/** Whether an agent who lacks it may take the lead at this step. */
export function isWaived({ relax, prefer }: Pick<Widening, 'relax' | 'prefer'>, need: Need): boolean {
  return relax.includes(need) || prefer?.includes(need) === true;
}

/** The step with what it prefers required. Supervisors must have it, too. */
export function requiringPreferred({ prefer = [], relax, teamIds }: Widening): Widening {
  return { relax, ...(teamIds && !prefer.includes('teams') && { teamIds }) };
}

/** The lead's teams and the step's further ones; empty: everyone. */
export function teamsAsked(
  { teamIds }: Pick<Who, 'teamIds'>,
  { teamIds: also = [] }: Pick<Widening, 'teamIds'>,
): readonly string[] {
  return teamIds.length > 0 && also.length > 0 ? [...new Set([...teamIds, ...also])] : teamIds;
}

/** `languages`: of the leads; absent: any that the agent speaks. */
export function isReached(agent: Taker, who: Who, step: Widening, languages?: readonly Language[]): boolean {
  const isAskedAsSupervisor = step.supervisors === true && agent.isSupervisor === true;
  const isMeant =
    isAskedAsSupervisor ||
    (isForTeams(agent.teamIds, teamsAsked(who, step)) &&
      (isWaived(step, 'sites') || isAtSite(agent, who)) &&
      (isWaived(step, 'skills') || skillGap(who.skills, agent.skills) === null));
  const speaks = (language: Language) => agent.languages.includes(language);
  return isMeant && (languages === undefined || isWaived(step, 'language') || languages.some(speaks));
}

/** The indexes of steps that reach none of these agents. A step that asks supervisors alerts all of them. */
export function missedSteps(
  who: Who,
  steps: readonly Widening[],
  agents: readonly Taker[],
  languages?: readonly Language[],
): readonly number[] {
  return steps.flatMap((step, index) =>
    step.supervisors || agents.some((agent) => isReached(agent, who, step, languages)) ? [] : [index],
  );
}

/** Agents reached by a step of the campaign or of one of its rules. */
export function takersOf<A extends Taker>(campaign: Reach, agents: readonly A[]): readonly A[] {
  const ways = waysOf(campaign);
  return agents.filter((agent) => ways.some(({ who, steps }) => steps.some((step) => isReached(agent, who, step))));
}

/** Agents reached by one of the campaign's own steps: any lead may come to them, whatever its rules say. */
export function ownTakersOf<A extends Taker>({ policy: { steps }, ...who }: Reach, agents: readonly A[]): readonly A[] {
  return agents.filter((agent) => steps.some((step) => isReached(agent, who, step)));
}

/** A part of a campaign's routing: a rule or else the campaign's own, and a step of it or else all of them. */
export interface Part {
  readonly rule?: string;
  /** From 1. */
  readonly step?: number;
}

/** The parts that reach none of these agents. A rule without agents and steps of its own is part of the campaign's. */
export function missedParts(campaign: Reach, agents: readonly Taker[]): readonly Part[] {
  return waysOf(campaign).flatMap(({ rule, who, steps }): readonly Part[] => {
    const missed = missedSteps(who, steps, agents);
    const named = rule === undefined ? {} : { rule };
    return missed.length === steps.length ? [named] : missed.map((index) => ({ ...named, step: index + 1 }));
  });
}

function waysOf({ policy, ...own }: Reach) {
  const rules = policy.rules.flatMap(({ name, who, steps }) =>
    who || steps ? [{ rule: name, who: who ?? own, steps: steps ?? policy.steps }] : [],
  );
  return [{ rule: undefined, who: own, steps: policy.steps }, ...rules];
}
