/** Documents as values: merging, splitting, building, and access to fields. */
import { typeName } from '../describe.ts';
import { location } from '../errors.ts';
import { getField, isDocument, setField } from '../values.ts';
import type { Document } from '../values.ts';
import { anyNumber, fixed, namedArguments } from './arguments.ts';
import { isNullish } from './scope.ts';
import type { CompileOperator, Env, OperatorTable } from './scope.ts';
import type { Work } from '../work.ts';

/** Later fields win and keep the position of the field they overwrite. Null and missing are skipped. */
export function mergeObjects(values: readonly unknown[], work?: Work): Document {
  const merged: Document = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value)) {
      throw location(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    }
    for (const [name, field] of Object.entries(value)) {
      work?.spend();
      setField(merged, name, field);
    }
  }
  return merged;
}

function objectToArray(value: unknown): unknown {
  if (isNullish(value)) return null;
  if (!isDocument(value)) {
    throw location(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  }
  return Object.entries(value).map(([k, v]) => ({ k, v }));
}

function arrayToObject(value: unknown, work: Work | undefined): unknown {
  if (isNullish(value)) return null;
  if (!Array.isArray(value)) {
    throw location(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  }
  const made: Document = {};
  let asPairs: boolean | undefined;
  for (const entry of value as readonly unknown[]) {
    work?.spend();
    asPairs ??= Array.isArray(entry);
    const [name, field] = asPairs ? readPair(entry) : readKeyValue(entry);
    if (typeof name !== 'string') {
      throw location(
        asPairs ? 40395 : 40394,
        `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeName(name)}`,
      );
    }
    if (name.includes('\0')) throw location(4940400, 'Key field cannot contain an embedded null byte');
    setField(made, name, field);
  }
  return made;
}

function readPair(entry: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(entry)) {
    throw location(
      40396,
      `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Array was detected, now found: ${typeName(entry)}`,
    );
  }
  if (entry.length !== 2) {
    throw location(40397, `$arrayToObject requires an array of size 2 arrays,found array of size: ${entry.length}`);
  }
  return entry as [unknown, unknown];
}

function readKeyValue(entry: unknown): readonly [unknown, unknown] {
  if (!isDocument(entry)) {
    if (Array.isArray(entry))
      throw location(
        40391,
        `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Object was detected, now found: array`,
      );
    throw location(40398, `Unrecognised input type format for $arrayToObject: ${typeName(entry)}`);
  }
  if (Object.keys(entry).length !== 2) {
    throw location(
      40392,
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${Object.keys(entry).length}`,
    );
  }
  if (!Object.hasOwn(entry, 'k') || !Object.hasOwn(entry, 'v')) {
    throw location(40393, "$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys");
  }
  return [entry['k'], entry['v']];
}

/** MongoDB's codes for a field path instead of a name, for a name that is not constant, and for one that is not a string. */
interface FieldNameCodes {
  readonly path: number;
  readonly notConstant: number;
  readonly notText: number;
}

/** The field's name, which must not depend on the document. Unlike a path it may have dots and dollar signs. */
function fieldName(op: string, operand: unknown, env: Env, codes: FieldNameCodes): string {
  if (typeof operand === 'string' && operand.startsWith('$')) {
    throw location(
      codes.path,
      `'${operand}' is a field path reference which is not allowed in this context. Did you mean {$literal: '${operand}'}?`,
    );
  }
  let name: unknown = operand;
  if (isDocument(operand) || Array.isArray(operand)) {
    const look = (): never => {
      throw location(codes.notConstant, `${op} requires 'field' to evaluate to a constant`);
    };
    const root = new Proxy<Document>({}, { get: look, has: look, getOwnPropertyDescriptor: look, ownKeys: look });
    name = env.compile(operand)({ root, bindings: undefined });
  }
  if (typeof name === 'string') return name;
  throw location(codes.notText, `${op} requires 'field' to evaluate to type String, but got ${typeName(name)}`);
}

const getFieldOf: CompileOperator = (operand, env) => {
  const isNamed = isDocument(operand) && !Object.keys(operand)[0]?.startsWith('$');
  const args = isNamed
    ? namedArguments('$getField', operand, { required: ['field', 'input'], codes: [3041701, 3041701, 3041702] })
    : { field: operand, input: '$$CURRENT' };
  const codes = { path: 5654600, notConstant: 5654601, notText: 5654602 };
  const field = fieldName('$getField', args['field'], env, codes);
  const input = env.compile(args['input']);
  return (scope) => {
    const value = input(scope);
    return isDocument(value) ? getField(value, field) : isNullish(value) ? value : undefined;
  };
};

/** Sets a field, or removes it when the value is missing. The order of fields is kept; a new field comes last. */
const changeField =
  (op: '$setField' | '$unsetField'): CompileOperator =>
  (operand, env) => {
    const isUnset = op === '$unsetField';
    const required = isUnset ? ['field', 'input'] : ['field', 'input', 'value'];
    // Each missing argument has a code of its own.
    const missing = ['field', 'value', 'input'].find(
      (name) => required.includes(name) && isDocument(operand) && !Object.hasOwn(operand, name),
    );
    const missingCode = missing === 'field' ? 4161102 : missing === 'value' ? 4161103 : 4161109;
    const args = namedArguments(op, operand, { required, codes: [4161100, 4161101, missingCode] });
    const codes = { path: 4161108, notConstant: 4161106, notText: 4161107 };
    const field = fieldName(op, args['field'], env, codes);
    const input = env.compile(args['input']);
    const value = isUnset ? () => undefined : env.compile(args['value']);
    return (scope) => {
      const document = input(scope);
      if (isNullish(document)) return null;
      if (!isDocument(document)) {
        throw location(4161105, `${op} requires 'input' to evaluate to type Object, but got ${typeName(document)}`);
      }
      const next = value(scope);
      const changed: Document = {};
      for (const [name, kept] of Object.entries(document)) {
        env.work?.spend();
        if (name !== field) setField(changed, name, kept);
        else if (next !== undefined) setField(changed, name, next);
      }
      if (next !== undefined && !Object.hasOwn(document, field)) setField(changed, field, next);
      return changed;
    };
  };

export const OBJECTS: OperatorTable = {
  $arrayToObject: (operand, env) => fixed('$arrayToObject', 1, (value) => arrayToObject(value, env.work))(operand, env),
  $getField: getFieldOf,
  $mergeObjects: (operand, env) => anyNumber((values) => mergeObjects(values, env.work))(operand, env),
  $objectToArray: fixed('$objectToArray', 1, objectToArray),
  $setField: changeField('$setField'),
  $unsetField: changeField('$unsetField'),
};
