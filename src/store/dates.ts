/**
 * Converts times for the database: a schema says which paths are dates, and plain documents get BSON Dates there. Used
 * by hot-path writes, which go directly to the driver: creating a mongoose document costs more than the write itself.
 */
import type { Schema } from 'mongoose';

/** Paths of type Date, by field, including those inside arrays. */
export interface DateTree {
  readonly [field: string]: true | DateTree;
}

export function datesOf(schema: Schema): DateTree {
  const tree: Record<string, true | DateTree> = {};
  schema.eachPath((path, type) => {
    const { instance, schema: inner } = type as { instance: string; schema?: Schema };
    if (instance === 'Date') tree[path] = true;
    else if (inner) tree[path] = datesOf(inner);
  });
  return tree;
}

/** A copy with milliseconds at those paths as Dates, and without undefined values. */
export function withDates(value: unknown, tree: DateTree | true | undefined): unknown {
  if (tree === true) return typeof value === 'number' ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((item) => withDates(item, tree));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const copy: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value))
    if (item !== undefined) copy[field] = withDates(item, tree?.[field]);
  return copy;
}
