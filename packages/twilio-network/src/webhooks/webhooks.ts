/**
 * Requests to the application: signed, retried as the address's fragment says, within 15 seconds in total, over kept-alive
 * connections. The result is the answer or a published error code; nothing throws. Faults are applied here.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Fault, Faults, Traffic } from '../faults.ts';
import type { Log } from '../log.ts';
import { attempt, type Attempt, type Received } from './attempt.ts';
import { readOverrides, type Connection, type RetryOn } from './overrides.ts';
import { sign, withBodyDigest, type Parameters } from './sign.ts';

export type Method = 'GET' | 'POST';

/** Where to send a request. */
export interface Target {
  readonly url: string;
  readonly method: Method;
}

export interface Webhook extends Target {
  readonly traffic: Traffic;
  /** The purpose, for the log: "The network asks what to do with the call". */
  readonly purpose: string;
  readonly parameters: Parameters;
  readonly callSid?: string;
  /** JSON with `bodySHA256` in the address, instead of a form. */
  readonly isJson?: boolean;
}

export type WebhookResult =
  | { readonly ok: true; readonly answer: Received; readonly url: string }
  | { readonly ok: false; readonly code: number; readonly message: string; readonly status?: number };

export interface Webhooks {
  send(webhook: Webhook): Promise<WebhookResult>;
  stop(): void;
}

interface Parts {
  readonly authToken: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly faults: Faults;
}

const MAX_REDIRECTS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const NEVER = new AbortController().signal;

export function makeWebhooks(parts: Parts): Webhooks {
  const { clock, faults, log } = parts;
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  /** Requests held by a reorder fault, by call. */
  const held = new Map<string, (() => void)[]>();

  async function send(webhook: Webhook): Promise<WebhookResult> {
    const fault = faults.take(webhook.traffic, describe(webhook));
    if (fault?.do === 'drop') return failed(webhook, 11205, 'the request was dropped (fault)');
    if (fault?.do === 'fail')
      return failed(webhook, 11200, `answered with ${fault.status ?? 503} (fault)`, fault.status ?? 503);
    if (fault?.do === 'delay') await clock.sleep(delayOf(fault), NEVER);
    if (fault?.do === 'reorder') await waitForNext(webhook.callSid ?? '', delayOf(fault));
    const token = randomUUID();
    if (fault?.do === 'duplicate') {
      clock.after(delayOf(fault), () => void clock.during(deliver(webhook, token, null)));
    }
    const result = await clock.during(deliver(webhook, token, fault));
    if (fault?.do !== 'reorder') releaseHeld(webhook.callSid ?? '');
    if (fault?.do === 'slow') return delayResult(webhook, delayOf(fault), result);
    if (fault?.do === 'lose-response') return failed(webhook, 11205, 'the answer was lost (fault)');
    return result;
  }

  function waitForNext(callSid: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        cancel();
        resolve();
      };
      const cancel = clock.after(ms, go);
      held.set(callSid, [...(held.get(callSid) ?? []), go]);
    });
  }

  function releaseHeld(callSid: string): void {
    for (const go of held.get(callSid) ?? []) go();
    held.delete(callSid);
  }

  /** Returns the answer `ms` later, or an error if that exceeds the timeout. */
  async function delayResult(webhook: Webhook, ms: number, result: WebhookResult): Promise<WebhookResult> {
    const connection = readOverrides(webhook.url);
    const budget = connection ? Math.min(connection.readMs, connection.totalMs) : 0;
    await clock.sleep(Math.min(ms, budget), NEVER);
    return ms >= budget ? failed(webhook, 11205, `no answer within ${budget} ms (fault)`) : result;
  }

  function failed(webhook: Webhook, code: number, message: string, status?: number): WebhookResult {
    log.write('error', `${code}: ${message}`, { ...sidOf(webhook), details: { url: webhook.url } });
    return { ok: false, code, message, ...(status === undefined ? {} : { status }) };
  }

  async function deliver(webhook: Webhook, token: string, fault: Fault | null): Promise<WebhookResult> {
    const connection = readOverrides(webhook.url);
    if (!connection) return failed(webhook, 11243, 'the retry policy (rp) in the fragment is invalid');
    if (!isUrl(connection.url)) return failed(webhook, 11100, `"${webhook.url}" is not an http or https address`);
    const deadline = Date.now() + connection.totalMs;

    let target: Target = { url: connection.url, method: webhook.method };
    let retriesLeft = connection.retries;
    for (let redirects = 0; redirects <= MAX_REDIRECTS;) {
      const result = await once(webhook, target, connection, token, deadline);
      if (shouldRetry(result, connection) && retriesLeft-- > 0 && Date.now() < deadline) continue;
      if (result.kind === 'failed') return failed(webhook, result.code, result.reason);
      const { answer } = result;
      if (answer.location !== null && REDIRECTS.has(answer.status)) {
        redirects++;
        const keepsMethod = answer.status === 307 || answer.status === 308;
        target = { url: new URL(answer.location, target.url).href, method: keepsMethod ? target.method : 'GET' };
        continue;
      }
      logAnswer(webhook, target, answer, fault);
      if (answer.status < 200 || answer.status >= 300) {
        return failed(webhook, 11200, `the application answered with ${answer.status}`, answer.status);
      }
      return { ok: true, answer, url: target.url };
    }
    return failed(webhook, 11215, `more than ${MAX_REDIRECTS} redirects`);
  }

  function once(
    webhook: Webhook,
    target: Target,
    connection: Connection,
    token: string,
    deadline: number,
  ): Promise<Attempt> {
    const left = Math.max(deadline - Date.now(), 1);
    const times = { connectMs: Math.min(connection.connectMs, left), readMs: Math.min(connection.readMs, left) };
    const { url, body, type, form } = encode(webhook, target);
    return attempt(
      new URL(url),
      {
        method: target.method,
        body,
        headers: {
          'User-Agent': 'TwilioProxy/1.1',
          Accept: '*/*',
          ...(body === '' ? {} : { 'Content-Type': type }),
          'X-Twilio-Signature': sign(parts.authToken, url, form),
          'I-Twilio-Idempotency-Token': token,
        },
      },
      times,
      agents,
    );
  }

  function logAnswer(webhook: Webhook, target: Target, answer: Received, fault: Fault | null): void {
    log.write('webhook', `${webhook.purpose}: ${target.method} ${target.url} → ${answer.status}`, {
      ...sidOf(webhook),
      details: { parameters: webhook.parameters, answer: answer.body, ...(fault ? { fault: fault.do } : {}) },
    });
  }

  return {
    send,
    stop() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

interface Encoded {
  readonly url: string;
  readonly body: string;
  readonly type: string;
  /** The parameters covered by the signature. */
  readonly form: Parameters;
}

function encode(webhook: Webhook, target: Target): Encoded {
  if (webhook.isJson) {
    const body = JSON.stringify(webhook.parameters);
    return { url: withBodyDigest(target.url, body), body, type: 'application/json', form: {} };
  }
  const encoded = new URLSearchParams(webhook.parameters).toString();
  if (target.method === 'GET') {
    const url = `${target.url}${target.url.includes('?') ? '&' : '?'}${encoded}`;
    return { url, body: '', type: '', form: {} };
  }
  return {
    url: target.url,
    body: encoded,
    type: 'application/x-www-form-urlencoded; charset=UTF-8',
    form: webhook.parameters,
  };
}

function shouldRetry(result: Attempt, { retryOn }: Connection): boolean {
  if (result.kind === 'failed') return retryOn.has(result.during);
  const family = { 4: '4xx', 5: '5xx' }[Math.floor(result.answer.status / 100)] as RetryOn | undefined;
  return family !== undefined && retryOn.has(family);
}

function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** What a fault's `where` is matched against. */
function describe(webhook: Webhook): string {
  const parameters = Object.entries(webhook.parameters).map(([name, value]) => `${name}=${value}`);
  return `${webhook.method} ${webhook.url} ${parameters.join(' ')}`;
}

/** A held request waits longer, for the next one. */
const delayOf = (fault: Fault) => fault.ms ?? (fault.do === 'reorder' ? 10_000 : 1000);
const sidOf = ({ callSid }: Webhook) => (callSid === undefined ? {} : { callSid });
