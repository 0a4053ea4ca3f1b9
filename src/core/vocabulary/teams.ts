/** Whether an agent at this site may take leads of these. Without sites, wherever the agent works. */
export function isAtSite(
  { siteId }: { readonly siteId?: string },
  { siteIds = [] }: { readonly siteIds?: readonly string[] },
): boolean {
  return siteIds.length === 0 || (siteId !== undefined && siteIds.includes(siteId));
}

/** Whether an agent in teams `own` may take leads of `teamIds`. A campaign without teams is open to everyone. */
export function isForTeams(own: readonly string[], teamIds: readonly string[]): boolean {
  return teamIds.length === 0 || teamIds.some((id) => own.includes(id));
}
