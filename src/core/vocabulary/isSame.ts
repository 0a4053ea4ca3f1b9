type Fields = Readonly<Record<string, unknown>>;

/** Compares JSON values. The order of fields doesn't matter, and an undefined field counts as absent. */
export function isSame(a: unknown, b: unknown): boolean {
  // NaN is a number field that is still empty.
  if (a === b || Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isFields(a) || !isFields(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => isSame(a[field], b[field]));
}

/** Neither a list nor null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
