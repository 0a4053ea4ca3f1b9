/**
 * An index being built: documents are added in record order, a few at a time, with other writers in between. Only writers
 * know about it; it is in no plan and on no list until it is complete.
 *
 * Writers maintain the records that the fill has passed; records ahead of it are added when the fill reaches them. Documents
 * inserted after the start are added by their writer, so the fill has a fixed end.
 *
 * As in MongoDB, a writer is never refused because of an unfinished index: a duplicate, or a document that cannot be
 * indexed, fails the build instead.
 */
import type { Collection, Stored } from './collection.ts';
import { keysOf, type Index } from './index.ts';
import type { Document } from './language/values.ts';

/** Documents per step; the clock is checked in between. Equals the first chunks of a scan, 16 + 32 + 64. */
const STEP_DOCUMENTS = 112;

export class IndexBuild {
  readonly index: Index;
  readonly collection: Collection;
  /** Resolves when the build has succeeded or failed; never rejects. */
  readonly ended: Promise<void>;
  readonly #settle: () => void;
  /** The fill has added the records up to this one. */
  #filledTo = 0;
  /** The last record that the fill has to add. */
  readonly #fillsTo: number;
  #failure: Error | null = null;

  constructor(collection: Collection, index: Index) {
    this.collection = collection;
    this.index = index;
    this.#fillsTo = collection.lastRecord;
    let settle = (): void => undefined;
    this.ended = new Promise((resolve) => (settle = resolve));
    this.#settle = settle;
  }

  /** Adds the existing documents, one step per turn. Throws the reason if the index cannot be built. */
  *fill(): Generator<undefined, void, undefined> {
    for (;;) {
      // Each step reads again: documents may have changed during the pause.
      const isFilled = this.#fillSome();
      if (this.#failure !== null) throw this.#failure;
      if (isFilled) return;
      yield;
    }
  }

  #fillSome(): boolean {
    if (this.#failure !== null) return true;
    let left = STEP_DOCUMENTS;
    for (const { record, document } of this.collection.scanRecords(this.#filledTo + 1, this.#fillsTo)) {
      if (!this.#change(record, null, document)) return false;
      this.#filledTo = record;
      left -= 1;
      if (left === 0) return false;
    }
    this.#filledTo = this.#fillsTo;
    return true;
  }

  /** For writers: the document as it was and as it will be, null where there is none. Never throws. */
  keepUp({ record }: Pick<Stored, 'record'>, before: Document | null, after: Document | null): void {
    const isAhead = record > this.#filledTo && record <= this.#fillsTo;
    if (!isAhead && this.#failure === null) this.#change(record, before, after);
  }

  /** Returns false if the build has failed. */
  #change(record: number, before: Document | null, after: Document | null): boolean {
    const { index, collection } = this;
    try {
      const change = {
        index,
        before: before && keysOf(index, before, record),
        after: after && keysOf(index, after, record),
      };
      collection.checkUnique(change, record);
      collection.enter(change, record);
      return true;
    } catch (error) {
      this.#failure = error as Error;
      return false;
    }
  }

  /** Ends the build; the first failure counts. The catalog keeps or clears its entries. */
  end(failure: Error | null = null): void {
    this.#failure ??= failure;
    this.#settle();
  }
}
