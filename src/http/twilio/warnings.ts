/**
 * Why a request to the network's addresses was not answered, for whoever sets the network up: what to check, and nothing of
 * who called. Anybody can send such requests, so that each cause is told once a minute.
 */
import { MINUTE } from '../../core/time.ts';
import type { Clock, Log } from '../../ports.ts';

export type Cause = 'unsigned' | 'otherAddress' | 'otherToken' | 'noToken' | 'method';

const WHAT_TO_CHECK: Readonly<Record<Cause, string>> = {
  unsigned:
    'a request to the telephone network’s addresses has no signature: it is not the network’s, or a proxy on its way removes X-Twilio-Signature',
  otherAddress:
    'the telephone network signs for another address than ours: set PUBLIC_URL to what the number has at the network, scheme, host and port alike',
  otherToken:
    'the telephone network’s signature is of another token, or for an address that we do not know: compare TWILIO_AUTH_TOKEN with the account’s primary Auth Token (no API key, no test credentials), and PUBLIC_URL with what the number has at the network',
  noToken: 'the telephone network’s addresses are asked, and no TWILIO_AUTH_TOKEN is set: nobody is answered',
  method:
    'the telephone network’s addresses are asked by another method than POST: set HTTP POST for them at the network',
};

export type Warn = (cause: Cause, route: string) => void;

/** `route` is the pattern, without identifiers. */
export function warnings({ log, clock }: { readonly log: Log; readonly clock: Clock }): Warn {
  const last = new Map<Cause, number>();
  return (cause, route) => {
    const now = clock.now();
    if (now - (last.get(cause) ?? -MINUTE) < MINUTE) return;
    last.set(cause, now);
    log.warn({ cause, route }, WHAT_TO_CHECK[cause]);
  };
}
