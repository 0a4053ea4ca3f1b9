/** Figures as reports show them. */
import { commonText } from '../../shared/text/common.ts';
import { useStore } from '../base/createStore.ts';
import { formatDuration, formatElapsed } from '../base/format.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';

const NOTHING = '–';

export interface Formats {
  /** Seconds. */
  readonly duration: (seconds: number | null) => string;
  readonly count: (value: number) => string;
  /** A share of a whole in percent; a dash of nothing. */
  readonly share: (part: number, whole: number) => string;
  /** With one decimal. */
  readonly ratio: (part: number, whole: number) => string;
  /** A number with up to two decimals; a dash without one. */
  readonly decimal: (value: number | null) => string;
  /** Hours, on an axis. */
  readonly hours: (value: number) => string;
  /** An amount in a currency; a dash without one. */
  readonly money: (amount: number | null, currency: string) => string;
  /** A calendar date. */
  readonly date: (date: string) => string;
  /** The weekday of a calendar date, short. */
  readonly dayName: (date: string) => string;
  /** 1 is Monday. */
  readonly weekday: (day: number) => string;
  readonly time: (at: number, zone: string) => string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** With seconds where they matter. A line doesn't break within it. */
function lengthOf(ms: number, common: Parameters<typeof formatDuration>[1]): string {
  const isToTheSecond = ms > MINUTE && ms < HOUR && ms % MINUTE > 0;
  return (isToTheSecond ? formatElapsed(ms, common) : formatDuration(ms, common)).replaceAll(' ', '\u00a0');
}

export function useFormats(): Formats {
  const common = useText(commonText);
  const locale = useStore(language) === 'ko' ? 'ko-KR' : 'en-US';
  const dated = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(at);
  const number = (value: number, options: Intl.NumberFormatOptions = {}) => value.toLocaleString(locale, options);
  return {
    duration: (seconds) => (seconds === null ? NOTHING : lengthOf(seconds * 1000, common)),
    count: (value) => number(value),
    share: (part, whole) =>
      whole === 0 ? NOTHING : number(part / whole, { style: 'percent', maximumFractionDigits: 0 }),
    ratio: (part, whole) =>
      whole === 0 ? NOTHING : number(part / whole, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    decimal: (value) => (value === null ? NOTHING : number(value, { maximumFractionDigits: 2 })),
    hours: (value) => number(value, { style: 'unit', unit: 'hour', unitDisplay: 'narrow' }),
    money: (amount, currency) => (amount === null ? NOTHING : number(amount, { style: 'currency', currency })),
    date: (date) => dated({ month: 'short', day: 'numeric' }, Date.parse(date)),
    dayName: (date) => dated({ weekday: 'short' }, Date.parse(date)),
    // A Monday.
    weekday: (day) => dated({ weekday: 'long' }, Date.UTC(2024, 0, day)),
    time: (at, zone) => dated({ timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }, at),
  };
}
