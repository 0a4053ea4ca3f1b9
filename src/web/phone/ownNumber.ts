/**
 * The number of this tab's phone, kept while the tab is open and across reloads. Each tab has its own, so that two phones
 * can call each other. `/phone#+12025550177` sets it.
 */
import { readNumber } from './number.ts';

const KEY = 'leadbell.phone.number';
/** +1 202 555 0100 to 0199 are reserved for fiction. */
const FICTIONAL = '+12025550';

export function ownNumber(): string {
  const chosen = readNumber(decodeURIComponent(location.hash.slice(1)));
  // The URL sets the number once: a reload must not undo a later change.
  if (chosen !== null) history.replaceState(null, '', location.pathname);
  const number = chosen ?? stored() ?? anyNumber();
  keepNumber(number);
  return number;
}

export function keepNumber(number: string): void {
  try {
    sessionStorage.setItem(KEY, number);
  } catch {
    // Storage may be disabled; a reload then picks another number.
  }
}

export function anyNumber(): string {
  return `${FICTIONAL}${100 + ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % 100)}`;
}

function stored(): string | null {
  try {
    return readNumber(sessionStorage.getItem(KEY) ?? '');
  } catch {
    return null;
  }
}
