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

/** Null when nothing answers at that number: it is not in service. */
export function receiveCall(net: Exchange, device: Device, dialled: Dialled, clientVoice: Target | null): Line | null {
  const number = net.numbers.at(dialled.to);
  const isClient = device.address.startsWith('client:');
  const voice = number ? number.voice : isClient ? clientVoice : null;
  if (!voice || isUnverified(net.account.settings.rules, device.address)) return null;
  const callback = number?.statusCallback;
  const call = openCall(net, {
    direction: 'inbound',
    from: dialled.from,
    to: dialled.to,
    numberSid: number?.sid ?? null,
    fallback: number?.fallback ?? null,
    // A number's own callback is told of the end alone.
    progress: callback ? readProgress(callback.url, callback.method, ['completed']) : null,
    extra: dialled.extra,
  });
  call.device = device;
  startFlow(net, call, { kind: 'url', ...voice });
  return lineOf(net, call);
}
