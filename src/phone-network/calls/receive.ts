/** Calls that telephones make: to a number of the account, or from a client through the account's application. */
import { isUnverified } from '../account.ts';
import type { Device, Line } from '../handsets/device.ts';
import type { Target } from '../webhooks/webhooks.ts';
import { readProgress } from './call.ts';
import type { Exchange } from './exchange.ts';
import { startFlow } from './flow.ts';
import { lineOf, openCall } from './lifecycle.ts';

export interface Dialled {
  readonly to: string;
  /** What the network shows as the caller; the device's own address unless hidden. */
  readonly from: string;
  /** Further parameters of the webhooks. */
  readonly extra: Readonly<Record<string, string>>;
}

/**
 * What the caller's network vouches for: in full where the telephone shows its own North American number, at the gateway's
 * word where it shows another. https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir
 */
function attestationOf(address: string, shown: string): string {
  if (!/^\+1\d{10}$/.test(shown)) return 'No-TN-Validation';
  return shown === address ? 'TN-Validation-Passed-A' : 'TN-Validation-Passed-C';
}

/** Null when nothing answers at that number: it is not in service. */
export function receiveCall(net: Exchange, device: Device, dialled: Dialled, clientVoice: Target | null): Line | null {
  const number = net.numbers.at(dialled.to);
  const isClient = device.address.startsWith('client:');
  const voice = number ? number.voice : isClient ? clientVoice : null;
  if (!voice || isUnverified(net.account.settings.rules, device.address)) return null;
  const callback = number?.statusCallback;
  const verdict: Readonly<Record<string, string>> = isClient
    ? {}
    : { StirVerstat: attestationOf(device.address, dialled.from) };
  const call = openCall(net, {
    direction: 'inbound',
    from: dialled.from,
    to: dialled.to,
    numberSid: number?.sid ?? null,
    fallback: number?.fallback ?? null,
    // A number's own callback is told of the end alone.
    progress: callback ? readProgress(callback.url, callback.method, ['completed']) : null,
    extra: { ...verdict, ...dialled.extra },
  });
  call.device = device;
  startFlow(net, call, { kind: 'url', ...voice });
  return lineOf(net, call);
}
