/**
 * Which fields a command takes. As in MongoDB an unknown field is refused with 40415 and a wrong type with 14. Nothing is
 * silently ignored except the fields listed as harmless here.
 */
import { bsonType, isDocument, toFlag, toNumber, type Document } from '../language/values.ts';
import { refuse } from '../refuse.ts';

export type Kind = 'bool' | 'number' | 'string' | 'object' | 'array' | 'any';

/** Fields that a driver may add to any command without changing what it does. */
const EVERYWHERE: Readonly<Record<string, Kind>> = {
  $db: 'string',
  lsid: 'object',
  $readPreference: 'object',
  $clusterTime: 'object',
  comment: 'any',
  maxTimeMS: 'number',
  readConcern: 'object',
  writeConcern: 'object',
  apiVersion: 'string',
  apiStrict: 'bool',
  apiDeprecationErrors: 'bool',
};

export type Fields = Readonly<Record<string, Kind>>;

export function checkFields(document: Document, owner: string, known: Fields): void {
  for (const name of Object.keys(document)) checkField(document, name, owner, known);
}

function checkField(document: Document, name: string, owner: string, known: Fields): void {
  const kind = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!kind) refuse('IDLUnknownField', `BSON field '${owner}.${name}' is an unknown field.`);
  if (kind !== 'any' && !fits(document[name], kind)) refuseKind(`${owner}.${name}`, document[name], kind);
}

const TRANSACTION_FIELDS = ['txnNumber', 'autocommit', 'startTransaction'];

/** Checks a whole command; the first field is its name and always known. */
export function checkCommand(command: Document, name: string, known: Fields): void {
  if (TRANSACTION_FIELDS.some((field) => Object.hasOwn(command, field))) {
    refuse('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  for (const field of Object.keys(command)) {
    if (Object.hasOwn(known, field)) checkField(command, field, name, known);
    else if (field !== name) checkField(command, field, name, EVERYWHERE);
  }
  checkConcerns(command);
}

const BOOL_TYPES = new Set(['bool', 'int', 'long', 'double', 'decimal']);
const NUMBER_TYPES = new Set(['int', 'long', 'double', 'decimal']);
const TYPE_WORDS: Record<Exclude<Kind, 'any'>, string> = {
  bool: "types '[bool, long, int, decimal, double]'",
  number: "types '[long, int, decimal, double]'",
  string: "type 'string'",
  object: "type 'object'",
  array: "type 'array'",
};

type TypedKind = Exclude<Kind, 'any'>;

function fits(value: unknown, kind: TypedKind): boolean {
  const type = bsonType(value);
  return kind === 'bool' ? BOOL_TYPES.has(type) : kind === 'number' ? NUMBER_TYPES.has(type) : type === kind;
}

function refuseKind(path: string, value: unknown, kind: TypedKind): never {
  const type = bsonType(value);
  refuse('TypeMismatch', `BSON field '${path}' is the wrong type '${type}', expected ${TYPE_WORDS[kind]}`);
}

/** A standalone server: every write is synced before it is acknowledged, regardless of the write concern. */
function checkConcerns(command: Document): void {
  const read = command['readConcern'] as Document | undefined;
  if (read) {
    checkFields(read, 'readConcern', { level: 'string', provenance: 'string' });
    const level = read['level'] as string | undefined;
    if (level !== undefined && !['local', 'available', 'majority'].includes(level)) {
      refuse('NotAReplicaSet', `node needs to be a replica set member to use read concern ${level}`);
    }
  }
  const write = command['writeConcern'] as Document | undefined;
  if (!write) return;
  const known = { w: 'any', j: 'bool', wtimeout: 'number', fsync: 'bool', provenance: 'string' } as const;
  checkFields(write, 'writeConcern', known);
  const w: unknown = write['w'];
  if (typeof w === 'string') {
    if (w !== 'majority') {
      refuse('BadValue', `cannot use non-majority 'w' mode ${w} when a host is not a member of a replica set`);
    }
  } else if (w !== undefined) {
    const nodes = toNumber(w);
    if (nodes === undefined) refuse('FailedToParse', 'w has to be a number, string, or object');
    if (nodes > 1 || nodes < 0) refuse('BadValue', `cannot use 'w' > 1 when a host is not replicated`);
  }
}

export function boolOption(document: Document, name: string, fallback: boolean): boolean {
  return toFlag(document[name]) ?? fallback;
}

export function numberOption(document: Document, name: string, fallback: number): number {
  const value = toNumber(document[name]);
  return value === undefined ? fallback : Math.trunc(value);
}

/** A number that must not be negative, such as skip, limit and batchSize. */
export function countOption(document: Document, name: string, fallback: number): number {
  const value = numberOption(document, name, fallback);
  if (value < 0) refuse('Location51024', `BSON field '${name}' value must be >= 0, actual value '${value}'`);
  return value;
}

export function objectOption(document: Document, name: string): Document | undefined {
  const value: unknown = document[name];
  return isDocument(value) ? value : undefined;
}

export function collectionName(command: Document, name: string): string {
  const value: unknown = command[name];
  if (typeof value !== 'string') {
    refuse('InvalidNamespace', `collection name has invalid type ${bsonType(value)}`);
  }
  return value;
}

/** The statements of a batch: documents, at least one, at most as many as the handshake allows. */
export function statementsOf(command: Document, field: string, most: number): Document[] {
  const name = Object.keys(command)[0] ?? '';
  const given: unknown = command[field];
  if (!Array.isArray(given)) refuse('Location40414', `BSON field '${name}.${field}' is missing but a required field`);
  if (given.length < 1 || given.length > most) {
    refuse('InvalidLength', `Write batch sizes must be between 1 and ${most}. Got ${given.length} operations.`);
  }
  for (const [i, statement] of given.entries()) {
    if (isDocument(statement)) continue;
    const found = bsonType(statement);
    refuse('TypeMismatch', `BSON field '${name}.${field}.${i}' is the wrong type '${found}', expected type 'object'`);
  }
  return given as Document[];
}

const LONGEST_TIME_MS = 2 ** 31 - 1;

/** How long the command may take, in milliseconds; Infinity without a limit. */
export function maxTimeOf(command: Document): number {
  const limit = numberOption(command, 'maxTimeMS', 0);
  if (limit < 0 || limit > LONGEST_TIME_MS) {
    refuse('BadValue', `${limit} value for maxTimeMS is out of range [0, ${LONGEST_TIME_MS}]`);
  }
  return limit === 0 ? Infinity : limit;
}
