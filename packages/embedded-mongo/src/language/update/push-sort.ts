/** The $sort clause of $push: over whole elements, or over fields of elements that are documents. */
import { compareValues } from '../compare.ts';
import { badValue } from '../errors.ts';
import { splitPath, valueAt } from '../traverse.ts';
import { isDocument, toNumber } from '../values.ts';
import type { Work } from '../work.ts';

/** A comparator over array elements. A missing field counts as null, and an element that is no document has no fields. */
export function compilePushSort(spec: unknown, work: Work | undefined): (a: unknown, b: unknown) => number {
  if (!isDocument(spec)) {
    const direction = toNumber(spec);
    if (direction !== 1 && direction !== -1) {
      throw badValue(
        'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
      );
    }
    return (a, b) => {
      work?.spend();
      return compareValues(a, b, work) * direction;
    };
  }
  const keys = Object.entries(spec).map(([name, value]) => {
    const direction = toNumber(value);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    if (name === '') throw badValue('The $sort field cannot be empty');
    if (name.split('.').includes(''))
      throw badValue(`The $sort field is a dotted field but has an empty part: ${name}`);
    return { path: splitPath(name), direction };
  });
  if (keys.length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  return (a, b) => {
    for (const { path, direction } of keys) {
      work?.spend();
      const order = compareValues(fieldOf(a, path), fieldOf(b, path), work);
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

function fieldOf(element: unknown, path: readonly string[]): unknown {
  return isDocument(element) ? (valueAt(element, path) ?? null) : null;
}
