/**
 * An index on the way: entered document by document, in the order of the records, a few at a time, with other writers in
 * between. Nobody but they knows of it: it is in no plan and on no list until it is complete.
 *
 * Of the documents that were there when it began, writers keep up those that the fill has passed; what lies ahead of it is
 * entered as the fill finds it. A document inserted since is entered by its writer, so the fill has a fixed end.
 *
 * As in MongoDB a writer is never refused for the sake of an index that is not there yet: a duplicate, or a document that
 * cannot be in the index, ends the build instead, whoever brings it.
 */
import type { Collection, Stored } from './collection.ts';
import { keysOf, type Index } from './index.ts';
import type { Document } from './language/values.ts';

/** Read at one go; in between the clock is looked at. The chunks of a scan, 16 + 32 + 64, fill it. */
const STEP_DOCUMENTS = 112;

export class IndexBuild {
  readonly index: Index;
  readonly collection: Collection;
  /** Settles when the index stands or has been given up; never rejects. */
  readonly ended: Promise<void>;
  readonly #settle: () => void;
  /** The fill has entered the records up to here, */
  #filledTo = 0;
  /** and will have entered all of its own at this one. */
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

  /** Enters the documents that are there, one step a turn. Throws what speaks against the index. */
  *fill(): Generator<undefined, void, undefined> {
    for (;;) {
      // Read anew at every step: what was read before a pause may have been changed in it.
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

  /** Returns whether the index took it. */
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

  /** Ends it, with or without an index; the first reason counts. Its entries are the catalogue's to keep or to clear. */
  end(failure: Error | null = null): void {
    this.#failure ??= failure;
    this.#settle();
  }
}
