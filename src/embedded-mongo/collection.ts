/**
 * One collection: its documents, and its indexes kept equal to them. Everything that writes runs inside one store job,
 * computes all index keys and checks all unique ones first, and only then writes, so a refused write leaves no trace.
 */
import type { DocumentKeys, Index, IndexEntry } from './index.ts';
import { keysOf } from './index.ts';
import { duplicateKey } from './duplicate-key.ts';
import { countKey, documentKey, readRecord, recordBytes, wholeRange } from './keys.ts';
import type { Document } from './language/values.ts';
import { refuse } from './refuse.ts';
import type { Store } from './store.ts';
import { decodeDocument, encodeDocument, MAX_DOCUMENT_BYTES } from './wire.ts';

export interface Stored {
  readonly record: number;
  readonly document: Document;
  /** The document as it is stored. */
  readonly bytes: Uint8Array;
}

export class Collection {
  readonly namespace: string;
  /** Number of the documents' part of the key space. */
  readonly number: number;
  /** What writers keep up to date. The _id index is always the first. */
  indexes: readonly Index[];
  /** Those of them that are on disk with all their keys. */
  #committedIndexes: readonly Index[];
  readonly #store: Store;
  readonly #onTraits: (collection: Collection) => void;
  #lastRecord: number | null = null;

  constructor(
    store: Store,
    place: { namespace: string; number: number; indexes: readonly Index[] },
    onTraits: (collection: Collection) => void,
  ) {
    this.#store = store;
    this.namespace = place.namespace;
    this.number = place.number;
    this.indexes = place.indexes;
    this.#committedIndexes = place.indexes;
    this.#onTraits = onTraits;
  }

  get store(): Store {
    return this.#store;
  }

  /** What a plan may read: an index that is being built is of no use to readers before its commit. */
  get usableIndexes(): readonly Index[] {
    return this.#store.isWriting ? this.indexes : this.#committedIndexes;
  }

  setIndexes(indexes: readonly Index[]): void {
    this.indexes = indexes;
    this.#store.afterCommit(() => (this.#committedIndexes = indexes));
  }

  /** How many documents there are; stored with them, so it is as old or new as what is read beside it. */
  get count(): number {
    const bytes = this.#store.get(countKey(this.number));
    return bytes ? readRecord(bytes) : 0;
  }

  #setCount(count: number): void {
    this.#store.put(countKey(this.number), recordBytes(count));
  }

  fetch(record: number): Stored | undefined {
    const bytes = this.#store.get(documentKey(this.number, record));
    return bytes && { record, document: decodeDocument(bytes), bytes };
  }

  *scan(reverse = false): Generator<Stored, void, undefined> {
    for (const { key, value } of this.#store.scan({ ...wholeRange(this.number), reverse })) {
      yield { record: readRecord(key), document: decodeDocument(value), bytes: value };
    }
  }

  insert(document: Document): void {
    const bytes = encoded(document);
    const record = this.#nextRecord();
    const changes = this.indexes.map((index) => ({ index, before: null, after: keysOf(index, document, record) }));
    for (const { index, after } of changes) this.#checkUnique(index, after, record);
    this.#setCount(this.count + 1);
    this.#writeIndexes(changes, record);
    this.#store.put(documentKey(this.number, record), bytes);
  }

  /** Returns how many index keys were put in and taken out. */
  replace({ record, document: old }: Pick<Stored, 'record' | 'document'>, next: Document): void {
    const bytes = encoded(next);
    const changes = this.indexes.map((index) => ({
      index,
      before: keysOf(index, old, record),
      after: keysOf(index, next, record),
    }));
    for (const { index, after } of changes) this.#checkUnique(index, after, record);
    this.#writeIndexes(changes, record);
    this.#store.put(documentKey(this.number, record), bytes);
  }

  remove({ record, document }: Stored): void {
    for (const index of this.indexes) {
      for (const { key } of keysOf(index, document, record).entries.values()) this.#store.remove(key);
    }
    this.#setCount(this.count - 1);
    this.#store.remove(documentKey(this.number, record));
  }

  /** Puts one document into a new index. Throws 11000 when the index is unique and somebody else has the key. */
  enterIndex(index: Index, { record, document }: Stored): void {
    const after = keysOf(index, document, record);
    this.#checkUnique(index, after, record);
    const value = recordBytes(record);
    for (const { key } of after.entries.values()) this.#store.put(key, value);
    index.traits = after.traits;
  }

  #checkUnique(index: Index, keys: DocumentKeys, record: number): void {
    if (!index.spec.unique) return;
    for (const { key, values } of keys.entries.values()) {
      const holder = this.#store.get(key);
      if (holder && readRecord(holder) !== record) throw duplicateKey(this.namespace, index, values);
    }
  }

  #writeIndexes(
    changes: readonly { index: Index; before: DocumentKeys | null; after: DocumentKeys }[],
    record: number,
  ): void {
    const value = recordBytes(record);
    let traitsChanged = false;
    for (const { index, before, after } of changes) {
      const old: ReadonlyMap<string, IndexEntry> | undefined = before?.entries;
      if (old) for (const [name, { key }] of old) if (!after.entries.has(name)) this.#store.remove(key);
      for (const [name, { key }] of after.entries) if (!old?.has(name)) this.#store.put(key, value);
      if (after.traits !== index.traits) {
        index.traits = after.traits;
        traitsChanged = true;
      }
    }
    if (traitsChanged) this.#onTraits(this);
  }

  #nextRecord(): number {
    this.#lastRecord ??= this.#findLastRecord();
    this.#lastRecord += 1;
    return this.#lastRecord;
  }

  #findLastRecord(): number {
    for (const { key } of this.#store.scan({ ...wholeRange(this.number), reverse: true })) return readRecord(key);
    return 0;
  }
}

function encoded(document: Document): Uint8Array {
  const bytes = encodeDocument(document);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    refuse(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT_BYTES}`,
    );
  }
  return bytes;
}
