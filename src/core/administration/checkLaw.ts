/**
 * Whether a row of the law of calls that administrators enter can apply. What ships for its place and
 * what its country permits are its limit: a row can be stricter, never permit more (L154).
 */
import type { HoursText, PlaceLaw } from '../law/callingHours.ts';
import { holidaysOf } from '../law/holidays.ts';
import { commonHours, dayHours, daysOf, limitOn } from '../law/lawTable.ts';
import { PROVINCES, US_STATES } from '../law/regions.ts';
import { isDate } from '../report/localDays.ts';
import { mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import { DAY, type Moment } from '../vocabulary/time.ts';

const HOURS = /^(?:[01]?\d|2[0-4])(?::[0-5]\d)?-(?:[01]?\d|2[0-4])(?::[0-5]\d)?$/;
const WHOLE_DAY = 24 * 60;
const MOST = { maxPerDay: 20, unaskedPer30Days: 100 } as const;
const DAYS = ['weekdays', 'saturday', 'sunday'] as const;

/** Whether a row can be about this place. Countries are checked by their phone numbers, elsewhere. */
export function isRegion(place: string): boolean {
  const [country, region = ''] = place.split('-');
  return (country === 'US' && US_STATES.includes(region)) || (country === 'CA' && PROVINCES.includes(region));
}

/** Every mistake, by field. `hasHolidays`: whether calls on legal holidays are to be refused. `changed`: the business’s rows. */
export function checkLaw(
  row: PlaceLaw,
  now: Moment,
  hasHolidays = false,
  changed: readonly PlaceLaw[] = [],
): readonly Mistake[] {
  const { place, hours, holidays, verifiedOn = '' } = row;
  const days = daysOf(hours);
  const limit = limitOn(place, changed);
  const most = limit && daysOf(limit.hours);
  return [
    ...days.flatMap((text, index) => checkHours(text, most?.[index], DAYS[index] ?? 'weekdays')),
    ...checkCap('maxPerDay', 'capBeyond', row, limit),
    ...checkCap('unaskedPer30Days', 'unaskedBeyond', row, limit),
    ...(isDate(verifiedOn) ? [] : [mistake('verifiedOn', 'dateImpossible', { date: verifiedOn })]),
    // Today may have begun where they are.
    ...(Date.parse(verifiedOn) > now + DAY ? [mistake('verifiedOn', 'dateAhead')] : []),
    ...(hasHolidays && holidaysOf(place) === null ? [mistake('holidays', 'holidaysUnknown')] : []),
    ...(limit?.holidays && !holidays ? [mistake('holidays', 'holidaysBeyond')] : []),
  ];
}

function checkCap(
  path: keyof typeof MOST,
  beyond: 'capBeyond' | 'unaskedBeyond',
  { [path]: cap }: PlaceLaw,
  limit: PlaceLaw | undefined,
): readonly Mistake[] {
  const most = limit?.[path];
  if (most !== undefined && (cap ?? Infinity) > most) return [mistake(path, beyond, { count: most })];
  return cap === undefined ? [] : rangeMistakes(path, cap, [1, MOST[path]]);
}

function checkHours(text: HoursText, limit: HoursText | undefined, path: string): readonly Mistake[] {
  if (text === null) return [];
  const hours = HOURS.test(text) ? dayHours(text) : null;
  if (!hours || hours.until > WHOLE_DAY) return [mistake(path, 'hoursText')];
  if (hours.from >= hours.until) return [mistake(path, 'timeBackwards')];
  if (limit === undefined) return [];
  if (limit === null) return [mistake(path, 'dayBeyond')];
  const common = commonHours([hours, dayHours(limit)]);
  const isWithin = common?.from === hours.from && common.until === hours.until;
  return isWithin ? [] : [mistake(path, 'hoursBeyond', { hours: limit })];
}
