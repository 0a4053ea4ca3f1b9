/** createIndexes, dropIndexes, listIndexes. */
import { checkNamespace, type Catalog } from '../catalog.ts';
import type { IndexBuild } from '../index-build.ts';
import { describe } from '../language/describe.ts';
import { isDocument, type Document } from '../language/values.ts';
import { existsAlready, listed, parseIndexSpec, type IndexSpec } from '../index-spec.ts';
import { inJobs, type Steps } from '../modify.ts';
import { isHinted } from '../planner.ts';
import { refuse } from '../refuse.ts';
import { checkCommand, checkFields, collectionName, countOption, objectOption } from './options.ts';
import type { Call, Command } from './run.ts';

const MAX_INDEXES = 64;
const DROPPED = 'the index was dropped';

async function createIndexes(command: Document, { engine, database, name, operation }: Call): Promise<Document> {
  checkCommand(command, name, { indexes: 'array', commitQuorum: 'any', ignoreUnknownIndexOptions: 'bool' });
  const namespace = `${database}.${collectionName(command, name)}`;
  checkNamespace(namespace);
  const given: unknown = command['indexes'];
  if (!Array.isArray(given) || given.length === 0)
    return refuse('BadValue', 'Must specify at least one index to create');
  const specs = given.map(parseIndexSpec);
  const { catalog, store } = engine;
  const seen: Seen = { isNew: false, before: null };
  try {
    for (;;) {
      const other = await inJobs(store, buildMissing(catalog, namespace, specs, seen), operation);
      if (!other) break;
      // Another command is building the same index; check its outcome when it has ended.
      await other.ended;
    }
  } catch (error) {
    await catalog.clearDropped();
    throw error;
  }
  const before = seen.before ?? 0;
  const after = catalog.find(namespace)?.indexes.length ?? before;
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: seen.isNew,
    ...(before === after ? { note: 'all indexes already exist' } : {}),
    ok: 1,
  };
}

/** The state before the command, for the reply. */
interface Seen {
  isNew: boolean;
  before: number | null;
}

/** Builds the missing indexes. Returns early, with the build to wait for, when another command is building one of them. */
function* buildMissing(
  catalog: Catalog,
  namespace: string,
  specs: readonly IndexSpec[],
  seen: Seen,
): Steps<IndexBuild | null> {
  seen.isNew ||= catalog.find(namespace) === undefined;
  const collection = catalog.findOrCreate(namespace);
  seen.before ??= collection.indexes.length;
  for (const spec of specs) {
    const present = collection.indexes.map((index) => index.spec);
    if (existsAlready(present, spec)) continue;
    const same = collection.builds.find((build) => existsAlready([build.index.spec], spec));
    if (same) return same;
    if (collection.indexes.length + collection.builds.length >= MAX_INDEXES) {
      refuse('CannotCreateIndex', `add index fails, too many indexes for ${namespace} key:${describe(spec.key)}`);
    }
    yield* catalog.createIndex(collection, spec);
  }
  return null;
}

async function dropIndexes(command: Document, { engine, database, name }: Call): Promise<Document> {
  checkCommand(command, name, { index: 'any' });
  const namespace = `${database}.${collectionName(command, name)}`;
  const wanted: unknown = command['index'];
  const { catalog } = engine;
  const reply = await engine.store.write(() => {
    const collection = catalog.find(namespace) ?? refuse('NamespaceNotFound', `ns not found ${namespace}`);
    const before = collection.indexes.length;
    const [, ...others] = collection.indexes;
    if (wanted === '*') {
      for (const build of collection.builds) catalog.abortBuild(build, DROPPED);
      for (const index of others) catalog.dropIndex(collection, index);
      return { nIndexesWas: before, msg: 'non-_id indexes dropped for collection', ok: 1 };
    }
    const aborted: IndexBuild[] = [];
    const names = Array.isArray(wanted) ? (wanted as unknown[]) : [wanted];
    const dropped = names.flatMap((one) => {
      if (typeof one !== 'string' && !isDocument(one)) {
        return refuse(
          'TypeMismatch',
          "BSON field 'dropIndexes.index' is the wrong type, expected string, object or array",
        );
      }
      const index = collection.indexes.find((candidate) => isHinted(candidate, one));
      if (index === collection.indexes[0]) refuse('InvalidOptions', 'cannot drop _id index');
      const build = collection.builds.find(({ index: unbuilt }) => isHinted(unbuilt, one));
      if (!index && build) {
        aborted.push(build);
        return [];
      }
      const missing =
        typeof one === 'string' ? `index not found with name [${one}]` : `can't find index with key: ${describe(one)}`;
      return index ?? refuse('IndexNotFound', missing);
    });
    for (const index of dropped) catalog.dropIndex(collection, index);
    for (const build of aborted) catalog.abortBuild(build, DROPPED);
    return { nIndexesWas: before, ok: 1 };
  });
  await catalog.clearDropped();
  return reply;
}

function listIndexes(command: Document, call: Call): Promise<Document> {
  const { engine, database, name } = call;
  checkCommand(command, name, { cursor: 'object' });
  const cursor = objectOption(command, 'cursor') ?? {};
  checkFields(cursor, 'listIndexes.cursor', { batchSize: 'number' });
  const namespace = `${database}.${collectionName(command, name)}`;
  const collection = engine.catalog.find(namespace) ?? refuse('NamespaceNotFound', `ns does not exist: ${namespace}`);
  const results = collection.indexes.map((index) => listed(index.spec)).values();
  return engine.cursors.first(call, namespace, results, { documents: countOption(cursor, 'batchSize', Infinity) });
}

export const INDEX_COMMANDS: Readonly<Record<string, Command>> = {
  createIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
  listIndexes,
};
