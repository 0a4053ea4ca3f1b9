/**
 * The expression language of aggregation. An expression is compiled once; names,
 * operators and the shape of operands are checked then, values at evaluation.
 * An operator outside EXPRESSION_OPERATORS is MongoDB's error 168.
 */
import { ARITHMETIC } from './expression/arithmetic.ts';
import { ARRAYS } from './expression/arrays.ts';
import { CONVERSIONS } from './expression/convert.ts';
import { DATES } from './expression/dates.ts';
import { FOLDS } from './expression/folds.ts';
import { LOGIC } from './expression/logic.ts';
import { OBJECTS } from './expression/objects.ts';
import { isNullish } from './expression/scope.ts';
import type { Env, Eval, OperatorTable, Scope } from './expression/scope.ts';
import { STRINGS } from './expression/strings.ts';
import { exceededMemoryLimit, failedToParse, invalidPipelineOperator, location, notSupported } from './errors.ts';
import { splitPath } from './traverse.ts';
import { LARGEST_VALUE, sizeOf, stepsOf } from './size.ts';
import { getField, isDocument, setField } from './values.ts';
import type { Document } from './values.ts';
import type { Work } from './work.ts';

const OPERATORS: OperatorTable = {
  ...ARITHMETIC,
  ...ARRAYS,
  ...CONVERSIONS,
  ...DATES,
  ...FOLDS,
  ...LOGIC,
  ...OBJECTS,
  ...STRINGS,
};

/** Every expression operator; docs/language.md lists the same. */
export const EXPRESSION_OPERATORS: readonly string[] = Object.keys(OPERATORS).sort();

/** The variables that every expression sees. */
export const SYSTEM_VARIABLES: readonly string[] = ['CURRENT', 'NOW', 'REMOVE', 'ROOT'];

export interface ExpressionContext {
  /** What $$NOW means. */
  readonly now: Date;
  /** Limits what evaluation may take; absent, nothing is limited. */
  readonly work?: Work | undefined;
}

/** The expression's value for a document; undefined when it is missing. */
export type Evaluate = (document: Document) => unknown;

export function compileExpression(expression: unknown, context: ExpressionContext): Evaluate {
  const evaluate = environment(context, new Set()).compile(expression);
  const { work } = context;
  return (root) => {
    const value = evaluate({ root, bindings: undefined });
    // Whatever is done with the value later (comparing, encoding, showing it in an error) is bounded by its size.
    if (work !== undefined && typeof value === 'object' && sizeOf(value, work) > LARGEST_VALUE) {
      throw exceededMemoryLimit(`an expression made a value of more than ${LARGEST_VALUE} bytes`);
    }
    return value;
  };
}

function environment(context: ExpressionContext, variables: ReadonlySet<string>): Env {
  const env: Env = {
    now: context.now,
    work: context.work,
    variables,
    compile: (expression, more = []) =>
      compile(expression, more.length === 0 ? env : environment(context, new Set([...variables, ...more]))),
  };
  return env;
}

/**
 * Every part of an expression reports its value to `work`, so an operator's operands and its result are counted without its
 * doing. An operator only has to report what takes longer than going through them once.
 */
function compile(expression: unknown, env: Env): Eval {
  const { work } = env;
  const evaluate = compilePart(expression, env);
  if (work === undefined) return evaluate;
  work.prepare();
  return (scope) => {
    const value = evaluate(scope);
    work.spend(stepsOf(value));
    return value;
  };
}

function compilePart(expression: unknown, env: Env): Eval {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return compileVariable(expression.slice(2), env);
    if (expression.startsWith('$')) return compileFieldPath(expression.slice(1), env);
    return () => expression;
  }
  if (Array.isArray(expression)) {
    const items = expression.map((item: unknown) => env.compile(item));
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  return isDocument(expression) ? compileDocument(expression, env) : () => expression;
}

function compileDocument(expression: Document, env: Env): Eval {
  const names = Object.keys(expression);
  const operator = names.find((name) => name.startsWith('$'));
  if (operator !== undefined) {
    if (names.length !== 1) {
      throw location(15983, `an object representing an expression must have exactly one field: ${names.join(', ')}`);
    }
    const compileOperator = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (compileOperator === undefined) throw invalidPipelineOperator(`Unrecognized expression '${operator}'`);
    return compileOperator(expression[operator], env);
  }
  const fields = names.map((name) => {
    if (name.includes('.'))
      throw location(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
    return { name, value: env.compile(expression[name]) };
  });
  return (scope) => {
    const result: Document = {};
    for (const { name, value } of fields) {
      const computed = value(scope);
      if (computed !== undefined) setField(result, name, computed);
    }
    return result;
  };
}

function compileFieldPath(text: string, { work }: Env): Eval {
  const path = readPath(text);
  return (scope) => follow(scope.root, path, 0, work);
}

function readPath(text: string): readonly string[] {
  if (text === '') throw location(16872, "'$' by itself is not a valid FieldPath");
  if (text.endsWith('.')) throw location(40353, "FieldPath must not end with a '.'.");
  const path = splitPath(text);
  if (path.includes('')) throw location(15998, 'FieldPath field names may not be empty strings.');
  if (path.some((name) => name.startsWith('$'))) {
    throw location(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  }
  return path;
}

function compileVariable(text: string, env: Env): Eval {
  if (text === '') throw failedToParse('empty variable names are not allowed');
  const dot = text.indexOf('.');
  const name = dot < 0 ? text : text.slice(0, dot);
  const path = dot < 0 ? [] : readPath(text.slice(dot + 1));
  const read = readVariable(name, env);
  return path.length === 0 ? read : (scope) => followValue(read(scope), path, 0, env.work);
}

function readVariable(name: string, env: Env): Eval {
  if (env.variables.has(name)) return (scope) => lookUp(scope, name);
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return (scope) => scope.root;
    case 'NOW':
      return () => env.now;
    case 'REMOVE':
      return () => undefined;
    case 'CLUSTER_TIME':
    case 'SEARCH_META':
    case 'USER_ROLES':
      throw notSupported(`the variable $$${name}`);
    default:
      throw location(17276, `Use of undefined variable: ${name}`);
  }
}

function lookUp(scope: Scope, name: string): unknown {
  for (let binding = scope.bindings; binding !== undefined; binding = binding.outer) {
    if (binding.name === name) return binding.value;
  }
  return undefined;
}

// Unlike a filter's path, an expression's never names an array position, and an array on the way gives an array.
function follow(document: Document, path: readonly string[], at: number, work: Work | undefined): unknown {
  const value = getField(document, path[at] ?? '');
  return at === path.length - 1 || isNullish(value)
    ? at === path.length - 1
      ? value
      : undefined
    : followValue(value, path, at + 1, work);
}

function followValue(value: unknown, path: readonly string[], at: number, work: Work | undefined): unknown {
  if (isDocument(value)) return follow(value, path, at, work);
  if (!Array.isArray(value)) return undefined;
  work?.spend(stepsOf(value));
  return value
    .filter(isDocument)
    .map((item) => follow(item, path, at, work))
    .filter((item) => item !== undefined);
}
