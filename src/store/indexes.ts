/**
 * Compares the indexes that the schemas declare with the existing ones: name, key, unique, partial filter and
 * expiration. The laws depend on the unique ones and performance on the others, so every start checks.
 *
 * - missing   built
 * - changed   rebuilt, unless unique: at worst it is slow during that time. Other nodes rely on a unique one right now,
 *             so the start fails and says what to do.
 * - surplus   kept and logged: a newer program, a migration or a person may need it
 */
import type { Connection, Model, mongo } from 'mongoose';
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Log } from '../ports/basics.ts';
import { runGuarded, runGuardedBuild } from './plain.ts';

/** The properties that define an index. */
interface IndexShape {
  readonly name: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial?: unknown;
  readonly expireAfterSeconds?: number;
}

export interface IndexDifferences {
  readonly missing: readonly IndexShape[];
  readonly changed: readonly { readonly declared: IndexShape; readonly present: IndexShape }[];
  readonly surplus: readonly IndexShape[];
}

const INDEX_GONE = 27;
const DUPLICATE_KEY = 11_000;

/**
 * Makes the indexes match the schemas of this connection's models; throws an error that says what to do when that isn't
 * safe. They are built over `builder`, a connection from `connectToBuild`, because large collections take time.
 */
export async function ensureIndexes(connection: Connection, builder: Connection, log: Log): Promise<void> {
  const existing = await collectionNames(connection);
  for (const model of Object.values(connection.models)) {
    const collection = model.collection.name;
    if (!existing.has(collection)) {
      await create(model, builder, log);
      continue;
    }
    const { missing, changed, surplus } = await indexDifferences(model);
    const locked = changed.find(({ declared, present }) => declared.unique || present.unique);
    if (locked) throw new PlainError(remedy(collection, locked.declared, locked.present));
    for (const { declared, present } of changed) {
      await drop(builder, collection, present.name);
      log.warn({ collection, index: declared.name, was: present, is: declared }, 'rebuilt an index that had changed');
    }
    for (const shape of [...missing, ...changed.map(({ declared }) => declared)])
      await build(builder, collection, [shape]);
    if (missing.length > 0) log.info({ collection, indexes: missing.map(({ name }) => name) }, 'indexes built');
    for (const { name, key, unique } of surplus) {
      log.warn(
        { collection, index: name, key, unique },
        'found an index that this version doesn’t declare; leaving it in place',
      );
    }
  }
}

/** A collection that doesn't exist is empty, so one command creates it with all its indexes. */
async function create(model: Connection['models'][string], builder: Connection, log: Log): Promise<void> {
  const declared = declaredBy(model);
  const collection = model.collection.name;
  if (declared.length === 0) {
    await runGuarded(() => model.createCollection());
    return;
  }
  await build(builder, collection, declared);
  log.info({ collection, indexes: declared.map(({ name }) => name) }, 'indexes built');
}

async function collectionNames(connection: Connection): Promise<ReadonlySet<string>> {
  const listed = await runGuarded(() => connection.listCollections());
  return new Set(listed.map(({ name }) => name));
}

export async function indexDifferences(model: Model<never> | Connection['models'][string]): Promise<IndexDifferences> {
  const declared = declaredBy(model);
  const listed = await runGuarded(() => model.collection.listIndexes().toArray());
  const present = listed.map(shapeOf).filter(({ name }) => name !== '_id_');
  const left = new Set(present);
  const missing: IndexShape[] = [];
  const changed: IndexDifferences['changed'][number][] = [];
  for (const wanted of declared) {
    // Same name, or same keys under another name: the database allows no two of either.
    const found =
      present.find(({ name }) => name === wanted.name) ??
      [...left].find((other) => identity(other) === identity(wanted));
    if (!found) missing.push(wanted);
    else if (text(found) !== text(wanted)) changed.push({ declared: wanted, present: found });
    if (found) left.delete(found);
  }
  return { missing, changed, surplus: [...left] };
}

function declaredBy(model: Model<never> | Connection['models'][string]): readonly IndexShape[] {
  return model.schema.indexes().map(([key, options]) => shapeOf({ ...options, key }));
}

function shapeOf(given: object): IndexShape {
  const index = given as Record<string, unknown> & { key: Readonly<Record<string, unknown>> };
  const expireAfterSeconds = index['expireAfterSeconds'];
  return {
    name: typeof index['name'] === 'string' ? index['name'] : nameOf(index.key),
    key: index.key,
    unique: index['unique'] === true,
    sparse: index['sparse'] === true,
    ...(index['partialFilterExpression'] !== undefined && { partial: index['partialFilterExpression'] }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds: Number(expireAfterSeconds) }),
  };
}

/** The driver's default name for an index. */
function nameOf(key: Readonly<Record<string, unknown>>): string {
  return Object.entries(key)
    .map(([field, direction]) => `${field}_${String(direction)}`)
    .join('_');
}

/** Field order matters in a key; in a filter we keep our own order. */
function text(shape: IndexShape): string {
  return JSON.stringify(shape);
}

function identity({ key, partial }: IndexShape): string {
  return JSON.stringify([key, partial ?? null]);
}

async function drop(builder: Connection, collection: string, name: string): Promise<void> {
  try {
    await runGuardedBuild(() => builder.collection(collection).dropIndex(name));
  } catch (error) {
    // Another node starting now did it first.
    if ((error as { code?: unknown }).code !== INDEX_GONE) throw error;
  }
}

async function build(builder: Connection, collection: string, shapes: readonly IndexShape[]): Promise<void> {
  try {
    await runGuardedBuild(() => builder.collection(collection).createIndexes(shapes.map(descriptionOf)));
  } catch (error) {
    const [shape] = shapes;
    // Only an existing collection has documents, and there indexes are built one by one.
    if (!shape || (error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
    throw new PlainError(
      `The unique index ${shape.name} of ${collection} cannot be built: documents share the same ` +
        `${Object.keys(shape.key).join(', ')}. Find and fix them, then start again.`,
      { cause: error },
    );
  }
}

function descriptionOf({ name, key, unique, sparse, partial, expireAfterSeconds }: IndexShape): mongo.IndexDescription {
  return {
    name,
    key: key as Record<string, 1 | -1>,
    ...(unique && { unique }),
    ...(sparse && { sparse }),
    ...(partial !== undefined && { partialFilterExpression: partial as object }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
  };
}

function remedy(collection: string, declared: IndexShape, present: IndexShape): string {
  return (
    `The index ${present.name} of ${collection} is ${text(present)}, but this version needs ${text(declared)}. ` +
    'It enforces uniqueness, so it can’t be changed while other nodes may be running: stop every node, drop it ' +
    `(db.${collection}.dropIndex('${present.name}')), and start again to rebuild it.`
  );
}
