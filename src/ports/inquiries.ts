/** Inquiries as stored first, and the limit on how many are processed at once. */
import type { Language } from '../core/vocabulary/language.ts';
import type { ImportOrigin } from '../core/vocabulary/imports.ts';
import type { Touch } from '../core/vocabulary/touch.ts';
import type { InquirySummary, Lead } from '../core/lead/lead.ts';
import type { Moment } from '../core/vocabulary/time.ts';

/** One submission or call. Stored first, under a unique request key, with the raw body. */
export interface Inquiry {
  readonly id: string;
  /** Unique: the Idempotency-Key within the form, or a generated one. */
  readonly requestKey: string;
  /** Digest of the body: the same key with another body is refused. Absent after an erasure. */
  readonly bodyHash?: string;
  /** The body as sent. Absent after retention removed it. */
  readonly rawBody?: string;
  readonly kind: InquirySummary['kind'];
  readonly receiptId: string;
  readonly receivedAt: Moment;
  readonly campaignId: string;
  readonly formKey: string;
  readonly person: Lead['person'];
  readonly interest?: string;
  readonly message?: string;
  /** The time that they chose and booked for the call. */
  readonly callAt?: Moment;
  readonly answers: Lead['answers'];
  /** Where they came from. */
  readonly source: Touch;
  readonly consent: ConsentEvidence;
  /** Why this looks like spam; it becomes a lead that is closed as spam and reviewed. */
  readonly spamReasons: readonly string[];
  /** The row of a file that it was. */
  readonly imported?: ImportOrigin;
  /** Set once it belongs to a lead. Without one it is an orphan, attached by a sweep. */
  readonly leadId?: string;
}

/** The consent, with everything needed to prove it later. */
export interface ConsentEvidence {
  readonly call: boolean;
  readonly now: boolean;
  readonly text: boolean;
  readonly email: boolean;
  readonly wordingVersion: number;
  readonly language: Language;
  /** The exact wording shown, by checkbox. */
  readonly wording: Readonly<Record<string, string>>;
  readonly page?: string;
  readonly address: string;
  readonly browser?: string;
  /** Stated by the business for a row of a file: when it was given, whether it's their relationship, and its end. */
  readonly givenAt?: Moment;
  readonly basis?: 'relationship';
  readonly until?: Moment;
}

export interface InquiryStore {
  /** `replay` if the request key is known: the inquiry as first stored. */
  add(inquiry: Inquiry): Promise<{ kind: 'stored' } | { kind: 'replay'; inquiry: Inquiry }>;
  /** Stored before the form's response, so that the receipt knows the lead even after a crash. */
  attach(inquiryId: string, leadId: string): Promise<void>;
  /** Moves those of the inquiries that still belong to one of the leads `from` to `leadId`. */
  move(inquiryIds: readonly string[], from: readonly string[], leadId: string): Promise<void>;
  byId(id: string): Promise<Inquiry | null>;
  /** Those of these that exist, in this order. */
  byIds(ids: readonly string[]): Promise<readonly Inquiry[]>;
  /** Those of these that exist, by ID: the import that stored each, and its lead. */
  imported(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly importId?: string; readonly leadId?: string }>>;
  /** Deletes it with all it says: for undoing an import. */
  remove(id: string): Promise<void>;
  byReceipt(receiptId: string): Promise<Inquiry | null>;
  /** Inquiries without a lead received before `before`, oldest first. */
  orphans(before: Moment, limit: number): Promise<readonly Inquiry[]>;
  /** Inquiries received in [`since`, `until`) that name a lead that doesn't exist. */
  strays(since: Moment, until: Moment): Promise<readonly Inquiry[]>;
  /** When the newest one was received; null if there is none. */
  newestAt(): Promise<Moment | null>;
}

export interface Intake {
  /**
   * Whether an inquiry that arrived now would be stored in time, after `before` others that aren't admitted yet. Asked before
   * a body is read, so that refusing a flood costs little.
   */
  hasRoom(before: number): boolean;
  /**
   * Admits as many inquiries at once as can be stored in time. Beyond that, throws TurnedAway and does nothing.
   * What is admitted gives way for a moment to work that goes first.
   */
  admit<T>(inquiryId: string, work: () => Promise<T>): Promise<T>;
  /** For a person on the line: never rejected. */
  always<T>(inquiryId: string, work: () => Promise<T>): Promise<T>;
  /** Inquiries of one person one after another; those of others don't wait (O64). For what is admitted. */
  inTurn<T>(person: string, work: () => Promise<T>): Promise<T>;
  /** Whether this process is working on it now; if so, it wasn't left behind, however long that takes. */
  isUnderWay(inquiryId: string): boolean;
  /** For work that moves leads on: a desk’s request, a routing pass. While leads wait, new inquiries give way to it. */
  goFirst<T>(work: Promise<T>): Promise<T>;
}
