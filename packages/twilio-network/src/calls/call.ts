/**
 * One leg between the network and one phone. Its statuses:
 *
 * - queued       created over the API, not placed yet.
 * - initiated    being placed.
 * - ringing      the phone rings. An inbound call stays here until a verb answers it.
 * - in-progress  answered.
 * - completed    answered and over. Final.
 * - busy, no-answer, failed, canceled   over without being answered. Final.
 *
 * The flow of a call is the document it executes. Aborting `flow` ends it (hangup, redirect).
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

/** Where the call's progress is reported. */
export interface Progress extends Target {
  readonly events: ReadonlySet<ProgressEvent>;
}

export interface Call {
  readonly sid: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly parent: Call | null;
  /** The account's number that was called or is shown as the caller. */
  readonly numberSid: string | null;
  readonly createdAt: number;
  readonly progress: Progress | null;
  /** Requested when a document fails. A redirect may change it. */
  fallback: Target | null;
  /** Extra webhook parameters: what a client sent, or `StirVerstat`. */
  readonly extra: Readonly<Record<string, string>>;
  status: CallStatus;
  /** Null while queued. Stays null if the call is canceled there. */
  dialedAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  /** `human`, `machine_…`, `fax` or `unknown`, once requested detection is done. */
  answeredBy: string | null;
  /** Milliseconds until the call is placed; later, milliseconds spent in the last queue. */
  queueTimeMs: number;
  device: Device | null;
  /** Aborting it ends what the call does now. */
  flow: AbortController;
  /** Settles once the previous flow has cleaned up: flows of one call never overlap. */
  running: Promise<void>;
  /** Called with each key the phone presses. */
  readonly keyListeners: Set<(key: string) => void>;
  /** Called with speech from the phone. */
  readonly speechListeners: Set<(text: string, ms: number) => void>;
  /** The phone calls this while it rings. */
  onAnswer: ((how: 'answered' | 'busy' | 'no-answer' | 'failed') => void) | null;
  readonly ended: Deferred<void>;
  /** The bridge or conference the call is in; null while it hears a document. */
  scope: Scope | null;
  nextSequence: number;
  /** Progress reports are sent in order: each waits for the previous one. */
  reports: Promise<unknown>;
  isTalking: boolean;
  /** A trial account's notice is played once, before the first document. */
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
    reports: Promise.resolve(),
    isTalking: false,
    hasHeardTrialNotice: false,
  };
}

export const isOver = (call: Call): boolean => FINAL.has(call.status);

/** Whole seconds from answer to end (or now); 0 if the call was never answered. */
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
