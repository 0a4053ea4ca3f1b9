/** Numbers that must not be called. */
import type { DoNotCallEntry, DoNotCallMark, DoNotCallSource } from '../core/law/doNotCall.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Page } from './basics.ts';

/** `id` names the act, however often it is told. `tel` is E.164. */
export type DoNotCallAct = Omit<DoNotCallMark, 'kind' | 'id'> & { readonly id: string; readonly tel: string };

export interface DoNotCallStore {
  /**
   * Enters a number, and who did by which way. `known` when it was in force already, or the act came before it was lifted.
   * The same act twice is one mark. Survives erasure as a keyed hash.
   */
  add(act: DoNotCallAct): Promise<'added' | 'known'>;
  /** Adds many by one act. Returns those that were not in force before, and were not added by this very act. */
  addAll(tels: readonly string[], act: Omit<DoNotCallAct, 'tel'>): Promise<readonly string[]>;
  /** How many of these are in force. */
  count(tels: readonly string[]): Promise<number>;
  /** Lifts the entry. False when there is none in force, or the same act lifted it before. */
  lift(act: DoNotCallAct): Promise<boolean>;
  /**
   * When the number was entered last; null when it was not, or its entry was lifted. Read from the database, unless this
   * node did so within `maxAgeMs`: for proposals, which the contact itself asks again.
   */
  since(tel: string, maxAgeMs?: number): Promise<Moment | null>;
  /** What identifies the number's entry, whether or not there is one. */
  idOf(tel: string): Promise<string>;
  byId(id: string): Promise<DoNotCallEntry | null>;
  /** Newest first; those with an act of this source. A cursor that isn't one of ours finds nothing. */
  list(query: { source?: DoNotCallSource; cursor?: string; limit: number }): Promise<Page<DoNotCallEntry>>;
  /** Removes the number and all words; its keyed hash stays, in force. False when there was nothing to remove. */
  forget(tel: string): Promise<boolean>;
  /** The open leads that are called at, or known by, one of these numbers. */
  openLeads(tels: readonly string[]): Promise<readonly { readonly id: string; readonly tel?: string }[]>;
}
