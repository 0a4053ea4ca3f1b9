/** A site's origin, as people write it and as browsers do. */

/** A host as browsers write it: ASCII, lower case, no wildcard. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/**
 * The origin of a site. Uppercase letters, a trailing slash, the default port and international letters are normalized
 * as browsers do. null for anything that isn't just a site: a path, a query, a user name and password.
 */
export function originOf(text: string): string | null {
  const site = text.trim();
  if (!/^https?:\/\//i.test(site) || /[?#@\\]/.test(site) || !URL.canParse(site)) return null;
  const { origin, pathname } = new URL(site);
  return pathname === '/' && ORIGIN.test(origin) ? origin : null;
}
