/**
 * Whether each step of a policy reaches someone who takes leads: for the campaign's own teams, sites and skills, and
 * for each rule with its teams, sites, skills, languages and steps. Staff changes on its own, so an unchanged policy
 * may be saved even if no one is left (A3).
 */
import type { PolicyStep, RoutingRule } from '../routing/policy.ts';
import type { Language } from '../vocabulary/language.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import { missedSteps, type Taker, type Who } from '../vocabulary/reach.ts';
import type { CampaignDraft } from './campaign.ts';
import { isSame } from '../vocabulary/isSame.ts';
import type { Staffing, ValidationContext } from './validationContext.ts';

export function checkReach(draft: CampaignDraft, around: ValidationContext): readonly Mistake[] {
  const isAsBefore = (part: (of: Staffing) => object) =>
    around.asked !== null && isSame(part(around.asked), part(draft));
  return [
    ...(isAsBefore(({ teamIds, skills, siteIds = [], policy: { steps } }) => ({ teamIds, skills, siteIds, steps }))
      ? []
      : checkOwn(draft, around)),
    ...(isAsBefore(({ policy: { steps, rules } }) => ({ steps, rules }))
      ? []
      : draft.policy.rules.flatMap((rule, index) => checkRule(rule, `policy.rules.${index}`, draft, around))),
  ];
}

function checkOwn(draft: CampaignDraft, around: ValidationContext): readonly Mistake[] {
  const { steps } = draft.policy;
  const missed = namesUnknown(draft, around) ? [] : missedOf(draft, steps, around.agents);
  // Where no step reaches anyone, the check of the campaign's teams and skills says what is missing (checkStaff.ts).
  const isAll = missed.length === steps.length;
  const isForSites = isAll && missedOf({ ...draft, siteIds: [] }, steps, around.agents).length < missed.length;
  return [
    ...(isForSites ? [mistake('siteIds', 'siteNobody')] : []),
    ...(isAll ? [] : missed).map((index) => mistake(`policy.steps.${index}`, 'stepNobody')),
    ...emptyTeams(steps, 'policy.steps', around),
  ];
}

/** Teams that a step adds and that have no one. */
function emptyTeams(
  steps: readonly PolicyStep[],
  path: string,
  { teams, agents }: ValidationContext,
): readonly Mistake[] {
  return steps.flatMap((step, index) =>
    (step.teamIds ?? []).flatMap((id, place) => {
      const team = teams.find((one) => one.id === id);
      const isEmpty = team && !agents.some(({ teamIds }) => teamIds.includes(id));
      return isEmpty ? [mistake(`${path}.${index}.teamIds.${place}`, 'teamEmpty', { team: team.name })] : [];
    }),
  );
}

/** Reported elsewhere, and then nothing else is certain. */
function namesUnknown({ teamIds, skills, siteIds = [] }: Who, around: ValidationContext): boolean {
  const isKnown = (id: string, all: readonly { readonly id: string }[]) => all.some((one) => one.id === id);
  return (
    teamIds.some((id) => !isKnown(id, around.teams)) ||
    siteIds.some((id) => !isKnown(id, around.sites)) ||
    Object.keys(skills).some((id) => !isKnown(id, around.skills))
  );
}

function checkRule(
  rule: RoutingRule,
  path: string,
  draft: CampaignDraft,
  around: ValidationContext,
): readonly Mistake[] {
  const empty = emptyTeams(rule.steps ?? [], `${path}.steps`, around);
  return [...empty, ...checkRuleReach(rule, path, draft, around)];
}

function checkRuleReach(
  rule: RoutingRule,
  path: string,
  draft: CampaignDraft,
  around: ValidationContext,
): readonly Mistake[] {
  const { who = draft, steps = draft.policy.steps, when } = rule;
  const { agents } = around;
  if (namesUnknown(who, around)) return [];
  const missed = missedOf(who, steps, agents);
  // A rule without teams, skills and steps of its own has the campaign's mistakes.
  if (missed.length > 0 && !rule.who && !rule.steps) return [];
  if (missed.length === steps.length && rule.who) return [mistake(`${path}.who`, 'ruleNobody')];
  if (missed.length > 0)
    return missed.map((index) =>
      rule.steps
        ? mistake(`${path}.steps.${index}`, 'stepNobody')
        : mistake(`${path}.who`, 'ruleStepNobody', { step: index + 1 }),
    );
  const isSpoken = missedOf(who, steps, agents, when.languages).length === 0;
  return isSpoken || agents.length === 0 ? [] : [mistake(`${path}.when.languages`, 'languageNobody')];
}

/** For checks before there is anyone: everyone takes what asks for nothing. */
function missedOf(who: Who, steps: readonly PolicyStep[], agents: readonly Taker[], languages?: readonly Language[]) {
  const { teamIds, skills, siteIds = [] } = who;
  const asksNothing = teamIds.length === 0 && siteIds.length === 0 && Object.keys(skills).length === 0;
  return asksNothing && languages === undefined ? [] : missedSteps(who, steps, agents, languages);
}
