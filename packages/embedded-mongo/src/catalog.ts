/**
 * The collections and indexes. Kept in memory, stored under number 0 of the key space, and changed inside the
 * same store jobs as the data, so a collection exists on disk exactly when its first document does.
 *
 * Dropping removes the name at once and clears the entries in batches. What a crash leaves behind is on a list and cleared
 * at the next start. An index being built is on the same list until it is complete.
 */
import { Collection } from './collection.ts';
import { ID_INDEX, listed, parseIndexSpec, type IndexSpec } from './index-spec.ts';
import { IndexBuild } from './index-build.ts';
import { openIndex, type Index, type IndexTraits } from './index.ts';
import { CATALOG, countKey, modelRange, numberPrefix, wholeRange } from './keys.ts';
import { toNumber, type Document } from './language/values.ts';
import type { Steps } from './modify.ts';
import { refusal, refuse } from './refuse.ts';
import type { Store } from './store.ts';
import { decodeDocument, encodeDocument } from './wire.ts';

/** Formats 1 and 2 are read as well; see keys.ts and compression.ts. */
const FORMAT = 3;
const OLDEST_FORMAT = 1;
const CLEAR_AT_ONCE = 5000;

const catalogKey = (kind: string, rest: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([numberPrefix(CATALOG), Buffer.from(kind), rest]);
const FORMAT_KEY = catalogKey('format');
const NUMBERS_KEY = catalogKey('numbers');
const collectionKey = (namespace: string): Buffer => catalogKey('c:', Buffer.from(namespace));
const dropKey = (number: number): Buffer => catalogKey('drop:', numberPrefix(number));

export class Catalog {
  readonly #store: Store;
  #collections = new Map<string, Collection>();
  /** Builds in progress, by the number of the index. They are on the list to clear, but must not be cleared yet. */
  readonly #builds = new Map<number, IndexBuild>();
  #lastNumber = CATALOG;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Reads the catalog from disk, at startup or after a commit that failed. */
  load(): void {
    // A build's progress is unknown now. Its first steps may be on disk; they are on the list to clear.
    for (const build of this.#builds.values()) this.#giveUp(build, refusal('OutOfDiskSpace', 'the disk is full'));
    const format = this.#format();
    if (format !== null && (format < OLDEST_FORMAT || format > FORMAT)) {
      throw new Error(`the folder holds format ${format}, this program reads formats up to ${FORMAT}`);
    }
    this.#lastNumber = this.#store.get(NUMBERS_KEY)?.readUInt32BE() ?? CATALOG;
    this.#collections = new Map();
    for (const { key, value } of this.#store.scan(range('c:'))) {
      const namespace = key.toString('utf8', 6);
      this.#collections.set(namespace, this.#read(namespace, value));
    }
  }

  #format(): number | null {
    return this.#store.get(FORMAT_KEY)?.readUInt32BE() ?? null;
  }

  /** Before the first write: an older program must not read what is written from now on. */
  async raiseFormat(): Promise<void> {
    const format = this.#format();
    if (format === null || format === FORMAT) return;
    await this.#store.write(() => this.#store.put(FORMAT_KEY, numberPrefix(FORMAT)));
  }

  /** Clears the entries of dropped collections and indexes. */
  async clearDropped(): Promise<void> {
    for (;;) {
      const isDone = await this.#store.write(() => this.#clearSome());
      if (isDone) return;
    }
  }

  hasDropped(): boolean {
    return !this.#store.scan(range('drop:')).next().done;
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** Collections sorted by name, of one database or of all. */
  list(database?: string): Collection[] {
    const all = [...this.#collections.values()];
    const some = database === undefined ? all : all.filter(({ namespace }) => namespace.startsWith(`${database}.`));
    return some.sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  findOrCreate(namespace: string): Collection {
    return this.find(namespace) ?? this.create(namespace);
  }

  create(namespace: string): Collection {
    checkNamespace(namespace);
    if (this.find(namespace)) refuse('NamespaceExists', `Collection ${namespace} already exists.`);
    this.#store.put(FORMAT_KEY, numberPrefix(FORMAT));
    const place = { namespace, number: this.#nextNumber(), indexes: [openIndex(this.#nextNumber(), ID_INDEX)] };
    const collection = new Collection(this.#store, place, (changed) => this.#save(changed));
    this.#collections.set(namespace, collection);
    this.#save(collection);
    return collection;
  }

  drop(collection: Collection): void {
    this.#collections.delete(collection.namespace);
    this.#store.remove(collectionKey(collection.namespace));
    this.#store.remove(countKey(collection.number));
    for (const { key } of [...this.#store.scan(modelRange(collection.number))]) this.#store.remove(key);
    this.#forget(collection.number);
    for (const index of collection.indexes) this.#forget(index.number);
    for (const build of collection.builds) this.abortBuild(build, 'collection dropped');
  }

  /**
   * Builds the index over the existing documents, in as many jobs as needed. Throws when a unique index finds duplicates, when
   * a document cannot be indexed, or when the build is aborted. Then the index never appears, and `clearDropped` removes its
   * entries.
   */
  *createIndex(collection: Collection, spec: IndexSpec): Steps<void> {
    const build = this.#begin(collection, this.openIndex(spec));
    try {
      yield* build.fill();
    } catch (error) {
      this.#giveUp(build, error as Error);
      throw error;
    }
    this.#complete(build);
  }

  /** A new, empty index that belongs to no collection yet. */
  openIndex(spec: IndexSpec): Index {
    return openIndex(this.#nextNumber(), spec);
  }

  /** Adds complete indexes to a collection. */
  addIndexes(collection: Collection, indexes: readonly Index[]): void {
    collection.setIndexes([...collection.indexes, ...indexes]);
    this.#save(collection);
  }

  abortBuild(build: IndexBuild, why: string): void {
    const { name } = build.index.spec;
    this.#giveUp(build, refusal('IndexBuildAborted', `Index build of ${name} aborted: ${why}`));
  }

  #begin(collection: Collection, index: Index): IndexBuild {
    const build = new IndexBuild(collection, index);
    this.#forget(index.number);
    this.#builds.set(index.number, build);
    collection.builds = [...collection.builds, build];
    return build;
  }

  #complete(build: IndexBuild): void {
    const { collection, index } = build;
    this.#leave(build);
    this.#store.remove(dropKey(index.number));
    this.addIndexes(collection, [index]);
    build.end();
  }

  #giveUp(build: IndexBuild, failure: Error): void {
    this.#leave(build);
    build.end(failure);
  }

  #leave(build: IndexBuild): void {
    this.#builds.delete(build.index.number);
    build.collection.builds = build.collection.builds.filter((other) => other !== build);
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.setIndexes(collection.indexes.filter((kept) => kept !== index));
    this.#save(collection);
    this.#forget(index.number);
  }

  #read(namespace: string, bytes: Buffer): Collection {
    try {
      return this.#restore(namespace, decodeDocument(bytes));
    } catch (error) {
      return this.#store.damaged(error);
    }
  }

  #restore(namespace: string, saved: Document): Collection {
    const indexes = (saved['indexes'] as Document[]).map((entry) => {
      const number = toNumber(entry['number']) ?? 0;
      return openIndex(number, parseIndexSpec(entry['spec']), entry['traits'] as IndexTraits);
    });
    const place = { namespace, number: toNumber(saved['number']) ?? 0, indexes };
    return new Collection(this.#store, place, (changed) => this.#save(changed));
  }

  #save({ namespace, number, indexes }: Collection): void {
    const saved = {
      number,
      indexes: indexes.map((index) => ({ number: index.number, spec: listed(index.spec), traits: index.traits })),
    };
    this.#store.put(collectionKey(namespace), encodeDocument(saved));
  }

  #nextNumber(): number {
    this.#lastNumber += 1;
    this.#store.put(NUMBERS_KEY, numberPrefix(this.#lastNumber));
    return this.#lastNumber;
  }

  #forget(number: number): void {
    this.#store.put(dropKey(number), Buffer.from([1]));
  }

  #clearSome(): boolean {
    let left = CLEAR_AT_ONCE;
    for (const { key: drop } of this.#store.scan(range('drop:'))) {
      const number = drop.readUInt32BE(drop.length - 4);
      if (this.#builds.has(number)) continue;
      for (const { key } of this.#store.scan(wholeRange(number))) {
        if (left-- <= 0) return false;
        this.#store.remove(key);
      }
      this.#store.remove(drop);
    }
    return true;
  }
}

function range(kind: string): { from: Buffer; to: Buffer } {
  return { from: catalogKey(kind), to: catalogKey(kind, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff])) };
}

const MAX_NAMESPACE_BYTES = 255;

export function checkDatabaseName(database: string): void {
  if (database === '' || Buffer.byteLength(database) > 63 || /[\0/\\. "$]/.test(database)) {
    refuse('InvalidNamespace', `Invalid database name: '${database}'`);
  }
}

export function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const name = namespace.slice(dot + 1);
  checkDatabaseName(namespace.slice(0, dot));
  const isBad = name === '' || name.startsWith('.') || name.endsWith('.') || /[\0$]/.test(name);
  if (isBad || Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES) {
    refuse('InvalidNamespace', `Invalid collection name: ${name}`);
  }
  if (name.startsWith('system.')) {
    refuse('InvalidNamespace', `Invalid system namespace: ${namespace}`);
  }
}
