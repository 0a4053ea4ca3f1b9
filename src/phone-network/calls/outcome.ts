/** What verbs get, and what they say should come next. */
import type { Verb } from '../language/document.ts';
import type { Parameters } from '../webhooks/sign.ts';
import type { Method } from '../webhooks/webhooks.ts';
import type { Call } from './call.ts';
import type { Exchange } from './exchange.ts';

/** Where a document comes from. */
export type Source =
  | { readonly kind: 'url'; readonly url: string; readonly method: Method; readonly parameters?: Parameters }
  | { readonly kind: 'text'; readonly twiml: string };

/** What a verb says should come next: the next verb, another document, or nothing more. */
export type Outcome =
  | { readonly kind: 'next' }
  | { readonly kind: 'goto'; readonly source: Source }
  | { readonly kind: 'hangup' }
  /** Leave: out of the queue whose wait document this is. */
  | { readonly kind: 'leave' };

export const NEXT: Outcome = { kind: 'next' };

/** Where a document is executed; it decides which verbs are allowed. */
export type Room = 'call' | 'queue-wait' | 'conference-wait' | 'whisper' | 'announcement';

/** How a document ended. */
export type Ending = 'done' | 'hangup' | 'leave';

/** One execution of documents on one call. */
export interface Flow {
  readonly net: Exchange;
  readonly call: Call;
  readonly signal: AbortSignal;
  readonly room: Room;
  /** The present document's address; null for one that was given as text. */
  readonly url: string | null;
  /** Parameters that every request of this flow carries besides the call's: a queue's, for example. */
  readonly parameters: () => Parameters;
  /** The verb after the one that is being executed, in the same document. */
  readonly nextVerb: Verb | null;
  /** Executes one verb in this flow. */
  readonly perform: (flow: Flow, verb: Verb) => Promise<Outcome>;
  /** Executes a document, and those it leads to, in a flow of their own. Throws Interruption and TwimlFailure. */
  readonly run: (flow: FlowStart, source: Source) => Promise<Ending>;
}

/** What a flow begins with. */
export type FlowStart = Omit<Flow, 'perform' | 'run' | 'nextVerb'>;
