/**
 * Whether a policy's rules work: each can match, none hides behind another, and what it names exists. Order and steps
 * are checked like the policy's own (checkPolicy.ts); checkReach.ts checks who they reach.
 */
import type { PolicyStep, RoutingRule } from '../routing/policy.ts';
import { findRepeats, mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import type { Who } from '../vocabulary/reach.ts';
import { MOST_SCORE } from '../vocabulary/score.ts';
import type { CampaignDraft } from './campaign.ts';
import { isSame } from '../vocabulary/isSame.ts';
import { checkNewConditions } from './checkConditions.ts';
import { covers, holdAlways } from './coveredRules.ts';
import { checkSites, checkSkills } from './checkStaff.ts';
import type { ValidationContext } from './validationContext.ts';

export function checkRules(draft: CampaignDraft, around: ValidationContext): readonly Mistake[] {
  const { rules, steps } = draft.policy;
  return [
    ...findRepeats(
      rules,
      ({ name }) => name,
      (index) => `policy.rules.${index}.name`,
    ),
    ...checkStepTeams(steps, 'policy.steps', around),
    ...rules.flatMap((rule, index) => {
      const path = `policy.rules.${index}`;
      return [
        ...checkWhen(rule, rules.slice(0, index), `${path}.when`, around),
        ...checkHolding(rule, `${path}.when`, draft, around),
        ...(rule.who ? checkWho(rule.who, `${path}.who`, around) : []),
        ...checkStepTeams(rule.steps ?? [], `${path}.steps`, around),
      ];
    }),
  ];
}

function checkWhen(
  { when }: RoutingRule,
  before: readonly RoutingRule[],
  path: string,
  { asked }: Pick<ValidationContext, 'asked'>,
): readonly Mistake[] {
  // Earlier versions checked less: a mistake that was already saved may stay.
  const saved = asked?.policy.rules ?? [];
  const placeOf = (one: RoutingRule['when']) => saved.findIndex((rule) => isSame(rule.when, one));
  const wasBehind = (earlier: RoutingRule) => placeOf(earlier.when) >= 0 && placeOf(earlier.when) < placeOf(when);
  const hiding = before.find((earlier) => covers(earlier.when, when) && !wasBehind(earlier));
  return [
    ...(holdAlways(when) && placeOf(when) < 0 ? [mistake(path, 'ruleAlways')] : []),
    ...(hiding ? [mistake(path, 'ruleHidden', { rule: hiding.name })] : []),
    ...(when.score ? checkScore(when.score, `${path}.score`) : []),
  ];
}

/** Whether the conditions can hold. An unchanged rule may be saved with the mistakes it already had. */
function checkHolding(
  { when }: RoutingRule,
  path: string,
  draft: CampaignDraft,
  { asked, edited }: ValidationContext,
): readonly Mistake[] {
  const isSaved = asked?.policy.rules.some((saved) => isSame(saved.when, when)) === true;
  return checkNewConditions(when, path, draft, isSaved ? edited?.form : undefined);
}

function checkScore({ from, to }: NonNullable<RoutingRule['when']['score']>, path: string): readonly Mistake[] {
  if (from === undefined && to === undefined) return [mistake(path, 'rangeEmpty')];
  return [
    ...rangeMistakes(`${path}.from`, from ?? 0, [0, MOST_SCORE]),
    ...rangeMistakes(`${path}.to`, to ?? MOST_SCORE, [0, MOST_SCORE]),
    ...(from !== undefined && to !== undefined && from > to ? [mistake(`${path}.from`, 'minAboveMax')] : []),
  ];
}

function checkWho({ teamIds, skills, siteIds }: Who, path: string, around: ValidationContext): readonly Mistake[] {
  return [
    ...checkTeamIds(teamIds, `${path}.teamIds`, around),
    ...checkSites(siteIds, `${path}.siteIds`, around),
    ...checkSkills(skills, `${path}.skills`, around),
  ];
}

function checkStepTeams(steps: readonly PolicyStep[], path: string, around: ValidationContext): readonly Mistake[] {
  return steps.flatMap((step, index) => checkTeamIds(step.teamIds ?? [], `${path}.${index}.teamIds`, around));
}

function checkTeamIds(
  teamIds: readonly string[],
  path: string,
  { teams }: Pick<ValidationContext, 'teams'>,
): readonly Mistake[] {
  return teamIds.flatMap((id, index) =>
    teams.some((team) => team.id === id) ? [] : [mistake(`${path}.${index}`, 'teamUnknown')],
  );
}
