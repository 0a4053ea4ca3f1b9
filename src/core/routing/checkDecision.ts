/**
 * Checks a recorded choice against what else is recorded: the ranks and draws in the record itself, the agents' teams,
 * sites, languages and skills at the time, and the policy that it names. Implemented separately from the functions that
 * choose (eligibility.ts), so that a bug there shows.
 */
import { skillGap } from '../vocabulary/skills.ts';
import { PREFERRED, RANKED_BEHIND, type Asked, type Decision, type PassedOverReason } from './decision.ts';
import { placesOf, type OrderChoice, type Policy } from './policy.ts';
import { isRecomputable } from './recomputeChoice.ts';
import { plusDigest, profileDigest, rosterName, type Profile } from './roster.ts';

/** What doesn't agree: the ranks or the draw, an agent's profile with their reason, the roster as a whole, or the policy. */
export type Disagreement =
  | { readonly what: 'choice' | 'roster' | 'policy' }
  | { readonly what: 'profile'; readonly agentId: string; readonly reason: PassedOverReason | 'chosen' };

/** What is needed for the check and isn't there. */
export const MISSING = ['recordedTooLittle', 'policyUnknown', 'agentUnknown'] as const;
export type Missing = (typeof MISSING)[number];

export interface CheckedDecision {
  readonly disagreements: readonly Disagreement[];
  readonly missing: readonly Missing[];
}

export interface DecisionSources {
  /** The policy of this version; undefined if it is no longer known. */
  readonly policy: Policy | undefined;
  /** The profiles that a node may have used at the decision, one or several if it changed just before; none if unknown. */
  readonly profilesOf: (agentId: string) => readonly Profile[];
}

export function checkDecision(decision: Decision, { policy, profilesOf }: DecisionSources): CheckedDecision {
  const disagreements: Disagreement[] = [];
  const missing = new Set<Missing>();
  const agrees = isRecomputable(decision);
  if (agrees === null || !decision.asked) missing.add('recordedTooLittle');
  if (agrees === false) disagreements.push({ what: 'choice' });
  if (!policy) missing.add('policyUnknown');
  else if (!isOfPolicy(decision, policy)) disagreements.push({ what: 'policy' });
  const { asked } = decision;
  if (asked)
    for (const [agentId, reason] of reasonsOf(decision)) {
      const profiles = profilesOf(agentId);
      if (profiles.length === 0) missing.add('agentUnknown');
      else if (!profiles.some((profile) => lacksOf(profile, asked).some((lack) => fitsReason(lack, reason))))
        disagreements.push({ what: 'profile', agentId, reason });
    }
  const isComplete = disagreements.length === 0 && !missing.has('agentUnknown');
  if (isComplete && !isOfRoster(decision, profilesOf)) disagreements.push({ what: 'roster' });
  return { disagreements, missing: [...missing] };
}

/** More combinations than this aren't tried: many agents changed within the same minute. */
const MOST_ROSTERS = 1024;

/** Whether the agents, as one of their profiles of that moment says, make the roster that the decision names. */
function isOfRoster(decision: Decision, profilesOf: DecisionSources['profilesOf']): boolean {
  if (decision.roster === undefined) return true;
  let sums: readonly number[] = [0];
  for (const [agentId] of reasonsOf(decision)) {
    const digests = new Set(profilesOf(agentId).map((profile) => profileDigest(agentId, profile)));
    sums = sums.flatMap((sum) => [...digests].map((digest) => plusDigest(sum, digest)));
    if (sums.length > MOST_ROSTERS) return true;
  }
  return sums.some((sum) => rosterName(sum) === decision.roster);
}

/** The choice of order that applied to the decision; undefined if the policy has no such rule. */
export function orderFor({ rule }: Pick<Decision, 'rule'>, policy: Policy): OrderChoice | undefined {
  if (rule === undefined) return policy.order;
  const found = policy.rules.find(({ name }) => name === rule);
  return found && (found.order ?? policy.order);
}

function isOfPolicy(decision: Decision, policy: Policy): boolean {
  const { rule, order = 'longestIdle', offerTo } = decision;
  const choice = orderFor(decision, policy);
  if (!choice) return false;
  const { then = 'longestIdle' } = choice;
  const isOrder = order === choice.kind || (choice.kind === 'lastAgent' && order === then);
  const steps = policy.rules.find(({ name }) => name === rule)?.steps ?? policy.steps;
  return isOrder && (offerTo === undefined || steps.some((step) => placesOf(step) === offerTo));
}

type Reason = PassedOverReason | 'chosen';
type Gap = keyof typeof PREFERRED | null;

/** What an agent lacks of what was required, and of that and what was preferred, if someone with all of it was free. */
interface Lack {
  readonly required: Gap;
  readonly preferred: Gap;
}

function reasonsOf({ winners, passedOver }: Decision): readonly (readonly [agentId: string, reason: Reason])[] {
  const others = Object.entries(passedOver) as [PassedOverReason, readonly string[]][];
  return [
    ...winners.map(({ agentId }) => [agentId, 'chosen'] as const),
    ...others.flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)),
  ];
}

/** What may have been found: a supervisor, if asked, needs the language only, and may be one or not. */
function lacksOf(profile: Profile, asked: Asked): readonly Lack[] {
  const preferred = asked.preferred?.isMet ? gapOf(profile, { ...asked, ...asked.preferred }) : null;
  const asSupervisor = { ...asked, teamIds: [], siteIds: [], skills: {} };
  return [asked, ...(asked.supervisors ? [asSupervisor] : [])].map((one) => ({
    required: gapOf(profile, one),
    preferred,
  }));
}

function gapOf({ teamIds, siteId, languages, skills }: Profile, asked: Asked): Gap {
  if (asked.teamIds.length > 0 && !asked.teamIds.some((id) => teamIds.includes(id))) return 'otherTeam';
  const { siteIds = [] } = asked;
  if (siteIds.length > 0 && !siteIds.some((id) => id === siteId)) return 'otherSite';
  if (asked.language !== undefined && !languages.includes(asked.language)) return 'language';
  return skillGap(asked.skills ?? {}, skills);
}

/** After what is required; those who may be chosen also have what is preferred. */
const FOUND_LAST: readonly Reason[] = [
  'chosen',
  'declined',
  'justTried',
  'tried',
  'keptForLastAgent',
  ...RANKED_BEHIND,
];

/** A reason that is found later means that everything asked before was in order. */
function fitsReason({ required: gap, preferred }: Lack, reason: Reason): boolean {
  switch (reason) {
    case 'offline':
    case 'orderUnknown':
      return true;
    case 'refused':
    case 'promisedToAnother':
      return gap !== 'otherTeam' && gap !== 'otherSite';
    case 'otherTeam':
    case 'otherSite':
    case 'language':
    case 'skills':
    case 'skillLevel':
      return gap === reason;
    case 'preferredTeam':
    case 'preferredSite':
    case 'preferredLanguage':
    case 'preferredSkills':
    case 'preferredSkillLevel':
      return gap === null && preferred !== null && PREFERRED[preferred] === reason;
    default:
      return gap === null && (preferred === null || !FOUND_LAST.includes(reason));
  }
}
