/** Telephone numbers as people type and read them. */

/** E.164, or null: ten digits are a number of the United States, as telephones there take them. */
export function readNumber(text: string): string | null {
  const typed = text.trim();
  if (!/^\+?[\d\s().-]+$/.test(typed)) return null;
  const digits = typed.replace(/\D/g, '');
  if (typed.startsWith('+')) return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
  if (/^1?[2-9]\d{9}$/.test(digits)) return `+1${digits.slice(-10)}`;
  return null;
}

/** `+12025550143` as `+1 202 555 0143`; other countries' as they are, and a person's own telephone by its name. */
export function showNumber(address: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address) ?? [];
  if (area !== undefined) return `+1 ${area} ${exchange ?? ''} ${line ?? ''}`;
  return address.replace(/^client:/, '');
}

/** What stands for a caller who hides the number: it spells ANONYMOUS. */
export const HIDDEN = '+266696687';
