/** Dates as the 2010-04-01 API writes them: RFC 2822, in UTC. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
