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

/** The API's own answer to a request that it did not carry out; null when no answer came, or none that says so. */
export function refusalOf(error: unknown): { readonly status: number; readonly code: number } | null {
  if (typeof error !== 'object' || error === null) return null;
  const { status, code } = error as { status?: unknown; code?: unknown };
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  return { status, code: typeof code === 'number' ? code : 0 };
}
