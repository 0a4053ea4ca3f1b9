/** Starts a page: settings first, to avoid flicker, then the page in `#app`. */
import { render, type ComponentChild } from 'preact';
import { keepFocus } from './focus.ts';
import { startSettings } from './settings.ts';

export function startPage(page: ComponentChild): void {
  startSettings();
  keepFocus();
  const place = document.getElementById('app');
  if (!place) return;
  // Remove the static frame; the page renders the same one.
  place.replaceChildren();
  render(page, place);
}
