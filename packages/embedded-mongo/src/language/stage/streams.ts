/** The stages that filter, order and limit documents: $match, $sort, $limit and $skip. */
import { describe, typeName } from '../describe.ts';
import { location } from '../errors.ts';
import { compileFilter } from '../matcher.ts';
import { compileSort } from '../sort.ts';
import { isDocument, isNumber, toSafeInteger } from '../values.ts';
import { collect } from './stage.ts';
import type { CompileStage } from './stage.ts';
import { paced } from '../work.ts';

export const match: CompileStage = (spec, context) => {
  if (!isDocument(spec))
    throw location(15959, `the match filter must be an expression in an object, not ${typeName(spec)}`);
  const matcher = compileFilter(spec, context);
  return async function* (input) {
    for await (const document of input) if (matcher.matches(document)) yield document;
  };
};

export const sort: CompileStage = (spec, { work }) => {
  if (!isDocument(spec)) throw location(15973, 'the $sort key specification must be an object');
  if (Object.keys(spec).length === 0) throw location(15976, '$sort stage must have at least one sort key');
  const compare = compileSort(spec);
  return async function* (input) {
    const all = await collect(input, work);
    yield* paced(all.documents.sort(compare), work);
    work?.hold(-all.bytes);
  };
};

export const limit: CompileStage = (spec) => {
  const most = wholeNumber('$limit', 5107201, spec);
  if (most < 0)
    throw location(5107201, `invalid argument to $limit stage: Expected a non-negative number in: $limit: ${most}`);
  if (most === 0) throw location(15958, 'the limit must be positive');
  return async function* (input) {
    let passed = 0;
    for await (const document of input) {
      yield document;
      passed += 1;
      if (passed >= most) return;
    }
  };
};

export const skip: CompileStage = (spec) => {
  const first = wholeNumber('$skip', 5107200, spec);
  if (first < 0)
    throw location(5107200, `invalid argument to $skip stage: Expected a non-negative number in: $skip: ${first}`);
  return async function* (input) {
    let seen = 0;
    for await (const document of input) {
      seen += 1;
      if (seen > first) yield document;
    }
  };
};

function wholeNumber(op: string, code: number, spec: unknown): number {
  const value = toSafeInteger(spec);
  if (isNumber(spec) && value !== undefined) return value;
  throw location(code, `invalid argument to ${op} stage: Expected an integer: ${op}: ${describe(spec)}`);
}
