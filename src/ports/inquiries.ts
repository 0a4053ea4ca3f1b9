/** What people send, as it is stored first, and how many are let in at once. */
import type { Language } from '../core/vocabulary/language.ts';
import type { InquirySummary, Lead } from '../core/lead/lead.ts';
import type { Moment } from '../core/vocabulary/time.ts';

/** One thing a person did. Written first, under a unique request key, raw body included. */
export interface Inquiry {
  readonly id: string;
  /** Unique: the Idempotency-Key within the form, or one of our own making. */
  readonly requestKey: string;
  /** Digest of the body as sent: the same key with another body is refused. */
  readonly bodyHash: string;
  /** As it was sent. Absent once retention has removed it. */
  readonly rawBody?: string;
  readonly kind: InquirySummary['kind'];
  readonly receiptId: string;
  readonly receivedAt: Moment;
  readonly campaignId: string;
  readonly formKey: string;
  readonly person: Lead['person'];
  readonly interest?: string;
  readonly message?: string;
  readonly answers: Lead['answers'];
  readonly source: Lead['source'];
  readonly consent: ConsentEvidence;
  /** Why this looks like spam; such an inquiry becomes a lead that is closed as spam and reviewed. */
  readonly spamReasons: readonly string[];
  /** Set once it belongs to a lead. An inquiry without one is an orphan, attached by a sweep. */
  readonly leadId?: string;
}

/** What was consented to, with everything needed to show it later. */
export interface ConsentEvidence {
  readonly call: boolean;
  readonly now: boolean;
  readonly text: boolean;
  readonly email: boolean;
  readonly wordingVersion: number;
  readonly language: Language;
  /** The exact sentences that were shown, by box. */
  readonly wording: Readonly<Record<string, string>>;
  readonly page?: string;
  readonly address: string;
  readonly browser?: string;
}

export interface InquiryStore {
  /** `replay` when the request key is known: the inquiry as it was stored the first time. */
  add(inquiry: Inquiry): Promise<{ kind: 'stored' } | { kind: 'replay'; inquiry: Inquiry }>;
  /** Written before the form is answered, so that its receipt knows the lead after a crash too. */
  attach(inquiryId: string, leadId: string): Promise<void>;
  /** Those of the inquiries that still belong to one of the leads `from` belong to `leadId` afterwards. */
  move(inquiryIds: readonly string[], from: readonly string[], leadId: string): Promise<void>;
  byId(id: string): Promise<Inquiry | null>;
  byReceipt(receiptId: string): Promise<Inquiry | null>;
  /** Inquiries that belong to no lead and were received before `before`, oldest first. */
  orphans(before: Moment, limit: number): Promise<readonly Inquiry[]>;
  /** Of those received from `since` on and before `until`: the ones that name a lead which is not there. */
  strays(since: Moment, until: Moment): Promise<readonly Inquiry[]>;
  /** When the newest one was received; null without any. */
  newestAt(): Promise<Moment | null>;
}

/** Lets in as many inquiries at once as can be stored in time. Throws StoreUnavailable, and does nothing, beyond that. */
export interface Intake {
  admit<T>(inquiryId: string, work: () => Promise<T>): Promise<T>;
  /** For somebody who is on the line, and is turned away by nothing. */
  always<T>(inquiryId: string, work: () => Promise<T>): Promise<T>;
  /** Whether this process is taking it in at this moment: however long that takes, it was not left behind. */
  isUnderWay(inquiryId: string): boolean;
}
