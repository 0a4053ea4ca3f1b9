/**
 * The server's clock, as an offset from this page's monotonic clock that every message with a server time updates. The
 * machine's wall clock is not used.
 */
let offset: number | null = null;

export function setServerNow(serverNow: number, receivedAt: number): void {
  offset = serverNow - receivedAt;
}

/** Milliseconds since 1970 on the server's clock. A best guess before the first message. */
export function serverNow(): number {
  return offset === null ? Date.now() : performance.now() + offset;
}
