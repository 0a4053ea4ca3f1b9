/**
 * Whether a row of the law of calls that administrators enter can apply. A country’s hours that ship are its floor: a row can
 * make them stricter, never longer.
 */
import { SHIPPED_LAW, type HoursText, type PlaceLaw } from '../law/callingHours.ts';
import { HOLIDAYS } from '../law/holidays.ts';
import { commonHours, dayHours } from '../law/lawTable.ts';
import { PROVINCES, US_STATES } from '../law/regions.ts';
import { isDate } from '../report/localDays.ts';
import { mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import { DAY, type Moment } from '../vocabulary/time.ts';

const HOURS = /^(?:[01]?\d|2[0-4])(?::[0-5]\d)?-(?:[01]?\d|2[0-4])(?::[0-5]\d)?$/;
const WHOLE_DAY = 24 * 60;
const MOST_PER_DAY = 20;
const DAYS = ['weekdays', 'saturday', 'sunday'] as const;

/** Whether a row can be about this place. Countries are checked by their phone numbers, elsewhere. */
export function isRegion(place: string): boolean {
  const [country, region = ''] = place.split('-');
  return (country === 'US' && US_STATES.includes(region)) || (country === 'CA' && PROVINCES.includes(region));
}

/** Every mistake, by field. `hasHolidays`: whether calls on legal holidays are to be refused. */
export function checkLaw(row: PlaceLaw, now: Moment, hasHolidays = false): readonly Mistake[] {
  const { place, hours = ['0-24'], maxPerDay, verifiedOn = '' } = row;
  const country = place.split('-')[0] ?? '';
  const days = daysOf(hours);
  const floor = SHIPPED_LAW.find((shipped) => shipped.place === place && !place.includes('-'))?.hours;
  return [
    ...days.flatMap((text, index) => checkHours(text, floor && daysOf(floor)[index], DAYS[index] ?? 'weekdays')),
    ...(maxPerDay === undefined ? [] : rangeMistakes('maxPerDay', maxPerDay, [1, MOST_PER_DAY])),
    ...(isDate(verifiedOn) ? [] : [mistake('verifiedOn', 'dateImpossible', { date: verifiedOn })]),
    // Today may have begun where they are.
    ...(Date.parse(verifiedOn) > now + DAY ? [mistake('verifiedOn', 'dateAhead')] : []),
    ...(hasHolidays && !(country in HOLIDAYS) ? [mistake('holidays', 'holidaysUnknown')] : []),
  ];
}

function daysOf([weekdays, saturday = weekdays, sunday = weekdays]: NonNullable<PlaceLaw['hours']>): readonly [
  HoursText,
  HoursText,
  HoursText,
] {
  return [weekdays, saturday, sunday];
}

function checkHours(text: HoursText, floor: HoursText | undefined, path: string): readonly Mistake[] {
  if (text === null) return [];
  const hours = HOURS.test(text) ? dayHours(text) : null;
  if (!hours || hours.until > WHOLE_DAY) return [mistake(path, 'hoursText')];
  if (hours.from >= hours.until) return [mistake(path, 'timeBackwards')];
  if (floor === undefined) return [];
  const common = commonHours([hours, dayHours(floor)]);
  const isWithin = common?.from === hours.from && common.until === hours.until;
  return isWithin ? [] : [mistake(path, 'hoursBeyond', { hours: floor ?? '–' })];
}
