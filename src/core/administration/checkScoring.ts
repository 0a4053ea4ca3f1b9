/** Whether a campaign's scoring works: points within limits, and conditions that name what exists and can hold. */
import type { ScoreRule } from '../score/rules.ts';
import { findRepeats, mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import { MOST_SCORE } from '../vocabulary/score.ts';
import type { CampaignDraft } from './campaign.ts';
import { isSame } from './changedFields.ts';

export function checkScoring({ scoring, interests, fields }: CampaignDraft): readonly Mistake[] {
  if (!scoring) return [];
  const { start, rules } = scoring;
  return [
    ...rangeMistakes('scoring.start', start, [0, MOST_SCORE]),
    ...findRepeats(
      rules,
      ({ name }) => name,
      (index) => `scoring.rules.${index}.name`,
    ),
    ...rules.flatMap(({ points, when }, index) => {
      const path = `scoring.rules.${index}`;
      const isRepeated = rules.slice(0, index).some((earlier) => isSame(earlier.when, when));
      return [
        ...rangeMistakes(`${path}.points`, points, [-MOST_SCORE, MOST_SCORE]),
        ...(points === 0 ? [mistake(`${path}.points`, 'pointsNone')] : []),
        ...(Object.keys(when).length === 0 ? [mistake(`${path}.when`, 'ruleAlways')] : []),
        ...(isRepeated ? [mistake(`${path}.when`, 'scoreRuleTwice')] : []),
        ...checkNames(when, `${path}.when`, { interests, fields }),
      ];
    }),
  ];
}

function checkNames(
  { hours, interests = [], answers = {}, numbers = {} }: ScoreRule['when'],
  path: string,
  form: Pick<CampaignDraft, 'interests' | 'fields'>,
): readonly Mistake[] {
  const kindOf = (name: string) => form.fields.find((field) => field.name === name)?.kind;
  return [
    ...(hours && hours.from === hours.to ? [mistake(`${path}.hours`, 'timeBackwards')] : []),
    ...interests.flatMap((value, index) =>
      form.interests.some((one) => one.value === value)
        ? []
        : [mistake(`${path}.interests.${index}`, 'interestUnknown')],
    ),
    ...Object.keys(answers).flatMap((name) =>
      kindOf(name) === undefined ? [mistake(`${path}.answers.${name}`, 'fieldUnknown')] : [],
    ),
    ...Object.entries(numbers).flatMap(([name, { from, to }]) => {
      const at = `${path}.numbers.${name}`;
      if (kindOf(name) !== 'number') return [mistake(at, 'fieldNoNumber')];
      if (from === undefined && to === undefined) return [mistake(at, 'rangeEmpty')];
      return from !== undefined && to !== undefined && from > to ? [mistake(`${at}.from`, 'minAboveMax')] : [];
    }),
  ];
}
