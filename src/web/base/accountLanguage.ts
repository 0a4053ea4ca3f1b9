/**
 * The user's language. It is stored with the account, so that texts from the server (campaign names, offers, emails) use it
 * too, and data is reloaded when it changes. A choice before sign-in is kept for the next sign-in in this tab.
 */
import type { Language } from '../../core/vocabulary/language.ts';
import { createStore } from './createStore.ts';
import { ask } from './http.ts';
import { chooseLanguage } from './settings.ts';

const CHOSEN = 'leadbell.chosenLanguage';

/** Increases when the account's language changes: loaded data is then in the old language. */
export const languageKept = createStore(0);

export async function chooseOwnLanguage(next: Language, isSignedIn: boolean): Promise<void> {
  chooseLanguage(next);
  if (isSignedIn) await keep(next);
  else remember(next);
}

/** Uses the language of the account, unless the user chose another one just before signing in. */
export function applyAccountLanguage(account: Language): void {
  const chosen = readSavedLanguage();
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
    // Storage may be disabled; the account's language is used then.
  }
}

function readSavedLanguage(): Language | null {
  try {
    const chosen = sessionStorage.getItem(CHOSEN);
    return chosen === 'en' || chosen === 'ko' ? chosen : null;
  } catch {
    return null;
  }
}
