/** Formats the time of day and names time zones. */
import type { Language } from '../../core/vocabulary/language.ts';

const PARTS = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * `2:03 PM`, in Korean `오후 2:03`, in `zone` (an IANA name; an unknown one is ignored) or in the reader's zone. Built by
 * hand, because browsers and servers differ in spaces and words.
 */
export function clockTime(at: number, language: Language, zone?: string): string {
  const [hour = 0, minute = ''] = formatIn(zone).format(at).split(':');
  const time = `${Number(hour) % 12 || 12}:${minute}`;
  if (language === 'ko') return `${Number(hour) < 12 ? '오전' : '오후'} ${time}`;
  return `${time} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
}

/** `Mon, Nov 30, 2:03 PM`, in Korean `11월 30일 (월) 오후 2:03`, in `zone`. */
export function dayAndTime(at: number, language: Language, zone: string): string {
  const day = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-US', {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
  }).format(at);
  return language === 'ko' ? `${day} ${clockTime(at, language, zone)}` : `${day}, ${clockTime(at, language, zone)}`;
}

// Creating a format is slow, so cache it.
function formatIn(zone = ''): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = make(zone);
  formats.set(zone, made);
  return made;
}

function make(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', zone === '' ? PARTS : { ...PARTS, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', PARTS);
  }
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * `Eastern Time`, in Korean `미국 동부 시간`, for `America/New_York`, as the zone is called at this time. A zone without a
 * name is its offset from GMT; an unknown one is its last part, such as `Springfield`.
 */
export function zoneName(zone: string, at: number, language: Language): string {
  const generic = nameOf(zone, at, language, 'longGeneric');
  // UTC has no generic name, only a long one.
  const name = generic?.startsWith('GMT') ? nameOf(zone, at, language, 'long') : generic;
  return (name ?? zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').replace(/^미 /, '미국 ');
}

function nameOf(zone: string, at: number, language: Language, kind: 'long' | 'longGeneric'): string | undefined {
  const key = `${language}|${kind}|${zone}`;
  try {
    let format = zoneFormats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(language === 'en' ? 'en-US' : 'ko-KR', { timeZone: zone, timeZoneName: kind });
      zoneFormats.set(key, format);
    }
    return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  } catch {
    return undefined;
  }
}
