/**
 * Connection overrides in an address's fragment, which is never sent:
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides. Values are clamped to their bounds.
 */
export type RetryOn = '4xx' | '5xx' | 'ct' | 'rt';

export interface Connection {
  /** The address without its fragment, as requested and signed. */
  readonly url: string;
  /** `ct`: connection timeout. Default 5000 ms, 100 to 10000. */
  readonly connectMs: number;
  /** `rt`: read timeout, until the first packet and between packets. Default 15000 ms, 100 to 15000. */
  readonly readMs: number;
  /** `tt`: total time, including retries. Default 15000 ms, 100 to 15000. */
  readonly totalMs: number;
  /** `rc`: retry count. Default 1, 0 to 5. */
  readonly retries: number;
  /** `rp`: which failures are retried. Default `ct`. */
  readonly retryOn: ReadonlySet<RetryOn>;
}

const RETRY_ON: readonly RetryOn[] = ['4xx', '5xx', 'ct', 'rt'];

/** Null if the retry policy has an unknown value (error 11243). */
export function readOverrides(address: string): Connection | null {
  const [url = '', fragment = ''] = address.split('#', 2);
  const values = new URLSearchParams(fragment);
  const named = values.get('rp')?.split(',').filter(Boolean) ?? ['ct'];
  if (!named.every((name) => name === 'all' || RETRY_ON.includes(name as RetryOn))) return null;
  return {
    url,
    connectMs: clamp(values.get('ct'), 100, 10_000, 5_000),
    readMs: clamp(values.get('rt'), 100, 15_000, 15_000),
    totalMs: clamp(values.get('tt'), 100, 15_000, 15_000),
    retries: clamp(values.get('rc'), 0, 5, 1),
    retryOn: new Set(named.includes('all') ? RETRY_ON : (named as RetryOn[])),
  };
}

function clamp(text: string | null, least: number, most: number, otherwise: number): number {
  const value = text === null || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(Math.max(Math.round(value), least), most) : otherwise;
}
