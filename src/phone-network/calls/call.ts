/**
 * One leg between the network and one telephone. Its status, and how it gets there:
 *
 * - queued       asked for over the API, not placed yet.
 * - initiated    being placed.
 * - ringing      the telephone rings; an inbound call is here until a verb answers it.
 * - in-progress  answered.
 * - completed    was answered and is over. Final, like the following.
 * - busy, no-answer, failed, canceled   was never answered.
 *
 * What a call does is its flow: one document being executed, ended by `flow` being aborted (hung up, redirected).
 */
import type { Method, Target } from '../webhooks/webhooks.ts';
import type { Device } from '../handsets/device.ts';
import { deferred, type Deferred } from './interruption.ts';
import type { Scope } from './media.ts';

export type CallStatus =
  'queued' | 'initiated' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';
export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

export const FINAL: ReadonlySet<CallStatus> = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);

/** Who is told about the call's progress. */
export interface Progress extends Target {
  readonly events: ReadonlySet<ProgressEvent>;
}

export interface Call {
  readonly sid: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly parent: Call | null;
  /** The account's number through which it came or which it shows. */
  readonly numberSid: string | null;
  readonly createdAt: number;
  readonly progress: Progress | null;
  /** Where it turns when a document fails; a redirection may name another one. */
  fallback: Target | null;
  /** Further parameters of its webhooks: what a client sent along, or `StirVerstat`. */
  readonly extra: Readonly<Record<string, string>>;
  status: CallStatus;
  /** Null while it is queued, and for good if it was canceled there. */
  dialedAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  /** `human`, `machine_…`, `fax` or `unknown`, once detection that was asked for is done. */
  answeredBy: string | null;
  /** Milliseconds that it waits to be placed; later, those in the queue that it left last. */
  queueTimeMs: number;
  device: Device | null;
  /** Aborting it ends what the call is doing now. */
  flow: AbortController;
  /** Settles when the flow before it has cleaned up: two flows of one call never overlap. */
  running: Promise<void>;
  /** Whoever listens to the keys that its telephone presses. */
  readonly keyListeners: Set<(key: string) => void>;
  /** Whoever listens to speech from its telephone. */
  readonly speechListeners: Set<(text: string, ms: number) => void>;
  /** Resolved by the telephone while it rings. */
  onAnswer: ((how: 'answered' | 'busy' | 'no-answer' | 'failed') => void) | null;
  readonly ended: Deferred<void>;
  /** Whom it hears and who hears it: a bridge or a conference; null while it hears a document. */
  scope: Scope | null;
  nextSequence: number;
  /** Progress leaves in order; a later event waits for the one before it. */
  told: Promise<unknown>;
  isTalking: boolean;
  /** The notice of a trial account is heard once, before the first document. */
  hasHeardTrialNotice: boolean;
}

export interface NewCall {
  readonly sid: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly parent?: Call;
  readonly numberSid?: string | null;
  readonly progress?: Progress | null;
  readonly fallback?: Target | null;
  readonly extra?: Readonly<Record<string, string>>;
}

export function makeCall(given: NewCall): Call {
  return {
    sid: given.sid,
    direction: given.direction,
    from: given.from,
    to: given.to,
    parent: given.parent ?? null,
    numberSid: given.numberSid ?? null,
    createdAt: given.at,
    progress: given.progress ?? null,
    fallback: given.fallback ?? null,
    extra: given.extra ?? {},
    status: given.direction === 'inbound' ? 'ringing' : 'queued',
    dialedAt: given.direction === 'inbound' ? given.at : null,
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    queueTimeMs: 0,
    device: null,
    flow: new AbortController(),
    running: Promise.resolve(),
    keyListeners: new Set(),
    speechListeners: new Set(),
    onAnswer: null,
    ended: deferred(),
    scope: null,
    nextSequence: 0,
    told: Promise.resolve(),
    isTalking: false,
    hasHeardTrialNotice: false,
  };
}

export const isOver = (call: Call): boolean => FINAL.has(call.status);

/** Whole seconds between answer and end (or now); 0 when it was never answered. */
export function durationOf(call: Call, now: number): number {
  return call.answeredAt === null ? 0 : Math.round(((call.endedAt ?? now) - call.answeredAt) / 1000);
}

export function readProgress(
  url: string | undefined,
  method: string | undefined,
  events: readonly string[] | undefined,
): Progress | null {
  if (!url) return null;
  const named = events && events.length > 0 ? events : ['completed'];
  return { url, method: asMethod(method), events: new Set(named as ProgressEvent[]) };
}

export const asMethod = (text: string | undefined): Method => (text?.toUpperCase() === 'GET' ? 'GET' : 'POST');
