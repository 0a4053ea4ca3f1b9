/** Parses phone numbers. */

/** E.164, or null. Ten digits are a US number, as on US phones. */
export function readNumber(text: string): string | null {
  const typed = text.trim();
  if (!/^\+?[\d\s().-]+$/.test(typed)) return null;
  const digits = typed.replace(/\D/g, '');
  if (typed.startsWith('+')) return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
  if (/^1?[2-9]\d{9}$/.test(digits)) return `+1${digits.slice(-10)}`;
  return null;
}

/** Caller ID of an anonymous caller: +ANONYMOUS on a keypad. */
export const HIDDEN = '+266696687';
