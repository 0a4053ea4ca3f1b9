/** Comparisons, truth and choice. Comparisons see the whole BSON order, so values of any two types compare. */
import { Int32 } from 'bson';
import { compareValues, includesEqual } from '../compare.ts';
import type { Order } from '../compare.ts';
import { typeName } from '../describe.ts';
import { failedToParse, location } from '../errors.ts';
import { isDocument } from '../values.ts';
import { argumentList, fixed, namedArguments } from './arguments.ts';
import { bind, isNullish } from './scope.ts';
import type { CompileOperator, OperatorTable } from './scope.ts';
import { isTruthy } from './truth.ts';
import type { Work } from '../work.ts';

const comparison =
  (op: string, holds: (order: Order) => unknown): CompileOperator =>
  (operand, env) =>
    fixed(op, 2, (a, b) => holds(compareValues(a, b, env.work)))(operand, env);

const and: CompileOperator = (operand, env) => {
  const list = argumentList(operand, env);
  return (scope) => list.every((argument) => isTruthy(argument(scope)));
};

const or: CompileOperator = (operand, env) => {
  const list = argumentList(operand, env);
  return (scope) => list.some((argument) => isTruthy(argument(scope)));
};

const cond: CompileOperator = (operand, env) => {
  if (Array.isArray(operand) && operand.length !== 3) {
    throw location(16020, `Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`);
  }
  const args: unknown[] = Array.isArray(operand) ? operand : condArguments(operand);
  const [test, then, otherwise] = args.map((argument) => env.compile(argument));
  return (scope) => (isTruthy(test?.(scope)) ? then?.(scope) : otherwise?.(scope));
};

const COND_CODES: Readonly<Record<string, number>> = { if: 17080, then: 17081, else: 17082 };

function condArguments(operand: unknown): unknown[] {
  if (!isDocument(operand)) throw location(16020, 'Expression $cond takes exactly 3 arguments. 1 were passed in.');
  const unknown = Object.keys(operand).find((name) => COND_CODES[name] === undefined);
  if (unknown !== undefined) throw location(17083, `Unrecognized parameter to $cond: ${unknown}`);
  return Object.entries(COND_CODES).map(([name, code]) => {
    if (!Object.hasOwn(operand, name)) throw location(code, `Missing '${name}' parameter to $cond`);
    return operand[name];
  });
}

const ifNull: CompileOperator = (operand, env) => {
  const list = argumentList(operand, env);
  if (list.length < 2) throw location(1257300, `$ifNull needs at least two arguments, had: ${list.length}`);
  return (scope) => {
    let value: unknown;
    for (const argument of list) {
      value = argument(scope);
      if (!isNullish(value)) return value;
    }
    return value;
  };
};

const switchOf: CompileOperator = (operand, env) => {
  if (!isDocument(operand))
    throw location(40060, `$switch requires an object as an argument, found: ${typeName(operand)}`);
  const unknown = Object.keys(operand).find((name) => name !== 'branches' && name !== 'default');
  if (unknown !== undefined) throw location(40067, `$switch found an unknown argument: ${unknown}`);
  const branches = operand['branches'];
  if (branches !== undefined && !Array.isArray(branches)) {
    throw location(40061, `$switch expected an array for 'branches', found: ${typeName(branches)}`);
  }
  if (branches === undefined || branches.length === 0) throw location(40068, '$switch requires at least one branch.');
  const compiled = branches.map((branch: unknown) => {
    if (!isDocument(branch))
      throw location(40062, `$switch expected each branch to be an object, found: ${typeName(branch)}`);
    const extra = Object.keys(branch).find((name) => name !== 'case' && name !== 'then');
    if (extra !== undefined) throw location(40063, `$switch found an unknown argument to a branch: ${extra}`);
    if (!Object.hasOwn(branch, 'case')) throw location(40064, "$switch requires each branch have a 'case' expression");
    if (!Object.hasOwn(branch, 'then')) throw location(40065, "$switch requires each branch have a 'then' expression.");
    return { test: env.compile(branch['case']), then: env.compile(branch['then']) };
  });
  const otherwise = Object.hasOwn(operand, 'default') ? env.compile(operand['default']) : undefined;
  return (scope) => {
    const branch = compiled.find(({ test }) => isTruthy(test(scope)));
    if (branch !== undefined) return branch.then(scope);
    if (otherwise !== undefined) return otherwise(scope);
    throw location(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  };
};

function isIn(value: unknown, array: unknown, work: Work | undefined): boolean {
  if (!Array.isArray(array))
    throw location(40081, `$in requires an array as a second argument, found: ${typeName(array)}`);
  return includesEqual(array, value, work);
}

const letOf: CompileOperator = (operand, env) => {
  const args = namedArguments('$let', operand, { required: ['vars', 'in'], codes: [16874, 16875, 16876] });
  if (!isDocument(args['vars'])) throw location(16876, 'invalid parameter: expected an object (vars)');
  const variables = Object.entries(args['vars']).map(([name, value]) => {
    assertVariableName(name);
    return { name, value: env.compile(value) };
  });
  const body = env.compile(
    args['in'],
    variables.map(({ name }) => name),
  );
  // All values are read before any name is bound: one variable does not see the others.
  return (scope) => body(variables.reduce((inner, { name, value }) => bind(inner, name, value(scope)), scope));
};

export function assertVariableName(name: string): void {
  if (name === '') throw failedToParse('empty variable names are not allowed');
  if (!/^[a-z\u0080-\u{10ffff}]/u.test(name)) {
    throw failedToParse(`'${name}' starts with an invalid character for a user variable name`);
  }
  if (!/^[\w\u0080-\u{10ffff}]+$/u.test(name)) {
    throw failedToParse(`'${name}' contains an invalid character for a variable name`);
  }
}

export const LOGIC: OperatorTable = {
  $and: and,
  $cmp: comparison('$cmp', (order) => new Int32(order)),
  $cond: cond,
  $eq: comparison('$eq', (order) => order === 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $ifNull: ifNull,
  $in: (operand, env) => fixed('$in', 2, (value, array) => isIn(value, array, env.work))(operand, env),
  $let: letOf,
  $literal: (operand) => () => operand,
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $not: fixed('$not', 1, (value) => !isTruthy(value)),
  $or: or,
  $switch: switchOf,
};
