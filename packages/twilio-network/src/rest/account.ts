/** The account itself: https://www.twilio.com/docs/iam/api/account */
import type { Exchange } from '../calls/exchange.ts';
import { rfc2822 } from '../dates.ts';

/** The token is left out. */
export function presentAccount(net: Exchange, root: string): object {
  const { sid, settings } = net.account;
  const openedAt = rfc2822(net.startedAt);
  const below = (name: string) => `${root}/${name}.json`;
  return {
    sid,
    auth_token: '',
    friendly_name: 'Simulated account',
    owner_account_sid: sid,
    status: 'active',
    type: settings.rules.verifiedNumbers === null ? 'Full' : 'Trial',
    date_created: openedAt,
    date_updated: openedAt,
    uri: `${root}.json`,
    subresource_uris: {
      calls: below('Calls'),
      conferences: below('Conferences'),
      incoming_phone_numbers: below('IncomingPhoneNumbers'),
      messages: below('Messages'),
      queues: below('Queues'),
      recordings: below('Recordings'),
    },
  };
}
