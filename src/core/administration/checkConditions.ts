/** Whether the conditions of a rule, of routing or of scoring, name what the form has and can hold. */
import type { RuleConditions } from '../routing/policy.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import type { CampaignDraft } from './campaign.ts';

type Conditions = Pick<RuleConditions, 'hours' | 'interests' | 'answers' | 'numbers'>;

export function checkConditions(
  { hours, interests = [], answers = {}, numbers = {} }: Conditions,
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
