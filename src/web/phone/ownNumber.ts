/**
 * The number of this tab's telephone: its own as long as the tab is open, also when the page is loaded anew. Another tab has
 * another one, so that two telephones can ring each other. `/phone#+12025550177` chooses it.
 */
import { readNumber } from './number.ts';

const KEY = 'leadbell.phone.number';
/** +1 202 555 0100 to 0199 are for fiction, and belong to nobody. */
const FICTIONAL = '+12025550';

export function ownNumber(): string {
  const chosen = readNumber(decodeURIComponent(location.hash.slice(1)));
  // The address is for choosing once: loading it again must not undo a later choice.
  if (chosen !== null) history.replaceState(null, '', location.pathname);
  const number = chosen ?? stored() ?? anyNumber();
  keepNumber(number);
  return number;
}

export function keepNumber(number: string): void {
  try {
    sessionStorage.setItem(KEY, number);
  } catch {
    // Storage may be switched off: the next load then has another number.
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
