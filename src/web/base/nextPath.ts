/** Where to go after signing in: only a path of this very site, never an address from outside. */
export function safeNext(wanted: string | null, origin: string, fallback = '/'): string {
  // A backslash or a second slash would make a browser read a host name.
  if (wanted === null || !/^\/(?![/\\])/.test(wanted)) return fallback;
  let url: URL;
  try {
    url = new URL(wanted, origin);
  } catch {
    return fallback;
  }
  if (url.origin !== origin || url.pathname === '/sign-in' || url.pathname.startsWith('//')) return fallback;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page that comes back to where the person is. */
export function signInPath(here: { pathname: string; search: string }): string {
  return `/sign-in?next=${encodeURIComponent(here.pathname + here.search)}`;
}
