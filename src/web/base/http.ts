/**
 * HTTP requests. The result is data or a problem, never an exception. An expired sign-in leads to the sign-in page and back.
 */
import type { Problem } from '../../shared/api.ts';
import { signInPath } from './nextPath.ts';
import { language } from './settings.ts';

export interface Trouble {
  /** `network` if no response came. */
  readonly code: string;
  readonly detail: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The server's problem document; absent if there was none or it is unreadable. */
  readonly problem?: Problem;
}
export type Answer<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly trouble: Trouble };

interface Options {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** The same key for a repeat of the same click. */
  readonly idempotencyKey?: string;
  /** Return a 401 as a problem instead of leaving the page. */
  readonly staySignedOut?: boolean;
}

export function ask<T>(path: string, options: Options = {}): Promise<Answer<T>> {
  const { method = 'GET', body, idempotencyKey, staySignedOut } = options;
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
  return request<T>(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) }, staySignedOut);
}

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyInit | null;
}

async function request<T>(path: string, sent: Sent, staySignedOut = false): Promise<Answer<T>> {
  let response: Response;
  try {
    // Error messages use the language of the page, not that of the browser.
    const headers = { accept: 'application/json', 'accept-language': language.get(), ...sent.headers };
    response = await fetch(path, { ...sent, headers });
  } catch {
    return { ok: false, trouble: { code: 'network', detail: '', fields: {} } };
  }
  if (response.ok) {
    const text = await response.text();
    return { ok: true, data: (text === '' ? undefined : JSON.parse(text)) as T };
  }
  if (response.status === 401 && !staySignedOut) location.assign(signInPath(location));
  return { ok: false, trouble: await troubleOf(response) };
}

/**
 * Whether the request may or may not have been carried out, or failed only temporarily, so that it should be repeated with
 * the same key.
 */
export function isResultUnknown({ code }: Trouble): boolean {
  return ['network', 'store-unavailable', 'internal'].includes(code) || /^http-50[0234]$/.test(code);
}

export async function troubleOf(response: Response): Promise<Trouble> {
  const fallback = { code: `http-${response.status}`, detail: response.statusText, fields: {} };
  try {
    const problem = (await response.json()) as Partial<Problem>;
    return {
      code: problem.code ?? fallback.code,
      detail: problem.detail ?? problem.title ?? fallback.detail,
      fields: problem.fields ?? {},
      problem: problem as Problem,
    };
  } catch {
    return fallback;
  }
}

/** A key for one click. Unlike `randomUUID`, `getRandomValues` also exists on plain HTTP. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
