/** Arithmetic. A null or missing operand makes the result null; result types follow MongoDB's widening. */
import { Double, Int32, Long } from 'bson';
import { typeName } from '../describe.ts';
import { badValue, location, notSupported, typeMismatch } from '../errors.ts';
import { asBigInt, asDouble, integerResult, numericKind, widestKind } from '../numbers.ts';
import type { NumericKind } from '../numbers.ts';
import { anyNumber, between, fixed } from './arguments.ts';
import { roundPlaces } from './rounding.ts';
import { isNullish } from './scope.ts';
import type { OperatorTable } from './scope.ts';
import { Total } from './sum.ts';

function add(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw location(16612, 'only one date allowed in an $add expression');
  const total = new Total();
  for (const value of values) {
    if (!(value instanceof Date) && !total.add(value)) {
      throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`);
    }
  }
  const [date] = dates;
  return date === undefined ? total.result() : shift(date, total.asNumber());
}

function shift(date: Date, milliseconds: number): Date {
  if (!Number.isInteger(milliseconds)) throw notSupported('adding a fraction of a millisecond to a date');
  return new Date(date.getTime() + milliseconds);
}

function subtract(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (left instanceof Date) {
    if (right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime());
    if (numericKind(right) !== undefined) return shift(left, -asDouble(right));
  }
  const kind = bothNumeric(left, right);
  if (kind === undefined) throw typeMismatch(`can't $subtract ${typeName(right)} from ${typeName(left)}`);
  if (kind === 'double') return new Double(asDouble(left) - asDouble(right));
  return integerResult(asBigInt(left) - asBigInt(right), kind) ?? new Double(asDouble(left) - asDouble(right));
}

function bothNumeric(left: unknown, right: unknown): NumericKind | undefined {
  const leftKind = numericKind(left);
  const rightKind = numericKind(right);
  return leftKind === undefined || rightKind === undefined ? undefined : widestKind(leftKind, rightKind);
}

function multiply(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  let kind: NumericKind = 'int';
  let integers = 1n;
  let doubles = 1;
  for (const value of values) {
    const own = numericKind(value);
    if (own === undefined) throw typeMismatch(`$multiply only supports numeric types, not ${typeName(value)}`);
    kind = widestKind(kind, own);
    doubles *= asDouble(value);
    if (own !== 'double') integers *= asBigInt(value);
  }
  if (kind === 'double') return new Double(doubles);
  return integerResult(integers, kind) ?? new Double(doubles);
}

function divide(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (bothNumeric(left, right) === undefined) {
    throw typeMismatch(`$divide only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
  }
  if (asDouble(right) === 0) throw badValue("can't $divide by zero");
  return new Double(asDouble(left) / asDouble(right));
}

function mod(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  const kind = bothNumeric(left, right);
  if (kind === undefined) {
    throw location(16611, `$mod only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
  }
  if (asDouble(right) === 0) throw location(16610, "can't $mod by zero");
  if (kind === 'double') return new Double(asDouble(left) % asDouble(right));
  return integerResult(asBigInt(left) % asBigInt(right), kind);
}

function abs(value: unknown): unknown {
  if (isNullish(value)) return null;
  const kind = numericOnly('$abs', value);
  if (kind === 'double') return new Double(Math.abs(asDouble(value)));
  const integer = asBigInt(value);
  const result = integerResult(integer < 0n ? -integer : integer, kind);
  if (result === null) throw location(28680, "can't take $abs of long long min");
  return result;
}

function numericOnly(op: string, value: unknown): NumericKind {
  const kind = numericKind(value);
  if (kind === undefined) throw location(28765, `${op} only supports numeric types, not ${typeName(value)}`);
  return kind;
}

const toWhole =
  (op: string, cut: (value: number) => number) =>
  (value: unknown): unknown => {
    if (isNullish(value)) return null;
    return numericOnly(op, value) === 'double' ? new Double(cut(asDouble(value))) : value;
  };

const toPlaces =
  (op: '$round' | '$trunc') =>
  (value: unknown, place: unknown = new Int32(0)): unknown => {
    if (isNullish(value) || isNullish(place)) return null;
    const kind = numericOnly(op, value);
    const places = numericKind(place) === undefined ? NaN : asDouble(place);
    if (!Number.isInteger(places)) throw location(51082, `precision argument to  ${op} must be a integral value`);
    if (places < -20 || places > 100) {
      throw location(51083, `cannot apply ${op} with precision value ${places} value must be in [-20, 100]`);
    }
    return roundPlaces(value, kind, places, op === '$round');
  };

export const ARITHMETIC: OperatorTable = {
  $abs: fixed('$abs', 1, abs),
  $add: anyNumber(add),
  $ceil: fixed('$ceil', 1, toWhole('$ceil', Math.ceil)),
  $divide: fixed('$divide', 2, divide),
  $floor: fixed('$floor', 1, toWhole('$floor', Math.floor)),
  $mod: fixed('$mod', 2, mod),
  $multiply: anyNumber(multiply),
  $round: between('$round', 1, 2, toPlaces('$round')),
  $subtract: fixed('$subtract', 2, subtract),
  $trunc: between('$trunc', 1, 2, toPlaces('$trunc')),
};
