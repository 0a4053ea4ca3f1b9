/** Reads the account's setup at Twilio, and points the webhooks of a number at this service. Nothing here throws. */
import type { NetworkAnswer, NetworkNumber, Webhook } from '../core/call/connection.ts';
import type { Log } from '../ports/basics.ts';
import type { PhoneSetup } from '../ports/calls.ts';
import { createClient, toLoggableError, refusalOf, type Account, type TwilioClient } from './client.ts';

export interface SetupOptions extends Account {
  readonly publicUrl: () => string;
  readonly browser?: { readonly apiKeySid: string; readonly apiKeySecret: string };
  /** Browsers use a simulated network, which needs no key. */
  readonly softphoneUrl?: string | undefined;
  /** Where the API of other regions is. Default: Twilio's, unless `apiUrl` names another server. */
  readonly otherRegions?: readonly Region[];
  readonly log: Log;
}

interface Region {
  readonly name: string;
  readonly url: string;
}

/** https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region */
const OTHER_REGIONS: readonly Region[] = [
  { name: 'ie1', url: 'https://api.dublin.ie1.twilio.com' },
  { name: 'au1', url: 'https://api.sydney.au1.twilio.com' },
];
/** The API finds numbers that contain the one that is asked for. */
const SIMILAR_NUMBERS = 20;

export function twilioSetup(options: SetupOptions): PhoneSetup {
  const { accountSid, apiUrl, browser, log } = options;
  const client = createClient(options);
  const otherRegions = options.otherRegions ?? (apiUrl === undefined ? OTHER_REGIONS : []);

  const answered = async <T>(request: () => Promise<T>): Promise<NetworkAnswer<T>> => {
    try {
      return { ok: true, value: await request() };
    } catch (error) {
      log.warn({ err: toLoggableError(error) }, 'a request of the setup check failed');
      return { ok: false, trouble: refusalOf(error) ?? { status: null, code: 0 } };
    }
  };
  const accountOf = (of: TwilioClient) => of.api.v2010.accounts(accountSid).fetch();

  return {
    facts: () => ({ accountSid, publicUrl: options.publicUrl(), isLocal: apiUrl !== undefined }),
    account: () =>
      answered(async () => {
        const { status, type } = await accountOf(client);
        return { status, isTrial: type === 'Trial' };
      }),
    async otherRegion() {
      const accepted = await Promise.all(
        otherRegions.map(async ({ name, url }) => {
          const answer = await answered(() => accountOf(createClient({ ...options, apiUrl: url })));
          return answer.ok ? [name] : [];
        }),
      );
      return accepted.flat()[0] ?? null;
    },
    async key() {
      if (options.softphoneUrl !== undefined) return 'simulated';
      if (!browser) return 'missing';
      const withKey = createClient({ ...options, key: browser });
      // The least that any key may read.
      return answered(() => withKey.incomingPhoneNumbers.list({ limit: 1 }).then(() => null));
    },
    number: (tel) =>
      answered(async () => {
        const found = await client.incomingPhoneNumbers.list({ phoneNumber: tel, limit: SIMILAR_NUMBERS });
        const number = found.find(({ phoneNumber }) => phoneNumber === tel);
        return number ? networkNumber(number) : null;
      }),
    setWebhooks: (sid, webhooks) =>
      answered(() => client.incomingPhoneNumbers(sid).update(parametersOf(webhooks)).then(networkNumber)),
  };
}

type ListedNumber = Awaited<ReturnType<TwilioClient['incomingPhoneNumbers']['list']>>[number];

function networkNumber(number: ListedNumber): NetworkNumber {
  const { sid, phoneNumber: tel, capabilities } = number;
  return {
    sid,
    tel,
    takesCalls: capabilities.voice,
    takesTexts: capabilities.sms,
    callApplication: number.voiceApplicationSid || null,
    trunk: number.trunkSid || null,
    textApplication: number.smsApplicationSid || null,
    webhooks: {
      voice: { url: number.voiceUrl || '', method: number.voiceMethod },
      fallback: { url: number.voiceFallbackUrl || '', method: number.voiceFallbackMethod },
      status: { url: number.statusCallback || '', method: number.statusCallbackMethod },
      message: { url: number.smsUrl || '', method: number.smsMethod },
    },
  };
}

/** An application would go before the webhooks: it is taken off the number with them. */
function parametersOf(webhooks: Partial<Readonly<Record<Webhook, string>>>) {
  const { voice, fallback, status, message } = webhooks;
  const isAboutCalls = voice !== undefined || fallback !== undefined || status !== undefined;
  return {
    ...(isAboutCalls && { voiceApplicationSid: '' }),
    ...(voice !== undefined && { voiceUrl: voice, voiceMethod: 'POST' }),
    ...(fallback !== undefined && { voiceFallbackUrl: fallback, voiceFallbackMethod: 'POST' }),
    ...(status !== undefined && { statusCallback: status, statusCallbackMethod: 'POST' }),
    ...(message !== undefined && { smsApplicationSid: '', smsUrl: message, smsMethod: 'POST' }),
  };
}
