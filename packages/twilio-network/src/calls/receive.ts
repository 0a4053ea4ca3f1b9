/** Calls from phones: to a number of the account, or from a client through the account's application. */
import { isUnverified } from '../account.ts';
import type { Device, Line } from '../handsets/device.ts';
import type { Target } from '../webhooks/webhooks.ts';
import { readProgress } from './call.ts';
import type { Exchange } from './exchange.ts';
import { startFlow } from './flow.ts';
import { lineOf, openCall } from './lifecycle.ts';

export interface IncomingCall {
  readonly to: string;
  /** The caller ID: the device's own address unless hidden. */
  readonly from: string;
  /** Extra webhook parameters. */
  readonly extra: Readonly<Record<string, string>>;
}

/**
 * The STIR/SHAKEN attestation: full if the phone shows its own North American number, gateway level if it shows another.
 * https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir
 */
function attestationOf(address: string, shown: string): string {
  if (!/^\+1\d{10}$/.test(shown)) return 'No-TN-Validation';
  return shown === address ? 'TN-Validation-Passed-A' : 'TN-Validation-Passed-C';
}

/** Null if the number is not in service. */
export function receiveCall(
  net: Exchange,
  device: Device,
  incoming: IncomingCall,
  clientVoice: Target | null,
): Line | null {
  const number = net.numbers.at(incoming.to);
  const isClient = device.address.startsWith('client:');
  // Applications and trunks are not simulated.
  const isElsewhere = number !== null && (number.voiceApplicationSid !== '' || number.trunkSid !== '');
  const voice = isElsewhere ? null : number ? number.voice : isClient ? clientVoice : null;
  if (!voice || isUnverified(net.account.settings.rules, device.address)) return null;
  const callback = number?.statusCallback;
  const verdict: Readonly<Record<string, string>> = isClient
    ? {}
    : { StirVerstat: attestationOf(device.address, incoming.from) };
  const call = openCall(net, {
    direction: 'inbound',
    from: incoming.from,
    to: incoming.to,
    numberSid: number?.sid ?? null,
    fallback: number?.fallback ?? null,
    // A number's status callback is only sent when the call ends.
    progress: callback ? readProgress(callback.url, callback.method, ['completed']) : null,
    extra: { ...verdict, ...incoming.extra },
  });
  call.device = device;
  startFlow(net, call, { kind: 'url', ...voice });
  return lineOf(net, call);
}
