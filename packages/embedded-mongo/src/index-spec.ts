/**
 * Index specifications: the options that are supported. Text, geo, hashed, wildcard and hidden indexes and collations are
 * refused, and so is a partial filter with an operator that MongoDB does not allow there.
 */
import type { Direction } from './language/key.ts';
import { compileFilter } from './language/matcher.ts';
import { identical } from './language/compare.ts';
import { describe } from './language/describe.ts';
import { bsonType, isDocument, toFlag, toNumber, type Document } from './language/values.ts';
import { refuse } from './refuse.ts';

export interface IndexSpec {
  readonly name: string;
  /** As given; its field order and directions define the index. */
  readonly key: Document;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression?: Document;
  readonly expireAfterSeconds?: number;
}

export const ID_INDEX: IndexSpec = { name: '_id_', key: { _id: 1 }, unique: true, sparse: false };

const KNOWN_OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'partialFilterExpression',
  'expireAfterSeconds',
]);
const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']);
const MAX_FIELDS = 32;
const MAX_EXPIRE_SECONDS = 2_147_483_647;

export function directionsOf(key: Document): Direction[] {
  return Object.values(key).map((value) => ((toNumber(value) ?? 1) < 0 ? -1 : 1));
}

export function parseIndexSpec(given: unknown): IndexSpec {
  if (!isDocument(given)) {
    return refuse('TypeMismatch', `BSON field 'createIndexes.indexes' must be objects, found ${bsonType(given)}`);
  }
  for (const option of Object.keys(given)) {
    if (KNOWN_OPTIONS.has(option)) continue;
    refuse('CannotCreateIndex', `The embedded database does not support the index option '${option}'`);
  }
  const key: unknown = given['key'];
  if (!isDocument(key))
    return refuse('FailedToParse', "The 'key' field is a required property of an index specification");
  checkKey(key);
  const name: unknown = given['name'];
  if (name === undefined) {
    refuse('FailedToParse', "The 'name' field is a required property of an index specification");
  }
  if (typeof name !== 'string') {
    return refuse('TypeMismatch', `The field 'name' must be a string, but got ${bsonType(name)}`);
  }
  if (name === '') refuse('CannotCreateIndex', 'index name cannot be empty');
  const version = given['v'] === undefined ? 2 : toNumber(given['v']);
  if (version !== 2) refuse('CannotCreateIndex', `Invalid index specification: only version 2 indexes are built here`);
  const unique = flag(given, 'unique');
  const sparse = flag(given, 'sparse');
  const partial = partialFilter(given, sparse);
  const expire = expireAfter(given, key);
  if (Object.keys(key).join() === '_id') return idIndex(key, given);
  return {
    name,
    key,
    unique,
    sparse,
    ...(partial === undefined ? {} : { partialFilterExpression: partial }),
    ...(expire === undefined ? {} : { expireAfterSeconds: expire }),
  };
}

function idIndex(key: Document, given: Document): IndexSpec {
  if (toNumber(key['_id']) !== 1) refuse('BadValue', "The field 'key' for an _id index must be {_id: 1}");
  for (const option of ['sparse', 'partialFilterExpression', 'expireAfterSeconds']) {
    if (given[option] === undefined) continue;
    refuse('CannotCreateIndex', `The field '${option}' is not valid for an _id index specification`);
  }
  return ID_INDEX;
}

function checkKey(key: Document): void {
  const fields = Object.entries(key);
  if (fields.length === 0) refuse('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (fields.length > MAX_FIELDS)
    refuse('CannotCreateIndex', `Index key pattern cannot have more than ${MAX_FIELDS} fields`);
  for (const [path, value] of fields) {
    const direction = toNumber(value);
    if (direction === undefined) {
      refuse(
        'CannotCreateIndex',
        `The embedded database does not support the index type ${describe(value)} of '${path}'`,
      );
    }
    if (direction === 0 || Number.isNaN(direction)) {
      refuse('CannotCreateIndex', 'Values in the index key pattern cannot be 0.');
    }
    if (path === '' || path.split('.').includes('')) {
      refuse('CannotCreateIndex', 'Index keys cannot be an empty field.');
    }
    if (path.split('.').some((name) => name.startsWith('$'))) {
      refuse('CannotCreateIndex', `Index key contains an illegal field name: '${path}'`);
    }
  }
}

function flag(given: Document, name: string): boolean {
  const value: unknown = given[name];
  if (value === undefined) return false;
  return (
    toFlag(value) ?? refuse('TypeMismatch', `The field '${name}' has value of type ${bsonType(value)}, expected a bool`)
  );
}

function partialFilter(given: Document, sparse: boolean): Document | undefined {
  const filter: unknown = given['partialFilterExpression'];
  if (filter === undefined) return undefined;
  if (!isDocument(filter)) {
    return refuse('TypeMismatch', "The field 'partialFilterExpression' must be an object");
  }
  if (sparse) refuse('CannotCreateIndex', "cannot mix 'partialFilterExpression' and 'sparse' options");
  checkPartial(filter);
  compileFilter(filter);
  return filter;
}

function checkPartial(filter: Document): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDocument(part)) checkPartial(part);
      continue;
    }
    const operators = name.startsWith('$') ? [name] : operatorsOf(condition);
    for (const operator of operators) {
      const isNegation = operator === '$exists' && isDocument(condition) && toFlag(condition['$exists']) !== true;
      if (PARTIAL_OPERATORS.has(operator) && !isNegation) continue;
      refuse('CannotCreateIndex', `Expression not supported in partial index: ${describe({ [name]: condition })}`);
    }
  }
}

function operatorsOf(condition: unknown): string[] {
  if (!isDocument(condition)) return [];
  return Object.keys(condition).filter((name) => name.startsWith('$'));
}

function expireAfter(given: Document, key: Document): number | undefined {
  const value: unknown = given['expireAfterSeconds'];
  if (value === undefined) return undefined;
  const seconds = toNumber(value);
  if (seconds === undefined || !(seconds >= 0) || seconds > MAX_EXPIRE_SECONDS) {
    return refuse(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, found ${describe(value)}`,
    );
  }
  if (Object.keys(key).length > 1) {
    refuse('CannotCreateIndex', 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  return Math.trunc(seconds);
}

function optionsOf(spec: IndexSpec): Document {
  return {
    unique: spec.unique,
    sparse: spec.sparse,
    partialFilterExpression: spec.partialFilterExpression ?? null,
    expireAfterSeconds: spec.expireAfterSeconds ?? -1,
  };
}

function sameKey(a: Document, b: Document): boolean {
  return Object.keys(a).join('\0') === Object.keys(b).join('\0') && directionsOf(a).join() === directionsOf(b).join();
}

/**
 * Whether `wanted` exists already. A conflict with an index of the same name or meaning is refused with 85 or 86, as in
 * MongoDB.
 */
export function existsAlready(present: readonly IndexSpec[], wanted: IndexSpec): boolean {
  for (const spec of present) {
    const equalKey = sameKey(spec.key, wanted.key);
    // MongoDB tells indexes apart by key and partial filter: the same key may be indexed twice under two filters.
    const equalSignature =
      equalKey && identical(spec.partialFilterExpression ?? null, wanted.partialFilterExpression ?? null);
    const equalOptions = identical(optionsOf(spec), optionsOf(wanted));
    if (spec.name === wanted.name) {
      if (!equalKey) {
        const found = `Requested index: ${describe(listed(wanted))}, existing index: ${describe(listed(spec))}`;
        refuse(
          'IndexKeySpecsConflict',
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${found}`,
        );
      }
      if (equalOptions) return true;
      const found = `Requested index: ${describe(listed(wanted))}, existing index: ${describe(listed(spec))}`;
      refuse(
        equalSignature ? 'IndexOptionsConflict' : 'IndexKeySpecsConflict',
        `An equivalent index already exists with the same name but different options. ${found}`,
      );
    }
    if (!equalSignature) continue;
    if (equalOptions) refuse('IndexOptionsConflict', `Index already exists with a different name: ${spec.name}`);
    refuse(
      'IndexOptionsConflict',
      `An equivalent index already exists with a different name and options. Requested index: ${describe(listed(wanted))}, existing index: ${describe(listed(spec))}`,
    );
  }
  return false;
}

/** The index as listIndexes shows it and as the catalog stores it. */
export function listed(spec: IndexSpec): Document {
  return {
    v: 2,
    key: spec.key,
    name: spec.name,
    ...(spec.unique && spec.name !== '_id_' ? { unique: true } : {}),
    ...(spec.sparse ? { sparse: true } : {}),
    ...(spec.partialFilterExpression ? { partialFilterExpression: spec.partialFilterExpression } : {}),
    ...(spec.expireAfterSeconds === undefined ? {} : { expireAfterSeconds: spec.expireAfterSeconds }),
  };
}
