/** $unionWith: the documents of another collection, through a pipeline of their own, after those that came in. */
import { describe, typeName } from '../describe.ts';
import { failedToParse, location, notSupported, typeMismatch } from '../errors.ts';
import { isDocument, type Document } from '../values.ts';
import type { CompileStage } from './stage.ts';

export const unionWith: CompileStage = (spec, { union }) => {
  const { coll, pipeline } = typeof spec === 'string' ? { coll: spec, pipeline: [] } : fieldsOf(spec);
  if (union === undefined) throw notSupported('$unionWith here');
  const others = union(coll, pipeline);
  return async function* (input) {
    yield* input;
    yield* others;
  };
};

function fieldsOf(spec: unknown): { readonly coll: string; readonly pipeline: readonly Document[] } {
  if (!isDocument(spec))
    throw failedToParse(`the $unionWith stage specification must be an object or string, but found ${typeName(spec)}`);
  for (const name of Object.keys(spec)) {
    if (name !== 'coll' && name !== 'pipeline')
      throw location(40415, `BSON field '$unionWith.${name}' is an unknown field.`);
  }
  const { coll, pipeline = [] } = spec;
  if (coll === undefined) throw notSupported('$unionWith without a collection');
  if (typeof coll !== 'string')
    throw typeMismatch(
      `BSON field '$unionWith.coll' is the wrong type '${typeName(coll)}', expected type 'string': ${describe(coll)}`,
    );
  if (!Array.isArray(pipeline) || !pipeline.every(isDocument))
    throw typeMismatch("Each element of the 'pipeline' array must be an object");
  return { coll, pipeline };
}
