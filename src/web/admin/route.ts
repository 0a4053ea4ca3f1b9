/**
 * Navigation in admin. Links under `/admin` are followed without a page load. With unsaved changes, users are asked first:
 * by the page for links and Back, by the browser for closing and reloading.
 */
import { createStore } from '../base/createStore.ts';

export interface Place {
  readonly path: string;
  readonly query: string;
  /** The part after `#`: a section or field of the page. */
  readonly section: string;
}

export const place = createStore<Place>(placeOf(location));
/** Whether the page has unsaved changes. */
export const hasUnsavedChanges = createStore(false);
/** The destination while the user is asked whether to leave unsaved changes; null otherwise. */
export const pendingDestination = createStore<string | null>(null);

/** The parts of a URL, without a trailing slash. */
export function placeOf({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): Place {
  return { path: pathname.replace(/(.)\/+$/, '$1'), query: search, section: decodeSafely(hash.slice(1)) };
}

/** A malformed URL must not break the page. */
function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Navigates to an admin page; asks first if changes would be lost. */
export function navigate(href: string, how: 'push' | 'replace' = 'push'): void {
  if (hasUnsavedChanges.get() && placeOf(new URL(href, location.href)).path !== place.get().path) {
    pendingDestination.set(href);
    return;
  }
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', href);
  place.set(placeOf(location));
}

/** The user's answer to the question whether to leave. */
export function confirmLeave(yes: boolean): void {
  const href = pendingDestination.get();
  pendingDestination.set(null);
  if (!yes || href === null) return;
  hasUnsavedChanges.set(false);
  navigate(href);
}

export function startRoute(): void {
  window.addEventListener('popstate', () => {
    const next = placeOf(location);
    if (hasUnsavedChanges.get() && next.path !== place.get().path) {
      // The browser has already navigated. Go back to the unsaved changes and ask.
      pendingDestination.set(location.pathname + location.search + location.hash);
      const { path, query, section } = place.get();
      history.pushState(null, '', path + query + (section && `#${encodeURIComponent(section)}`));
      return;
    }
    place.set(next);
  });
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsavedChanges.get()) event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    const href = hrefWithin(event);
    if (href === null) return;
    event.preventDefault();
    navigate(href);
  });
}

/** The URL of a plain click on a link within admin; null for any other click. */
function hrefWithin(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return null;
  return /^\/admin(\/|$)/.test(link.pathname) ? link.pathname + link.search + link.hash : null;
}
