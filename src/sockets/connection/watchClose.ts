/** Tells a page that was closed or left from a connection that was lost. */
import type { EventEmitter } from 'node:events';
import type { DeskSocket } from './namespaces.ts';

/** Normal closure, going away (a closed tab, another page), and a close frame without a code. RFC 6455, 7.4.1. */
const CLOSED_BY_PAGE: readonly number[] = [1000, 1001, 1005];

/**
 * Returns whether a disconnect with this reason was the page’s own: the client said so, or the browser closed the
 * WebSocket with a close frame. A lost network sends none, and with HTTP polling there is no telling.
 */
export function watchClose(socket: DeskSocket): (reason: string) => boolean {
  let code: number | undefined;
  const watch = () => {
    const { socket: webSocket } = socket.conn.transport as { readonly socket?: EventEmitter };
    // Before Engine.IO’s own listener, which ends the desk.
    webSocket?.prependOnceListener('close', (received: number) => void (code = received));
  };
  watch();
  socket.conn.once('upgrade', watch);
  return (reason) =>
    reason === 'client namespace disconnect' ||
    (reason === 'transport close' && code !== undefined && CLOSED_BY_PAGE.includes(code));
}
