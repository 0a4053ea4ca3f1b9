/**
 * The server's clock, read through this page's monotonic one: every message that carries the server's time sets the
 * distance anew. This machine's wall clock is never asked.
 */
let offset: number | null = null;

export function setServerNow(serverNow: number, receivedAt: number): void {
  offset = serverNow - receivedAt;
}

/** Milliseconds since 1970 on the server's clock. Before the first message, the best there is. */
export function serverNow(): number {
  return offset === null ? Date.now() : performance.now() + offset;
}
