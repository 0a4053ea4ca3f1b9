/**
 * Into the queue and out of it: new leads, callbacks that come due, and giving up.
 * A lead that may not be dialled yet, or that arrives while the business is closed, becomes a promise instead.
 */
import { isTakenUp, mayOffer, planPromise } from '../callback/planPromise.ts';
import { nextStepAt, type Policy } from '../routing/policy.ts';
import { LISTED_KEPT_MS } from '../law/doNotCall.ts';
import { MINUTE, SECOND, type Moment } from '../time.ts';
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import {
  SYSTEM,
  waitsSince,
  type Actor,
  type CallbackPromise,
  type Consent,
  type InquirySummary,
  type Lead,
  type LeadIn,
  type Outcome,
  type PromiseReason,
  type Wait,
} from './lead.ts';
import { kept, moved, SAME, withoutCall, withoutPromise, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** How often the wait of a caller without a number is looked at, once its time is over. */
const LOOK_AT_UNKNOWN_MS = MINUTE;
/** How often a lead that stays in the queue is asked whether it still may be rung at this hour. */
const LOOK_AGAIN_MS = 15 * MINUTE;

/**
 * Puts a lead at the start of a wait if it may be offered now; otherwise makes the promise, or closes the lead when
 * the law never permits a call. `rankedFrom` is where its priority counts from; a callback keeps its due time.
 */
export function enterQueue(
  asked: Lead,
  context: Context,
  notes: readonly Note[],
  options: {
    readonly rankedFrom?: Moment;
    readonly forAgentId?: string;
    readonly effects?: readonly EffectKind[];
  } = {},
): Step {
  const { now } = context;
  const verdict = mayOffer(asked, context);
  if (!verdict.allowed) {
    const refusal: Note = { kind: 'contactRefused', by: SYSTEM, data: { reason: verdict.reason, rule: verdict.rule } };
    return enterCallback(asked, context, { at: now, why: 'notPermittedYet' }, [...notes, refusal], options.effects);
  }
  // Kept because its person was listed, it was promised nothing.
  const lead = asked.promise?.why === 'doNotCall' ? withoutPromise(asked) : asked;
  const policy = policyFor(lead, context);
  if (!isTakenUp(lead, context)) {
    return enterCallback(lead, context, { at: now, why: 'outsideHours' }, notes, options.effects);
  }
  // A lead held for one agent waits for them first; the policy's clock starts when it becomes anyone's.
  const startedAt = options.forAgentId === undefined ? now : now + context.cadence.ownToAnyoneMs;
  const wait: Wait = {
    startedAt,
    rankedFrom: options.rankedFrom ?? now,
    since: waitedFrom(lead, now),
    bonusMs:
      (context.bonusSeconds +
        (lead.promise ? policy.bonusSeconds.promise : 0) +
        (lead.liveCall ? policy.bonusSeconds.liveCall : 0)) *
      SECOND,
    tried: [],
    ...(options.forAgentId !== undefined && { forAgentId: options.forAgentId }),
  };
  const place = { state: 'waiting', wait, nextStepAt: nextLookAt(lead, wait, context) } as const;
  return moved(lead, place, notes, now, options.effects);
}

/** Back into the queue after offers without success: the place in it is kept. */
export function returnToQueue(
  lead: Lead,
  wait: Wait,
  context: Context,
  notes: readonly Note[],
  effects: readonly EffectKind[],
): Step {
  const place = { state: 'waiting', wait, nextStepAt: nextLookAt(lead, wait, context) } as const;
  return moved(lead, place, notes, context.now, effects);
}

/** P10: the promised moment has come. Such a lead is not promised anew; it waits until somebody takes it. */
export function isOwedNow(lead: Lead, now: Moment): lead is Lead & { readonly promise: CallbackPromise } {
  return lead.promise !== undefined && !lead.liveCall && now >= lead.promise.dueAt;
}

/** When the wait is looked at next: the policy's next step, and for what is owed now the end of its window and its life. */
function nextLookAt(lead: Lead, { startedAt }: Wait, context: Context): Moment {
  const { now } = context;
  const policy = policyFor(lead, context);
  if (!isOwedNow(lead, now)) return nextStepAt(policy, startedAt, now);
  const { windowUntil, expiresAt, isLate } = lead.promise;
  const steps = policy.steps.map(({ afterMs }) => startedAt + afterMs);
  const looks = [...steps, ...(isLate ? [] : [windowUntil]), expiresAt].filter((at) => at > now);
  return Math.min(now + LOOK_AGAIN_MS, ...looks);
}

/** A caller waits as long as the line allows; everybody else until the policy gives up. */
export function policyFor(lead: Lead, { policy, lineMs }: Context): Policy {
  return lead.liveCall && lineMs !== undefined ? { ...policy, giveUpMs: lineMs } : policy;
}

/** Makes or moves the promise; closes the lead with the reason when no promise can be kept. */
export function enterCallback(
  lead: Lead,
  context: Context,
  wanted: {
    readonly at: Moment;
    readonly why: PromiseReason;
    readonly ownerId?: string;
    readonly attemptsMade?: number;
    readonly windowMs?: number;
    /** Who promises; the service itself without it. */
    readonly by?: Actor;
  },
  notes: readonly Note[],
  effects: readonly EffectKind[] = [],
): Step {
  const plan = planPromise(lead, context, wanted);
  if (plan.kind === 'impossible') {
    const keptUntil = plan.reason === 'do-not-call' ? listedUntil(lead, context) : null;
    if (keptUntil !== null) return keepListed(lead, keptUntil, notes, context.now, effects);
    const outcome: Outcome =
      plan.reason === 'do-not-call' ? 'doNotCall' : plan.reason === 'expired' ? 'expired' : 'unreachable';
    return enterClosed(
      lead,
      outcome,
      [...notes, { kind: 'closed', by: SYSTEM, data: { outcome, reason: plan.reason } }],
      context.now,
      effects,
    );
  }
  const promise = withWait(plan.promise, lead, Math.max(wanted.at, context.now));
  // Whose it is is said with the promise that a person makes; what the service makes anew stays whose it was.
  const isTheirs = wanted.by !== undefined && wanted.ownerId !== undefined;
  const whose = isTheirs ? { agentId: wanted.ownerId } : {};
  const data = { dueAt: promise.dueAt, why: promise.why, ...whose };
  const promised: Note = { kind: 'promised', by: wanted.by ?? SYSTEM, data };
  // No time can be promised where the hours never meet: a supervisor is alarmed instead.
  const isTold = lead.promise?.dueAt !== promise.dueAt && promise.why !== 'noPermittedTime';
  const told = isTold ? promiseMails(lead, promise.dueAt, context) : [];
  const place = { state: 'callback', promise } as const;
  return moved({ ...lead, promise }, place, [...notes, promised], context.now, [...effects, ...told]);
}

/** L21: until when a listed person's lead is kept: it has an inquiry that is newer than the entry. Null when it is not kept. */
function listedUntil({ inquiries }: Lead, { doNotCallSince, now }: Context): Moment | null {
  const newest = Math.max(...inquiries.map(({ at }) => at));
  const until = newest + LISTED_KEPT_MS;
  return doNotCallSince !== null && newest > doNotCallSince && now < until ? until : null;
}

/** Offered to nobody and dialed by nobody; the deadline closes it, unless the entry is lifted before. */
function keepListed(
  lead: Lead,
  until: Moment,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[],
): Step {
  const times = { dueAt: until, windowUntil: until, expiresAt: until, promisedAt: now };
  const promise: CallbackPromise = { ...times, why: 'doNotCall', attemptsMade: lead.promise?.attemptsMade ?? 0 };
  return moved({ ...lead, promise }, { state: 'callback', promise }, notes, now, effects);
}

/** Whether a time was asked for and none may be promised: the lead closed, or is kept because its person is listed. */
export function isPromiseLost(step: Step): boolean {
  if (step.kind !== 'changed') return false;
  const { lead } = step;
  return lead.state === 'closed' || (lead.state === 'callback' && lead.promise.why === 'doNotCall');
}

/** Reasons that leave the person waiting as before: the time of such a promise is our own, and nothing that they agreed to. */
const NOBODY_FREE: readonly PromiseReason[] = ['noAgent', 'nobodyThere', 'callerHungUp'];

/** Keeps since when the person has waited, unless law or hours have put the call off beyond `wantedAt`. */
function withWait(promise: CallbackPromise, lead: Lead, wantedAt: Moment): CallbackPromise {
  const since = 'wait' in lead ? waitsSince(lead.wait) : lead.promise?.since;
  const isOurs = NOBODY_FREE.includes(promise.why) && promise.dueAt <= wantedAt;
  return isOurs && since !== undefined ? { ...promise, since } : promise;
}

/** V24: from when the person waits who joins the queue now. */
function waitedFrom(lead: Lead, now: Moment): Moment {
  if ('wait' in lead) return waitsSince(lead.wait);
  // One that is repaired may have lost its promise.
  const promise: CallbackPromise | undefined = lead.promise;
  return lead.state === 'callback' && promise ? (promise.since ?? Math.min(promise.dueAt, now)) : now;
}

/** Whoever allowed mail is told that their inquiry has come. Whether there is an address is seen when it is queued. */
export function acknowledgements(
  { id, kind }: InquirySummary,
  consent: Pick<Consent, 'email'>,
  { contactBy }: Pick<Context, 'contactBy'>,
): readonly EffectKind[] {
  const isAsked = kind === 'form' || kind === 'api';
  return isAsked && (consent.email || contactBy === 'email') ? [{ kind: 'acknowledge', inquiryId: id }] : [];
}

/** Whoever allowed mail is told when we will ring. */
export function promiseMails(lead: Lead, promisedFor: Moment, { contactBy }: Context): readonly EffectKind[] {
  const mayBeTold = contactBy === 'email' || lead.consents.some(({ email }) => email);
  return mayBeTold ? [{ kind: 'tellPromise', promisedFor }] : [];
}

/** Closes the lead: the promise ends with it. */
export function enterClosed(
  lead: Lead,
  outcome: Outcome,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[] = [],
  ownerId?: string,
): Step {
  const place = { state: 'closed', outcome, closedAt: now, ...(ownerId !== undefined && { ownerId }) } as const;
  return moved(withoutCall(withoutPromise(lead)), place, notes, now, effects);
}

/** The policy's next step has come: own becomes anyone, the pool widens, or the wait has lasted too long. */
export function waitDeadline(lead: LeadIn<'waiting'>, context: Context): Step {
  const { now } = context;
  const { wait } = lead;
  if (isOwedNow(lead, now)) {
    const ended = endOfOwing(lead, context);
    if (ended) return ended;
  } else if (now >= wait.startedAt + policyFor(lead, context).giveUpMs) {
    return giveUp(lead, { kind: 'giveUp', why: 'noAgent' }, context);
  }
  return stayInQueue(lead, context);
}

/** What is owed now ends unkept with its life, and is promised anew when the hours have ended; null while it may wait. */
function endOfOwing(lead: LeadIn<'waiting'> & { readonly promise: CallbackPromise }, context: Context): Step | null {
  const { now } = context;
  const { promise } = lead;
  if (now >= promise.expiresAt) return expire(lead, now);
  const isPermitted = mayOffer(lead, context).allowed;
  if (isPermitted && isTakenUp(lead, context)) return null;
  const own = promise.ownerId === undefined ? {} : { ownerId: promise.ownerId };
  return enterCallback(lead, context, { at: now, why: isPermitted ? 'outsideHours' : 'notPermittedYet', ...own }, []);
}

/** The wait goes on: own becomes anyone's in its time, and a window that went by is said once. */
function stayInQueue(lead: LeadIn<'waiting'>, context: Context): Step {
  const { now } = context;
  const { promise } = lead;
  const { forAgentId, ...anyones } = lead.wait;
  const isAnyones = forAgentId !== undefined && now >= lead.wait.startedAt;
  const isLate = isOwedNow(lead, now) && !lead.promise.isLate && now >= lead.promise.windowUntil;
  const facts = isLate && promise ? { promise: { ...promise, isLate: true as const } } : {};
  const wait = isAnyones ? anyones : lead.wait;
  const next = { ...lead, ...facts, wait };
  const notes: readonly Note[] = [
    ...(isAnyones ? [{ kind: 'ownToAnyone', by: SYSTEM, data: { agentId: forAgentId } } as const] : []),
    ...(isLate && promise ? [{ kind: 'promiseLate', by: SYSTEM, data: { dueAt: promise.dueAt } } as const] : []),
  ];
  const told = isLate && promise ? promiseMails(lead, promise.dueAt, context) : [];
  return kept({ ...next, nextStepAt: nextLookAt(next, wait, context) }, {}, notes, now, told);
}

/** The wait ends without a conversation: the person is promised a call, unless the call is owed already. */
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

/** The first callback's time; a promise that is still ahead is never put off. */
function firstCallbackAt({ promise }: Lead, { now, cadence }: Context): Moment {
  const first = now + cadence.firstMs;
  return promise && promise.dueAt > now ? Math.min(first, promise.dueAt) : first;
}

/** P11: nobody was on shift when the call was promised, and now somebody is who could take the lead. */
export function comeForward(lead: Lead, context: Context): Step {
  if (lead.state !== 'callback' || lead.promise.why !== 'nobodyThere') return SAME;
  if (!mayOffer(lead, context).allowed || !isTakenUp(lead, context)) return SAME;
  const { ownerId, promisedAt } = lead.promise;
  return enterQueue(lead, context, [{ kind: 'broughtForward', by: SYSTEM }], {
    rankedFrom: promisedAt,
    ...(ownerId !== undefined && { forAgentId: ownerId }),
  });
}

/** The promise is due: offered like any lead, if it is permitted at this moment. */
export function callbackDeadline(lead: LeadIn<'callback'>, context: Context): Step {
  const { promise } = lead;
  if (context.now >= promise.expiresAt) return expire(lead, context.now);
  return enterQueue(lead, context, [{ kind: 'due', by: SYSTEM, data: { dueAt: promise.dueAt } }], {
    rankedFrom: promise.dueAt,
    ...(promise.ownerId !== undefined && { forAgentId: promise.ownerId }),
  });
}

function expire(lead: Lead, now: Moment): Step {
  return enterClosed(lead, 'expired', [{ kind: 'closed', by: SYSTEM, data: { outcome: 'expired' } }], now);
}

/**
 * Nobody can call back who left no number: the caller is asked for one, once for each reason, however often routing finds
 * that it still holds, and stays in the queue. The line's own announcements offer the key from then on.
 */
function askForNumber(lead: LeadIn<'waiting'>, why: 'noAgent' | 'nobodyThere', { now }: Context): Step {
  const { askedBecause = [] } = lead.wait;
  const isAsked = askedBecause.includes(why);
  if (isAsked && now < lead.nextStepAt) return SAME;
  const effects: EffectKind[] = lead.liveCall && !isAsked ? [{ kind: 'tellCaller', callId: lead.liveCall.callId }] : [];
  const wait = isAsked ? lead.wait : { ...lead.wait, askedBecause: [...askedBecause, why] };
  return kept({ ...lead, wait, nextStepAt: now + LOOK_AT_UNKNOWN_MS }, {}, [], now, effects);
}
