/** Lets the network send calls and texts to the toll-free number to the service at this URL. */
import type { PhoneNetwork } from '../../packages/twilio-network/src/network.ts';
import { TOLL_FREE } from './calls.ts';

export function connectTollFree(network: PhoneNetwork, url: string): void {
  const at = (path: string) => ({ url: url + path, method: 'POST' as const });
  network.numbers.set(TOLL_FREE, {
    voice: at('/twilio/voice/incoming'),
    fallback: at('/twilio/voice/fallback'),
    statusCallback: at('/twilio/status/incoming'),
    sms: at('/twilio/message/incoming'),
  });
}
