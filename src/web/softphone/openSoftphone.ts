/** Creates the signed-in user's softphone for the server's network; null if the network offers none. */
import { ask } from '../base/http.ts';
import { shareWithOtherPages } from './pageCoordination.ts';
import { simulatedSoftphone } from './simulatedSoftphone.ts';
import type { Softphone } from './softphone.ts';
import { twilioSoftphone, type TwilioToken } from './twilioSoftphone.ts';

/** The response of `GET /api/phone/token`. */
type PhoneToken =
  | ({ readonly kind: 'twilio' } & TwilioToken)
  | { readonly kind: 'simulated'; readonly identity: string; readonly url: string }
  | { readonly kind: 'none' };

/** Not connected yet: call `connect()` within a click. */
export async function openSoftphone(): Promise<Softphone | null> {
  const softphone = softphoneOf(await askForToken());
  return softphone && shareWithOtherPages(softphone);
}

function softphoneOf(token: PhoneToken | null): Softphone | null {
  switch (token?.kind) {
    case 'twilio':
      return twilioSoftphone(token, {
        renew: async () => {
          const next = await askForToken();
          return next?.kind === 'twilio' ? next.token : null;
        },
      });
    case 'simulated':
      return simulatedSoftphone({ base: token.url, identity: token.identity });
    case 'none':
    case undefined:
      return null;
  }
}

async function askForToken(): Promise<PhoneToken | null> {
  const answer = await ask<PhoneToken>('/api/phone/token');
  return answer.ok ? answer.data : null;
}
