/**
 * Whether a policy's rules work: each can match, none hides behind another, and what it names exists and reaches
 * someone. Order and steps are checked like the policy's own (checkPolicy.ts).
 */
import { skillGap } from '../agent/skills.ts';
import { isForTeams } from '../agent/teams.ts';
import type { PolicyStep, RoutingRule, Who } from '../routing/policy.ts';
import { findRepeats, mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import { MOST_SCORE } from '../vocabulary/score.ts';
import type { CampaignDraft } from './campaign.ts';
import { isSame } from './changedFields.ts';
import { checkSkills } from './checkStaff.ts';
import type { Staffing, ValidationContext } from './validationContext.ts';

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
        ...checkConditions(rule, before, `${path}.when`, draft),
        ...(rule.who ? checkWho(rule.who, rule.steps ?? steps, `${path}.who`, draft, around) : []),
        ...checkStepTeams(rule.steps ?? [], `${path}.steps`, around),
      ];
    }),
  ];
}

function checkConditions(
  { when }: RoutingRule,
  before: readonly RoutingRule[],
  path: string,
  { interests, fields }: CampaignDraft,
): readonly Mistake[] {
  const { hours, score } = when;
  return [
    ...(isAlways(when) ? [mistake(path, 'ruleAlways')] : []),
    ...(before.some((earlier) => isSame(earlier.when, when)) ? [mistake(path, 'ruleHidden')] : []),
    ...(hours?.from === hours?.to && hours ? [mistake(`${path}.hours`, 'timeBackwards')] : []),
    ...(score ? checkScore(score, `${path}.score`) : []),
    ...(when.interests ?? []).flatMap((value, index) =>
      interests.some((one) => one.value === value) ? [] : [mistake(`${path}.interests.${index}`, 'interestUnknown')],
    ),
    ...Object.keys(when.answers ?? {}).flatMap((name) =>
      fields.some((field) => field.name === name) ? [] : [mistake(`${path}.answers.${name}`, 'fieldUnknown')],
    ),
  ];
}

/** Answers to no field ask nothing. */
function isAlways({ answers = {}, ...others }: RoutingRule['when']): boolean {
  return Object.keys(answers).length === 0 && Object.keys(others).length === 0;
}

function checkScore({ from, to }: NonNullable<RoutingRule['when']['score']>, path: string): readonly Mistake[] {
  if (from === undefined && to === undefined) return [mistake(path, 'rangeEmpty')];
  return [
    ...rangeMistakes(`${path}.from`, from ?? 0, [0, MOST_SCORE]),
    ...rangeMistakes(`${path}.to`, to ?? MOST_SCORE, [0, MOST_SCORE]),
    ...(from !== undefined && to !== undefined && from > to ? [mistake(`${path}.from`, 'minAboveMax')] : []),
  ];
}

/** Some step must reach someone. Staff changes on its own, so unchanged rules may be saved whoever is left (A3). */
function checkWho(
  { teamIds, skills }: Who,
  steps: readonly PolicyStep[],
  path: string,
  draft: CampaignDraft,
  around: ValidationContext,
): readonly Mistake[] {
  const unknown = [
    ...checkTeamIds(teamIds, `${path}.teamIds`, around),
    ...checkSkills(skills, `${path}.skills`, around),
  ];
  const isAsBefore = around.asked !== null && isSame(neededBy(around.asked), neededBy(draft));
  if (unknown.length > 0 || isAsBefore || (teamIds.length === 0 && Object.keys(skills).length === 0)) return unknown;
  const isReached = steps.some((step) =>
    around.agents.some(
      (agent) =>
        (isForTeams(agent.teamIds, teamIds) || step.teamIds?.some((id) => agent.teamIds.includes(id)) === true) &&
        (step.relax.includes('skills') || skillGap(skills, agent.skills) === null),
    ),
  );
  return isReached ? [] : [mistake(path, 'ruleNobody')];
}

function neededBy({ policy: { steps, rules } }: Staffing): object {
  return { steps, rules };
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
