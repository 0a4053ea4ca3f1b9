/**
 * Whether a person may be rung at this moment (law 8): one function, asked at the moment of contact, and also before a
 * lead that must be dialled is offered, before a due time is set, and before the number is shown.
 *
 * The rules are a list and the first refusal wins. A refusal names when the contact becomes permitted, if it ever does.
 * This is the smallest honest set; a richer law replaces the list, not the callers.
 */
import { DateTime } from 'luxon';
import { DAY, HOUR, type Moment } from '../time.ts';
import type { Attempt, Consent } from '../lead/lead.ts';

/** 8:00 to 21:00 at the called party's location: 47 CFR 64.1200(c)(1), 16 CFR 310.4(c). Verified 2026-11. */
export const PERMITTED_HOURS = { from: 8, to: 21 } as const;

/** "Please ring me now" covers the hour for this long; after that the permitted hours count again. */
export const INVITATION_MS = HOUR;

/** Ringing us is an inquiry, and its ground lasts three months: 47 CFR 64.1200(f)(5). Days, on the safe side of a quarter. */
export const INQUIRY_BASIS_MS = 89 * DAY;

export type DoNotCallReason = 'outcome' | 'askedByPerson';
export type RefusalReason = 'no-number' | 'do-not-call' | 'no-permission' | 'too-many-attempts' | 'outside-hours';
/** On what ground a contact is permitted. `agreedTime`: the person agreed to this time with an agent. */
export type ContactBasis = 'invitedNow' | 'consent' | 'agreedTime' | 'liveCall';

export interface ContactQuestion {
  readonly now: Moment;
  readonly tel: string | undefined;
  /** When the number entered the do-not-call list; null when it is not on it. */
  readonly doNotCallSince: Moment | null;
  readonly consents: readonly Consent[];
  /** Dials so far, any result. */
  readonly attempts: readonly Attempt[];
  readonly maxPerDay: number;
  /** Every zone the person may be in: the contact must be permitted in all of them. */
  readonly zones: readonly string[];
}

export type ContactVerdict =
  | { readonly allowed: true; readonly basis: ContactBasis }
  | {
      readonly allowed: false;
      readonly reason: RefusalReason;
      readonly rule: string;
      readonly permittedAt: Moment | null;
    };

interface Rule {
  readonly id: string;
  readonly refusal: RefusalReason;
  readonly isMet: (question: ContactQuestion) => boolean;
  /** When the rule will be met, or null when waiting does not help. */
  readonly metAt: (question: ContactQuestion) => Moment | null;
}

export const CONTACT_RULES: readonly Rule[] = [
  { id: 'C1', refusal: 'no-number', isMet: (q) => q.tel !== undefined, metAt: () => null },
  { id: 'C2', refusal: 'do-not-call', isMet: (q) => !isOnDoNotCallList(q), metAt: () => null },
  {
    id: 'C3',
    refusal: 'no-permission',
    isMet: (q) => q.consents.some((consent) => (consent.call || consent.now) && isInForce(consent, q.now)),
    metAt: () => null,
  },
  {
    id: 'C4',
    refusal: 'too-many-attempts',
    isMet: (q) => attemptsInDay(q).length < q.maxPerDay,
    metAt: oldestAttemptLapses,
  },
  {
    id: 'C5',
    refusal: 'outside-hours',
    isMet: (q) => isInvitedNow(q) || isInHours(q.zones, q.now),
    metAt: (q) => nextPermittedHour(q.zones, q.now),
  },
];

/** Whether this person may be rung at `now`; otherwise why not, by which rule, and from when on. */
export function mayContact(question: ContactQuestion): ContactVerdict {
  const broken = CONTACT_RULES.find((rule) => !rule.isMet(question));
  if (!broken) return { allowed: true, basis: isInvitedNow(question) ? 'invitedNow' : 'consent' };
  return { allowed: false, reason: broken.refusal, rule: broken.id, permittedAt: broken.metAt(question) };
}

/** The first moment from `at` on when the contact is permitted, or null when it never is. */
export function permittedFrom(question: ContactQuestion, at: Moment): Moment | null {
  let moment = at;
  // Each refusal moves the moment forward to where that rule is met; two rules can alternate only a few times.
  for (let round = 0; round < 8; round += 1) {
    const verdict = mayContact({ ...question, now: moment });
    if (verdict.allowed) return moment;
    if (verdict.permittedAt === null) return null;
    moment = Math.max(moment, verdict.permittedAt);
  }
  return null;
}

/** A request to be called that is newer than the entry lifts it: express consent is an exemption, 47 CFR 64.1200(c)(2)(ii). */
function isOnDoNotCallList({ doNotCallSince, consents }: ContactQuestion): boolean {
  if (doNotCallSince === null) return false;
  // Ringing us is no request to be called: only what was asked and granted lifts an entry.
  return !consents.some(
    (consent) => (consent.call || consent.now) && consent.basis === undefined && consent.at > doNotCallSince,
  );
}

/** What the person permits by all consents that are in force, dated by the newest that permits anything; null without any. */
export function permissionsIn(
  consents: readonly Consent[],
  now: Moment,
): Pick<Consent, 'call' | 'now' | 'text' | 'email' | 'at'> | null {
  if (consents.length === 0) return null;
  const held = consents.filter((consent) => isInForce(consent, now));
  const granting = held.filter(({ call, now: rightNow, text, email }) => call || rightNow || text || email);
  return {
    call: held.some(({ call }) => call),
    now: held.some(({ now: rightNow }) => rightNow),
    text: held.some(({ text }) => text),
    email: held.some(({ email }) => email),
    at: Math.max(...(granting.length > 0 ? granting : consents).map(({ at }) => at)),
  };
}

function isInForce(consent: Consent, now: Moment): boolean {
  return consent.basis === undefined || now < consent.at + INQUIRY_BASIS_MS;
}

function isInvitedNow(question: ContactQuestion): boolean {
  return question.consents.some(
    (consent) => consent.now && question.now >= consent.at && question.now < consent.at + INVITATION_MS,
  );
}

function attemptsInDay(question: ContactQuestion): readonly Attempt[] {
  return question.attempts.filter((attempt) => attempt.at > question.now - DAY && attempt.at <= question.now);
}

function oldestAttemptLapses(question: ContactQuestion): Moment {
  const recent = attemptsInDay(question)
    .map((attempt) => attempt.at)
    .sort((a, b) => a - b);
  const blocking = recent[recent.length - question.maxPerDay];
  return blocking === undefined ? question.now : blocking + DAY;
}

/** Whether it is between 8:00 and 21:00 in every one of the zones. No known zone counts as not permitted. */
export function isInHours(zones: readonly string[], now: Moment): boolean {
  return zones.length > 0 && zones.every((zone) => isInHoursOf(zone, now));
}

function isInHoursOf(zone: string, now: Moment): boolean {
  const hour = DateTime.fromMillis(now, { zone }).hour;
  return hour >= PERMITTED_HOURS.from && hour < PERMITTED_HOURS.to;
}

/** The next moment at which it is between 8:00 and 21:00 in every zone; null when the zones leave no common hour. */
export function nextPermittedHour(zones: readonly string[], now: Moment): Moment | null {
  if (isInHours(zones, now)) return now;
  // Openings are at 8:00 in some zone: one of these, within three days, is the first common moment, if any.
  const openings = zones
    .flatMap((zone) => [0, 1, 2].map((days) => openingOf(zone, now, days)))
    .filter((at) => at >= now);
  const common = openings.filter((at) => isInHours(zones, at));
  return common.length > 0 ? Math.min(...common) : null;
}

function openingOf(zone: string, now: Moment, daysAhead: number): Moment {
  const day = DateTime.fromMillis(now, { zone }).plus({ days: daysAhead });
  return day.set({ hour: PERMITTED_HOURS.from, minute: 0, second: 0, millisecond: 0 }).toMillis();
}
