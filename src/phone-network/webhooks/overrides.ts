/**
 * Connection overrides in an address's fragment, which is never sent:
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides. Values beyond the bounds are drawn to them.
 */
export type RetryOn = '4xx' | '5xx' | 'ct' | 'rt';

export interface Connection {
  /** The address without its fragment: what is requested and what is signed. */
  readonly url: string;
  /** `ct`: to connect. Default 5000 ms, 100 to 10000. */
  readonly connectMs: number;
  /** `rt`: to the first packet of the answer, and between packets. Default 15000 ms, 100 to 15000. */
  readonly readMs: number;
  /** `tt`: everything, retries included. Default 15000 ms, 100 to 15000. */
  readonly totalMs: number;
  /** `rc`: how often it is tried again. Default 1, 0 to 5. */
  readonly retries: number;
  /** `rp`: after which failures. Default `ct`. */
  readonly retryOn: ReadonlySet<RetryOn>;
}

const RETRY_ON: readonly RetryOn[] = ['4xx', '5xx', 'ct', 'rt'];

/** Null when the fragment's retry policy names something that does not exist (error 11243). */
export function readOverrides(address: string): Connection | null {
  const [url = '', fragment = ''] = address.split('#', 2);
  const values = new URLSearchParams(fragment);
  const named = values.get('rp')?.split(',').filter(Boolean) ?? ['ct'];
  if (!named.every((name) => name === 'all' || RETRY_ON.includes(name as RetryOn))) return null;
  return {
    url,
    connectMs: within(values.get('ct'), 100, 10_000, 5_000),
    readMs: within(values.get('rt'), 100, 15_000, 15_000),
    totalMs: within(values.get('tt'), 100, 15_000, 15_000),
    retries: within(values.get('rc'), 0, 5, 1),
    retryOn: new Set(named.includes('all') ? RETRY_ON : (named as RetryOn[])),
  };
}

function within(text: string | null, least: number, most: number, otherwise: number): number {
  const value = text === null || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(Math.max(Math.round(value), least), most) : otherwise;
}
