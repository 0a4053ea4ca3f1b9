/**
 * How to greet a known caller: by their open request, or as a returning caller. Anyone at the phone hears it, and
 * caller ID can be spoofed, so it mentions no name, number, topic or result: only that a request is open, from which
 * day, and what that means for the wait. If the network doubts the number, the caller is greeted as unknown.
 *
 * Chosen once, when the call comes in, and stored with the call, so a repeated request, or one after midnight, gets the
 * same answer.
 */
import { DateTime } from 'luxon';
import type { Language } from '../vocabulary/language.ts';
import { assertNever } from '../vocabulary/errors.ts';
import type { Lead } from '../lead/lead.ts';
import type { Outcome } from '../vocabulary/outcomes.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { CallFlow } from './flow.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
/** A weekday is two to six days ago; older is `earlier`. */
export type RequestDay = 'today' | 'yesterday' | (typeof WEEKDAYS)[number] | 'earlier';

export type Welcome =
  /** Called before; nothing is open, or an agent is already working on it. */
  | { readonly kind: 'back' }
  /**
   * Has an open request. `placeKept`: it is in the queue and keeps its rank. `connected`: a call was promised, and now
   * they needn't wait for it. `noted`: no one is available.
   */
  | { readonly kind: 'request'; readonly day: RequestDay; readonly next: 'placeKept' | 'connected' | 'noted' };

export interface CallerPast {
  readonly open: Lead | null;
  /** The most recently closed one. */
  readonly closed: Lead | null;
}

export interface WelcomeContext {
  readonly now: Moment;
  readonly isOpen: boolean;
  /** The zone that defines "today". */
  readonly zone: string;
  /** The network says that the number isn't the caller's, or couldn't verify it. */
  readonly isDoubted: boolean;
}

/** With these outcomes, a lead says nothing about who calls from its number now. */
const NOT_THEIRS: readonly Outcome[] = ['spam', 'wrongNumber', 'abandoned', 'erased'];

/** null for an unknown caller. */
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

/** The caller's language if the flow has it, otherwise the campaign's, otherwise the flow's first. */
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
