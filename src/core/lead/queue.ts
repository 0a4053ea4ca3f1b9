/**
 * Into the queue, into a callback, and closed. A lead that can't be dialed yet, or that arrives outside business hours, becomes
 * a promise instead. What happens as time passes: queueDeadlines.ts.
 */
import { isAcknowledged } from '../vocabulary/inquirySources.ts';
import { isTakenUp, mayOffer, planPromise } from '../callback/planPromise.ts';
import { nextStepAt, type Policy } from '../routing/policy.ts';
import { policyOfLead } from '../routing/rules.ts';
import { ruleFactsOf } from './ruleFacts.ts';
import { LISTED_KEPT_MS } from '../law/doNotCall.ts';
import { MINUTE, type Moment } from '../vocabulary/time.ts';
import type { EffectKind } from './effects.ts';
import { SYSTEM, type Actor } from '../vocabulary/people.ts';
import { isAppointment, placeOf, promiseOf, standingAppointment, withoutAppointment } from './appointment.ts';
import { bonusOf, rankedBeforeEnd } from './precedence.ts';
import { waitsSince, type InquirySummary, type Lead, type LeadIn, type Wait } from './lead.ts';
import type { Appointment, CallbackPromise, PromiseReason } from '../vocabulary/promise.ts';
import type { Consent } from '../vocabulary/contact.ts';
import type { Outcome } from '../vocabulary/outcomes.ts';
import { moveTo, withoutCall, withoutPromise, type Context, type Note, type Step } from './step.ts';

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
export function nextCheckAt(lead: Lead, { startedAt }: Wait, context: Context): Moment {
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
