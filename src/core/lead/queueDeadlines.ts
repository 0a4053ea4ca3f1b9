/**
 * What becomes of a lead that waits, or has a callback, when a time passes or no agent takes it: the next step of the policy,
 * a late or expired promise, giving up, and a call that is due.
 */
import { isTakenUp, mayOffer } from '../callback/planPromise.ts';
import { MINUTE, type Moment } from '../vocabulary/time.ts';
import { COMES_FORWARD, type CallbackPromise } from '../vocabulary/promise.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import { promiseOf, standingAppointment } from './appointment.ts';
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import type { Lead, LeadIn } from './lead.ts';
import { lateBonusMs } from './precedence.ts';
import { enterCallback, enterClosed, enterQueue, isOwedNow, nextCheckAt, policyFor, promiseMails } from './queue.ts';
import { stayInState, SAME, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** How often to check the wait of a caller without a number, once their time is over. */
const LOOK_AT_UNKNOWN_MS = MINUTE;

/** The policy's next step: a reservation ends, the pool widens, or the wait has lasted too long. */
export function waitDeadline(lead: LeadIn<'waiting'>, context: Context): Step {
  const { now } = context;
  const { wait } = lead;
  if (isOwedNow(lead, now)) {
    const ended = endOverdueCallback(lead, context);
    if (ended) return ended;
  } else if (now >= wait.startedAt + policyFor(lead, context).giveUpMs) {
    return giveUp(lead, { kind: 'giveUp', why: 'noAgent' }, context);
  }
  return stayInQueue(lead, context);
}

/**
 * A call owed now ends unkept when it expires, and gets a new promise when calling hours end; null while it may wait.
 */
function endOverdueCallback(
  lead: LeadIn<'waiting'> & { readonly promise: CallbackPromise },
  context: Context,
): Step | null {
  const { now } = context;
  const { promise } = lead;
  if (now >= promise.expiresAt) return expire(lead, context);
  const isPermitted = mayOffer(lead, context).allowed;
  if (isPermitted && isTakenUp(lead, context)) return null;
  const own = promise.ownerId === undefined ? {} : { ownerId: promise.ownerId };
  return enterCallback(lead, context, { at: now, why: isPermitted ? 'outsideHours' : 'notPermittedYet', ...own }, []);
}

/** The wait continues: a reservation ends in time, and a passed window is recorded once. */
function stayInQueue(lead: LeadIn<'waiting'>, context: Context): Step {
  const { now } = context;
  const { promise } = lead;
  const { forAgentId, ...anyones } = lead.wait;
  const isAnyones = forAgentId !== undefined && now >= lead.wait.startedAt;
  const isLate = isOwedNow(lead, now) && !lead.promise.isLate && now >= lead.promise.windowUntil;
  const facts = isLate && promise ? { promise: { ...promise, isLate: true as const } } : {};
  const same = isAnyones ? anyones : lead.wait;
  const wait = isLate ? { ...same, bonusMs: same.bonusMs + lateBonusMs(context) } : same;
  const next = { ...lead, ...facts, wait };
  const notes: readonly Note[] = [
    ...(isAnyones ? [{ kind: 'ownToAnyone', by: SYSTEM, data: { agentId: forAgentId } } as const] : []),
    ...(isLate && promise ? [{ kind: 'promiseLate', by: SYSTEM, data: { dueAt: promise.dueAt } } as const] : []),
  ];
  const emails = isLate && promise ? promiseMails(lead, promise.dueAt, context) : [];
  return stayInState({ ...next, nextStepAt: nextCheckAt(next, wait, context) }, {}, notes, now, emails);
}

/** The wait ends without a conversation: promises a callback, unless the call is already owed. */
export function giveUp(lead: Lead, { why }: EventOf<'giveUp'>, context: Context): Step {
  if (lead.state !== 'waiting') return SAME;
  if (lead.liveCall && lead.person.tel === undefined)
    return askForNumber(lead, why === 'nobodyThere' ? why : 'noAgent', context);
  const isMissed = why === 'noAgent' || why === 'nobodyThere';
  if (isMissed && isOwedNow(lead, context.now)) return SAME;
  const at = isMissed ? firstCallbackAt(lead, context) : context.now;
  const ownerId = lead.promise?.ownerId;
  const missed: readonly EffectKind[] = isMissed ? [{ kind: 'tellMissed' }] : [];
  return enterCallback(lead, context, { at, why, ...(ownerId !== undefined && { ownerId }) }, [], missed);
}

/** The first callback's time; a future promise is never delayed. */
function firstCallbackAt({ promise }: Lead, { now, cadence }: Context): Moment {
  const first = now + cadence.firstMs;
  return promise && promise.dueAt > now ? Math.min(first, promise.dueAt) : first;
}

/** P11, P20: no agent was there or free when the call was promised, and now one could take the lead. */
export function returnEarly(lead: Lead, context: Context): Step {
  if (lead.state !== 'callback' || !COMES_FORWARD.includes(lead.promise.why)) return SAME;
  if (!mayOffer(lead, context).allowed || !isTakenUp(lead, context)) return SAME;
  const { ownerId, promisedAt } = lead.promise;
  return enterQueue(lead, context, [{ kind: 'broughtForward', by: SYSTEM }], {
    rankedFrom: owedSince(lead.promise) ?? promisedAt,
    ...(ownerId !== undefined && { forAgentId: ownerId }),
  });
}

/** The promise is due: offer it like any lead, if permitted now. */
export function callbackDeadline(lead: LeadIn<'callback'>, context: Context): Step {
  const { promise } = lead;
  if (context.now >= promise.expiresAt) return expire(lead, context);
  const { dueAt, windowUntil } = promise;
  return enterQueue(lead, context, [{ kind: 'due', by: SYSTEM, data: { dueAt, windowUntil } }], {
    rankedFrom: owedSince(promise) ?? dueAt,
    ...(promise.ownerId !== undefined && { forAgentId: promise.ownerId }),
  });
}

/** Since when a callback with a turn was due: it ranks from there. */
function owedSince({ why, since }: CallbackPromise): Moment | undefined {
  return why === 'backlog' ? since : undefined;
}

/** An appointment outlives what else was promised. */
function expire(lead: Lead, context: Context): Step {
  const standing = standingAppointment(lead, context.now);
  if (standing) return enterCallback(lead, context, promiseOf(standing), []);
  return enterClosed(lead, 'expired', [{ kind: 'closed', by: SYSTEM, data: { outcome: 'expired' } }], context.now);
}

/**
 * A caller without a number can't be called back. They are asked for one, once per reason however often routing finds
 * it, and stay in the queue. From then on the line announces the key.
 */
function askForNumber(lead: LeadIn<'waiting'>, why: 'noAgent' | 'nobodyThere', { now }: Context): Step {
  const { askedBecause = [] } = lead.wait;
  const isAsked = askedBecause.includes(why);
  if (isAsked && now < lead.nextStepAt) return SAME;
  const effects: EffectKind[] = lead.liveCall && !isAsked ? [{ kind: 'tellCaller', callId: lead.liveCall.callId }] : [];
  const wait = isAsked ? lead.wait : { ...lead.wait, askedBecause: [...askedBecause, why] };
  return stayInState({ ...lead, wait, nextStepAt: now + LOOK_AT_UNKNOWN_MS }, {}, [], now, effects);
}
