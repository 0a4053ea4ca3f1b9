/**
 * Whether a person may be called now (law 8). Asked at the moment of contact, and also before a lead is offered for
 * dialing, before a due time is set, and before the number is shown.
 *
 * The rules are a list and the first refusal wins. A refusal says when contact becomes permitted, if ever; a permission
 * says until when. Both name the statute.
 */
import { DAY, HOUR, type Moment } from '../vocabulary/time.ts';
import type { CampaignKind } from '../vocabulary/campaignKinds.ts';
import type { Attempt, Consent, RefusalReason } from '../vocabulary/contact.ts';
import { basisOf, isInForce, type Basis } from './basis.ts';
import type { LawTable } from './lawTable.ts';
import { brokenRule, type LawRule } from './rule.ts';
import type { RegistryStatus } from './registry.ts';
import {
  citationAt,
  citationOfCap,
  mostCallsPerDay,
  mostUnasked,
  nextPermitted,
  permittedUntil,
} from './permittedTime.ts';

/** Used for states without their own rule. */
const FLOOR = ['US'];

const INVITATION = '47 CFR 64.1200(f)(15)';

/** "Please call me now" overrides the calling hours for this long. */
export const INVITATION_MS = HOUR;

/** What permits a contact. `agreedTime`: the person agreed to this time with an agent. */
export type ContactBasis = 'invitedNow' | 'agreedTime' | 'liveCall' | Basis['kind'];

export interface ContactQuestion {
  readonly now: Moment;
  readonly tel: string | undefined;
  /** When the number was last added to the do-not-call list; null when it isn't listed or the entry was lifted. */
  readonly doNotCallSince: Moment | null;
  /** Whether the number is on the national registry; absent: unknown. */
  readonly registry?: RegistryStatus;
  /** What the campaign's calls are for; absent: sales. */
  readonly campaignKind?: CampaignKind;
  readonly consents: readonly Consent[];
  /** All dials so far, whatever the result. */
  readonly attempts: readonly Attempt[];
  readonly maxPerDay: number;
  /** Every zone and place (see possiblePlaces.ts) where the person may be: the contact must be permitted in all of them. */
  readonly zones: readonly string[];
  readonly places: readonly string[];
  /** The law of these places; absent: as it ships. */
  readonly law?: LawTable;
}

export type ContactVerdict =
  | {
      readonly allowed: true;
      readonly basis: ContactBasis;
      /** When the hours, the invitation or the basis end; absent where no hours apply. */
      readonly until?: Moment;
      /** The statute that ends it. */
      readonly citation?: string;
      /** The statute of the basis. */
      readonly basisCitation?: string;
    }
  | {
      readonly allowed: false;
      readonly reason: RefusalReason;
      readonly rule: string;
      readonly permittedAt: Moment | null;
      /** The statute that forbids it, if any. */
      readonly citation?: string;
    };

/** Histories of earlier versions say C1 to C5 for the numbers L14, L5, L7, P4 and L1. */
interface Rule extends LawRule<ContactQuestion, RefusalReason> {
  /** When the rule will be met, or null when waiting doesn't help. */
  readonly metAt: (question: ContactQuestion) => Moment | null;
  /** A refusal in place of `refusal`. */
  readonly refusalOf?: (question: ContactQuestion) => RefusalReason;
  readonly citation?: (question: ContactQuestion) => string | undefined;
}

export const CONTACT_RULES: readonly Rule[] = [
  { id: 'L14', refusal: 'no-number', isMet: (q) => q.tel !== undefined, metAt: () => null },
  {
    id: 'L5',
    refusal: 'do-not-call',
    // L6: consent never lifts an entry, however new. The list itself records what does.
    isMet: (q) => q.doNotCallSince === null,
    metAt: () => null,
    citation: () => '47 CFR 64.1200(d)(3)',
  },
  {
    id: 'L151',
    refusal: 'not-in-service',
    isMet: (q) => notInServiceSince(q) === null,
    metAt: () => null,
  },
  {
    id: 'L7',
    refusal: 'no-permission',
    isMet: (q) => q.consents.some((consent) => (consent.call || consent.now) && isInForce(consent, q.now)),
    metAt: () => null,
  },
  {
    id: 'L40',
    refusal: 'registry-listed',
    // A list that is too old can be replaced any day.
    refusalOf: ({ registry }) => (registry === 'listed' ? 'registry-listed' : 'registry-unknown'),
    isMet: (q) => isInvitedNow(q) || basisIn(q) !== null,
    metAt: () => null,
    citation: () => '47 CFR 64.1200(c)(2)',
  },
  {
    id: 'L1',
    refusal: 'outside-hours',
    isMet: (q) => isInvitedNow(q) || permittedUntil(q, q.now) !== null,
    metAt: (q) => nextPermitted(q, q.now),
    citation: (q) => citationAt(q, q.now),
  },
  {
    id: 'P4',
    refusal: 'too-many-attempts',
    isMet: (q) => attemptsInDay(q).length < mostInDay(q),
    metAt: oldestAttemptLapses,
    citation: (q) => (mostInDay(q) < q.maxPerDay ? citationOfCap('maxPerDay', q, q.now) : undefined),
  },
  {
    id: 'L183',
    refusal: 'too-many-attempts',
    isMet: (q) => isAskedFor(q) || unaskedCalls(q).length < (mostUnasked(q, q.now) ?? Infinity),
    metAt: (q) => (unaskedCalls(q).at(-(mostUnasked(q, q.now) ?? 1)) ?? q.now) + ATTEMPTS_COUNT_MS,
    citation: (q) => citationOfCap('unaskedPer30Days', q, q.now),
  },
];

/** Whether this person may be called at `now`; otherwise the reason, the rule, and when it becomes permitted. */
export function mayContact(question: ContactQuestion): ContactVerdict {
  const broken = brokenRule(CONTACT_RULES, question);
  if (!broken) {
    const invitedUntil = invitationEnd(question);
    const hoursUntil = permittedUntil(question, question.now) ?? -Infinity;
    const basis = basisIn(question);
    // Beyond the invitation, the hours count only while there is a basis.
    const basisUntil = basis ? (basis.until ?? Infinity) : -Infinity;
    const lawfulUntil = Math.min(hoursUntil, basisUntil);
    const until = Math.max(invitedUntil ?? -Infinity, lawfulUntil);
    const hoursCitation = until === hoursUntil ? citationAt(question, question.now) : basis?.citation;
    return {
      allowed: true,
      basis: basis === null || invitedUntil !== null ? 'invitedNow' : basis.kind,
      basisCitation: basis === null || invitedUntil !== null ? INVITATION : basis.citation,
      until,
      citation: until === lawfulUntil ? (hoursCitation ?? INVITATION) : INVITATION,
    };
  }
  const citation = broken.citation?.(question);
  return {
    allowed: false,
    reason: broken.refusalOf?.(question) ?? broken.refusal,
    rule: broken.id,
    permittedAt: broken.metAt(question),
    ...(citation !== undefined && { citation }),
  };
}

/** The first moment from `at` when the contact is permitted, or null when it never is. */
export function permittedFrom(question: ContactQuestion, at: Moment): Moment | null {
  let moment = at;
  // Each refusal moves the moment forward to where its rule is met; two rules can alternate only a few times.
  for (let round = 0; round < 8; round += 1) {
    const verdict = mayContact({ ...question, now: moment });
    if (verdict.allowed) return moment;
    if (verdict.permittedAt === null) return null;
    moment = Math.max(moment, verdict.permittedAt);
  }
  return null;
}

/** The person's permissions from all consents in force, dated by the newest that permits anything; null without any. */
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

/** Someone, or their machine, was at the number. */
const IN_SERVICE: readonly Attempt['result'][] = ['reached', 'voicemail', 'busy'];

/** If the network fails to find a number twice, this far apart, it isn't a temporary error. */
const CONFIRMED_AFTER_MS = HOUR;

/**
 * When the last dial found that the number isn't assigned; null if none did, or if someone answered or asked for a call
 * since: then it may be dialed once more. That the network doesn't find it must be confirmed by a second dial.
 */
export function notInServiceSince({
  attempts,
  consents,
}: Pick<ContactQuestion, 'attempts' | 'consents'>): Moment | null {
  const inService = attempts.filter(({ result }) => IN_SERVICE.includes(result)).map(({ at }) => at);
  const backAt = Math.max(-Infinity, ...inService);
  const notFound = attempts.filter(({ at, result }) => at > backAt && result === 'notFound').map(({ at }) => at);
  const first = Math.min(...notFound);
  const confirmed = notFound.filter((at) => at >= first + CONFIRMED_AFTER_MS);
  const dead = attempts.filter(({ at, result }) => at > backAt && result === 'notInService').map(({ at }) => at);
  const since = Math.max(...dead, ...confirmed);
  return since === -Infinity || consents.some(({ at }) => at > since) ? null : since;
}

function basisIn(question: ContactQuestion): Basis | null {
  const { consents, registry = 'unknown', campaignKind = 'sales', places, now } = question;
  return basisOf(consents, { registry, campaignKind, places }, now);
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

/** The campaign's own limit, or the law's if lower. */
function mostInDay(question: ContactQuestion): number {
  return Math.min(question.maxPerDay, mostCallsPerDay(question, question.now) ?? Infinity);
}

function attemptsInDay(question: ContactQuestion): readonly Attempt[] {
  return question.attempts.filter((attempt) => attempt.at > question.now - DAY && attempt.at <= question.now);
}

/** Attempts this old count for nothing. */
export const ATTEMPTS_COUNT_MS = 30 * DAY;

/** Whether the customer asked for the call, or agreed to it, themselves. */
function isAskedFor({ consents, now }: ContactQuestion): boolean {
  return consents.some((one) => one.basis === undefined && (one.call || one.now) && isInForce(one, now));
}

/** When the calls of the last 30 days were made, oldest first. */
function unaskedCalls({ attempts, now }: ContactQuestion): readonly Moment[] {
  const made = attempts.map(({ at }) => at).filter((at) => at > now - ATTEMPTS_COUNT_MS && at <= now);
  return made.sort((a, b) => a - b);
}

function oldestAttemptLapses(question: ContactQuestion): Moment {
  const recent = attemptsInDay(question)
    .map((attempt) => attempt.at)
    .sort((a, b) => a - b);
  const blocking = recent[recent.length - mostInDay(question)];
  return blocking === undefined ? question.now : blocking + DAY;
}

/** Whether the federal minimum permits a call in every zone. Without a known zone it doesn't. */
export function isInHours(zones: readonly string[], now: Moment): boolean {
  return permittedUntil({ zones, places: FLOOR }, now) !== null;
}

/** The next moment when it does; null when the zones have no hours in common. */
export function nextPermittedHour(zones: readonly string[], now: Moment): Moment | null {
  return nextPermitted({ zones, places: FLOOR }, now);
}
