/** $bucket: groups by ranges. A bucket holds its lower boundary and not its upper one; empty buckets are not returned. */
import { compareValues } from '../compare.ts';
import { describe, typeName } from '../describe.ts';
import { location } from '../errors.ts';
import { compileExpression } from '../expressions.ts';
import { isDocument, typeOrder } from '../values.ts';
import { compileAccumulators } from './accumulators.ts';
import { groupBy } from './group.ts';
import type { CompileStage, PipelineContext } from './stage.ts';

const OPTIONS = new Set(['groupBy', 'boundaries', 'default', 'output']);

export const bucket: CompileStage = (spec, context) => {
  if (!isDocument(spec))
    throw location(40201, `Argument to $bucket stage must be an object, but found type: ${typeName(spec)}.`);
  const unknown = Object.keys(spec).find((name) => !OPTIONS.has(name));
  if (unknown !== undefined) throw location(40197, `Unrecognized option to $bucket: ${unknown}.`);
  if (spec['groupBy'] === undefined || spec['boundaries'] === undefined) {
    throw location(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  assertGroupBy(spec['groupBy']);
  const boundaries = readBoundaries(spec['boundaries'], context);
  const hasDefault = Object.hasOwn(spec, 'default');
  const fallback = hasDefault ? constant(spec['default'], context) : undefined;
  if (hasDefault) assertOutside(fallback, boundaries);
  const output = spec['output'] ?? { count: { $sum: 1 } };
  if (!isDocument(output))
    throw location(40196, `The $bucket 'output' field must be an object, but found type: ${typeName(output)}.`);
  const valueOf = compileExpression(spec['groupBy'], context);
  const bucketOf = (value: unknown): unknown => {
    context.work?.spend(boundaries.length);
    const above = boundaries.findIndex((boundary) => compareValues(value, boundary) < 0);
    if (above > 0) return boundaries[above - 1];
    if (hasDefault) return fallback;
    throw location(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  };
  return groupBy(
    (document) => bucketOf(valueOf(document)),
    compileAccumulators(output, context),
    context.work,
    (groups) => [...groups].sort((a, b) => compareValues(a['_id'], b['_id'])),
  );
};

function assertGroupBy(groupByValue: unknown): void {
  const isPath = typeof groupByValue === 'string' && groupByValue.startsWith('$');
  if (isPath || isDocument(groupByValue)) return;
  throw location(
    40202,
    `The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression, but found: ${describe(groupByValue)}.`,
  );
}

function constant(expression: unknown, context: PipelineContext): unknown {
  return compileExpression(expression, context)({});
}

function readBoundaries(value: unknown, context: PipelineContext): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw location(40200, `The $bucket 'boundaries' field must be an array, but found type: ${typeName(value)}.`);
  }
  if (value.length < 2) {
    throw location(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${value.length} value(s).`,
    );
  }
  const boundaries = value.map((item) => constant(item, context));
  for (const [i, boundary] of boundaries.slice(1).entries()) {
    const lower = boundaries[i];
    if (typeOrder(lower) !== typeOrder(boundary)) {
      throw location(40193, "All values in the the 'boundaries' option to $bucket must have the same type.");
    }
    if (compareValues(lower, boundary) >= 0) {
      throw location(40194, "The 'boundaries' option to $bucket must be sorted in ascending order.");
    }
  }
  return boundaries;
}

function assertOutside(fallback: unknown, boundaries: readonly unknown[]): void {
  const isInside = compareValues(fallback, boundaries[0]) >= 0 && compareValues(fallback, boundaries.at(-1)) < 0;
  if (isInside) {
    throw location(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  }
}
