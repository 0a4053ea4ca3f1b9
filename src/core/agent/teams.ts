/** Whether an agent in teams `own` may take leads of `teamIds`. A campaign without teams is open to everyone. */
export function isForTeams(own: readonly string[], teamIds: readonly string[]): boolean {
  return teamIds.length === 0 || teamIds.some((id) => own.includes(id));
}
