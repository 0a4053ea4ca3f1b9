/**
 * What one update operator does to one field, as a value: the path it names, whether it
 * makes fields that are missing, and a function from the field's present value to the
 * outcome. Walking the document is the business of apply.ts alone.
 */
import type { Path } from '../traverse.ts';

export type Outcome =
  { readonly kind: 'keep' } | { readonly kind: 'set'; readonly value: unknown } | { readonly kind: 'remove' };

export const KEEP: Outcome = { kind: 'keep' };
export const REMOVE: Outcome = { kind: 'remove' };

export function setTo(value: unknown): Outcome {
  return { kind: 'set', value };
}

/** What an operator may know besides the field's value. `name` is the field's full path, for error messages. */
export interface ChangeContext {
  readonly id: unknown;
  readonly name: string;
  readonly now: Date;
}

/** `current` is undefined when the field is missing. */
export type Operation = (current: unknown, context: ChangeContext) => Outcome;

export interface Change {
  readonly path: Path;
  /** False: a missing field, or a path through a scalar, is left alone. True: made, or an error. */
  readonly creates: boolean;
  readonly operation: Operation;
  /** Only $rename: the field whose value moves to `path`. */
  readonly source?: Path;
}
