/** Starts a page: settings first, so that nothing flickers, then the page itself into `#app`. */
import { render, type ComponentChild } from 'preact';
import { keepFocus } from './focus.ts';
import { startSettings } from './settings.ts';

export function startPage(page: ComponentChild): void {
  startSettings();
  keepFocus();
  const place = document.getElementById('app');
  if (!place) return;
  // The frame that stood there meanwhile; the page draws the same one.
  place.replaceChildren();
  render(page, place);
}
