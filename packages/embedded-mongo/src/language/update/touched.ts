/** The fields that an update may change, judged without the document. */
import { splitPath } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { isDocument } from '../values.ts';
import type { Update } from '../update.ts';

export interface Touched {
  readonly paths: readonly Path[];
  /** A path has the positional `$`, which stands for what the filter found. */
  readonly isPositional: boolean;
}

/** Null when it may be any field: a replacement, a pipeline, or an invalid update. */
export function touchedBy(update: Update): Touched | null {
  const operators = Array.isArray(update) ? [] : Object.entries(update);
  const names: string[] = [];
  for (const [operator, fields] of operators) {
    if (!operator.startsWith('$') || !isDocument(fields)) return null;
    names.push(...Object.keys(fields));
    if (operator === '$rename') names.push(...Object.values(fields).filter((to) => typeof to === 'string'));
  }
  if (names.length === 0) return null;
  const paths = names.map(splitPath);
  return { paths, isPositional: paths.some((path) => path.includes('$')) };
}
