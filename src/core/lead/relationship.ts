/**
 * The relationship with a customer who bought something (L111): it permits calls for a while after the sale, so a new
 * lead of the number takes it over from the previous one, as one of its own consents. It never permits what the
 * customer didn't ask for: it is taken over only with an inquiry that permits a call, and outlasts that permission.
 */
import { possiblePlaces } from '../law/possiblePlaces.ts';
import { relationshipUntil } from '../law/relationship.ts';
import { isSale } from '../vocabulary/outcomes.ts';
import type { Consent } from '../vocabulary/contact.ts';
import type { Person } from '../vocabulary/people.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Lead } from './lead.ts';

/** What decides about the relationship, besides the lead before. */
interface NewInquiry {
  readonly person: Person;
  /** Of the inquiry that opens the lead. */
  readonly consent: Consent;
  /** When the number was added last to the do-not-call list, also if the entry was lifted since; null if never. */
  readonly askedNotToBeCalledAt: Moment | null;
}

/**
 * The relationship in force, as a consent of the new lead. Null without one; a request not to be called, or a withdrawal,
 * ended it (47 CFR 64.1200(f)(5)(i)).
 */
export function relationshipWith(before: Lead, { person, consent, askedNotToBeCalledAt }: NewInquiry): Consent | null {
  if (before.state !== 'closed' || before.person.tel === undefined || before.person.tel !== person.tel) return null;
  if (!consent.call && !consent.now) return null;
  if (before.outcome === 'doNotCall' || before.consents.some(({ withdrawnAt }) => withdrawnAt !== undefined))
    return null;
  const since = isSale(before.outcome) ? before.closedAt : newestSale(before);
  if (since === undefined || (askedNotToBeCalledAt !== null && askedNotToBeCalledAt >= since)) return null;
  const until = relationshipUntil(since, possiblePlaces(person));
  const { inquiryId, wordingVersion } = consent;
  const none = { now: false, text: false, email: false };
  return { inquiryId, at: since, call: true, ...none, wordingVersion, basis: 'relationship', until };
}

/** The consents after a request not to be called. */
export function withoutRelationship(consents: readonly Consent[], now: Moment): readonly Consent[] {
  const isLive = ({ basis, until = Infinity }: Consent) => basis === 'relationship' && until > now;
  return consents.some(isLive) ? consents.map((one) => (isLive(one) ? { ...one, until: now } : one)) : consents;
}

/** The time of the sale that the lead took over, or that the business stated. */
function newestSale({ consents }: Lead): Moment | undefined {
  const sales = consents.filter(({ basis }) => basis === 'relationship').map(({ at }) => at);
  return sales.length > 0 ? Math.max(...sales) : undefined;
}
