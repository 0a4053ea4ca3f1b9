/**
 * How a caller whom we know is greeted: by what is open of theirs, or by having been here before. Whoever holds the
 * telephone hears it, and a shown number can be pretended. So it says no name, no number, nothing of what it is about or
 * what came of it: only that a request is open, of which day, and what that means for the wait. Where the network
 * itself doubts the shown number, the caller is greeted as a stranger.
 *
 * It is decided once, when the call comes in, and kept with the call: a question that comes twice, or after midnight, is
 * answered the same.
 */
import { DateTime } from 'luxon';
import type { Language } from '../campaign.ts';
import { assertNever } from '../errors.ts';
import type { Lead, Outcome } from '../lead/lead.ts';
import type { Moment } from '../time.ts';
import type { CallFlow } from './flow.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
/** A weekday is two to six days ago; what is older is `earlier`. */
export type RequestDay = 'today' | 'yesterday' | (typeof WEEKDAYS)[number] | 'earlier';

export type Welcome =
  /** Was here before; nothing is open, or somebody is with it at this moment. */
  | { readonly kind: 'back' }
  /**
   * A request of theirs is open. `placeKept`: it is in the queue, and keeps its rank. `connected`: a call was promised,
   * and need not be waited for. `noted`: nobody is there now.
   */
  | { readonly kind: 'request'; readonly day: RequestDay; readonly next: 'placeKept' | 'connected' | 'noted' };

export interface CallerPast {
  readonly open: Lead | null;
  /** The latest that is closed. */
  readonly closed: Lead | null;
}

export interface WelcomeContext {
  readonly now: Moment;
  readonly isOpen: boolean;
  /** In which "today" is meant. */
  readonly zone: string;
  /** The network says that the shown number is not the caller's, or could not confirm what was claimed of it. */
  readonly isDoubted: boolean;
}

/** Closed so, a lead says nothing of whoever rings from its number now. */
const NOT_THEIRS: readonly Outcome[] = ['spam', 'wrongNumber', 'abandoned', 'erased'];

/** Null for who is a stranger to us. */
export function welcomeOf({ open, closed }: CallerPast, context: WelcomeContext): Welcome | null {
  if (context.isDoubted) return null;
  if (!open) {
    const wasHere = closed?.state === 'closed' && !NOT_THEIRS.includes(closed.outcome);
    return wasHere ? { kind: 'back' } : null;
  }
  const day = dayOf(open.createdAt, context);
  switch (open.state) {
    case 'waiting':
    case 'offered':
      return { kind: 'request', day, next: context.isOpen ? 'placeKept' : 'noted' };
    case 'callback':
      return { kind: 'request', day, next: context.isOpen ? 'connected' : 'noted' };
    case 'connecting':
    case 'talking':
    case 'wrapUp':
    case 'closed':
      return { kind: 'back' };
    default:
      return assertNever(open);
  }
}

/** Theirs if the flow speaks it, otherwise the campaign's, otherwise the first that the flow speaks. */
export function languageFor(flow: Pick<CallFlow, 'languages'>, wanted: readonly (Language | undefined)[]): Language {
  const spoken = wanted.find((each) => each !== undefined && flow.languages.includes(each));
  return spoken ?? flow.languages[0] ?? 'en';
}

function dayOf(at: Moment, { now, zone }: WelcomeContext): RequestDay {
  const day = DateTime.fromMillis(at, { zone }).startOf('day');
  const days = Math.round(DateTime.fromMillis(now, { zone }).startOf('day').diff(day, 'days').days);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  return days < 7 ? (WEEKDAYS[day.weekday - 1] ?? 'earlier') : 'earlier';
}
