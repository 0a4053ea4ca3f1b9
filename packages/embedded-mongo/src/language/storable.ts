/**
 * What may be stored: supported BSON types only, at most 200 levels deep, with an _id that
 * can be a key. The size is checked elsewhere.
 */
import { Timestamp } from 'bson';
import { dollarPrefixedFieldName, invalidIdField, notSupported, overflow } from './errors.ts';
import { bsonType, isDocument } from './values.ts';
import type { Document } from './values.ts';

const DEEPEST = 200;

/** Throws unless the document may be stored. A document without _id passes: the server gives it one. */
export function assertStorable(document: Document): void {
  for (const [name, value] of Object.entries(document)) {
    assertValue(value, 1);
    // MongoDB replaces an empty top-level timestamp with the current time; storing it as is would be wrong.
    if (value instanceof Timestamp && value.t === 0 && value.i === 0) {
      throw notSupported(`Timestamp(0, 0), which MongoDB would fill in, at '${name}'`);
    }
  }
  if (Object.hasOwn(document, '_id')) assertId(document['_id']);
}

function assertValue(value: unknown, depth: number): void {
  const type = bsonType(value);
  // The codec would write null, which is a different value.
  if (type === 'undefined') throw notSupported('the BSON type undefined');
  if (value instanceof Date && Number.isNaN(value.getTime()))
    throw notSupported('a date outside of the years -271821 to 275760');
  if (type !== 'array' && type !== 'object') return;
  if (depth >= DEEPEST) throw overflow(`Document exceeds maximum nested object depth of ${DEEPEST}`);
  for (const item of Object.values(value as object)) assertValue(item, depth + 1);
}

function assertId(id: unknown): void {
  const type = bsonType(id);
  if (type === 'array' || type === 'regex' || type === 'undefined') {
    throw invalidIdField(`The '_id' value cannot be of type ${type}`);
  }
  assertNoDollars(id);
}

function assertNoDollars(value: unknown): void {
  if (Array.isArray(value)) value.forEach(assertNoDollars);
  if (!isDocument(value)) return;
  for (const [name, field] of Object.entries(value)) {
    if (name.startsWith('$')) {
      throw dollarPrefixedFieldName(
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
    }
    assertNoDollars(field);
  }
}

/** The document with _id as its first field, as MongoDB stores it. */
export function withIdFirst(document: Document): Document {
  if (!Object.hasOwn(document, '_id') || Object.keys(document)[0] === '_id') return document;
  const { _id, ...rest } = document;
  return { _id, ...rest };
}
