/** The national do-not-call registry: the version in force, and lists that are being read. */
import type { Registry, RegistryArea, RegistryStatus } from '../core/law/registry.ts';
import type { Moment } from '../core/vocabulary/time.ts';

/** Lists that are being read: nothing of them is in force until they're published. */
export interface RegistryDraft {
  /**
   * Adds or removes a number. False if the draft changes the lists in force and there is none for this area code. Answers
   * at once, because files have tens of millions of numbers.
   */
  readonly put: (areaCode: number, number: number, isListed: boolean) => boolean;
  /** Stores the lists for every node. Nothing reads them yet. */
  readonly store: (asOf: Moment) => Promise<readonly RegistryArea[]>;
  /** Deletes what only the draft needed. */
  readonly discard: () => Promise<void>;
}

export interface RegistryStore {
  /** From memory and one read of a local file, in microseconds. Never from the database. */
  statusOf(tel: string, now: Moment): RegistryStatus;
  /** The version that `statusOf` answers by; the one before while a new one is being loaded. */
  loaded(): Registry;
  /** The version in force, from the database. */
  inForce(): Promise<Registry>;
  /** Of one import. `base` must be in force; null for full lists, which start empty. */
  draft(id: string, base: Registry | null): Promise<RegistryDraft>;
  /**
   * Puts a registry in force in place of `replaced`, and tells the other nodes. `stale` if another one is in force by now.
   * Lists that are in force no more are deleted.
   */
  publish(registry: Registry, replaced: Registry): Promise<'done' | 'stale'>;
  /** Deletes lists that were stored and not published. */
  remove(lists: readonly RegistryArea[]): Promise<void>;
  /** Resolves once this node uses the version in force; false when it can't be loaded now. */
  refresh(): Promise<boolean>;
}
