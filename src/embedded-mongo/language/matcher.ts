/** Filters, compiled once. (Being filled.) */
import { notSupported } from './errors.ts';
import type { Document } from './values.ts';

export type ConjunctOp = '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte' | '$exists';
export interface Conjunct {
  readonly path: string;
  readonly op: ConjunctOp;
  readonly value: unknown;
}
export interface Matcher {
  readonly filter: Document;
  readonly conjuncts: readonly Conjunct[];
  matches(document: Document): boolean;
  matchedArrayIndex(document: Document): number | undefined;
}
export function compileFilter(filter: Document): Matcher {
  throw notSupported(JSON.stringify(filter));
}
