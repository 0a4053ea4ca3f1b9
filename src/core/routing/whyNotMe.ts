/**
 * Why a recorded choice didn't go to one agent, with what would have changed it. Says nothing about the customer, and
 * names another agent only where the two were compared.
 */
import { skillGap, type SkillLevels } from '../vocabulary/skills.ts';
import { isForTeams } from '../vocabulary/teams.ts';
import type { Language } from '../vocabulary/language.ts';
import { RANKED_BEHIND, reasonIn, type Asked, type Decision, type PassedOverReason } from './decision.ts';
import type { CapacityLimits } from './policy.ts';

/** The agent as they are now: levels may have changed since the choice. */
export interface PassedOverAgent {
  readonly id: string;
  readonly teamIds: readonly string[];
  readonly skills: SkillLevels;
}

export interface WhyNotMe {
  readonly reason: PassedOverReason;
  /** Ranked behind this agent, the last of those chosen. */
  readonly behindAgentId?: string;
  /** What the order compared, theirs and the other's: idle ms, or leads taken today. */
  readonly own?: number;
  readonly theirs?: number;
  /** The first skill asked for that they don't have at its level; absent if they do by now. */
  readonly skill?: { readonly id: string; readonly needed: number; readonly own: number };
  readonly language?: Language;
  /** It was for agents of these sites, or of these teams first. */
  readonly siteIds?: readonly string[];
  readonly teamIds?: readonly string[];
  /** Of leads per hour or day, which they had reached. */
  readonly limit?: number;
}

/** null if it was offered to them, or is for teams that aren't theirs. `limits`: of the policy's version that decided, if it's known. */
export function whyNotMe(decision: Decision, agent: PassedOverAgent, limits?: CapacityLimits): WhyNotMe | null {
  const { passedOver, winners, asked } = decision;
  if (winners.some(({ agentId }) => agentId === agent.id)) return null;
  const found = Object.entries(passedOver).find(([, ids]) => ids.includes(agent.id));
  if (!found) {
    // Only agents on shift are asked; records of earlier versions don't say which teams were.
    return asked && isForTeams(agent.teamIds, asked.teamIds) ? { reason: 'offline' } : null;
  }
  const reason = reasonIn(decision, found[0] as PassedOverReason);
  if (reason === 'otherTeam') return null;
  return { reason, ...detailsOf(reason, decision, agent), ...limitOf(reason, limits) };
}

function limitOf(reason: PassedOverReason, { perHour, perDay }: Partial<CapacityLimits> = {}): Partial<WhyNotMe> {
  const limit = reason === 'capHour' ? perHour : reason === 'capDay' ? perDay : undefined;
  return limit === undefined ? {} : { limit };
}

function detailsOf(reason: PassedOverReason, decision: Decision, agent: PassedOverAgent): Partial<WhyNotMe> {
  if (RANKED_BEHIND.includes(reason)) return comparisonOf(reason, decision, agent.id);
  // What is preferred isn't required as well.
  const {
    teamIds = [],
    siteIds,
    language,
    skills,
  }: Partial<Asked> = { ...decision.asked, ...decision.asked?.preferred };
  switch (reason) {
    case 'preferredTeam':
      return teamIds.length > 0 ? { teamIds } : {};
    case 'otherSite':
    case 'preferredSite':
      return siteIds ? { siteIds } : {};
    case 'language':
    case 'preferredLanguage':
      return language ? { language } : {};
    case 'skills':
    case 'skillLevel':
    case 'preferredSkills':
    case 'preferredSkillLevel':
      return skills ? gapOf(skills, agent.skills) : {};
    default:
      return {};
  }
}

function gapOf(asked: SkillLevels, has: SkillLevels): Partial<WhyNotMe> {
  const missing = Object.entries(asked).find(([id, level]) => skillGap({ [id]: level }, has) !== null);
  return missing ? { skill: { id: missing[0], needed: missing[1], own: has[missing[0]] ?? 0 } } : {};
}

function comparisonOf(reason: PassedOverReason, decision: Decision, agentId: string): Partial<WhyNotMe> {
  const last = decision.winners.at(-1);
  if (!last) return {};
  const named = { behindAgentId: last.agentId };
  const own = decision.ranks?.[reason]?.[decision.passedOver[reason]?.indexOf(agentId) ?? -1];
  if (own === undefined || last.rank === undefined) return named;
  if (reason === 'idleLess') return { ...named, own: Math.max(0, decision.at - own), theirs: decision.at - last.rank };
  return reason === 'tookMore' ? { ...named, own, theirs: last.rank } : named;
}
