/**
 * A backlog of due callbacks, at opening or after an outage: as many enter the queue as the floor can take within their
 * window. The others get a turn, one after the other at the floor's rate, and come forward as agents become free (P20).
 * So customers who ask now don't wait behind hundreds of calls whose time we chose.
 */
import { MINUTE, SECOND, type Moment } from '../vocabulary/time.ts';
import type { CallbackPromise, PromiseReason } from '../vocabulary/promise.ts';
import type { CallbackCadence } from './cadence.ts';

/** A campaign's queue, and the agents for it. */
export interface FloorLoad {
  /** Leads that wait. */
  readonly waiting: number;
  /** Leads that its agents on shift can have in hand at once; while none is there, those of all its agents. */
  readonly slots: number;
  /** How long a lead keeps an agent busy, on average. */
  readonly holdMs: number;
  /** The latest turn that was given. */
  readonly lastTurn: Moment;
}

/** Fewer waiting leads are no backlog, however few agents there are. */
export const LEAST_BACKLOG = 20;
/** Until enough conversations of the day have ended: dialing, a few minutes of conversation, the outcome. */
const USUAL_HOLD_MS = 4 * MINUTE;
/** Turns leave this share of the floor's time for customers who ask in the meantime. */
const SPARE = 0.2;
/** Dialing and the outcome, besides the conversation. */
const AROUND_TALK_MS = MINUTE;

/** Times that we chose. What was agreed with the customer, or promised by one agent, is kept. */
const OURS: readonly PromiseReason[] = [
  ...(['noAgent', 'nobodyThere', 'outsideHours', 'notPermittedYet', 'notReached'] as const),
  ...(['callerHungUp', 'messageLeft'] as const),
];

/** How long a lead keeps an agent busy. `talkSeconds`: the average conversation of the day; null while there are few. */
export function holdMsOf(talkSeconds: number | null): number {
  return talkSeconds === null ? USUAL_HOLD_MS : talkSeconds * SECOND + AROUND_TALK_MS;
}

/** How many leads may wait before due callbacks get a turn instead. */
export function backlogLimit({ slots, holdMs }: FloorLoad, { windowMs }: Pick<CallbackCadence, 'windowMs'>): number {
  return Math.max(LEAST_BACKLOG, Math.floor((slots * windowMs) / holdMs));
}

/**
 * When this due callback has its turn; null: it enters the queue now. One that already had a turn enters when that turn
 * comes, so no one is put off twice for the same backlog.
 */
export function turnOf(
  { why, ownerId, isLate }: Pick<CallbackPromise, 'why' | 'ownerId' | 'isLate'>,
  load: FloorLoad,
  { cadence, now }: { readonly cadence: Pick<CallbackCadence, 'windowMs'>; readonly now: Moment },
): Moment | null {
  if (!OURS.includes(why) || ownerId !== undefined || isLate) return null;
  if (load.waiting < backlogLimit(load, cadence)) return null;
  const { slots, holdMs, waiting, lastTurn } = load;
  const everyMs = holdMs / Math.max(1, slots) / (1 - SPARE);
  return Math.ceil(Math.max(now + waiting * everyMs, lastTurn) + everyMs);
}
