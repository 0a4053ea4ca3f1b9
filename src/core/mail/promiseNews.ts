/**
 * What the person is told about a promise at the moment at which its mail goes out. It is what is so then, never what was
 * so when the mail was queued:
 *
 * - AT          we ring at that time.
 * - WHEN THERE  nobody is on shift: no minute is named that is known not to be kept.
 * - LATE        a minute was named, and its window went by: we ring as soon as somebody is there.
 */
import { isOwedNow } from '../lead/queueing.ts';
import type { CallbackPromise, Lead } from '../lead/lead.ts';
import { MINUTE, type Moment } from '../time.ts';
import type { PromiseTold, SkipReason } from './mail.ts';
import { isFar } from './timing.ts';

type Saying = NonNullable<PromiseTold['said']>;

export type PromiseNews =
  | { readonly kind: 'say'; readonly said: Saying; readonly promise: CallbackPromise }
  | { readonly kind: 'later'; readonly at: Moment }
  | { readonly kind: 'nothing'; readonly why: SkipReason };

/** While the lead waits within its window it may be served any moment: then this is asked again. */
const ASK_AGAIN_MS = 2 * MINUTE;

/** `told`: what the last mail about this lead's promise said. */
export function promiseNews(lead: Lead, told: PromiseTold | null, now: Moment): PromiseNews {
  const { promise } = lead;
  if (lead.state === 'closed') return nothing('leadClosed');
  // Kept, being kept, or never made.
  if (!promise || 'owner' in lead) return nothing('superseded');
  if (lead.state !== 'callback' && (!isOwedNow(lead, now) || now < promise.windowUntil))
    return { kind: 'later', at: now + ASK_AGAIN_MS };

  // No time can be named: see the alarm; or none is promised at all.
  const isTimeless = promise.why === 'noPermittedTime' || promise.why === 'doNotCall';
  if (lead.state === 'callback' && isTimeless) return nothing('superseded');
  const said = sayingOf(lead.state === 'callback' ? promise : null, told);
  const isKnown = said === 'at' ? told?.dueAt === promise.dueAt && namesTime(told) : told !== null && !namesTime(told);
  return isKnown ? nothing('superseded') : { kind: 'say', said, promise };
}

/** `ahead`: the promise that is still ahead; null once its window went by. */
function sayingOf(ahead: CallbackPromise | null, told: PromiseTold | null): Saying {
  if (ahead) return isWhenThere(ahead) ? 'whenThere' : 'at';
  return told && namesTime(told) ? 'late' : 'whenThere';
}

/** Mails of earlier versions did nothing else. */
function namesTime({ said }: PromiseTold): boolean {
  return said === undefined || said === 'at';
}

/** Promised because nobody was on shift, and not put off to another hour: kept as soon as somebody is (P11). */
export function isWhenThere({ why, dueAt, promisedAt }: CallbackPromise): boolean {
  return why === 'nobodyThere' && !isFar(dueAt, promisedAt);
}

function nothing(why: SkipReason): PromiseNews {
  return { kind: 'nothing', why };
}
