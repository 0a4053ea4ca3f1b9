/** The stages that change one document at a time; updates by pipeline may use exactly these. */
import { describe, typeName } from '../describe.ts';
import { location } from '../errors.ts';
import { compileExpression } from '../expressions.ts';
import type { ExpressionContext } from '../expressions.ts';
import { withComputed } from '../project/apply.ts';
import { parseProjection } from '../project/tree.ts';
import { compileProjection } from '../projection.ts';
import { isDocument } from '../values.ts';
import type { Document } from '../values.ts';

export type ChangeDocument = (document: Document) => Document;
export type CompileDocumentStage = (spec: unknown, context: ExpressionContext) => ChangeDocument;

const project: CompileDocumentStage = (spec, context) => {
  if (!isDocument(spec)) throw location(15969, '$project specification must be an object');
  if (Object.keys(spec).length === 0) {
    throw location(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
  }
  return compileProjection(spec, context, 'aggregate');
};

const addFields =
  (op: string): CompileDocumentStage =>
  (spec, context) => {
    if (!isDocument(spec)) throw location(40272, `${op} specification stage must be an object, got ${typeName(spec)}`);
    if (Object.keys(spec).length === 0) {
      throw location(40177, `Invalid ${op} :: caused by :: specification must have at least one field`);
    }
    const { tree } = parseProjection(spec, 'addFields', context);
    return (document) => withComputed(document, tree, document);
  };

const unset: CompileDocumentStage = (spec, context) => {
  const names: readonly unknown[] = Array.isArray(spec) ? spec : [spec];
  if (!Array.isArray(spec) && typeof spec !== 'string') {
    throw location(31002, '$unset specification must be a string or an array');
  }
  if (names.length === 0) {
    throw location(31119, '$unset specification must be a string or an array with at least one field');
  }
  const entries = names.map((name): [string, boolean] => {
    if (typeof name !== 'string') {
      throw location(31120, '$unset specification must be a string or an array containing only string values');
    }
    return [name, false];
  });
  return compileProjection(Object.fromEntries(entries), context, 'aggregate');
};

const replaceRoot: CompileDocumentStage = (spec, context) => {
  if (!isDocument(spec))
    throw location(40229, `expected an object as specification for $replaceRoot stage, got ${typeName(spec)}`);
  const unknown = Object.keys(spec).find((name) => name !== 'newRoot');
  if (unknown !== undefined) throw location(40415, `BSON field '$replaceRoot.${unknown}' is an unknown field.`);
  if (!Object.hasOwn(spec, 'newRoot'))
    throw location(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  return replaceWith(spec['newRoot'], context);
};

const replaceWith: CompileDocumentStage = (spec, context) => {
  const evaluate = compileExpression(spec, context);
  return (document) => {
    const root = evaluate(document);
    if (isDocument(root)) return root;
    throw location(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was: ${describe(root)}. Type of resulting ` +
        `value: '${typeName(root)}'.`,
    );
  };
};

export const DOCUMENT_STAGES: Readonly<Record<string, CompileDocumentStage>> = {
  $addFields: addFields('$addFields'),
  $project: project,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $set: addFields('$set'),
  $unset: unset,
};
