/** The shapes that all expression operators share: what is known when compiling, and what is at hand when evaluating. */
import type { Document } from '../values.ts';
import type { Work } from '../work.ts';

/** One bound variable; the innermost comes first. */
interface Binding {
  readonly name: string;
  readonly value: unknown;
  readonly outer: Binding | undefined;
}

export interface Scope {
  readonly root: Document;
  readonly bindings: Binding | undefined;
}

/** A compiled expression. `undefined` means missing. */
export type Eval = (scope: Scope) => unknown;

export interface Env {
  readonly now: Date;
  readonly work: Work | undefined;
  readonly variables: ReadonlySet<string>;
  /** Compiles an inner expression, with more variables in sight if named. */
  compile(expression: unknown, variables?: readonly string[]): Eval;
}

/** Reads an operator's operand, throwing for a wrong one, and gives the evaluation. */
export type CompileOperator = (operand: unknown, env: Env) => Eval;

export type OperatorTable = Readonly<Record<string, CompileOperator>>;

export function bind(scope: Scope, name: string, value: unknown): Scope {
  return { root: scope.root, bindings: { name, value, outer: scope.bindings } };
}

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
