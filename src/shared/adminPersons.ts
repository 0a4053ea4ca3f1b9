/** Finding and erasing one person, as administrators see it. */
import type { RegistryStatus } from '../core/law/registry.ts';
import type { ConsentBox } from '../core/vocabulary/form.ts';
import type { Outcome } from '../core/vocabulary/outcomes.ts';
import type { LeadState } from '../core/vocabulary/states.ts';

/** How much is stored about a person, by kind. */
export interface PersonCounts {
  readonly leads: number;
  /** Of them, those that are open: they are closed first. */
  readonly openLeads: number;
  readonly inquiries: number;
  readonly calls: number;
  /** Messages and recordings of conversations. */
  readonly recordings: number;
  readonly emails: number;
  readonly bookedTimes: number;
  readonly appointments: number;
  /** Rows of imported files that aren't leads. */
  readonly importRows: number;
}

export interface PersonLeadLine {
  readonly id: string;
  readonly campaign: string;
  readonly state: LeadState;
  readonly outcome?: Outcome;
  readonly createdAt: number;
  readonly appointmentAt?: number;
}

export interface PersonInquiryLine {
  readonly id: string;
  readonly campaign: string;
  readonly at: number;
  /** The boxes that were checked. */
  readonly consent: readonly ConsentBox[];
}

export interface PersonCallLine {
  readonly id: string;
  readonly campaign: string;
  readonly at: number;
  readonly direction: 'inbound' | 'outbound';
  /** From answer to end; null if it wasn't answered or hasn't ended. */
  readonly seconds: number | null;
  readonly recordings: number;
}

export interface PersonFound {
  /** As known from the newest lead; empty without one. */
  readonly name: string;
  /** The number, E.164, or else the email address; empty for neither. */
  readonly address: string;
  /** To confirm: the last four characters of the number or address. */
  readonly lastFour: string;
  readonly counts: PersonCounts;
  readonly isListed: boolean;
  /** Since when the number is on the do-not-call list; null if it isn't. */
  readonly listedSince: number | null;
  /** What the US national registry says; null for a number outside North America, or none. */
  readonly registry: RegistryStatus | null;
  /** Numbers under which leads have the email address that was looked up: each is a person of its own. */
  readonly alsoUnder: readonly string[];
  /** The newest of each kind. */
  readonly leads: readonly PersonLeadLine[];
  readonly inquiries: readonly PersonInquiryLine[];
  readonly calls: readonly PersonCallLine[];
  /** Earlier erasures of this number that kept records under seal, newest first. */
  readonly seals: readonly ErasureView[];
  /** How many records would be kept under seal now, and until when the last of them. */
  readonly sealable: Kept;
  /** For how many days the business keeps backups; null if it didn't say. */
  readonly backupDays: number | null;
  readonly hasAnything: boolean;
}

export interface Kept {
  readonly records: number;
  /** null without records. */
  readonly until: number | null;
}

/** What erased data leaves in the database's file. */
export interface StorageView {
  readonly database: 'embedded' | 'mongodb';
  /** When the file was last rewritten without freed pages; null if never. */
  readonly compactedAt: number | null;
  /** When the bytes of all erasures are gone from it at the latest; null if they are, or on MongoDB. */
  readonly goneBy: number | null;
  /** For how many days the business keeps backups; null if it didn't say. */
  readonly backupDays: number | null;
}

/** `sealed`: the records that 16 CFR 310.5 requires are kept, encrypted, for five years. */
export const ERASURE_KEEPS = ['nothing', 'sealed'] as const;
export type ErasureKeeps = (typeof ERASURE_KEEPS)[number];

export interface ErasureView {
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly at: number;
  readonly endedAt: number | null;
  readonly keeps: ErasureKeeps;
  /** What is still under seal. */
  readonly kept: Kept;
  readonly counts: PersonCounts;
}

/** A record that 16 CFR 310.5(a) lists. `until`: when it is deleted. */
export type SealedRecord = {
  readonly at: number;
  readonly until: number;
  readonly campaign: string;
  readonly name: string;
  readonly tel: string;
} & (
  | {
      /** (a)(5) and (a)(8): the inquiry, and the consent that was asked for with it. */
      readonly kind: 'inquiry';
      readonly consent: readonly ConsentBox[];
      /** As shown, by box. */
      readonly wording: Readonly<Record<string, string>>;
      readonly wordingVersion: number;
      readonly page?: string;
      readonly ipAddress: string;
      readonly browser?: string;
    }
  | {
      /** (a)(2): a call over the phone network. */
      readonly kind: 'call';
      readonly direction: 'inbound' | 'outbound';
      readonly from: string;
      readonly to: string;
      readonly seconds: number | null;
    }
  /** (a)(2): a dial by an agent, with its result. */
  | { readonly kind: 'attempt'; readonly agent: string; readonly result: string }
  /** (a)(2) and (a)(4): how a lead ended, and the value of a sale. */
  | { readonly kind: 'outcome'; readonly agent?: string; readonly outcome: Outcome; readonly saleValue?: number }
  /** (a)(10): a request not to be called, or one that lifted it. */
  | { readonly kind: 'request'; readonly what: 'added' | 'lifted'; readonly source: string }
);

export interface SealOpened {
  readonly erasure: ErasureView;
  /** Oldest first. */
  readonly records: readonly SealedRecord[];
}
