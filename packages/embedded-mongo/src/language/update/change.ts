/**
 * One update operator on one field, as data: its path, whether it creates missing fields,
 * and a function from the current value to the outcome. apply.ts walks the document.
 */
import type { Path } from '../traverse.ts';

export type Outcome =
  { readonly kind: 'keep' } | { readonly kind: 'set'; readonly value: unknown } | { readonly kind: 'remove' };

export const KEEP: Outcome = { kind: 'keep' };
export const REMOVE: Outcome = { kind: 'remove' };

export function setTo(value: unknown): Outcome {
  return { kind: 'set', value };
}

/** Context for an operator. `name` is the field's full path, for error messages. */
export interface ChangeContext {
  readonly id: unknown;
  readonly name: string;
  readonly now: Date;
}

/** `current` is undefined when the field is missing. */
export type Operation = (current: unknown, context: ChangeContext) => Outcome;

export interface Change {
  readonly path: Path;
  /** If false, a missing field or a path through a scalar is no change. If true, it is created, or an error. */
  readonly creates: boolean;
  readonly operation: Operation;
  /** Only $rename: the field whose value moves to `path`. */
  readonly source?: Path;
}
