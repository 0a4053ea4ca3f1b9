/**
 * Whether a policy's rules work: each can match, none hides behind another, and what it names exists. Order and steps are
 * checked like the policy's own (checkPolicy.ts), and whom they reach in checkReach.ts.
 */
import type { PolicyStep, RoutingRule, Who } from '../routing/policy.ts';
import { findRepeats, mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import { MOST_SCORE } from '../vocabulary/score.ts';
import type { CampaignDraft } from './campaign.ts';
import { isSame } from './changedFields.ts';
import { checkConditions } from './checkConditions.ts';
import { checkSkills } from './checkStaff.ts';
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
      const before = rules.slice(0, index);
      return [
        ...checkWhen(rule, before, `${path}.when`, draft),
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
  draft: CampaignDraft,
): readonly Mistake[] {
  return [
    ...(isAlways(when) ? [mistake(path, 'ruleAlways')] : []),
    ...(before.some((earlier) => isSame(earlier.when, when)) ? [mistake(path, 'ruleHidden')] : []),
    ...(when.score ? checkScore(when.score, `${path}.score`) : []),
    ...checkConditions(when, path, draft),
  ];
}

/** Answers to no field ask nothing, nor do bounds of none. */
function isAlways({ answers = {}, numbers = {}, ...others }: RoutingRule['when']): boolean {
  return [answers, numbers, others].every((part) => Object.keys(part).length === 0);
}

function checkScore({ from, to }: NonNullable<RoutingRule['when']['score']>, path: string): readonly Mistake[] {
  if (from === undefined && to === undefined) return [mistake(path, 'rangeEmpty')];
  return [
    ...rangeMistakes(`${path}.from`, from ?? 0, [0, MOST_SCORE]),
    ...rangeMistakes(`${path}.to`, to ?? MOST_SCORE, [0, MOST_SCORE]),
    ...(from !== undefined && to !== undefined && from > to ? [mistake(`${path}.from`, 'minAboveMax')] : []),
  ];
}

function checkWho({ teamIds, skills }: Who, path: string, around: ValidationContext): readonly Mistake[] {
  return [...checkTeamIds(teamIds, `${path}.teamIds`, around), ...checkSkills(skills, `${path}.skills`, around)];
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
