/**
 * Whether a person may be rung at this moment (law 8): one function, asked at the moment of contact, and also before a
 * lead that must be dialled is offered, before a due time is set, and before the number is shown.
 *
 * The rules are a list and the first refusal wins. A refusal names when the contact becomes permitted, if it ever does; a
 * permission until when it holds. Both name the statute.
 */
import { DAY, HOUR, type Moment } from '../time.ts';
import type { Attempt, Consent } from '../lead/lead.ts';
import { citationAt, citationOfCap, mostCallsPerDay, nextPermitted, permittedUntil } from './permittedTime.ts';

/** Where a state says nothing. */
const FLOOR = ['US'];

/** "Please ring me now" covers the hour for this long; after that the permitted hours count again. */
export const INVITATION_MS = HOUR;

/** Ringing us is an inquiry, and its ground lasts three months: 47 CFR 64.1200(f)(5). Days, on the safe side of a quarter. */
export const INQUIRY_BASIS_MS = 89 * DAY;

export type RefusalReason = 'no-number' | 'do-not-call' | 'no-permission' | 'too-many-attempts' | 'outside-hours';
/** On what ground a contact is permitted. `agreedTime`: the person agreed to this time with an agent. */
export type ContactBasis = 'invitedNow' | 'consent' | 'agreedTime' | 'liveCall';

export interface ContactQuestion {
  readonly now: Moment;
  readonly tel: string | undefined;
  /** When the number entered the do-not-call list last; null when it is not on it, or its entry was lifted. */
  readonly doNotCallSince: Moment | null;
  readonly consents: readonly Consent[];
  /** Dials so far, any result. */
  readonly attempts: readonly Attempt[];
  readonly maxPerDay: number;
  /** Every zone and every place (see placesOf.ts) the person may be in: the contact must be permitted in all of them. */
  readonly zones: readonly string[];
  readonly places: readonly string[];
}

export type ContactVerdict =
  | {
      readonly allowed: true;
      readonly basis: ContactBasis;
      /** When the hours, or the invitation, end; absent where no hours count. */
      readonly until?: Moment;
      /** The statute that ends it. */
      readonly citation?: string;
    }
  | {
      readonly allowed: false;
      readonly reason: RefusalReason;
      readonly rule: string;
      readonly permittedAt: Moment | null;
      /** The statute, where one forbids it. */
      readonly citation?: string;
    };

interface Rule {
  readonly id: string;
  readonly refusal: RefusalReason;
  readonly isMet: (question: ContactQuestion) => boolean;
  /** When the rule will be met, or null when waiting does not help. */
  readonly metAt: (question: ContactQuestion) => Moment | null;
  readonly citation?: (question: ContactQuestion) => string | undefined;
}

export const CONTACT_RULES: readonly Rule[] = [
  { id: 'C1', refusal: 'no-number', isMet: (q) => q.tel !== undefined, metAt: () => null },
  {
    id: 'C2',
    refusal: 'do-not-call',
    // L6: no consent lifts an entry, however new. What does is kept in the list itself.
    isMet: (q) => q.doNotCallSince === null,
    metAt: () => null,
    citation: () => '47 CFR 64.1200(d)(3)',
  },
  {
    id: 'C3',
    refusal: 'no-permission',
    isMet: (q) => q.consents.some((consent) => (consent.call || consent.now) && isInForce(consent, q.now)),
    metAt: () => null,
  },
  {
    id: 'C4',
    refusal: 'too-many-attempts',
    isMet: (q) => attemptsInDay(q).length < mostInDay(q),
    metAt: oldestAttemptLapses,
    citation: (q) => (mostInDay(q) < q.maxPerDay ? citationOfCap(q.places, q.now) : undefined),
  },
  {
    id: 'C5',
    refusal: 'outside-hours',
    isMet: (q) => isInvitedNow(q) || permittedUntil(q, q.now) !== null,
    metAt: (q) => nextPermitted(q, q.now),
    citation: (q) => citationAt(q, q.now),
  },
];

/** Whether this person may be rung at `now`; otherwise why not, by which rule, and from when on. */
export function mayContact(question: ContactQuestion): ContactVerdict {
  const broken = CONTACT_RULES.find((rule) => !rule.isMet(question));
  if (!broken) {
    const invitedUntil = invitationEnd(question);
    const hoursUntil = permittedUntil(question, question.now) ?? -Infinity;
    const until = Math.max(invitedUntil ?? -Infinity, hoursUntil);
    return {
      ...{ allowed: true, basis: invitedUntil === null ? 'consent' : 'invitedNow', until },
      citation: until === hoursUntil ? citationAt(question, question.now) : '47 CFR 64.1200(f)(15)',
    };
  }
  const citation = broken.citation?.(question);
  return {
    ...{ allowed: false, reason: broken.refusal, rule: broken.id, permittedAt: broken.metAt(question) },
    ...(citation !== undefined && { citation }),
  };
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
  return invitationEnd(question) !== null;
}

function invitationEnd({ consents, now }: ContactQuestion): Moment | null {
  const ends = consents
    .filter((consent) => consent.now && now >= consent.at && now < consent.at + INVITATION_MS)
    .map(({ at }) => at + INVITATION_MS);
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** What the campaign permits itself, or the law where that is less. */
function mostInDay({ maxPerDay, places, now }: ContactQuestion): number {
  return Math.min(maxPerDay, mostCallsPerDay(places, now) ?? Infinity);
}

function attemptsInDay(question: ContactQuestion): readonly Attempt[] {
  return question.attempts.filter((attempt) => attempt.at > question.now - DAY && attempt.at <= question.now);
}

function oldestAttemptLapses(question: ContactQuestion): Moment {
  const recent = attemptsInDay(question)
    .map((attempt) => attempt.at)
    .sort((a, b) => a - b);
  const blocking = recent[recent.length - mostInDay(question)];
  return blocking === undefined ? question.now : blocking + DAY;
}

/** Whether the federal floor permits a call in every one of the zones. No known zone counts as not permitted. */
export function isInHours(zones: readonly string[], now: Moment): boolean {
  return permittedUntil({ zones, places: FLOOR }, now) !== null;
}

/** The next moment at which it does; null when the zones leave no common hour. */
export function nextPermittedHour(zones: readonly string[], now: Moment): Moment | null {
  return nextPermitted({ zones, places: FLOOR }, now);
}
