/**
 * When a person will be called back: the first moment from the wanted one that is within calling hours and opening
 * hours. A promise that could never be kept isn't made; the reason is returned instead.
 */
import { DateTime } from 'luxon';
import { mayContact, permittedFrom, type ContactQuestion, type ContactVerdict } from '../law/mayContact.ts';
import type { Attempt, Consent, LiveCall, RefusalReason } from '../vocabulary/contact.ts';
import type { LawTable } from '../law/lawTable.ts';
import { possiblePlaces } from '../law/possiblePlaces.ts';
import type { RegistryStatus } from '../law/registry.ts';
import type { CampaignKind } from '../vocabulary/campaignKinds.ts';
import type { CallbackPromise, PromiseReason } from '../vocabulary/promise.ts';
import { drawOf, seedOf } from '../routing/draw.ts';
import type { OpeningHours } from '../vocabulary/hours.ts';
import type { Person } from '../vocabulary/people.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../vocabulary/time.ts';
import type { CallbackCadence } from './cadence.ts';
import { isOpen, nextOpening } from './hours.ts';

/** What a callback depends on. Every lead has it. */
export interface OwedCall {
  readonly person: Person;
  readonly consents: readonly Consent[];
  readonly attempts: readonly Attempt[];
  readonly promise?: CallbackPromise;
  readonly liveCall?: LiveCall;
}

export interface CallbackContext {
  readonly now: Moment;
  readonly cadence: CallbackCadence;
  readonly hours: OpeningHours;
  readonly doNotCallSince: Moment | null;
  /** Attempts that count from every lead of this number, as stored (ports/numbers.ts); absent: only the lead's own. */
  readonly numberAttempts?: readonly Attempt[];
  /** Whether the number is on the national registry; absent: unknown. */
  readonly registry?: RegistryStatus;
  /** What the campaign's calls are for; absent: sales. */
  readonly campaignKind?: CampaignKind;
  /** The law of calls by place; absent: as it ships. */
  readonly law?: LawTable;
  /** The clock can't be trusted: times are still planned, but no one is called or texted (O45). */
  readonly isClockInDoubt?: true;
  /** `email`: the campaign works by email, so a lead without a number may be offered. */
  readonly contactBy: 'tel' | 'email';
}

export type Plan =
  | { readonly kind: 'promised'; readonly promise: CallbackPromise }
  /** The person may never be called, or the promise would expire before a permitted moment. */
  | { readonly kind: 'impossible'; readonly reason: RefusalReason | 'expired' };

/** When no permitted moment can be found, the lead is checked again after this long. */
const LOOK_AGAIN_MS = 6 * HOUR;

/** The legal question for this lead at `now`. */
export function contactQuestion(
  lead: Pick<OwedCall, 'person' | 'consents' | 'attempts'>,
  context: CallbackContext,
  now: Moment = context.now,
): ContactQuestion {
  return {
    now,
    tel: lead.person.tel,
    doNotCallSince: context.doNotCallSince,
    ...(context.registry !== undefined && { registry: context.registry }),
    ...(context.campaignKind !== undefined && { campaignKind: context.campaignKind }),
    ...(context.law && { law: context.law }),
    consents: lead.consents,
    attempts: madeTo(lead.attempts, context.numberAttempts),
    maxPerDay: context.cadence.maxPerDay,
    zones: lead.person.zones,
    places: possiblePlaces(lead.person),
  };
}

/**
 * The attempts on one number, each once: this lead's, and those of its other leads, in whatever campaign (L150). The one
 * being made isn't counted against itself.
 */
function madeTo(own: readonly Attempt[], ofNumber: readonly Attempt[] = []): readonly Attempt[] {
  const others = new Map(ofNumber.map((attempt) => [`${attempt.agentId}:${attempt.at}`, attempt]));
  for (const { agentId, at } of own) others.delete(`${agentId}:${at}`);
  return [...own, ...others.values()].filter(({ result }) => result !== 'dialing');
}

/**
 * Whether the lead may be offered now: the caller is on the line, dialing is permitted, or the campaign works by email.
 */
export function mayOffer(lead: OwedCall, context: CallbackContext): ContactVerdict {
  // The caller called us, so we don't decide about a contact.
  if (lead.liveCall) return { allowed: true, basis: 'liveCall' };
  if (lead.person.tel === undefined && context.contactBy === 'email') return { allowed: true, basis: 'consent' };
  return mayContact(contactQuestion(lead, context));
}

/**
 * Whether the customer may be contacted at this moment: as `mayOffer`, and the clock by which it decides is trusted. For
 * plans a doubtful clock is good enough, because the law is asked again at the contact.
 */
export function mayDialNow(lead: OwedCall, context: CallbackContext): ContactVerdict | ClockVerdict {
  if (context.isClockInDoubt && !lead.liveCall && lead.person.tel !== undefined) return CLOCK_IN_DOUBT;
  return mayOffer(lead, context);
}

interface ClockVerdict {
  readonly allowed: false;
  readonly reason: 'clock-in-doubt';
  readonly rule: string;
}
const CLOCK_IN_DOUBT: ClockVerdict = { allowed: false, reason: 'clock-in-doubt', rule: 'O45' };

/**
 * Plans a callback for `wantedAt` or as soon after it as possible. An existing promise keeps its attempts and
 * expiration.
 */
export function planPromise(
  lead: OwedCall,
  context: CallbackContext,
  wanted: {
    readonly at: Moment;
    readonly why: PromiseReason;
    readonly ownerId?: string;
    readonly attemptsMade?: number;
    readonly windowMs?: number;
  },
): Plan {
  const before = lead.promise;
  // A time agreed with the person restarts the promise's lifetime.
  const expiresAt =
    wanted.why === 'agreed' || !before ? Math.max(wanted.at, context.now) + context.cadence.lifeMs : before.expiresAt;
  if (context.now >= expiresAt) return { kind: 'impossible', reason: 'expired' };

  const question = contactQuestion(lead, context);
  const from = Math.max(wanted.at, context.now);
  const common = firstMoment(question, context, from);
  const never = common === null ? neverPermitted(question, context) : null;
  if (never) return { kind: 'impossible', reason: never };
  // P12: a conflict of hours is ours, not the person's; fall back to what the law alone permits.
  const dueAt = common ?? lawfulFrom(question, context, from) ?? from + LOOK_AGAIN_MS;
  if (before && dueAt >= expiresAt) return { kind: 'impossible', reason: 'expired' };
  return {
    kind: 'promised',
    promise: {
      dueAt,
      windowUntil: dueAt + (wanted.windowMs ?? context.cadence.windowMs),
      // P13: a new promise outlives the next opening, however long the business is closed.
      expiresAt: dueAt < expiresAt ? expiresAt : dueAt + context.cadence.lifeMs,
      promisedAt: context.now,
      why: common === null ? 'noPermittedTime' : wanted.why,
      attemptsMade: wanted.attemptsMade ?? before?.attemptsMade ?? 0,
      ...(wanted.ownerId !== undefined && { ownerId: wanted.ownerId }),
    },
  };
}

/** Why a call is promised for another time than requested, or not at all; null when the requested time works. */
export type MovedBecause = RefusalReason | 'expired' | 'closed' | 'noPermittedTime';

/** The time that would be promised for a request at `at`, and why it differs. */
export function planRequestedTime(
  lead: OwedCall,
  context: CallbackContext,
  at: Moment,
): { readonly dueAt: Moment | null; readonly why: MovedBecause | null } {
  const plan = planPromise(lead, context, { at, why: 'agreed' });
  if (plan.kind === 'impossible') return { dueAt: null, why: plan.reason };
  const { dueAt, why } = plan.promise;
  if (why === 'noPermittedTime') return { dueAt, why };
  if (dueAt <= at) return { dueAt, why: null };
  const question = contactQuestion(lead, context, at);
  const verdict = mayContact(question);
  return { dueAt, why: verdict.allowed || goesByMail(question, context) ? 'closed' : verdict.reason };
}

/**
 * Whether the business handles this lead now: it is open, the caller is on the line, or its hours never overlap the
 * permitted ones (P12), so waiting for both would never end.
 */
export function isTakenUp(lead: OwedCall, context: CallbackContext): boolean {
  if (lead.liveCall || isOpen(context.hours, context.now)) return true;
  if (lead.promise?.why !== 'noPermittedTime') return false;
  return firstMoment(contactQuestion(lead, context), context, context.now) === null;
}

/** Why the person may never be called; null when only the hours, or an old registry, prevent it. */
function neverPermitted(question: ContactQuestion, context: CallbackContext): RefusalReason | null {
  if (goesByMail(question, context)) return null;
  const verdict = mayContact(question);
  if (verdict.allowed || verdict.permittedAt !== null) return null;
  return verdict.reason === 'outside-hours' || verdict.reason === 'registry-unknown' ? null : verdict.reason;
}

function goesByMail({ tel }: ContactQuestion, { contactBy }: CallbackContext): boolean {
  return tel === undefined && contactBy === 'email';
}

/** The first moment that the law permits, regardless of opening hours; null when the zones have no hours in common. */
function lawfulFrom(question: ContactQuestion, context: CallbackContext, at: Moment): Moment | null {
  return goesByMail(question, context) ? at : permittedFrom(question, at);
}

function firstMoment(question: ContactQuestion, context: CallbackContext, wantedAt: Moment): Moment | null {
  let moment = wantedAt;
  // Calling hours and opening hours push the moment forward in turn; they meet within days or not at all.
  for (let round = 0; round < 30; round += 1) {
    const permitted = lawfulFrom(question, context, moment);
    if (permitted === null) return null;
    if (isOpen(context.hours, permitted)) return permitted;
    const opening = nextOpening(context.hours, permitted);
    if (opening === null) return null;
    moment = opening;
  }
  return null;
}

/** A gap of hours is up to this share longer, so that people who called in one hour aren't all called in another. */
const SPREAD = 0.1;

/**
 * When to try again after `attemptsMade` unsuccessful dials; null when no attempts are left. Delays of a day or more
 * move to the other half of the day by the person's clock, somewhere within an hour. The spread is drawn from the lead
 * and the attempt, so that it's the same each time; a gap of minutes has none.
 */
export function retryAt(
  lead: OwedCall & { readonly id: string },
  context: CallbackContext,
  attemptsMade: number,
): Moment | null {
  if (attemptsMade >= context.cadence.maxAttempts) return null;
  const delays = context.cadence.retryMs;
  const delay = delays[attemptsMade - 1] ?? delays[delays.length - 1] ?? DAY;
  const spread = drawOf(seedOf(lead.id, attemptsMade), 'retry') / 2 ** 32;
  if (delay < HOUR) return context.now + delay;
  if (delay < DAY) return context.now + delay + Math.floor((delay * SPREAD * spread) / MINUTE) * MINUTE;

  const zone = lead.person.zones[0] ?? context.hours.zone;
  const local = DateTime.fromMillis(context.now, { zone });
  const hour = local.hour < 14 ? 17 : 10;
  return local
    .plus({ days: Math.round(delay / DAY) })
    .set({ hour, minute: Math.floor(60 * spread), second: 0, millisecond: 0 })
    .toMillis();
}
