/**
 * The language of a page is its person's. What they choose is kept with their account, so that what the server words for
 * them (a campaign's name, an offer at the desk, a mail) is in it too; what was read before is then read anew. Chosen
 * before signing in, it is kept for whoever signs in next on this tab.
 */
import type { Language } from '../../core/campaign.ts';
import { createStore } from './createStore.ts';
import { ask } from './http.ts';
import { chooseLanguage } from './settings.ts';

const CHOSEN = 'leadbell.chosenLanguage';

/** Grows whenever the account got another language: what came before is in the former one. */
export const languageKept = createStore(0);

export async function chooseOwnLanguage(next: Language, isSignedIn: boolean): Promise<void> {
  chooseLanguage(next);
  if (isSignedIn) await keep(next);
  else remember(next);
}

/** The language of the signed-in person's account, unless they chose another one just before they signed in. */
export function takeLanguage(account: Language): void {
  const chosen = recall();
  remember(null);
  if (chosen === null || chosen === account) chooseLanguage(account);
  else void keep(chosen);
}

async function keep(next: Language): Promise<void> {
  const kept = await ask('/api/me/language', { method: 'PUT', body: { language: next }, staySignedOut: true });
  if (kept.ok) languageKept.set(languageKept.get() + 1);
}

function remember(chosen: Language | null): void {
  try {
    if (chosen === null) sessionStorage.removeItem(CHOSEN);
    else sessionStorage.setItem(CHOSEN, chosen);
  } catch {
    // Storage may be switched off; the account's language is then taken.
  }
}

function recall(): Language | null {
  try {
    const chosen = sessionStorage.getItem(CHOSEN);
    return chosen === 'en' || chosen === 'ko' ? chosen : null;
  } catch {
    return null;
  }
}
