/**
 * The setup check of the phone network: turns what it reports about our account and a campaign's numbers into results,
 * and into the webhooks that need to change. Each result is one of REASONS; pages have a sentence for each and, unless
 * it is fine, a second one that says what to do.
 */
import { CALL_PATHS, withRetries } from './paths.ts';

export const WEBHOOKS = ['voice', 'fallback', 'status', 'message'] as const;
export type Webhook = (typeof WEBHOOKS)[number];

/** `ok`; `warning`: works, but not for everyone; `wrong`: doesn't work; `skipped`: couldn't be checked. */
export type CheckState = 'ok' | 'warning' | 'wrong' | 'skipped';

const REASONS = {
  noNetwork: 'wrong',
  notChecked: 'skipped',
  // The network's response.
  noAnswer: 'wrong',
  tooManyRequests: 'wrong',
  networkError: 'wrong',
  accountActive: 'ok',
  accountTrial: 'warning',
  accountSuspended: 'wrong',
  accountClosed: 'wrong',
  accountMissing: 'wrong',
  tokenRefused: 'wrong',
  testCredentials: 'wrong',
  regionHome: 'ok',
  regionOwn: 'ok',
  regionElsewhere: 'wrong',
  addressPublic: 'ok',
  addressLocal: 'wrong',
  addressPlain: 'warning',
  keyAccepted: 'ok',
  keySimulated: 'ok',
  keyMissing: 'warning',
  keyRefused: 'wrong',
  noNumbers: 'wrong',
  numberOwned: 'ok',
  numberMissing: 'wrong',
  numberWithoutCalls: 'wrong',
  webhookHere: 'ok',
  webhookEmpty: 'wrong',
  webhookElsewhere: 'wrong',
  webhookByGet: 'wrong',
  webhookOfApplication: 'wrong',
  webhookOfTrunk: 'wrong',
  fallbackElsewhere: 'warning',
  noTexts: 'skipped',
} as const satisfies Readonly<Record<string, CheckState>>;
export type CheckReason = keyof typeof REASONS;

export type CheckName = 'network' | 'account' | 'region' | 'address' | 'key' | 'number' | 'change' | Webhook;

export interface CheckResult {
  readonly check: CheckName;
  /** E.164; absent for results about the account. */
  readonly number?: string;
  readonly state: CheckState;
  readonly reason: CheckReason;
  /** Values for the sentences: addresses, error codes. Never a secret. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A webhook that doesn't point here. */
export interface WebhookChange {
  readonly number: string;
  readonly webhook: Webhook;
  /** Empty when not set. */
  readonly from: string;
  readonly to: string;
}

export interface ConnectionCheck {
  readonly results: readonly CheckResult[];
  readonly changes: readonly WebhookChange[];
}

/** Why a network request failed. `status` null: no response. Codes are the network's, 0 for none. */
export interface NetworkTrouble {
  readonly status: number | null;
  readonly code: number;
}

export type NetworkAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: NetworkTrouble };

export interface NetworkAccount {
  readonly status: 'active' | 'suspended' | 'closed';
  readonly isTrial: boolean;
}

/** A number of our account. */
export interface NetworkNumber {
  readonly sid: string;
  readonly tel: string;
  readonly takesCalls: boolean;
  readonly takesTexts: boolean;
  /** What handles its calls instead of webhooks: an application or a SIP trunk. */
  readonly callApplication: string | null;
  readonly trunk: string | null;
  readonly textApplication: string | null;
  readonly webhooks: Readonly<Record<Webhook, { readonly url: string; readonly method: string }>>;
}

export interface ConnectionFacts {
  readonly accountSid: string;
  readonly publicUrl: string;
  /** The network is a local simulator, which can reach local addresses. */
  readonly isLocal: boolean;
  readonly account: NetworkAnswer<NetworkAccount>;
  /** The region that accepts the token instead, such as `ie1`; null when there is none or it wasn't checked. */
  readonly otherRegion: string | null;
  readonly key: 'missing' | 'simulated' | NetworkAnswer<null>;
  readonly numbers: readonly { readonly tel: string; readonly answer: NetworkAnswer<NetworkNumber | null> }[];
}

/** Where a number's webhooks must point. */
export function ownWebhooks(publicUrl: string): Readonly<Record<Webhook, string>> {
  return {
    voice: withRetries(publicUrl + CALL_PATHS.incoming),
    fallback: withRetries(publicUrl + CALL_PATHS.fallback),
    status: withRetries(publicUrl + CALL_PATHS.incomingStatus),
    message: withRetries(publicUrl + CALL_PATHS.textIncoming),
  };
}

export function judgeConnection(facts: ConnectionFacts): ConnectionCheck {
  const account = judgeAccount(facts);
  const about = [account, judgeRegion(facts), judgeAddress(facts), judgeKey(facts)];
  if (!facts.account.ok || account.state === 'wrong') {
    const numbers = facts.numbers.map(({ tel }) => result('number', 'notChecked', {}, tel));
    return { results: [...about, ...numbers], changes: [] };
  }
  if (facts.numbers.length === 0) return { results: [...about, result('number', 'noNumbers')], changes: [] };
  const numbers = facts.numbers.map((one) => judgeNumber(one, facts.publicUrl));
  return {
    results: [...about, ...numbers.flatMap(({ results }) => results)],
    changes: numbers.flatMap(({ changes }) => changes),
  };
}

/** The result for a service without a phone network. */
export const NO_NETWORK: ConnectionCheck = {
  results: [{ check: 'network', state: 'wrong', reason: 'noNetwork', values: {} }],
  changes: [],
};

export function troubleResult(check: CheckName, trouble: NetworkTrouble, number?: string): CheckResult {
  const { status, code } = trouble;
  if (status === null) return result(check, 'noAnswer', {}, number);
  const values = { status, code: code || status };
  return result(check, status === 429 ? 'tooManyRequests' : 'networkError', values, number);
}

/** "Resource not accessible with Test Account Credentials." https://www.twilio.com/docs/api/errors/20008 */
const TEST_CREDENTIALS = 20_008;

function judgeAccount({ account, accountSid }: ConnectionFacts): CheckResult {
  const values = { account: `${accountSid.slice(0, 2)}…${accountSid.slice(-4)}` };
  if (!account.ok) {
    const { status, code } = account.trouble;
    if (code === TEST_CREDENTIALS) return result('account', 'testCredentials', values);
    if (status === 401 || status === 403)
      return result('account', 'tokenRefused', { ...values, status, code: code || status });
    if (status === 404) return result('account', 'accountMissing', values);
    return troubleResult('account', account.trouble);
  }
  const { status, isTrial } = account.value;
  if (status === 'suspended') return result('account', 'accountSuspended', values);
  if (status === 'closed') return result('account', 'accountClosed', values);
  return result('account', isTrial ? 'accountTrial' : 'accountActive', values);
}

function judgeRegion({ account, otherRegion, isLocal }: ConnectionFacts): CheckResult {
  if (otherRegion !== null) return result('region', 'regionElsewhere', { region: otherRegion });
  if (!account.ok) return result('region', 'notChecked');
  return result('region', isLocal ? 'regionOwn' : 'regionHome');
}

function judgeAddress({ publicUrl, isLocal }: ConnectionFacts): CheckResult {
  const { protocol, hostname } = new URL(publicUrl);
  if (isLocal) return result('address', 'addressPublic', { url: publicUrl });
  if (isPrivate(hostname)) return result('address', 'addressLocal', { url: publicUrl });
  return result('address', protocol === 'https:' ? 'addressPublic' : 'addressPlain', { url: publicUrl });
}

/** Whether the host is reachable only from its local network. */
function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return (
    /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host) ||
    /^(127|10|0)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host) ||
    /^(::1?$|f[cd][0-9a-f]{2}:|fe80:)/.test(host)
  );
}

function judgeKey({ key }: ConnectionFacts): CheckResult {
  if (key === 'missing') return result('key', 'keyMissing');
  if (key === 'simulated') return result('key', 'keySimulated');
  if (key.ok) return result('key', 'keyAccepted');
  const { status, code } = key.trouble;
  // A restricted key can't list numbers; that the network recognized it is enough.
  if (status === 403) return result('key', 'keyAccepted');
  if (status === 401) return result('key', 'keyRefused', { status, code: code || status });
  return troubleResult('key', key.trouble);
}

function judgeNumber({ tel, answer }: ConnectionFacts['numbers'][number], publicUrl: string): ConnectionCheck {
  if (!answer.ok) return { results: [troubleResult('number', answer.trouble, tel)], changes: [] };
  const number = answer.value;
  if (!number) return { results: [result('number', 'numberMissing', { number: tel }, tel)], changes: [] };
  const own = ownWebhooks(publicUrl);
  const owned = result('number', number.takesCalls ? 'numberOwned' : 'numberWithoutCalls', {}, tel);
  const webhooks = WEBHOOKS.map((webhook) => judgeWebhook(number, webhook, own[webhook]));
  const changes = webhooks.flatMap(({ check, state, reason }, place) => {
    const webhook = WEBHOOKS[place];
    if (webhook === undefined || check !== webhook || state !== 'wrong' || reason === 'webhookOfTrunk') return [];
    return [{ number: tel, webhook, from: number.webhooks[webhook].url, to: own[webhook] }];
  });
  return { results: [owned, ...webhooks], changes };
}

function judgeWebhook(number: NetworkNumber, webhook: Webhook, own: string): CheckResult {
  const say = (reason: CheckReason, values: CheckResult['values'] = {}) => result(webhook, reason, values, number.tel);
  const { url, method } = number.webhooks[webhook];
  const application = webhook === 'message' ? number.textApplication : number.callApplication;
  if (webhook === 'message' && !number.takesTexts) return say('noTexts');
  if (webhook !== 'message' && number.trunk !== null) return say('webhookOfTrunk', { trunk: number.trunk });
  if (application !== null) return say('webhookOfApplication', { application });
  if (url === '') return say('webhookEmpty', { expected: own });
  if (isSameAddress(url, own)) return method === 'POST' ? say('webhookHere', { url }) : say('webhookByGet', { url });
  return say(webhook === 'fallback' ? 'fallbackElsewhere' : 'webhookElsewhere', { url, expected: own });
}

/** The fragment never leaves the network and only sets its retries. */
function isSameAddress(one: string, other: string): boolean {
  return URL.canParse(one) && withoutFragment(one) === withoutFragment(other);
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

function result(
  check: CheckName,
  reason: CheckReason,
  values: CheckResult['values'] = {},
  number?: string,
): CheckResult {
  return { check, ...(number !== undefined && { number }), state: REASONS[reason], reason, values };
}
