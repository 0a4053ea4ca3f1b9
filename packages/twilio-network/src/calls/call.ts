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
import { deferred } from './interruption.ts';
import type { Call, CallStatus, Direction, Progress, ProgressEvent } from './records.ts';

export const FINAL: ReadonlySet<CallStatus> = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);

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
    nobodysCode: null,
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
