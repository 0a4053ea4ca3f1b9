/**
 * Values in error messages, in relaxed JSON similar to MongoDB's own messages. People
 * read these; drivers never parse them.
 */
import { EJSON } from 'bson';
import { bsonType } from './values.ts';

const LONGEST = 200;

export function describe(value: unknown): string {
  const text = value === undefined ? 'missing' : EJSON.stringify(value, { relaxed: true });
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

/** The type's name as MongoDB words it in "found type int". */
export function typeName(value: unknown): string {
  const name = bsonType(value);
  return name === 'undefined' ? 'missing' : name;
}
