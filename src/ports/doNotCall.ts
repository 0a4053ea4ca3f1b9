/** Numbers that must not be called. */
import type { DoNotCallEntry, DoNotCallMark, DoNotCallSource } from '../core/law/doNotCall.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Page } from './basics.ts';

/** `id` identifies the act, however often it is reported. `tel` is E.164. */
export type DoNotCallAct = Omit<DoNotCallMark, 'kind' | 'id'> & { readonly id: string; readonly tel: string };

export interface DoNotCallStore {
  /**
   * Adds a number with its author and source. `known` if it was in force already, or the act is older than its lift. A
   * repeated act is one mark. Survives erasure as a keyed hash.
   */
  add(act: DoNotCallAct): Promise<'added' | 'known'>;
  /** Adds many numbers in one act. Returns those that weren't in force before and weren't added by this act earlier. */
  addAll(tels: readonly string[], act: Omit<DoNotCallAct, 'tel'>): Promise<readonly string[]>;
  /** How many of these are in force. */
  count(tels: readonly string[]): Promise<number>;
  /** Those of these that are in force. */
  inForce(tels: readonly string[]): Promise<ReadonlySet<string>>;
  /** Lifts the entry. False if none is in force, or the same act lifted it before. */
  lift(act: DoNotCallAct): Promise<boolean>;
  /** When the number was last added; null if it isn't in force. Read from the database. */
  since(tel: string): Promise<Moment | null>;
  /** The ID of the number's entry, whether or not it exists. */
  idOf(tel: string): Promise<string>;
  byId(id: string): Promise<DoNotCallEntry | null>;
  /** Newest first, with an act of this source. An invalid cursor finds nothing. */
  list(query: { source?: DoNotCallSource; cursor?: string; limit: number }): Promise<Page<DoNotCallEntry>>;
  /** Erases the number and all text; its keyed hash stays in force. False if there was nothing to erase. */
  forget(tel: string): Promise<boolean>;
  /** Open leads that are called at, or identified by, one of these numbers. */
  openLeads(tels: readonly string[]): Promise<readonly { readonly id: string; readonly tel?: string }[]>;
}
