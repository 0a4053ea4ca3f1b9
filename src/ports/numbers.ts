/** What is stored about a phone number, read as a whole. `tel` is E.164. */
import type { Attempt } from '../core/vocabulary/contact.ts';
import type { Moment } from '../core/vocabulary/time.ts';

/** What the law asks of the database before a contact. */
export interface ContactKnown {
  /** When the number was last added to the do-not-call list; null if it isn't in force. */
  readonly doNotCallSince: Moment | null;
  /**
   * Attempts of every lead that is known by the number, in whatever campaign: those in the day before `now`, those that
   * found it out of service, and some others. Some may be there twice.
   */
  readonly attempts: readonly Attempt[];
}

export interface NumberStore {
  /**
   * One read from the database, unless this node read it within `maxAgeMs`, which is for proposals that the contact
   * itself checks again.
   */
  forContact(tel: string, now: Moment, maxAgeMs?: number): Promise<ContactKnown>;
}
