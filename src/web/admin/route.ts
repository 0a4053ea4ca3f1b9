/**
 * Where in the administration the person is. Links under `/admin` are followed without loading the page anew. Whoever
 * would lose unsaved changes is asked first: for links and the browser's back by the page itself, for closing and
 * reloading by the browser.
 */
import { createStore } from '../base/createStore.ts';

export interface Place {
  readonly path: string;
  readonly query: string;
  /** After the `#`: a section of a long page, or a field to go to. */
  readonly section: string;
}

export const place = createStore<Place>(placeOf(location));
/** Whether something on the page is changed and not saved. */
export const unsaved = createStore(false);
/** Where the person wants to go while they are asked whether to leave what is unsaved; null while nobody is asked. */
export const wanted = createStore<string | null>(null);

/** The parts of an address, without a slash at the end. */
export function placeOf({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): Place {
  return { path: pathname.replace(/(.)\/+$/, '$1'), query: search, section: decodeSafely(hash.slice(1)) };
}

/** A mistyped address must not take the page down. */
function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Goes to an address of the administration; asks first when that would lose something. */
export function go(href: string, how: 'push' | 'replace' = 'push'): void {
  if (unsaved.get() && placeOf(new URL(href, location.href)).path !== place.get().path) {
    wanted.set(href);
    return;
  }
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', href);
  place.set(placeOf(location));
}

/** The answer to the question whether to leave. */
export function leave(yes: boolean): void {
  const href = wanted.get();
  wanted.set(null);
  if (!yes || href === null) return;
  unsaved.set(false);
  go(href);
}

export function startRoute(): void {
  window.addEventListener('popstate', () => {
    const next = placeOf(location);
    if (unsaved.get() && next.path !== place.get().path) {
      // The browser has gone already: back to where the changes are, and ask.
      wanted.set(location.pathname + location.search + location.hash);
      const { path, query, section } = place.get();
      history.pushState(null, '', path + query + (section && `#${encodeURIComponent(section)}`));
      return;
    }
    place.set(next);
  });
  window.addEventListener('beforeunload', (event) => {
    if (unsaved.get()) event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    const href = hrefWithin(event);
    if (href === null) return;
    event.preventDefault();
    go(href);
  });
}

/** The address of a plain click on a link within the administration; null for every other click. */
function hrefWithin(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return null;
  return /^\/admin(\/|$)/.test(link.pathname) ? link.pathname + link.search + link.hash : null;
}
