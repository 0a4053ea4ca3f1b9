/** Formats times. Pure: every function takes the time as an argument. */
import type { DeskLead } from '../../shared/desk.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { clockTime } from '../../shared/text/clockTime.ts';
import type { commonText } from '../../shared/text/common.ts';
import type { Translate } from '../../shared/text/index.ts';

type Common = Translate<Extract<keyof typeof commonText, string>>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * `7s`, `12m 40s`, `1h 02m 03s`: for running times. Never looks like a time of day, and its width changes only when a digit
 * or unit is added. Never negative.
 */
export function formatElapsed(ms: number, t: Common): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const pad = (value: number) => String(value).padStart(2, '0');
  if (ms < MINUTE) return t('ticking.seconds', { s: seconds });
  const s = pad(seconds % 60);
  const minutes = Math.floor(seconds / 60);
  if (ms < HOUR) return t('ticking.minutes', { m: minutes, s });
  return t('ticking.hours', { h: Math.floor(minutes / 60), m: pad(minutes % 60), s });
}

/** A shorter wait would read “0s”: the agent had just become free. */
export const JUST_FREE_MS = SECOND;

/** `40s`, `12m`, `3h 5m`, `3h`, `2d 4h`: for sentences. */
export function formatDuration(ms: number, t: Common): string {
  const length = Math.max(0, ms);
  if (length < MINUTE) return t('duration.seconds', { s: Math.floor(length / SECOND) });
  if (length < HOUR) return t('duration.minutes', { m: Math.floor(length / MINUTE) });
  if (length < DAY) {
    const [h, m] = [Math.floor(length / HOUR), Math.floor((length % HOUR) / MINUTE)];
    return m === 0 ? t('duration.wholeHours', { h }) : t('duration.hours', { h, m });
  }
  const [d, h] = [Math.floor(length / DAY), Math.floor((length % DAY) / HOUR)];
  return h === 0 ? t('duration.wholeDays', { d }) : t('duration.days', { d, h });
}

/** Nothing is left out: `1m 30s`, where `formatDuration` says `1m`. For settings. */
export function formatExact(ms: number, t: Common): string {
  const isCut = ms >= MINUTE && ms % MINUTE !== 0 && ms < DAY;
  return isCut ? formatElapsed(ms, t) : formatDuration(ms, t);
}

/** Seconds of a countdown, rounded up, so that 0 means that nothing is left. */
export function secondsLeft(ms: number): number {
  return Math.max(0, Math.ceil(ms / SECOND));
}

/** Hours and minutes, in `zone` or in the reader's zone. */
export function timeOf(at: number, language: Language, zone?: string): string {
  return clockTime(at, language, zone);
}

/** The time alone if it is on the same day as `now`, otherwise with weekday and date. */
export function whenOf(at: number, now: number, language: Language, zone?: string): string {
  const day = formatter(language, { year: 'numeric', month: '2-digit', day: '2-digit' }, zone);
  if (day.format(at) === day.format(now)) return timeOf(at, language, zone);
  const date = formatter(language, { weekday: 'short', day: 'numeric', month: 'short' }, zone).format(at);
  return `${date}${language === 'ko' ? ' ' : ', '}${timeOf(at, language, zone)}`;
}

/** The value of a `datetime-local` field, in the reader's zone. */
export function toLocalInput(at: number): string {
  const date = new Date(at);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The time of a `datetime-local` value in the reader's zone; null if it is invalid. */
export function fromLocalInput(value: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return null;
  const at = new Date(value).getTime();
  return Number.isNaN(at) ? null : at;
}

/** An amount of money. `currency`: ISO 4217. */
export function moneyOf(amount: number, currency: string, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions, zone?: string): Intl.DateTimeFormat {
  const key = `${language}|${zone ?? ''}|${JSON.stringify(options)}`;
  let made = formatters.get(key);
  if (!made) formatters.set(key, (made = make(language === 'en' ? 'en-US' : 'ko-KR', options, zone)));
  return made;
}

function make(locale: string, options: Intl.DateTimeFormatOptions, zone?: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, zone === undefined ? options : { ...options, timeZone: zone });
  } catch {
    // A zone that this browser does not know must not break the page.
    return new Intl.DateTimeFormat(locale, options);
  }
}

/** When the customer last asked. The lead of a callback waits since its due time, so its inquiries are older. */
export function lastInquiryAt({ inquiries, waitingSince }: Pick<DeskLead, 'inquiries' | 'waitingSince'>): number {
  return inquiries.reduce((latest, { at }) => Math.max(latest, at), 0) || waitingSince;
}

/** `+1 202 555 0143` for `+12025550143`; other countries' numbers unchanged, and an agent's phone by its name. */
export function showNumber(address: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address) ?? [];
  if (area !== undefined) return `+1 ${area} ${exchange ?? ''} ${line ?? ''}`;
  return address.replace(/^client:/, '');
}
