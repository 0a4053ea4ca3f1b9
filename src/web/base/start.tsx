/** Starts a page: settings first, so that nothing flickers, then the page itself into `#app`. */
import { render, type ComponentChild } from 'preact';
import { startSettings } from './settings.ts';

export function startPage(page: ComponentChild): void {
  startSettings();
  const place = document.getElementById('app');
  if (place) render(page, place);
}
