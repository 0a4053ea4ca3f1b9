/** Dates. A null or missing date makes the result null; a Timestamp or an ObjectId counts as the date it holds. */
import { Int32, Long, ObjectId, Timestamp } from 'bson';
import { describe, typeName } from '../describe.ts';
import { location } from '../errors.ts';
import { isDocument, toSafeInteger } from '../values.ts';
import { namedArguments, optionalArgument } from './arguments.ts';
import { formatDate } from './date-format.ts';
import { isNullish } from './scope.ts';
import type { CompileOperator, Env, Eval, OperatorTable } from './scope.ts';
import { addUnits, countUnits, readUnit, readWeekday, truncate } from './units.ts';
import { readZone, toLocal } from './zones.ts';

function instantOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Timestamp) return value.t * 1000;
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  throw location(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

/** An operator that reads one part of a date: {$year: date} or {$year: {date, timezone}}. */
function part(op: string, read: (local: Date) => number): CompileOperator {
  return (operand, env) => {
    const { date, timezone } = readPartOperand(op, operand, env);
    return (scope) => {
      const value = date(scope);
      const zone = timezone?.(scope);
      if (isNullish(value) || (timezone !== undefined && isNullish(zone))) return null;
      return new Int32(read(new Date(toLocal(readZone(zone), instantOf(value)))));
    };
  };
}

function readPartOperand(op: string, operand: unknown, env: Env): { date: Eval; timezone: Eval | undefined } {
  if (isDocument(operand) && !Object.keys(operand)[0]?.startsWith('$')) {
    const args = namedArguments(op, operand, {
      required: ['date'],
      optional: ['timezone'],
      codes: [40535, 40535, 40539],
    });
    return { date: env.compile(args['date']), timezone: optionalArgument(env, args, 'timezone') };
  }
  if (Array.isArray(operand) && operand.length !== 1) {
    throw location(40536, `${op} accepts exactly one argument if given an array, but was given ${operand.length}`);
  }
  return { date: env.compile(Array.isArray(operand) ? operand[0] : operand), timezone: undefined };
}

type Values = Readonly<Record<string, unknown>>;

/**
 * An operator with named arguments. Null or missing in any given argument makes the result null, except for those that
 * `apply` handles itself.
 */
function named(
  op: string,
  required: readonly string[],
  optional: readonly string[],
  codes: readonly [number, number, number],
  apply: (values: Values) => unknown,
): CompileOperator {
  return (operand, env) => {
    const args = namedArguments(op, operand, { required, optional, codes });
    const compiled = Object.entries(args).map(([name, value]) => [name, env.compile(value)] as const);
    return (scope) => {
      const values = Object.fromEntries(compiled.map(([name, evaluate]) => [name, evaluate(scope)]));
      return Object.values(values).some(isNullish) ? null : apply(values);
    };
  };
}

function dateTrunc(values: Values): Date {
  const binSize = values['binSize'] === undefined ? 1 : toSafeInteger(values['binSize']);
  if (binSize === undefined) throw location(5439017, "$dateTrunc requires 'binSize' to be a 64-bit integer");
  if (binSize <= 0) throw location(5439018, "$dateTrunc requires 'binSize' to be greater than 0");
  const unit = readUnit('$dateTrunc', values['unit']);
  const weekday = readWeekday('$dateTrunc', unit === 'week' ? values['startOfWeek'] : undefined);
  return new Date(truncate(instantOf(values['date']), unit, binSize, readZone(values['timezone']), weekday));
}

const dateMath =
  (op: '$dateAdd' | '$dateSubtract') =>
  (values: Values): Date => {
    const unit = readUnit(op, values['unit']);
    const amount = toSafeInteger(values['amount']);
    if (amount === undefined) {
      throw location(5166405, `${op} expects integer amount of time units: ${describe(values['amount'])}`);
    }
    const signed = op === '$dateAdd' ? amount : -amount;
    const moved = new Date(addUnits(instantOf(values['startDate']), unit, signed, readZone(values['timezone'])));
    if (Number.isNaN(moved.getTime())) throw location(5166406, `${op} overflowed`);
    return moved;
  };

function dateDiff(values: Values): Long {
  const unit = readUnit('$dateDiff', values['unit']);
  const weekday = readWeekday('$dateDiff', unit === 'week' ? values['startOfWeek'] : undefined);
  const zone = readZone(values['timezone']);
  return Long.fromNumber(countUnits(instantOf(values['startDate']), instantOf(values['endDate']), unit, zone, weekday));
}

const dateToString: CompileOperator = (operand, env) => {
  const args = namedArguments('$dateToString', operand, {
    required: ['date'],
    optional: ['format', 'timezone', 'onNull'],
    codes: [18629, 18534, 18628],
  });
  const date = env.compile(args['date']);
  const format = optionalArgument(env, args, 'format');
  const timezone = optionalArgument(env, args, 'timezone');
  const onNull = optionalArgument(env, args, 'onNull');
  return (scope) => {
    const value = date(scope);
    if (isNullish(value)) return onNull === undefined ? null : onNull(scope);
    const zoneName = timezone?.(scope);
    const pattern = format?.(scope);
    if (timezone !== undefined && isNullish(zoneName)) return null;
    if (format !== undefined && isNullish(pattern)) return null;
    if (pattern !== undefined && typeof pattern !== 'string') {
      throw location(18533, `$dateToString requires that 'format' be a string, found: ${typeName(pattern)}`);
    }
    return formatDate(instantOf(value), readZone(zoneName), pattern, env.work);
  };
};

export const DATES: OperatorTable = {
  $dateAdd: named(
    '$dateAdd',
    ['startDate', 'unit', 'amount'],
    ['timezone'],
    [5166400, 5166401, 5166402],
    dateMath('$dateAdd'),
  ),
  $dateDiff: named(
    '$dateDiff',
    ['startDate', 'endDate', 'unit'],
    ['timezone', 'startOfWeek'],
    [5166301, 5166302, 5166303],
    dateDiff,
  ),
  $dateSubtract: named(
    '$dateSubtract',
    ['startDate', 'unit', 'amount'],
    ['timezone'],
    [5166400, 5166401, 5166402],
    dateMath('$dateSubtract'),
  ),
  $dateToString: dateToString,
  $dateTrunc: named(
    '$dateTrunc',
    ['date', 'unit'],
    ['binSize', 'timezone', 'startOfWeek'],
    [5439007, 5439008, 5439009],
    dateTrunc,
  ),
  $dayOfMonth: part('$dayOfMonth', (local) => local.getUTCDate()),
  $dayOfWeek: part('$dayOfWeek', (local) => local.getUTCDay() + 1),
  $hour: part('$hour', (local) => local.getUTCHours()),
  $minute: part('$minute', (local) => local.getUTCMinutes()),
  $month: part('$month', (local) => local.getUTCMonth() + 1),
  $second: part('$second', (local) => local.getUTCSeconds()),
  $year: part('$year', (local) => local.getUTCFullYear()),
};
