/**
 * The `twilio` package's client with a short timeout, sent to TWILIO_API_URL if that is set. Nothing else knows the
 * difference.
 */
import twilio from 'twilio';
import { PlainError } from '../core/vocabulary/errors.ts';

/** An agent and a deadline of 20 s wait for the answer. */
const TIMEOUT_MS = 4000;
const HOST = /^https:\/\/api(\.[\w-]+)*\.twilio\.com/;

export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
  /** Another server that speaks the same API, without a path. */
  readonly apiUrl?: string;
  /** Signs in with this key instead of the Auth Token. */
  readonly key?: { readonly apiKeySid: string; readonly apiKeySecret: string };
}

export type TwilioClient = ReturnType<typeof twilio>;

export function createClient({ accountSid, authToken, apiUrl, key }: Account): TwilioClient {
  const httpClient = new RedirectedClient(apiUrl);
  if (key) return twilio(key.apiKeySid, key.apiKeySecret, { accountSid, httpClient });
  return twilio(accountSid, authToken, { httpClient });
}

class RedirectedClient extends twilio.RequestClient {
  readonly #apiUrl: string | undefined;
  constructor(apiUrl: string | undefined) {
    super({ timeout: TIMEOUT_MS });
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

/** The API's error response; null if no response came. */
export function refusalOf(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null) return null;
  const { status, code } = error as { status?: unknown; code?: unknown };
  if (typeof status !== 'number' || status < 400) return null;
  return { status, code: typeof code === 'number' ? code : 0 };
}

/** The error to log, without the request: that contains phone numbers. */
export function toLoggableError(error: unknown): Error {
  const { status = 'nothing', code = '' } = (error ?? {}) as { status?: number | string; code?: number | string };
  return new PlainError(`the phone network answered ${status} ${code}`.trim());
}

/** Errors that are not about the order: unauthorized, unpaid, forbidden, timed out, too many requests. */
const OF_ACCOUNT: readonly number[] = [401, 402, 403, 408, 429];
/**
 * Errors with status 400 that are also about our account: the number may not call or text, the country is not enabled, or
 * a trial account calls an unverified number. https://www.twilio.com/docs/api/errors
 */
const CODES_OF_ACCOUNT: readonly number[] = [
  10_001, 13_227, 21_210, 21_212, 21_213, 21_215, 21_219, 21_408, 21_606, 21_608,
];

/** Whether the same order may succeed later: a problem with the account, or of the network itself. */
export function isTemporary({ status }: Refusal): boolean {
  return status >= 500 || OF_ACCOUNT.includes(status);
}

/** Whether the error is about our account or the network, not about the number in the order. */
export function isAboutUs(refusal: Refusal): boolean {
  return isTemporary(refusal) || CODES_OF_ACCOUNT.includes(refusal.code);
}
