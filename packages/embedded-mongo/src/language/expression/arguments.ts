/** Operands of operators: a list of fixed or variable length, or a document of named arguments. */
import { describe, typeName } from '../describe.ts';
import { location } from '../errors.ts';
import { isDocument } from '../values.ts';
import type { Document } from '../values.ts';
import type { CompileOperator, Env, Eval } from './scope.ts';

/** The operand as a list of expressions; a value that is not an array is a list of one. */
export function argumentList(operand: unknown, env: Env): readonly Eval[] {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return list.map((item) => env.compile(item));
}

/** An operator on exactly as many arguments as `apply` names. */
export function fixed(op: string, count: number, apply: (...values: unknown[]) => unknown): CompileOperator {
  return (operand, env) => {
    const list = argumentList(operand, env);
    if (list.length !== count) {
      throw location(16020, `Expression ${op} takes exactly ${count} arguments. ${list.length} were passed in.`);
    }
    return (scope) => apply(...list.map((argument) => argument(scope)));
  };
}

export function between(
  op: string,
  least: number,
  most: number,
  apply: (...values: unknown[]) => unknown,
): CompileOperator {
  return (operand, env) => {
    const list = argumentList(operand, env);
    if (list.length < least || list.length > most) {
      throw location(
        28667,
        `Expression ${op} takes at least ${least} arguments, and at most ${most}, but ${list.length} were passed in.`,
      );
    }
    return (scope) => apply(...list.map((argument) => argument(scope)));
  };
}

export function anyNumber(apply: (values: readonly unknown[]) => unknown): CompileOperator {
  return (operand, env) => {
    const list = argumentList(operand, env);
    return (scope) => apply(list.map((argument) => argument(scope)));
  };
}

export interface NamedArguments {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** MongoDB's code for an operand that is no document, for an unknown name and for a missing one. */
  readonly codes: readonly [notDocument: number, unknown: number, missing: number];
}

export function namedArguments(op: string, operand: unknown, names: NamedArguments): Document {
  const [notDocument, unknownName, missingName] = names.codes;
  if (!isDocument(operand)) {
    throw location(notDocument, `${op} only supports an object as its argument, not ${typeName(operand)}`);
  }
  const known = new Set([...names.required, ...(names.optional ?? [])]);
  const unknown = Object.keys(operand).find((name) => !known.has(name));
  if (unknown !== undefined) throw location(unknownName, `Unrecognized argument to ${op}: ${unknown}`);
  const missing = names.required.find((name) => !Object.hasOwn(operand, name));
  if (missing !== undefined) {
    throw location(missingName, `Missing '${missing}' parameter to ${op}: ${describe(operand)}`);
  }
  return operand;
}

/** Compiles an optional argument; undefined when it is absent. */
export function optionalArgument(env: Env, args: Document, name: string): Eval | undefined {
  return Object.hasOwn(args, name) ? env.compile(args[name]) : undefined;
}
