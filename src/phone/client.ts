/**
 * The network's own client (the `twilio` package) with short patience, and with its host replaced where TWILIO_API_URL
 * says so. Whoever answers there speaks the same language: nothing else knows the difference.
 */
import twilio from 'twilio';

/** A desk and a deadline of 20 s wait for the answer. */
const PATIENCE_MS = 4000;
const HOST = /^https:\/\/api(\.[\w-]+)*\.twilio\.com/;

export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
  /** Another server that speaks the same API, without a path. */
  readonly apiUrl?: string;
}

export type TwilioClient = ReturnType<typeof twilio>;

export function createClient({ accountSid, authToken, apiUrl }: Account): TwilioClient {
  const httpClient = new RedirectedClient(apiUrl);
  return twilio(accountSid, authToken, { httpClient });
}

class RedirectedClient extends twilio.RequestClient {
  readonly #apiUrl: string | undefined;
  constructor(apiUrl: string | undefined) {
    super({ timeout: PATIENCE_MS });
    this.#apiUrl = apiUrl;
  }
  override request<T>(options: Parameters<twilio.RequestClient['request']>[0]) {
    const uri = this.#apiUrl === undefined ? options.uri : options.uri.replace(HOST, this.#apiUrl);
    return super.request<T>({ ...options, uri } as Parameters<twilio.RequestClient['request']>[0] & { data?: T });
  }
}

export interface Refusal {
  readonly status: number;
  readonly code: number;
}

/** The API's own answer to a request that it did not carry out; null when no answer came. */
export function refusalOf(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null) return null;
  const { status, code } = error as { status?: unknown; code?: unknown };
  if (typeof status !== 'number' || status < 400) return null;
  return { status, code: typeof code === 'number' ? code : 0 };
}

/** Answers that say nothing of what was ordered: not signed in, no money, not allowed now, too slow, too many. */
const OF_ACCOUNT: readonly number[] = [401, 402, 403, 408, 429];
/**
 * Said with 400, and of us all the same: our number may not call or text, the country is not switched on, the trial account
 * calls verified numbers alone. https://www.twilio.com/docs/api/errors
 */
const CODES_OF_ACCOUNT: readonly number[] = [
  10_001, 13_227, 21_210, 21_212, 21_213, 21_215, 21_219, 21_408, 21_606, 21_608,
];

/** Whether the same order may be taken a little later: trouble with the account, or the network's own. */
export function isPassing({ status }: Refusal): boolean {
  return status >= 500 || OF_ACCOUNT.includes(status);
}

/** Whether the answer says nothing of whom the order was about. */
export function isAboutUs(refusal: Refusal): boolean {
  return isPassing(refusal) || CODES_OF_ACCOUNT.includes(refusal.code);
}
