/**
 * Reads an operator update ({$set: ..., $inc: ...}) into a list of changes in the order
 * in which MongoDB applies them, and refuses operators, paths and operands that are
 * invalid for every document.
 */
import { compareStrings } from '../compare.ts';
import { describe, typeName } from '../describe.ts';
import { badValue, dollarPrefixedFieldName, emptyFieldName, failedToParse, notSupported } from '../errors.ts';
import { arrayPosition, splitPath } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { isDocument } from '../values.ts';
import type { Document } from '../values.ts';
import type { Work } from '../work.ts';
import { addToSet, pop, pull, pullAll, push } from './array-operators.ts';
import { setTo } from './change.ts';
import type { Change } from './change.ts';
import { PathClaims } from './claims.ts';
import { currentDate, inc, max, min, mul, set, unset } from './field-operators.ts';
import type { CompileOperation } from './field-operators.ts';

interface Operator {
  readonly compile: CompileOperation;
  readonly creates: boolean;
}

const OPERATORS = new Map<string, Operator>([
  ['$addToSet', { compile: addToSet, creates: true }],
  ['$currentDate', { compile: currentDate, creates: true }],
  ['$inc', { compile: inc, creates: true }],
  ['$max', { compile: max, creates: true }],
  ['$min', { compile: min, creates: true }],
  ['$mul', { compile: mul, creates: true }],
  ['$pop', { compile: pop, creates: false }],
  ['$pull', { compile: pull, creates: false }],
  ['$pullAll', { compile: pullAll, creates: false }],
  ['$push', { compile: push, creates: true }],
  ['$set', { compile: set, creates: true }],
  ['$setOnInsert', { compile: set, creates: true }],
  ['$unset', { compile: unset, creates: false }],
]);

/** Every update operator; docs/language.md lists the same. */
export const UPDATE_OPERATORS: readonly string[] = [...OPERATORS.keys(), '$rename'].sort();

export function parseOperatorUpdate(update: Document, isInsert: boolean, work?: Work): readonly Change[] {
  const changes: Change[] = [];
  const claims = new PathClaims();
  for (const [op, fields] of Object.entries(update)) {
    const operator = OPERATORS.get(op);
    if (operator === undefined && op !== '$rename') throw unknownModifier(op);
    if (!isDocument(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} ` +
          `not {${op}: ${describe(fields)}}`,
      );
    }
    for (const [name, operand] of Object.entries(fields)) {
      work?.spend();
      const change =
        operator === undefined
          ? renameChange(name, operand, isInsert)
          : {
              path: readPath(name, isInsert),
              creates: operator.creates,
              operation: operator.compile(operand, name, work),
            };
      if (change.source !== undefined) claims.claim(change.source);
      claims.claim(change.path);
      // $setOnInsert takes part in the checks even when it has nothing to do.
      if (op !== '$setOnInsert' || isInsert) changes.push(change);
    }
  }
  return changes.sort((a, b) => comparePaths(a.path, b.path));
}

function unknownModifier(op: string): Error {
  if (op === '$bit') return notSupported('the update operator $bit');
  return failedToParse(
    `Unknown modifier: ${op}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
}

function readPath(name: string, isInsert: boolean): Path {
  const path = splitPath(name);
  if (path.includes('')) {
    throw emptyFieldName(
      name === ''
        ? 'An empty update path is not valid.'
        : `The update path '${name}' contains an empty field name, which is not allowed.`,
    );
  }
  const positional = path.filter((part) => part === '$');
  if (path[0] === '$' || path[0]?.startsWith('$[') === true) {
    throw badValue(
      `Cannot have ${path[0] === '$' ? "positional (i.e. '$')" : 'array filter'} element in the first position in path '${name}'`,
    );
  }
  if (positional.length > 1) throw badValue(`Too many positional (i.e. '$') elements found in path '${name}'`);
  for (const [i, part] of path.entries()) assertPart(part, name, i === 0 && !isInsert);
  return path;
}

// Since MongoDB 5.0 a name may start with a dollar sign, except at the top level of an existing document.
function assertPart(part: string, name: string, mustBePlain: boolean): void {
  if (!part.startsWith('$') || part === '$' || part === '$[]') return;
  if (part.startsWith('$[') && part.endsWith(']')) {
    if (/^\$\[[a-z][A-Za-z0-9]*\]$/.test(part)) return;
    throw badValue(`Invalid array filter identifier in path '${name}'`);
  }
  if (mustBePlain) {
    throw dollarPrefixedFieldName(`The dollar ($) prefixed field '${part}' in '${name}' is not valid for storage.`);
  }
}

function renameChange(from: string, operand: unknown, isInsert: boolean): Change {
  const shown = describe({ [from]: operand });
  if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${shown}`);
  if (from.includes('\0') || operand.includes('\0'))
    throw badValue("The 'to' field for $rename cannot contain an embedded null byte");
  const source = readPath(from, isInsert);
  const target = readPath(operand, isInsert);
  const isDynamic = (path: Path): boolean => path.some((part) => part.startsWith('$'));
  if (isDynamic(source)) throw badValue(`The source field for $rename may not be dynamic: ${from}`);
  if (isDynamic(target)) throw badValue(`The destination field for $rename may not be dynamic: ${operand}`);
  if (from === operand) throw badValue(`The source and target field for $rename must differ: ${shown}`);
  if (operand.startsWith(`${from}.`) || from.startsWith(`${operand}.`)) {
    throw badValue(`The source and target field for $rename must not be on the same path: ${shown}`);
  }
  return { path: target, source, creates: true, operation: (current) => setTo(current) };
}

// Names in byte order, except that two array positions go by their number (MongoDB 5.0 and later).
function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const left = a[i] ?? '';
    const right = b[i] ?? '';
    const leftNumber = arrayPosition(left);
    const rightNumber = arrayPosition(right);
    const order =
      leftNumber !== undefined && rightNumber !== undefined ? leftNumber - rightNumber : compareStrings(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
