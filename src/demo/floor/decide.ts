/**
 * What a simulated agent does next: pure decisions over dice. Times are in milliseconds of real time; the desk that
 * acts on them may play them faster.
 *
 * - quick      accepts within a few seconds
 * - slow       accepts late, sometimes too late
 * - declining  declines every third offer
 * - vanishing  loses the connection during an offer, and comes back
 */
import type { Outcome } from '../../core/vocabulary/outcomes.ts';
import { MINUTE, SECOND } from '../../core/vocabulary/time.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { DeskToServer } from '../../shared/deskEvents.ts';
import type { Dice } from './dice.ts';

export type Temperament = 'quick' | 'slow' | 'declining' | 'vanishing';

export type Answer =
  | { readonly kind: 'accept'; readonly afterMs: number }
  | { readonly kind: 'decline'; readonly afterMs: number; readonly reason: string }
  /** Sees the offer and does nothing. */
  | { readonly kind: 'miss' }
  /** The connection drops, before or after the desk has confirmed the offer as seen. */
  | { readonly kind: 'vanish'; readonly afterMs: number; readonly isSeen: boolean; readonly backAfterMs: number };

type NotReached = Parameters<DeskToServer['lead:unreached']>[0]['result'];
export type Dial =
  | { readonly kind: 'reached'; readonly afterMs: number }
  | { readonly kind: 'notReached'; readonly afterMs: number; readonly result: NotReached };

export type Ending =
  | { readonly kind: 'close'; readonly afterMs: number; readonly outcome: Outcome; readonly note?: string }
  | {
      readonly kind: 'followUp';
      readonly afterMs: number;
      readonly inMs: number;
      readonly owner: 'me' | 'anyone';
      readonly note: string;
    };

/** The usual time limit of an offer; anything slower is too late. */
const OFFER_MS = 20 * SECOND;

/** What the agent does with an offer that lasts `offerMs`. */
export function answerOffer(temperament: Temperament, dice: Dice, offerMs = OFFER_MS): Answer {
  switch (temperament) {
    case 'quick':
      if (dice.chance(0.03)) return { kind: 'miss' };
      return { kind: 'accept', afterMs: dice.between(1.5 * SECOND, 4 * SECOND) };
    case 'slow':
      if (dice.chance(0.15)) return { kind: 'miss' };
      return { kind: 'accept', afterMs: dice.between(0.5, 0.9) * offerMs };
    case 'declining':
      if (dice.chance(0.35)) {
        const reason = dice.pick(['busy', 'notMine']);
        return { kind: 'decline', afterMs: dice.between(2 * SECOND, 5 * SECOND), reason };
      }
      return { kind: 'accept', afterMs: dice.between(2 * SECOND, 7 * SECOND) };
    case 'vanishing':
      if (dice.chance(0.3)) {
        const afterMs = dice.between(0.2 * SECOND, 4 * SECOND);
        return {
          kind: 'vanish',
          afterMs,
          isSeen: dice.chance(0.5),
          backAfterMs: dice.between(4 * SECOND, 15 * SECOND),
        };
      }
      return { kind: 'accept', afterMs: dice.between(2 * SECOND, 6 * SECOND) };
    default:
      return assertNever(temperament);
  }
}

/** The result of calling the customer. */
export function dial(dice: Dice): Dial {
  if (dice.chance(0.88)) return { kind: 'reached', afterMs: dice.between(2 * SECOND, 6 * SECOND) };
  const result = dice.weigh<NotReached>([
    [6, 'noAnswer'],
    [3, 'voicemail'],
    [1, 'busy'],
  ]);
  return { kind: 'notReached', afterMs: dice.between(6 * SECOND, 12 * SECOND), result };
}

/** How long they talk: many short calls, few long ones. */
export function talkMs(dice: Dice): number {
  return Math.min(4 * SECOND + dice.gap(6 * SECOND), 25 * SECOND);
}

/** How a conversation ends. */
export function endConversation(dice: Dice): Ending {
  const afterMs = dice.between(1.5 * SECOND, 5 * SECOND);
  if (dice.chance(0.12)) {
    const owner = dice.chance(0.6) ? 'me' : 'anyone';
    const note = dice.pick(['Driving; call back later.', 'Wants to look at the last bill first.']);
    return { kind: 'followUp', afterMs, inMs: dice.between(2 * MINUTE, 12 * MINUTE), owner, note };
  }
  const [outcome, note] = dice.weigh<readonly [Outcome, string?]>([
    [30, ['appointment', 'Visit this week, in the morning.']],
    [8, ['appointment']],
    [15, ['won', 'Bought it; contract by mail.']],
    [17, ['notInterested', 'Only wanted a price list.']],
    [10, ['notQualified', 'Rents; the owner decides.']],
    [3, ['wrongNumber']],
    [3, ['doNotCall', 'Asked not to be called again.']],
    [2, ['spam']],
  ]);
  return { kind: 'close', afterMs, outcome, ...(note !== undefined && { note }) };
}

/** How long an agent who was set to Away takes to come back. */
export function restMs(dice: Dice): number {
  return dice.between(12 * SECOND, 30 * SECOND);
}
