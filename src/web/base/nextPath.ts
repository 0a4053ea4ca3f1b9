/** The page after sign-in: only a path on this site, never an external URL. */
export function safeNext(wanted: string | null, origin: string, fallback = '/'): string {
  // Browsers read a backslash or a second slash as the start of a host name.
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

/** The sign-in page, with a way back to the current page. */
export function signInPath(here: { pathname: string; search: string }): string {
  return `/sign-in?next=${encodeURIComponent(here.pathname + here.search)}`;
}
