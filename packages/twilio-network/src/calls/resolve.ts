/** Addresses and values in attributes. */
import { TwimlFailure } from '../language/failure.ts';
import type { Verb } from '../language/document.ts';
import type { Parameters } from '../webhooks/sign.ts';
import { asMethod } from './call.ts';
import type { Flow } from './outcome.ts';
import type { Source } from './records.ts';

/** Resolves an address against the document's own. Throws TwimlFailure 11100. */
export function resolveUrl(flow: Pick<Flow, 'url'>, text: string): string {
  const base = flow.url?.split('#')[0];
  if (URL.canParse(text)) return text;
  if (base !== undefined && URL.canParse(text, base)) return new URL(text, base).href;
  throw new TwimlFailure(11100, `Invalid URL format: "${text}"`);
}

/**
 * The source of an `action`; null if there is none. An empty action, and for some verbs a missing one, means the
 * document's own address.
 */
export function actionOf(flow: Flow, verb: Verb, parameters: Parameters): Source | null {
  const { action, method } = verb.attributes;
  if (action === undefined) return null;
  return sourceAt(flow, action, method, parameters);
}

export function sourceAt(flow: Flow, address: string, method: string | undefined, parameters: Parameters = {}): Source {
  const url = address === '' ? flow.url : resolveUrl(flow, address);
  if (url === null) throw new TwimlFailure(11100, 'Invalid URL format: a document without an address refers to itself');
  return { kind: 'url', url, method: asMethod(method), parameters };
}

/** An attribute in seconds, as ms. */
export const secondsOf = (verb: Verb, name: string, otherwise: number): number =>
  Number(verb.attributes[name] ?? otherwise) * 1000;

/** A `true` or `false` attribute. */
export const booleanOf = (verb: Verb, name: string, otherwise: boolean): boolean =>
  (verb.attributes[name] ?? String(otherwise)) === 'true';
