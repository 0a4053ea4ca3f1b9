/**
 * Whether an agent may be offered a lead now: the first reason that refuses is the recorded one, so their order matters.
 * For every agent, for every lead: what only depends on the lead is computed once (`questionOf`).
 */
import { deviceOf } from '../agent/agent.ts';
import type { Language } from '../vocabulary/language.ts';
import { isWaived, requiringPreferred, teamsAsked } from '../vocabulary/reach.ts';
import type { Moment } from '../vocabulary/time.ts';
import { freeSlot, type Candidate, type RoutedLead } from './candidate.ts';
import type { PassedOverReason } from './decision.ts';
import { orderOf } from './order/table.ts';
import type { PolicyStep } from './policy.ts';
import type { LeadPolicy } from './rules.ts';

/** A lead at a step of its policy, as the checks ask. */
export interface Question {
  readonly isOrderKnown: boolean;
  /** Empty: everyone. */
  readonly teamIds: readonly string[];
  /** Empty: wherever the agent works, also if waived. */
  readonly siteIds: readonly string[];
  /** Supervisors are asked whatever their teams, sites and skills. */
  readonly supervisors: boolean;
  readonly refusedBy: readonly string[] | undefined;
  readonly promisedTo: string | undefined;
  /** null: waived. */
  readonly language: Language | null;
  /** With the minimum level of each; empty if waived. */
  readonly skills: readonly (readonly [string, number])[];
  readonly isLive: boolean;
  readonly limits: LeadPolicy['limits'] | null;
  readonly now: Moment;
}

/** What the step prefers is waived here; for those who have it, ask with `insistingOn(step)`. */
export function questionOf(lead: RoutedLead, policy: LeadPolicy, step: PolicyStep, now: Moment): Question {
  const { perHour, perDay, afterDeclineMs, afterMissMs } = policy.limits;
  const isLimited = perHour !== undefined || perDay !== undefined || afterDeclineMs > 0 || afterMissMs > 0;
  return {
    isOrderKnown: orderOf(policy.order) !== null,
    teamIds: teamsAsked(lead, step),
    siteIds: isWaived(step, 'sites') ? NOWHERE : (lead.siteIds ?? NOWHERE),
    supervisors: step.supervisors === true,
    refusedBy: lead.refusedBy,
    promisedTo: lead.promisedTo,
    language: isWaived(step, 'language') ? null : lead.language,
    skills: isWaived(step, 'skills') ? [] : Object.entries(lead.skills),
    isLive: lead.isLive === true,
    limits: isLimited ? policy.limits : null,
    now,
  };
}

const NOWHERE: readonly string[] = [];

/** The step with everything that it prefers required; null if it prefers nothing. */
export function insistingOn(step: PolicyStep): PolicyStep | null {
  const { afterMs, offerTo, prefer } = step;
  if (!prefer || prefer.length === 0) return null;
  const made = INSISTING.get(step) ?? { afterMs, offerTo, ...requiringPreferred(step) };
  INSISTING.set(step, made);
  return made;
}

/** Made once for each: every lead asks. */
const INSISTING = new WeakMap<PolicyStep, PolicyStep>();

/** After these the agent may take the lead soon; after any other they can't, whatever becomes of what they hold now. */
const PASSING: readonly PassedOverReason[] = ['silent', 'capHour', 'coolDown', 'busy'];

export function isLasting(reason: PassedOverReason): boolean {
  return !PASSING.includes(reason);
}

/** null: eligible. */
export function refusalOf(candidate: Candidate, question: Question): PassedOverReason | null {
  return mismatchOf(candidate, question) ?? absenceOf(candidate, question) ?? fullnessOf(candidate, question);
}

/** Found before it's asked whether the lead is reserved for another agent or was refused by this one. */
export const FOUND_FIRST: readonly PassedOverReason[] = ['orderUnknown', 'offline', 'otherTeam', 'otherSite'];

/** What the agent is not. */
function mismatchOf({ agent }: Candidate, question: Question): PassedOverReason | null {
  if (!question.isOrderKnown) return 'orderUnknown';
  if (agent.presence === 'offline') return 'offline';
  const isSpecial = question.supervisors && agent.isSupervisor === true;
  if (!isSpecial && question.teamIds.length > 0 && !sharesOne(agent.teamIds, question.teamIds)) return 'otherTeam';
  if (!isSpecial && question.siteIds.length > 0 && !question.siteIds.includes(agent.siteId ?? '')) return 'otherSite';
  if (question.refusedBy?.includes(agent.id)) return 'refused';
  if (question.promisedTo !== undefined && question.promisedTo !== agent.id) return 'promisedToAnother';
  if (question.language !== null && !agent.languages.includes(question.language)) return 'language';
  return isSpecial ? null : skillGapOf(agent.skills, question.skills);
}

/** The agent isn't there. */
function absenceOf({ agent }: Candidate, { isLive }: Question): PassedOverReason | null {
  if (agent.presence === 'away') return 'away';
  if (agent.reach !== 'reachable') return agent.reach;
  return isLive && deviceOf(agent) === null ? 'noTelephone' : null;
}

/** The agent has enough for now. */
function fullnessOf(candidate: Candidate, { limits, now }: Question): PassedOverReason | null {
  const { taken } = candidate;
  if (limits && taken) {
    if (limits.perDay !== undefined && taken.today >= limits.perDay) return 'capDay';
    if (limits.perHour !== undefined && taken.lastHour >= limits.perHour) return 'capHour';
    if (now < pausedUntil(taken, limits)) return 'coolDown';
  }
  return freeSlot(candidate) === null ? 'busy' : null;
}

/** Loops, not closures: this is most of a decision's time. */
function sharesOne(own: readonly string[], asked: readonly string[]): boolean {
  for (const id of own) if (asked.includes(id)) return true;
  return false;
}

function skillGapOf(has: Candidate['agent']['skills'], asked: Question['skills']): PassedOverReason | null {
  let gap: 'skillLevel' | null = null;
  for (const [skill, needed] of asked) {
    const level = has[skill];
    if (level === undefined) return 'skills';
    if (level < needed) gap = 'skillLevel';
  }
  return gap;
}

/** When the pause of an agent with the reason `coolDown` ends. */
export function pauseEnd({ taken }: Candidate, { limits, now }: Question): Moment {
  return taken && limits ? pausedUntil(taken, limits) : now;
}

/** An agent who didn't take their last offer gets no other lead of this policy until then; 0 without a pause. */
function pausedUntil(
  { declinedAt, missedAt }: NonNullable<Candidate['taken']>,
  { afterDeclineMs, afterMissMs }: LeadPolicy['limits'],
): Moment {
  const declined = declinedAt === undefined ? 0 : declinedAt + afterDeclineMs;
  const missed = missedAt === undefined ? 0 : missedAt + afterMissMs;
  return Math.max(declined, missed);
}
