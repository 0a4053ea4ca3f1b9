/** The update operators on single fields: $set, $setOnInsert, $unset, $inc, $mul, $min, $max and $currentDate. */
import { Double, Int32, Long } from 'bson';
import { compareValues } from '../compare.ts';
import { describe, typeName } from '../describe.ts';
import { badValue, notSupported, typeMismatch } from '../errors.ts';
import { asBigInt, asDouble, integerResult, numericKind, widestKind } from '../numbers.ts';
import { deepClone, isDocument } from '../values.ts';
import type { Work } from '../work.ts';
import { KEEP, REMOVE, setTo } from './change.ts';
import type { ChangeContext, Operation, Outcome } from './change.ts';

/** Compiles an operator's operand. Throws if it is invalid, before any document is changed. */
export type CompileOperation = (operand: unknown, path: string, work?: Work) => Operation;

export const set: CompileOperation = (operand) => () => setTo(deepClone(operand));

export const unset: CompileOperation = () => () => REMOVE;

export const min: CompileOperation = (operand) => (current) =>
  current === undefined || compareValues(operand, current) < 0 ? setTo(deepClone(operand)) : KEEP;

export const max: CompileOperation = (operand) => (current) =>
  current === undefined || compareValues(operand, current) > 0 ? setTo(deepClone(operand)) : KEEP;

export const inc: CompileOperation = (operand, path) => {
  if (numericKind(operand) === undefined) {
    throw typeMismatch(`Cannot increment with non-numeric argument: ${describe({ [path]: operand })}`);
  }
  return (current, context) => {
    if (current === undefined) return setTo(operand);
    return calculate(
      '$inc',
      current,
      operand,
      context,
      (a, b) => a + b,
      (a, b) => a + b,
    );
  };
};

export const mul: CompileOperation = (operand, path) => {
  if (numericKind(operand) === undefined) {
    throw typeMismatch(`Cannot multiply with non-numeric argument: ${describe({ [path]: operand })}`);
  }
  return (current, context) => {
    const zero = zeroLike(operand);
    if (current === undefined) return setTo(zero);
    return calculate(
      '$mul',
      current,
      operand,
      context,
      (a, b) => a * b,
      (a, b) => a * b,
    );
  };
};

function zeroLike(operand: unknown): unknown {
  const kind = numericKind(operand);
  if (kind === 'double') return new Double(0);
  return kind === 'long' ? Long.fromNumber(0) : new Int32(0);
}

function calculate(
  op: '$inc' | '$mul',
  current: unknown,
  operand: unknown,
  context: ChangeContext,
  onIntegers: (a: bigint, b: bigint) => bigint,
  onDoubles: (a: number, b: number) => number,
): Outcome {
  const currentKind = numericKind(current);
  const operandKind = numericKind(operand);
  if (currentKind === undefined || operandKind === undefined) {
    throw typeMismatch(
      `Cannot apply ${op} to a value of non-numeric type. ${describe({ _id: context.id })} has the field ` +
        `'${lastName(context.name)}' of non-numeric type ${typeName(current)}`,
    );
  }
  const kind = widestKind(currentKind, operandKind);
  if (kind === 'double') return setTo(new Double(onDoubles(asDouble(current), asDouble(operand))));
  const result = integerResult(onIntegers(asBigInt(current), asBigInt(operand)), kind);
  if (result === null) {
    throw badValue(
      `Failed to apply ${op} operations to current value (${describe(current)}) for document ` +
        describe({ _id: context.id }),
    );
  }
  return setTo(result);
}

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export const currentDate: CompileOperation = (operand) => {
  assertDateSpec(operand);
  return (_current, { now }) => setTo(new Date(now.getTime()));
};

function assertDateSpec(operand: unknown): void {
  if (typeof operand === 'boolean') return;
  if (!isDocument(operand)) {
    throw badValue(
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ` +
        "({$type: 'timestamp/date'}).",
    );
  }
  const unknown = Object.keys(operand).find((name) => name !== '$type');
  if (unknown !== undefined) throw badValue(`Unrecognized $currentDate option: ${unknown}`);
  if (operand['$type'] === 'timestamp') throw notSupported("$currentDate with {$type: 'timestamp'}");
  if (operand['$type'] !== 'date') {
    throw badValue(
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    );
  }
}
