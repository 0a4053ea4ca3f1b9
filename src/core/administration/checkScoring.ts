/** Whether a campaign's scoring works: points within limits, and conditions that name what exists and can hold. */
import { findRepeats, mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import { MOST_SCORE } from '../vocabulary/score.ts';
import type { CampaignDraft } from './campaign.ts';
import { isSame } from '../vocabulary/isSame.ts';
import { checkNewConditions } from './checkConditions.ts';
import type { ValidationContext } from './validationContext.ts';

export function checkScoring(
  { scoring, interests, fields }: CampaignDraft,
  { edited }: Pick<ValidationContext, 'edited'>,
): readonly Mistake[] {
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
      const isSaved = edited?.scoring?.rules.some((saved) => isSame(saved.when, when)) === true;
      const isRepeated = rules.slice(0, index).some((earlier) => isSame(earlier.when, when));
      return [
        ...rangeMistakes(`${path}.points`, points, [-MOST_SCORE, MOST_SCORE]),
        ...(points === 0 ? [mistake(`${path}.points`, 'pointsNone')] : []),
        ...(Object.keys(when).length === 0 ? [mistake(`${path}.when`, 'ruleAlways')] : []),
        ...(isRepeated ? [mistake(`${path}.when`, 'scoreRuleTwice')] : []),
        ...checkNewConditions(when, `${path}.when`, { interests, fields }, isSaved ? edited.form : undefined),
      ];
    }),
  ];
}
