/**
 * The history of a lead, written with each change. An entry says what happened, who did it, and its facts. The store
 * numbers the entries and chains their salted digests, so that erasing a payload leaves the chain intact.
 */
import type { Moment } from '../vocabulary/time.ts';
import type { Actor } from '../vocabulary/people.ts';

export const ENTRY_KINDS = [
  'created',
  'inquiry',
  'offered',
  'seen',
  'unseen',
  'declined',
  'missed',
  'lost',
  'accepted',
  'connectOverdue',
  'callerJoined',
  'callerGone',
  'saidGoodbye',
  'placeKept',
  'messageLeft',
  'recorded',
  'textSent',
  'textNotSent',
  'textDelivered',
  'textUndelivered',
  'textReceived',
  'agentAnswered',
  'deafPhone',
  'agentUnreached',
  'agentNotConnected',
  'agentLegEnded',
  'notBridged',
  'notCalled',
  'dialled',
  'notReached',
  'heldOnLine',
  'takenOffHold',
  'consulted',
  'consultMissed',
  'consultEnded',
  'transferred',
  'talking',
  'unreached',
  'ended',
  'wrapUpOverdue',
  'moreTime',
  'promised',
  'due',
  'promiseLate',
  'broughtForward',
  'ownToAnyone',
  'requeued',
  'reassigned',
  'released',
  'note',
  // In histories of earlier versions: the owner entered the name.
  'named',
  'profile',
  'contactRefused',
  'listed',
  'unlisted',
  'promiseChanged',
  'movedByCustomer',
  'timeAsked',
  'askedNow',
  'withdrawn',
  'notSpam',
  'takenUp',
  'continued',
  'rejoined',
  'absorbed',
  'unmerged',
  'appointmentTaken',
  'appointmentCanceled',
  'appointmentNotRestored',
  'promiseMerged',
  'notDuplicate',
  'repaired',
  'closed',
  'saleValue',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface Entry {
  readonly at: Moment;
  readonly kind: EntryKind;
  readonly by: Actor;
  readonly data: Readonly<Record<string, unknown>>;
}
