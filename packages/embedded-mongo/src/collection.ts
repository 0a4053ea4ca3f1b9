/**
 * One collection: its documents and indexes, kept in step. Each write runs in one store job: it computes all index keys and
 * checks the unique ones before it writes anything, so a refused write leaves no trace.
 */
import type { DocumentKeys, Index, IndexEntry } from './index.ts';
import { keysOf } from './index.ts';
import { packed, SMALLEST_WITH_MODEL, unpacked, type Model } from './compression.ts';
import { HotDocuments } from './hot-documents.ts';
import type { IndexBuild } from './index-build.ts';
import { duplicateKey } from './duplicate-key.ts';
import {
  countKey,
  documentKey,
  modelKey,
  modelRange,
  readRecord,
  recordBytes,
  recordOf,
  recordValue,
  wholeRange,
} from './keys.ts';
import type { Document } from './language/values.ts';
import { LARGEST_SAMPLED, modelOf, SAMPLED } from './models.ts';
import { refuse } from './refuse.ts';
import type { Store } from './store.ts';
import { Stored } from './stored.ts';
import { encodeDocument, MAX_DOCUMENT_BYTES } from './wire.ts';

export { Stored };

/** The effect on one index when a document is inserted, changed or removed. */
export interface IndexChange {
  readonly index: Index;
  readonly before: DocumentKeys | null;
  readonly after: DocumentKeys | null;
}

export interface DocumentChange {
  readonly before: Document;
  readonly after: Document;
  readonly bytes: Buffer;
  readonly indexes: readonly Index[];
}

export class Collection {
  readonly namespace: string;
  /** Number of the documents' part of the key space. */
  readonly number: number;
  /** The indexes that writers maintain. The _id index is always first. */
  indexes: readonly Index[];
  /** The indexes whose keys are all on disk. */
  #committedIndexes: readonly Index[];
  /** Indexes being built, which writers maintain too. */
  builds: readonly IndexBuild[] = [];
  readonly #store: Store;
  readonly #onTraits: (collection: Collection) => void;
  #lastRecord: number | null = null;
  /** By id; the last is the newest. */
  #models: ReadonlyMap<number, Model> | null = null;
  #newestModel: Model | null = null;
  readonly #hot = new HotDocuments();
  readonly #unpack = (value: Buffer) => unpacked(value, (id) => this.#modelsById().get(id));

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

  /** The indexes a plan may read. A new index is invisible to readers until its commit. */
  get usableIndexes(): readonly Index[] {
    return this.#store.isWriting ? this.indexes : this.#committedIndexes;
  }

  setIndexes(indexes: readonly Index[]): void {
    this.indexes = indexes;
    this.#store.afterCommit(() => (this.#committedIndexes = indexes));
  }

  /** The number of documents, stored with them and therefore consistent with them. */
  get count(): number {
    const bytes = this.#store.get(countKey(this.number));
    return bytes ? readRecord(bytes) : 0;
  }

  #setCount(count: number): void {
    this.#store.put(countKey(this.number), recordBytes(count));
  }

  fetch(record: number): Stored | undefined {
    const value = this.#store.get(documentKey(this.number, record));
    return value && new Stored(this.#store, this.#unpack, record, this.#hot.plain(record, value) ?? value);
  }

  *scan(reverse = false): Generator<Stored, void, undefined> {
    for (const { key, value } of this.#store.scan({ ...wholeRange(this.number), reverse })) {
      yield new Stored(this.#store, this.#unpack, readRecord(key), value);
    }
  }

  /** The documents from record `first` to `last`, both included, in record order. */
  *scanRecords(first: number, last: number): Generator<Stored, void, undefined> {
    const range = { from: documentKey(this.number, first), to: documentKey(this.number, last + 1) };
    for (const { key, value } of this.#store.scan(range)) {
      yield new Stored(this.#store, this.#unpack, readRecord(key), value);
    }
  }

  /** The highest record number so far. */
  get lastRecord(): number {
    this.#lastRecord ??= this.#findLastRecord();
    return this.#lastRecord;
  }

  /** `given`: the document's bytes, where they are known. */
  insert(document: Document, given?: Buffer): Stored {
    const bytes = given ?? encoded(document);
    assertSize(bytes);
    const record = this.lastRecord + 1;
    const changes = this.indexes.map((index) => ({ index, before: null, after: keysOf(index, document, record) }));
    for (const change of changes) this.checkUnique(change, record);
    this.#lastRecord = record;
    this.#setCount(this.count + 1);
    this.#writeIndexes(changes, record);
    for (const build of this.builds) build.keepUp({ record }, null, document);
    this.#put(record, bytes);
    if (record % LEARN_EVERY === 0) this.#learn(record);
    return new Stored(this.#store, this.#unpack, record, bytes);
  }

  replace(stored: Stored, next: Document): Stored {
    const { record, document: old } = stored;
    const changed = this.change(stored, { before: old, after: next, bytes: encoded(next), indexes: this.indexes });
    // Last, because a refused write must leave no trace in a build either.
    for (const build of this.builds) build.keepUp({ record }, old, next);
    return changed;
  }

  /**
   * Stores a changed document. `before` and `after` have at least the fields that `indexes` read; `indexes` are all whose keys
   * may change.
   */
  change({ record }: Stored, { before, after, bytes, indexes }: DocumentChange): Stored {
    assertSize(bytes);
    const changes = indexes.map((index) => ({
      index,
      before: keysOf(index, before, record),
      after: keysOf(index, after, record),
    }));
    for (const change of changes) this.checkUnique(change, record);
    this.#writeIndexes(changes, record);
    this.#put(record, bytes);
    return new Stored(this.#store, this.#unpack, record, bytes);
  }

  remove({ record, document }: Stored): void {
    const changes = this.indexes.map((index) => ({ index, before: keysOf(index, document, record), after: null }));
    this.#writeIndexes(changes, record);
    for (const build of this.builds) build.keepUp({ record }, document, null);
    this.#setCount(this.count - 1);
    this.#hot.forget(record);
    this.#store.remove(documentKey(this.number, record));
  }

  /** Throws 11000 when the index is unique and another document has one of the keys. */
  checkUnique({ index, after }: IndexChange, record: number): void {
    if (!index.spec.unique || !after) return;
    for (const { key, values } of after.entries) {
      const holder = this.#store.get(key);
      if (holder && recordOf(key, holder) !== record) throw duplicateKey(this.namespace, index, values);
    }
  }

  /** Brings the index's entries and traits up to date. Returns whether the traits have changed. */
  enter({ index, before, after }: IndexChange, record: number): boolean {
    const value = recordValue(record, index.spec.unique);
    for (const { key } of notIn(before, after)) this.#store.remove(key);
    if (!after) return false;
    for (const { key } of notIn(after, before)) this.#store.put(key, value);
    if (after.traits === index.traits) return false;
    index.traits = after.traits;
    return true;
  }

  #writeIndexes(changes: readonly IndexChange[], record: number): void {
    let traitsChanged = false;
    for (const change of changes) if (this.enter(change, record)) traitsChanged = true;
    if (traitsChanged) this.#onTraits(this);
  }

  #put(record: number, bytes: Buffer): void {
    this.#modelsById();
    const value = packed(bytes, this.#newestModel);
    this.#store.put(documentKey(this.number, record), value);
    if (value === bytes) this.#hot.forget(record);
    else this.#hot.remember(record, value, bytes);
  }

  #modelsById(): ReadonlyMap<number, Model> {
    if (!this.#models) {
      const found = [...this.#store.scan(modelRange(this.number))].map(({ key, value }) => {
        const model: Model = { id: key.at(-1) ?? 0, bytes: value };
        return [model.id, model] as const;
      });
      this.#setModels(new Map(found));
    }
    return this.#models ?? new Map();
  }

  #setModels(models: ReadonlyMap<number, Model>): void {
    this.#models = models;
    this.#newestModel = [...models.values()].at(-1) ?? null;
  }

  /**
   * Makes a model, at first and whenever the collection has grown tenfold: the id is the number of digits of the record. Made
   * of documents from the middle, because the latest may still grow. It is used from its commit on.
   */
  #learn(record: number): void {
    const id = String(record).length;
    const models = this.#modelsById();
    if (models.has(id)) return;
    const middle = Math.floor(record / 2);
    const sample: Document[] = [];
    for (const stored of this.scanRecords(Math.max(1, middle - SAMPLED + 1), middle)) {
      const { length } = stored.bytes;
      if (length >= SMALLEST_WITH_MODEL && length <= LARGEST_SAMPLED) sample.push(stored.document);
    }
    const bytes = modelOf(sample);
    if (!bytes) return;
    this.#store.put(modelKey(this.number, id), bytes);
    this.#store.afterCommit(() => this.#setModels(new Map([...models, [id, { id, bytes }]])));
  }

  #findLastRecord(): number {
    for (const { key } of this.#store.scan({ ...wholeRange(this.number), reverse: true })) return readRecord(key);
    return 0;
  }
}

/** A collection may learn a model at every such record. */
const LEARN_EVERY = 100;

/** Up to this many, comparing all pairs is cheaper than a set. */
const FEW_KEYS = 8;

/** The entries of the first that the second lacks. */
function notIn(these: DocumentKeys | null, others: DocumentKeys | null): readonly IndexEntry[] {
  if (!these || !others) return these?.entries ?? [];
  if (these.entries.length <= FEW_KEYS) {
    return these.entries.filter(({ key }) => !others.entries.some((other) => key.equals(other.key)));
  }
  const known = new Set(others.entries.map(({ key }) => key.toString('latin1')));
  return these.entries.filter(({ key }) => !known.has(key.toString('latin1')));
}

function encoded(document: Document): Buffer {
  const { buffer, byteOffset, byteLength } = encodeDocument(document);
  return Buffer.from(buffer, byteOffset, byteLength);
}

function assertSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    refuse(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT_BYTES}`,
    );
  }
}
