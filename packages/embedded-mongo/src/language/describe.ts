/**
 * Values in error messages, in relaxed JSON similar to MongoDB's own messages. People
 * read these; drivers never parse them.
 */
import { EJSON } from 'bson';
import { bsonType, isDocument, setField } from './values.ts';
import type { Document } from './values.ts';

const LONGEST = 200;

export function describe(value: unknown): string {
  const text = value === undefined ? 'missing' : EJSON.stringify(beginningOf(value), { relaxed: true });
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

/** The value up to where it is cut anyway: it may be large, and contain the same value many times. */
function beginningOf(value: unknown): unknown {
  // Each takes two characters or more.
  let left = LONGEST;
  const copy = (one: unknown): unknown => {
    left -= 1;
    if (typeof one === 'string') return one.slice(0, LONGEST + 1);
    if (Array.isArray(one)) {
      const items: unknown[] = [];
      for (let i = 0; i < one.length && left > 0; i += 1) items.push(copy(one[i]));
      return items;
    }
    if (!isDocument(one)) return one;
    const beginning: Document = {};
    for (const name of Object.keys(one)) {
      if (left <= 0) break;
      setField(beginning, name, copy(one[name]));
    }
    return beginning;
  };
  return copy(value);
}

/** The type's name as MongoDB words it in "found type int". */
export function typeName(value: unknown): string {
  const name = bsonType(value);
  return name === 'undefined' ? 'missing' : name;
}
