/** The telephone of whoever is signed in, on the network that the server has; null where it has none for browsers. */
import { ask } from '../base/http.ts';
import { knownToOtherPages } from './otherPages.ts';
import { simulatedSoftphone } from './simulated.ts';
import type { Softphone } from './softphone.ts';
import { twilioSoftphone, type TwilioToken } from './twilio.ts';

/** What `GET /api/phone/token` answers. */
type PhoneToken =
  | ({ readonly kind: 'twilio' } & TwilioToken)
  | { readonly kind: 'simulated'; readonly identity: string; readonly url: string }
  | { readonly kind: 'none' };

/** Not connected yet: `connect()` is for a click. */
export async function openSoftphone(): Promise<Softphone | null> {
  const softphone = softphoneOf(await askForToken());
  return softphone && knownToOtherPages(softphone);
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
