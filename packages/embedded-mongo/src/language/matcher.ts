/**
 * A filter, compiled once and applied to each document. Compiling checks the whole filter;
 * matching never throws, except where a $expr fails on a document's values.
 */
import { conjunctsOf } from './match/conjuncts.ts';
import type { Conjunct } from './match/conjuncts.ts';
import { compilePredicate } from './match/evaluate.ts';
import type { MatchDetails } from './match/evaluate.ts';
import { parseFilter } from './match/filter.ts';
import type { Predicate } from './match/filter.ts';
import type { ExpressionContext } from './expressions.ts';
import type { Document } from './values.ts';
import { FieldPicker } from '../fields.ts';
import { rootsOf } from './match/roots.ts';

export type { Conjunct } from './match/conjuncts.ts';
export { QUERY_OPERATORS } from './match/filter.ts';

export interface Matcher {
  readonly filter: Document;
  /** For the planner: predicates that every match satisfies, with index bounds. Necessary, not sufficient. */
  readonly conjuncts: readonly Conjunct[];
  /** Picks the top-level fields that the filter reads; null when it may read any. */
  readonly picker: FieldPicker | null;
  matches(document: Document): boolean;
  /** The array position for the positional `$` of an update; undefined when the filter matched none. */
  matchedArrayIndex(document: Document): number | undefined;
}

/** `context` is for $expr. */
export function compileFilter(filter: Document, context: ExpressionContext = { now: new Date() }): Matcher {
  const predicate = parseFilter(filter, context.work);
  const check = compilePredicate(predicate, context);
  let picker: FieldPicker | null | undefined;
  return {
    filter,
    get picker() {
      picker ??= pickerOf(predicate);
      return picker;
    },
    conjuncts: conjunctsOf(predicate),
    matches: (document) => check(document),
    matchedArrayIndex: (document) => {
      const details: MatchDetails = {};
      return check(document, details) ? details.arrayIndex : undefined;
    },
  };
}

function pickerOf(predicate: Predicate): FieldPicker | null {
  const roots = rootsOf(predicate);
  return roots && new FieldPicker(roots);
}
