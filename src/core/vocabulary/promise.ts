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
  | 'messageLeft';

/** Reasons for which we chose the time because no agent could take the lead: the call comes as soon as one can. */
export const COMES_FORWARD: readonly PromiseReason[] = ['nobodyThere', 'noAgent'];

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
  /** Unsuccessful dials under this promise. */
  readonly attemptsMade: number;
  /** Its window passed in the queue, and the history says so. */
  readonly isLate?: true;
}
