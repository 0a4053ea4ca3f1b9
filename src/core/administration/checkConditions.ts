/** Whether the conditions of a rule, of routing or of scoring, name what the form has and can hold for a lead. */
import { acceptsAnswer } from '../call/missingChoices.ts';
import { zonesOfCountry } from '../law/zones.ts';
import type { RuleConditions } from '../routing/policy.ts';
import type { FormField } from '../vocabulary/form.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import type { CampaignDraft } from './campaign.ts';
import { isSame } from '../vocabulary/isSame.ts';
import { isRegion } from './checkLaw.ts';

type Conditions = Pick<RuleConditions, 'hours' | 'interests' | 'answers' | 'numbers' | 'places'>;
export type AskedForm = Pick<CampaignDraft, 'interests' | 'fields'>;

export function checkConditions(
  { hours, interests = [], answers = {}, numbers = {}, places = [] }: Conditions,
  path: string,
  form: AskedForm,
): readonly Mistake[] {
  const fieldOf = (name: string) => form.fields.find((field) => field.name === name);
  return [
    // An end before the start is on the next day.
    ...(hours && hours.from === hours.to ? [mistake(`${path}.hours`, 'hoursNone')] : []),
    ...interests.flatMap((value, index) =>
      form.interests.some((one) => one.value === value)
        ? []
        : [mistake(`${path}.interests.${index}`, 'interestUnknown')],
    ),
    ...Object.entries(answers).flatMap(([name, values]) =>
      checkAnswers(values, `${path}.answers.${name}`, fieldOf(name)),
    ),
    ...Object.entries(numbers).flatMap(([name, range]) => checkRange(range, `${path}.numbers.${name}`, fieldOf(name))),
    ...places.flatMap((place, index) =>
      isPlace(place) ? [] : [mistake(`${path}.places.${index}`, 'placeUnknown', { place })],
    ),
  ];
}

/**
 * The same for a rule that may be saved unchanged: a mistake it already had with the saved form doesn't block other
 * changes. `saved`: absent for a new or changed rule.
 */
export function checkNewConditions(
  when: Conditions,
  path: string,
  form: AskedForm,
  saved: AskedForm | undefined,
): readonly Mistake[] {
  const before = saved ? checkConditions(when, path, saved) : [];
  return checkConditions(when, path, form).filter((one) => !before.some((old) => isSame(old, one)));
}

function checkAnswers(values: readonly string[], path: string, field: FormField | undefined): readonly Mistake[] {
  if (!field) return [mistake(path, 'fieldUnknown')];
  return values.flatMap((value, index) => {
    // Numbers are compared as they're stored: 250, not 250.0.
    const isStored = field.kind !== 'number' || String(Number(value)) === value;
    return isStored && acceptsAnswer(field, value) ? [] : [mistake(`${path}.${index}`, 'answerNever', { value })];
  });
}

function checkRange(
  { from, to }: { readonly from?: number; readonly to?: number },
  path: string,
  field: FormField | undefined,
): readonly Mistake[] {
  if (field?.kind !== 'number') return [mistake(path, 'fieldNoNumber')];
  if (from === undefined && to === undefined) return [mistake(path, 'rangeEmpty')];
  if (from !== undefined && to !== undefined && from > to) return [mistake(`${path}.from`, 'minAboveMax')];
  const { min = -Infinity, max = Infinity } = field;
  if (from !== undefined && from > max) return [mistake(`${path}.from`, 'rangeAbove', { most: max })];
  return to !== undefined && to < min ? [mistake(`${path}.to`, 'rangeBelow', { least: min })] : [];
}

/** A country with time zones, or a state or province that leads may be in. */
export function isPlace(place: string): boolean {
  if (place.includes('-')) return isRegion(place);
  // Not an alias, such as UK: no lead is there.
  const isCode = Intl.getCanonicalLocales(`und-${place}`)[0] === `und-${place}`;
  return isCode && zonesOfCountry(place).length > 0;
}
