/** What verbs receive, and what they return. */
import type { Verb } from '../language/document.ts';
import type { Parameters } from '../webhooks/sign.ts';
import type { Exchange } from './exchange.ts';
import type { Call, Source } from './records.ts';

/** What follows a verb: the next verb, another document, or nothing. */
export type Outcome =
  | { readonly kind: 'next' }
  | { readonly kind: 'goto'; readonly source: Source }
  | { readonly kind: 'hangup' }
  /** Leave: leaves the queue of this wait document. */
  | { readonly kind: 'leave' };

export const NEXT: Outcome = { kind: 'next' };

/** Where a document is executed. Decides which verbs are allowed. */
export type Room = 'call' | 'queue-wait' | 'conference-wait' | 'whisper' | 'announcement';

/** How a document ended. */
export type Ending = 'done' | 'hangup' | 'leave';

/** One execution of documents on one call. */
export interface Flow {
  readonly net: Exchange;
  readonly call: Call;
  readonly signal: AbortSignal;
  readonly room: Room;
  /** The current document's address; null if it was given as text. */
  readonly url: string | null;
  /** Parameters that every request of this flow adds to the call's, such as a queue's. */
  readonly parameters: () => Parameters;
  /** The verb after the one that is being executed, in the same document. */
  readonly nextVerb: Verb | null;
  /** Executes one verb in this flow. */
  readonly perform: (flow: Flow, verb: Verb) => Promise<Outcome>;
  /** Executes a document and the ones it leads to in a nested flow. Throws Interruption and TwimlFailure. */
  readonly run: (flow: FlowStart, source: Source) => Promise<Ending>;
}

/** What a flow starts with. */
export type FlowStart = Omit<Flow, 'perform' | 'run' | 'nextVerb'>;
