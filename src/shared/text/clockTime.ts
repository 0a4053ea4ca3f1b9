/** Formats the time of day. */
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
