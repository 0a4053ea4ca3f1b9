/** $group and its two short forms, $count and $sortByCount. Groups come in the order of their first document. */
import { typeName } from '../describe.ts';
import { location, notSupported } from '../errors.ts';
import { compileExpression } from '../expressions.ts';
import { canEncode, encodeKey } from '../key.ts';
import { isDocument, setField } from '../values.ts';
import type { Document } from '../values.ts';
import { paced } from '../work.ts';
import type { Work } from '../work.ts';
import { compileAccumulators } from './accumulators.ts';
import type { Accumulator, MakeAccumulator } from './accumulators.ts';
import { holdValue } from './stage.ts';
import type { CompileStage, Documents, Stage } from './stage.ts';

interface Group {
  readonly id: unknown;
  readonly accumulators: readonly (readonly [string, Accumulator])[];
}

/** Equal numbers of different types have the same key. */
export function valueKey(value: unknown): string {
  if (!canEncode(value)) throw notSupported('grouping or joining by a Decimal128');
  return encodeKey([value], [1]).toString('latin1');
}

export function groupBy(
  keyOf: (document: Document) => unknown,
  fields: readonly (readonly [string, MakeAccumulator])[],
  work: Work | undefined,
  finish: (groups: readonly Document[]) => readonly Document[] = (groups) => groups,
): Stage {
  return async function* (input: Documents) {
    const groups = new Map<string, Group>();
    const before = work?.heldBytes ?? 0;
    for await (const document of input) {
      const id = keyOf(document) ?? null;
      const key = valueKey(id);
      let group = groups.get(key);
      if (group === undefined) {
        group = { id, accumulators: fields.map(([name, make]) => [name, make()] as const) };
        groups.set(key, group);
        if (work) holdValue(id, work);
      }
      for (const [, accumulator] of group.accumulators) accumulator.add(document);
    }
    yield* paced(finish([...groups.values()].map(toDocument)), work);
    work?.hold(before - work.heldBytes);
  };
}

function toDocument({ id, accumulators }: Group): Document {
  const document: Document = { _id: id };
  for (const [name, accumulator] of accumulators) setField(document, name, accumulator.result());
  return document;
}

export const group: CompileStage = (spec, context) => {
  if (!isDocument(spec)) throw location(15947, "a group's fields must be specified in an object");
  if (!Object.hasOwn(spec, '_id')) throw location(15955, 'a group specification must include an _id');
  const { _id: id, ...fields } = spec;
  return groupBy(compileExpression(id, context), compileAccumulators(fields, context), context.work);
};

export const count: CompileStage = (spec, context) => {
  if (typeof spec !== 'string')
    throw location(40156, `the count field must be a non-empty string, not ${typeName(spec)}`);
  if (spec === '') throw location(40157, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) throw location(40158, 'the count field cannot be a $-prefixed path');
  if (spec.includes('\0')) throw location(40159, 'the count field cannot contain a null byte');
  if (spec.includes('.')) throw location(40160, "the count field cannot contain '.'");
  if (spec === '_id') throw location(15948, "a group's _id may only be specified once");
  const counted = groupBy(
    () => null,
    compileAccumulators({ [spec]: { $sum: 1 } }, context),
    context.work,
    (groups) => groups.map((document) => ({ [spec]: document[spec] })),
  );
  return counted;
};

/** The two stages that $sortByCount stands for. */
export function sortByCountStages(spec: unknown): readonly Document[] {
  const isPath = typeof spec === 'string' && spec.startsWith('$');
  const isExpression = isDocument(spec) && Object.keys(spec)[0]?.startsWith('$') === true;
  if (!isPath && !isExpression) {
    throw location(
      typeof spec === 'string' ? 40148 : isDocument(spec) ? 40147 : 40149,
      'the sortByCount field must be specified as a $-prefixed path or an expression in an object',
    );
  }
  return [{ $group: { _id: spec, count: { $sum: 1 } } }, { $sort: { count: -1 } }];
}
