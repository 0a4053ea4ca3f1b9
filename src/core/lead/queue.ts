/**
 * Into and out of the queue: new leads, due callbacks, and giving up. A lead that can't be dialed yet, or that arrives
 * outside business hours, becomes a promise instead.
 */
import { isAcknowledged } from '../vocabulary/inquirySources.ts';
import { isTakenUp, mayOffer, planPromise } from '../callback/planPromise.ts';
import { nextStepAt, type Policy } from '../routing/policy.ts';
import { policyOfLead } from '../routing/rules.ts';
import { ruleFactsOf } from './ruleFacts.ts';
import { LISTED_KEPT_MS } from '../law/doNotCall.ts';
import { MINUTE, type Moment } from '../vocabulary/time.ts';
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import { SYSTEM, type Actor } from '../vocabulary/people.ts';
import { isAppointment, placeOf, promiseOf, standingAppointment, withoutAppointment } from './appointment.ts';
import { bonusOf, lateBonusMs, rankedBeforeEnd } from './precedence.ts';
import { waitsSince, type InquirySummary, type Lead, type LeadIn, type Wait } from './lead.ts';
import { COMES_FORWARD, type Appointment, type CallbackPromise, type PromiseReason } from '../vocabulary/promise.ts';
import type { Consent } from '../vocabulary/contact.ts';
import type { Outcome } from '../vocabulary/outcomes.ts';
import { stayInState, moveTo, SAME, withoutCall, withoutPromise, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** How often to check the wait of a caller without a number, once their time is over. */
const LOOK_AT_UNKNOWN_MS = MINUTE;
/** How often to check that a queued lead may still be called at this hour. */
const LOOK_AGAIN_MS = 15 * MINUTE;

/**
 * Starts a wait if the lead may be offered now; otherwise makes the promise, or closes the lead when the law never
 * permits a call. `rankedFrom` is where its priority counts from, if the permission doesn't end soon (P50); a callback
 * uses its due time.
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
    const wanted = { at: now, why: 'notPermittedYet', ...ownOf(asked, options) } as const;
    return enterCallback(asked, context, wanted, [...notes, refusal], options.effects);
  }
  // A lead kept because its person was listed has no promise.
  const lead = asked.promise?.why === 'doNotCall' ? withoutPromise(asked) : asked;
  if (!isTakenUp(lead, context)) {
    const wanted = { at: now, why: 'outsideHours', ...ownOf(lead, options) } as const;
    return enterCallback(lead, context, wanted, notes, options.effects);
  }
  // A lead reserved for one agent waits for them first; the policy's clock starts when it becomes anyone's.
  const startedAt = options.forAgentId === undefined ? now : now + context.cadence.ownToAnyoneMs;
  const wait: Wait = {
    startedAt,
    rankedFrom: rankedBeforeEnd(options.rankedFrom ?? now, verdict.until),
    since: waitStartOf(lead, now),
    bonusMs: bonusOf(lead, context),
    tried: [],
    ...(options.forAgentId !== undefined && { forAgentId: options.forAgentId }),
  };
  const place = { state: 'waiting', wait, nextStepAt: nextCheckAt(lead, wait, context) } as const;
  return moveTo(lead, place, notes, now, options.effects);
}

/** A promise that was this agent's remains theirs. */
function ownOf({ promise }: Lead, { forAgentId }: { readonly forAgentId?: string }): { readonly ownerId?: string } {
  return forAgentId !== undefined && promise?.ownerId === forAgentId ? { ownerId: forAgentId } : {};
}

/** Back into the queue after unsuccessful offers, in the same place. */
export function returnToQueue(
  lead: Lead,
  wait: Wait,
  context: Context,
  notes: readonly Note[],
  effects: readonly EffectKind[],
): Step {
  const place = { state: 'waiting', wait, nextStepAt: nextCheckAt(lead, wait, context) } as const;
  return moveTo(lead, place, notes, context.now, effects);
}

/** P10: the promised time has come. The lead gets no new promise; it waits until an agent takes it. */
export function isOwedNow(lead: Lead, now: Moment): lead is Lead & { readonly promise: CallbackPromise } {
  return lead.promise !== undefined && !lead.liveCall && now >= lead.promise.dueAt;
}

/**
 * When to check the wait next: the policy's next step or, for a call owed now, the end of its window and its
 * expiration.
 */
function nextCheckAt(lead: Lead, { startedAt }: Wait, context: Context): Moment {
  const { now } = context;
  const policy = policyFor(lead, context);
  if (!isOwedNow(lead, now)) return nextStepAt(policy, startedAt, now);
  const { windowUntil, expiresAt, isLate } = lead.promise;
  const steps = policy.steps.map(({ afterMs }) => startedAt + afterMs);
  const looks = [...steps, ...(isLate ? [] : [windowUntil]), expiresAt].filter((at) => at > now);
  return Math.min(now + LOOK_AGAIN_MS, ...looks);
}

/** With the rule for this lead. A caller waits as long as the line allows; other leads until the policy gives up. */
export function policyFor(lead: Lead, { policy: whole, lineMs, hours, now }: Context): Policy {
  const policy = policyOfLead(whole, ruleFactsOf(lead), hours, now);
  return lead.liveCall && lineMs !== undefined ? { ...policy, giveUpMs: lineMs } : policy;
}

/** Makes or moves the promise; closes the lead with the reason when no promise can be kept. */
export function enterCallback(
  asked: Lead,
  context: Context,
  asFor: {
    readonly at: Moment;
    readonly why: PromiseReason;
    readonly ownerId?: string;
    readonly attemptsMade?: number;
    readonly windowMs?: number;
    /** Who promises; the service if absent. */
    readonly by?: Actor;
    /** In a backlog: the leads that waited, and how many may. */
    readonly known?: { readonly waiting: number; readonly limit: number };
  },
  notes: readonly Note[],
  effects: readonly EffectKind[] = [],
): Step {
  const { now } = context;
  const standing = standingAppointment(asked, now);
  const lead = standing || !asked.appointment ? asked : withoutAppointment(asked);
  // Nothing is promised for later than what was agreed.
  const wanted = standing && asFor.at >= standing.at ? { ...asFor, ...promiseOf(standing) } : asFor;
  const plan = planPromise(lead, context, wanted);
  if (plan.kind === 'impossible') {
    if (plan.reason === 'expired' && standing && wanted === asFor)
      return enterCallback(lead, context, promiseOf(standing), notes, effects);
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
  const agreedFor = agreedBefore(asked, standing, plan.promise);
  const promise = {
    ...withWait(plan.promise, lead, Math.max(wanted.at, context.now)),
    ...(agreedFor !== undefined && { agreedFor }),
  };
  // The history names the owner of a promise that a person makes; a promise that the service moves keeps its owner.
  const isTheirs = wanted.by !== undefined && wanted.ownerId !== undefined;
  const whose = isTheirs ? { agentId: wanted.ownerId } : {};
  const meets = isAppointment({ ...lead, promise }) ? { isAppointment: true, ...placeOf(lead.appointment) } : {};
  const data = { dueAt: promise.dueAt, why: promise.why, ...whose, ...meets, ...wanted.known };
  const promised: Note = { kind: 'promised', by: wanted.by ?? SYSTEM, data };
  // No time can be promised where the hours never overlap; a supervisor gets an alarm instead.
  const isTold = lead.promise?.dueAt !== promise.dueAt && promise.why !== 'noPermittedTime';
  const emails = isTold ? promiseMails(lead, promise.dueAt, context) : [];
  const place = { state: 'callback', promise } as const;
  return moveTo({ ...lead, promise }, place, [...notes, promised], now, [...effects, ...emails]);
}

/** Reasons for which we move a call that was due. */
const MOVED: readonly PromiseReason[] = ['outsideHours', 'notPermittedYet'];

/** P32: when an appointment was to be, if this promise is for it but not at its time. */
function agreedBefore(
  lead: Lead,
  standing: Appointment | undefined,
  { dueAt, why }: CallbackPromise,
): Moment | undefined {
  if (standing) return dueAt > standing.at ? standing.at : undefined;
  if (!MOVED.includes(why)) return undefined;
  return isAppointment(lead) ? lead.appointment?.at : lead.promise?.agreedFor;
}

/**
 * L21: until when to keep a listed person's lead, if it has an inquiry newer than the entry. null when it isn't kept.
 */
export function listedUntil({ inquiries }: Lead, { doNotCallSince, now }: Context): Moment | null {
  // A row of a file is no act of the person.
  const newest = Math.max(...inquiries.filter(({ kind }) => kind !== 'import').map(({ at }) => at));
  const until = newest + LISTED_KEPT_MS;
  return doNotCallSince !== null && newest > doNotCallSince && now < until ? until : null;
}

/** Not offered and not dialed; the deadline closes it unless the entry is lifted first. */
export function keepListed(
  lead: Lead,
  until: Moment,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[] = [],
): Step {
  const times = { dueAt: until, windowUntil: until, expiresAt: until, promisedAt: now };
  const promise: CallbackPromise = { ...times, why: 'doNotCall', attemptsMade: lead.promise?.attemptsMade ?? 0 };
  return moveTo({ ...withoutAppointment(lead), promise }, { state: 'callback', promise }, notes, now, effects);
}

/** Whether the lead is kept because its person is listed. */
export function isKeptListed(lead: Lead): boolean {
  return lead.state === 'callback' && lead.promise.why === 'doNotCall';
}

/** Whether a time was requested but can't be promised: the lead closed, or is kept because its person is listed. */
export function isPromiseLost(step: Step): boolean {
  if (step.kind !== 'changed') return false;
  const { lead } = step;
  return lead.state === 'closed' || isKeptListed(lead);
}

/** Reasons that leave the person waiting as before: we chose the time of such a promise; they didn't agree to it. */
const NOBODY_FREE: readonly PromiseReason[] = ['noAgent', 'nobodyThere', 'callerHungUp', 'backlog'];

/** Records since when the person has waited, unless law or hours delayed the call beyond `wantedAt`. */
function withWait(promise: CallbackPromise, lead: Lead, wantedAt: Moment): CallbackPromise {
  const own = promise.why === 'backlog' ? lead.promise?.dueAt : undefined;
  const since = 'wait' in lead ? waitsSince(lead.wait) : (lead.promise?.since ?? own);
  const isOurs = NOBODY_FREE.includes(promise.why) && promise.dueAt <= wantedAt;
  return isOurs && since !== undefined ? { ...promise, since } : promise;
}

/** V24: since when a lead that enters the queue now has waited. */
export function waitStartOf(lead: Lead, now: Moment): Moment {
  if ('wait' in lead) return waitsSince(lead.wait);
  // A repaired lead may have lost its promise.
  const promise: CallbackPromise | undefined = lead.promise;
  return lead.state === 'callback' && promise ? (promise.since ?? Math.min(promise.dueAt, now)) : now;
}

/** Acknowledges inquiries with permission to email. The address is checked when the email is queued. */
export function acknowledgements(
  { id, kind }: InquirySummary,
  consent: Pick<Consent, 'email'>,
  { contactBy }: Pick<Context, 'contactBy'>,
): readonly EffectKind[] {
  return isAcknowledged(kind) && (consent.email || contactBy === 'email')
    ? [{ kind: 'acknowledge', inquiryId: id }]
    : [];
}

/** Tells people who permitted email when we'll call. */
export function promiseMails(lead: Lead, promisedFor: Moment, { contactBy }: Context): readonly EffectKind[] {
  const mayBeTold = contactBy === 'email' || lead.consents.some(({ email }) => email);
  return mayBeTold ? [{ kind: 'tellPromise', promisedFor }] : [];
}

/** Closes the lead and ends its promise. */
export function enterClosed(
  lead: Lead,
  outcome: Outcome,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[] = [],
  closing: Pick<LeadIn<'closed'>, 'ownerId' | 'outcomeId' | 'saleValue'> = {},
): Step {
  const place = { state: 'closed', outcome, closedAt: now, ...closing } as const;
  return moveTo(withoutAppointment(withoutCall(withoutPromise(lead))), place, notes, now, effects);
}

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
