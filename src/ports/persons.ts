/** Erasing everything stored about one person, on request. */
import type { Call } from '../core/call/call.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { ErasureKeeps, Kept, PersonCounts, SealedRecord } from '../shared/adminPersons.ts';
import type { Inquiry } from './inquiries.ts';

export type { Kept, SealedRecord };

/**
 * A request to erase a person, which is also the intent that a sweep resumes after a crash. `key` is `personKey` in
 * holding.ts; it is deleted when the work is done, so what stays identifies no one.
 */
export interface Erasure {
  readonly id: string;
  readonly key?: string;
  /** The administrator’s ID, or `prospect`: the customer asked for it on their own page. */
  readonly by: string;
  readonly at: Moment;
  readonly tellsCustomer: boolean;
  /** Absent on erasures of earlier versions, which kept nothing. */
  readonly keeps?: ErasureKeeps;
  /** Keyed hash of the number, by which what is under seal is found; absent if nothing is. */
  readonly personId?: string;
  readonly state: 'running' | 'done';
  /** What there was when it began. */
  readonly counts: PersonCounts;
  readonly endedAt?: Moment;
}

/** A lead and what its person sent. */
export interface PersonLead {
  readonly lead: Lead;
  readonly inquiries: readonly Inquiry[];
}

/** What identifies the person beyond their leads. */
export interface PersonMarks {
  /** E.164; absent for a person without a number. */
  readonly tel?: string;
  readonly emails: readonly string[];
  readonly names: readonly string[];
}

/** Records that an erasure keeps under seal. None is returned after its `until`. */
export interface SealStore {
  /** Adds those that aren't there yet. `id` is unique within the erasure. */
  add(erasureId: string, records: readonly { readonly id: string; readonly record: SealedRecord }[]): Promise<void>;
  kept(erasureId: string, now: Moment): Promise<Kept>;
  /** Oldest first. */
  open(erasureId: string, now: Moment): Promise<readonly SealedRecord[]>;
  remove(erasureId: string): Promise<void>;
}

export interface PersonStore {
  /** Stores the request. If one for the same person is running, that one is returned. */
  begin(erasure: Erasure & { readonly key: string }): Promise<Erasure>;
  byId(id: string): Promise<Erasure | null>;
  /** The oldest first. */
  running(limit: number): Promise<readonly Erasure[]>;
  /** Newest first. */
  latest(limit: number): Promise<readonly Erasure[]>;
  /** When the first one ended of those that ended at `since` or later; null without one. */
  firstEnded(since: Moment): Promise<Moment | null>;
  /** Those that keep something about this person, newest first. `personId`: keyed hash of the number. */
  sealing(personId: string): Promise<readonly Erasure[]>;
  /** Nothing is left under its seal. */
  unsealed(id: string): Promise<void>;
  readonly seals: SealStore;
  /** False if it was done before. */
  finish(id: string, at: Moment): Promise<boolean>;

  /** Inquiries by ID, in any order. */
  inquiries(ids: readonly string[]): Promise<readonly Inquiry[]>;
  /** Calls from this number that no lead has. */
  callsOf(tel: string): Promise<readonly Call[]>;
  countEmails(one: PersonLead): Promise<number>;
  countBookedTimes(one: PersonLead, since: Moment): Promise<number>;
  /** Whether an email that ends an appointment is still to be sent. */
  hasFarewell(leadIds: readonly string[]): Promise<boolean>;
  /** Deletes what refers to the lead from elsewhere: emails, booked times, answers kept for retries. */
  eraseTraces(one: PersonLead, marks: PersonMarks, now: Moment): Promise<void>;
  /** Erases a closed lead with its inquiries, history and calls. False if it's open, erased already, or just changed. */
  eraseLead(leadId: string): Promise<boolean>;
  /** Erases what another lead took over from this one in a merge that was undone. */
  erasePart(leadId: string, ofLeadId: string): Promise<void>;
  /** Erases the number where no lead has it: calls, the do-not-call list, and what administrators wrote about it. */
  eraseNumber(tel: string): Promise<void>;
  /** For the key of a person without a number: browsers that proved the address forget it. */
  forgetProofs(key: string): Promise<void>;
}
