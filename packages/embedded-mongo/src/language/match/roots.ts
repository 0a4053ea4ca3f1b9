/** The top-level fields that a filter reads. */
import { assertNever } from '../errors.ts';
import type { Predicate } from './filter.ts';

/** Null when it may read any field, as an expression may. */
export function rootsOf(predicate: Predicate, roots = new Set<string>()): Set<string> | null {
  switch (predicate.kind) {
    case 'and':
    case 'or':
    case 'nor':
      return predicate.parts.every((part) => rootsOf(part, roots)) ? roots : null;
    case 'not':
      return rootsOf(predicate.part, roots);
    case 'never':
      return roots;
    case 'expr':
      return null;
    case 'exists':
    case 'value':
    case 'elemObject':
    case 'elemValue':
      return roots.add(predicate.path[0] ?? '');
    default:
      return assertNever(predicate);
  }
}
