/**
 * Whether every lead that matches one rule also matches another, as far as the conditions alone can tell: then the
 * later rule never applies. False if it isn't certain.
 */
import { LANGUAGES } from '../vocabulary/language.ts';
import { MOST_SCORE } from '../vocabulary/score.ts';
import type { RuleConditions } from '../routing/policy.ts';

type Range = { readonly from?: number; readonly to?: number };

type Times = Pick<RuleConditions, 'weekdays' | 'hours'>;
interface Span {
  readonly from: number;
  readonly to: number;
}

const WHOLE_DAY = 1440;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WHOLE_WEEK = EVERY_DAY.length * WHOLE_DAY;

/** `wide` holds wherever `narrow` does. */
export function covers(wide: RuleConditions, narrow: RuleConditions): boolean {
  return (
    includesAll(wide.sources?.map(asSource), narrow.sources?.map(asSource)) &&
    includesAll(wide.languages, narrow.languages) &&
    includesAll(wide.interests, narrow.interests) &&
    Object.entries(wide.answers ?? {}).every(([name, values]) => includesAll(values, narrow.answers?.[name])) &&
    Object.entries(wide.numbers ?? {}).every(([name, range]) => includesRange(range, narrow.numbers?.[name])) &&
    (wide.places === undefined || includesPlaces(wide.places, narrow.places)) &&
    (wide.score === undefined || includesRange(bounded(wide.score), narrow.score && bounded(narrow.score))) &&
    includesTimes(wide, narrow)
  );
}

/** Whether they hold for every lead at any time. Answers to no field ask nothing, nor do bounds of none. */
export function holdAlways({
  answers = {},
  numbers = {},
  languages,
  weekdays,
  hours,
  ...others
}: RuleConditions): boolean {
  const isWholeDay = hours === undefined || (hours.from === 0 && hours.to === WHOLE_DAY);
  const isAnyLanguage = languages === undefined || LANGUAGES.every((one) => languages.includes(one));
  const isAnyDay = weekdays === undefined || weekdays.length === EVERY_DAY.length;
  return (
    isWholeDay &&
    isAnyLanguage &&
    isAnyDay &&
    [answers, numbers, others].every((part) => Object.keys(part).length === 0)
  );
}

/** One source is the same however it’s typed. */
function asSource(source: string): string {
  return source.trim().toLowerCase();
}

function includesAll<T>(wide: readonly T[] | undefined, narrow: readonly T[] | undefined): boolean {
  return wide === undefined || (narrow?.every((value) => wide.includes(value)) ?? false);
}

/** A lead without the figure is within none. */
function includesRange(wide: Range, narrow: Range | undefined): boolean {
  if (!narrow) return false;
  const { from = -Infinity, to = Infinity } = narrow;
  return from >= (wide.from ?? -Infinity) && to <= (wide.to ?? Infinity);
}

function bounded({ from = 0, to = MOST_SCORE }: Range): Range {
  return { from, to };
}

/** A country includes its states. */
function includesPlaces(wide: readonly string[], narrow: readonly string[] | undefined): boolean {
  return narrow?.every((place) => wide.some((one) => place === one || place.startsWith(`${one}-`))) ?? false;
}

/** On minutes of the week: hours over midnight of one day are also the early hours of the next. */
function includesTimes(wide: Times, narrow: Times): boolean {
  const all = minutesOfWeek(wide);
  return minutesOfWeek(narrow).every(({ from, to }) => all.some((one) => one.from <= from && to <= one.to));
}

/** The spans in which these times hold, from Monday at 0:00; sorted, and apart. */
function minutesOfWeek({ weekdays = EVERY_DAY, hours = { from: 0, to: WHOLE_DAY } }: Times): readonly Span[] {
  const { from, to } = hours;
  const length = to - from + (to > from ? 0 : WHOLE_DAY);
  const spans = weekdays
    .flatMap((weekday): readonly Span[] => {
      const start = (weekday - 1) * WHOLE_DAY + from;
      const end = start + length;
      // From Sunday into Monday.
      if (end > WHOLE_WEEK)
        return [
          { from: start, to: WHOLE_WEEK },
          { from: 0, to: end - WHOLE_WEEK },
        ];
      return [{ from: start, to: end }];
    })
    .sort((one, other) => one.from - other.from);
  return spans.reduce<readonly Span[]>((apart, span) => {
    const last = apart.at(-1);
    if (!last || span.from > last.to) return [...apart, span];
    return [...apart.slice(0, -1), { from: last.from, to: Math.max(last.to, span.to) }];
  }, []);
}
