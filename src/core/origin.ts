/** A site as people name it, and as browsers do. */

/** A host as browsers write it: ASCII, lower case, no wildcard. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/**
 * The origin of a site: capitals, a slash at the end, the port that goes without saying and letters of any script are taken
 * as browsers take them. Null for what is no site, or more than one: a path, a query, a name and password.
 */
export function originOf(text: string): string | null {
  const site = text.trim();
  if (!/^https?:\/\//i.test(site) || /[?#@\\]/.test(site) || !URL.canParse(site)) return null;
  const { origin, pathname } = new URL(site);
  return pathname === '/' && ORIGIN.test(origin) ? origin : null;
}
