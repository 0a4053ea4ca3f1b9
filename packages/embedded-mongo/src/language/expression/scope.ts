/** Types shared by all expression operators: the environment when compiling and the scope when evaluating. */
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
  /** Compiles an inner expression, with additional variables in scope. */
  compile(expression: unknown, variables?: readonly string[]): Eval;
}

/** Compiles an operator's operand. Throws if the operand is invalid. */
export type CompileOperator = (operand: unknown, env: Env) => Eval;

export type OperatorTable = Readonly<Record<string, CompileOperator>>;

export function bind(scope: Scope, name: string, value: unknown): Scope {
  return { root: scope.root, bindings: { name, value, outer: scope.bindings } };
}

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
