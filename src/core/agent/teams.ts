/** Whether an agent of these teams may take what these teams may take; of a campaign without teams, everybody's is. */
export function isForTeams(own: readonly string[], teamIds: readonly string[]): boolean {
  return teamIds.length === 0 || teamIds.some((id) => own.includes(id));
}
