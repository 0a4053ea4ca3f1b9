/**
 * Why a request to the network’s URLs was refused, for the person who sets up the network: what to check, and nothing
 * about the caller. Anyone can send such requests, so each cause is logged once a minute.
 */
import { MINUTE } from '../../../core/vocabulary/time.ts';
import type { Clock, Log } from '../../../ports/basics.ts';

export type Cause = 'unsigned' | 'otherAddress' | 'otherToken' | 'noToken' | 'method';

const WHAT_TO_CHECK: Readonly<Record<Cause, string>> = {
  unsigned:
    'a request to the phone network’s URLs has no signature: either the network didn’t send it, or a proxy removes X-Twilio-Signature',
  otherAddress:
    'the phone network signs for a different URL: PUBLIC_URL must match the number’s webhooks at the network, including scheme, host and port',
  otherToken:
    'the phone network’s signature was made with a different token or for an unknown URL: TWILIO_AUTH_TOKEN must be the account’s primary Auth Token (not an API key or test credentials), and PUBLIC_URL must match the number’s webhooks',
  noToken: 'a request to the phone network’s URLs was refused: TWILIO_AUTH_TOKEN is not set',
  method: 'a request to the phone network’s URLs didn’t use POST: set the webhooks to HTTP POST at the network',
};

export type Warn = (cause: Cause, route: string) => void;

/** `route` is the pattern, without ids. */
export function warnings({ log, clock }: { readonly log: Log; readonly clock: Clock }): Warn {
  const last = new Map<Cause, number>();
  return (cause, route) => {
    const now = clock.now();
    if (now - (last.get(cause) ?? -MINUTE) < MINUTE) return;
    last.set(cause, now);
    log.warn({ cause, route }, WHAT_TO_CHECK[cause]);
  };
}
