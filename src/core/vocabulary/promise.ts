/** A promised callback. */
import type { Moment } from './time.ts';

export type PromiseReason =
  | 'noAgent'
  | 'nobodyThere'
  | 'outsideHours'
  | 'notPermittedYet'
  /** Opening hours never overlap the permitted ones: someone must change them or call manually. */
  | 'noPermittedTime'
  | 'notReached'
  /**
   * No promise: the number is on the do-not-call list. The lead is kept until `dueAt`, and closes unless the entry is
   * lifted.
   */
  | 'doNotCall'
  | 'agreed'
  | 'callerHungUp'
  | 'messageLeft'
  /** It was due while more leads waited than the floor could take: it has a turn (core/callback/backlog.ts). */
  | 'backlog';

/**
 * A date that the customer agreed on with an agent. A fact of the lead, separate from its promise: an earlier call
 * doesn't end it, and whatever else is promised is never later.
 */
export interface Appointment {
  /** Identifies its entry in calendars. */
  readonly id: string;
  /** Grows by one with every change, so that calendars keep the newest (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly at: Moment;
  /** The agent who keeps it; absent once they are gone. */
  readonly ownerId?: string;
  /** Where they meet; absent if it is a call. */
  readonly place?: string;
}

/** Reasons for which we chose the time because no agent could take the lead: the call comes as soon as one can. */
export const COMES_FORWARD: readonly PromiseReason[] = ['nobodyThere', 'noAgent', 'backlog'];

/** What we owe the person. Survives offers and failed dials; ends only by talking, canceling or expiring. */
export interface CallbackPromise {
  readonly dueAt: Moment;
  readonly windowUntil: Moment;
  readonly expiresAt: Moment;
  readonly promisedAt: Moment;
  readonly why: PromiseReason;
  /** When the person started to wait, if no agent was free and we chose the time; absent otherwise. */
  readonly since?: Moment;
  /** The agent who promised to call; absent means anyone. */
  readonly ownerId?: string;
  /** The time of an appointment that business hours or the law no longer permit (P32). */
  readonly agreedFor?: Moment;
  /** Unsuccessful dials under this promise. */
  readonly attemptsMade: number;
  /** Its window passed in the queue, and the history says so. */
  readonly isLate?: true;
}
