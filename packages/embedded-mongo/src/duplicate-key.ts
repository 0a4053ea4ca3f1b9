/** Error 11000 in MongoDB's own words: applications read keyPattern and keyValue, and some still read the message. */
import { ObjectId } from 'bson';
import type { Index } from './index.ts';
import { describe } from './language/describe.ts';
import type { MongoError } from './language/errors.ts';
import { isDocument, toNumber, type Document } from './language/values.ts';
import { refusal } from './refuse.ts';

export function duplicateKey(namespace: string, index: Index, values: readonly unknown[]): MongoError {
  const keyValue: Document = Object.fromEntries(index.paths.map((path, i) => [path, values[i] ?? null]));
  return refusal(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.spec.name} dup key: ${shellText(keyValue)}`,
    { keyPattern: index.spec.key, keyValue },
  );
}

/** A value as mongod prints it in messages. */
function shellText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(shellText).join(', ')} ]`;
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${shellText(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  const number = toNumber(value);
  return number === undefined ? describe(value) : String(number);
}
