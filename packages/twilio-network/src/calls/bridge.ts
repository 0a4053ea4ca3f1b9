/** A bridge: two calls that hear each other until one of them leaves. */
import type { Call } from './records.ts';
import type { Exchange } from './exchange.ts';
import { deferred, type Interruption } from './interruption.ts';
import { pairScope, setScope } from './media.ts';
import type { Bridge } from './records.ts';

export const makeBridge = (now: number): Bridge => ({ connectedAt: now, over: deferred() });

/** Connects the two calls until `over`. The bridge also ends when the flow of either call ends. */
export function connect(net: Exchange, bridge: Bridge, one: Call, other: Call): void {
  const both = [one, other];
  for (const call of both) {
    const { signal } = call.flow;
    const onAbort = () => bridge.over.resolve((signal.reason as Interruption).why);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  }
  const scope = pairScope(one, other);
  setScope(scope, both);
  void bridge.over.promise.then(() =>
    setScope(
      null,
      both.filter((call) => call.scope === scope),
    ),
  );
  net.log.write('call', `${one.from} and ${other.to} are connected`, { callSid: one.sid });
}
