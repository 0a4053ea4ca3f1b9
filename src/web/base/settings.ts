/**
 * The user's settings in this browser: theme, language, ring, single-key shortcuts and phone. Kept in localStorage, which
 * never contains customer data.
 */
import type { Language } from '../../core/vocabulary/language.ts';
import { pickLanguage } from '../../shared/text/index.ts';
import { createStore } from './createStore.ts';

export type Theme = 'system' | 'light' | 'dark';

function read(name: string): string | null {
  try {
    return localStorage.getItem(`leadbell.${name}`);
  } catch {
    // Storage may be disabled; the page works without it.
    return null;
  }
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`leadbell.${name}`);
    else localStorage.setItem(`leadbell.${name}`, value);
  } catch {
    // Storage may be disabled.
  }
}

export const theme = createStore<Theme>('system');
export const language = createStore<Language>('en');
export const soundOn = createStore(true);
export const singleKeys = createStore(true);
/** Whether to take calls in this browser, if the server offers it. */
export const talkHere = createStore(true);

/** Loads the settings and applies theme and language to the document. Call once, before the first render. */
export function startSettings(): void {
  const storedTheme = read('theme');
  theme.watch(showTheme);
  language.watch((value) => (document.documentElement.lang = value));
  if (storedTheme === 'light' || storedTheme === 'dark') theme.set(storedTheme);
  language.set(storedLanguage() ?? pickLanguage(navigator.languages));
  document.documentElement.lang = language.get();
  soundOn.set(read('sound') !== 'off');
  singleKeys.set(read('keys') !== 'off');
  talkHere.set(read('talk') !== 'off');
}

function storedLanguage(): Language | null {
  const stored = read('language');
  return stored === 'en' || stored === 'ko' ? stored : null;
}

export function chooseLanguage(next: Language): void {
  write('language', next);
  language.set(next);
}

export function chooseTheme(next: Theme): void {
  write('theme', next === 'system' ? null : next);
  theme.set(next);
}

export function chooseSound(on: boolean): void {
  write('sound', on ? null : 'off');
  soundOn.set(on);
}

export function chooseSingleKeys(on: boolean): void {
  write('keys', on ? null : 'off');
  singleKeys.set(on);
}

/** The columns chosen for the table of leads; null for the usual ones. */
export function leadColumns(): readonly string[] | null {
  return read('leadColumns')?.split(',') ?? null;
}

export function chooseLeadColumns(columns: readonly string[] | null): void {
  write('leadColumns', columns?.join() ?? null);
}

export function chooseTalkHere(on: boolean): void {
  write('talk', on ? null : 'off');
  talkHere.set(on);
}

function showTheme(value: Theme): void {
  if (value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = value;
}
