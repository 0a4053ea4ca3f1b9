/**
 * Aggregation pipelines. Every stage is compiled, and so checked, before the first
 * document is read. A stage outside the table is error 40324 when MongoDB does not know
 * it either, and error 115 when it does.
 */
import { location, notSupported, typeMismatch } from './errors.ts';
import { bucket } from './stage/bucket.ts';
import { DOCUMENT_STAGES } from './stage/document-stages.ts';
import { count, group, sortByCountStages } from './stage/group.ts';
import { lookup } from './stage/lookup.ts';
import { collect, eachDocument } from './stage/stage.ts';
import type { CompileStage, Documents, PipelineContext, Stage } from './stage/stage.ts';
import { limit, match, skip, sort } from './stage/streams.ts';
import { unionWith } from './stage/union-with.ts';
import { unwind } from './stage/unwind.ts';
import { isDocument, setField } from './values.ts';
import type { Document } from './values.ts';
import { paced } from './work.ts';

export { ACCUMULATORS } from './stage/accumulators.ts';
export type { PipelineContext } from './stage/stage.ts';

const facet: CompileStage = (spec, context) => {
  if (!isDocument(spec)) throw location(40169, 'the $facet specification must be a non-empty object');
  const parts = Object.entries(spec).map(([name, stages]) => {
    if (!Array.isArray(stages)) throw location(40170, `arguments to $facet must be arrays, ${name} is none`);
    if (name.startsWith('$') || name.includes('.') || name === '')
      throw location(40171, `'${name}' is no name for a facet`);
    const isNested = stages.some((stage: unknown) => isDocument(stage) && Object.hasOwn(stage, '$facet'));
    if (isNested) throw location(40600, '$facet is not allowed to be used within a $facet stage');
    return { name, stage: compilePipeline(stages, context) };
  });
  if (parts.length === 0) throw location(40169, 'the $facet specification must be a non-empty object');
  return async function* (input) {
    const { work } = context;
    const all = await collect(input, work);
    const result: Document = {};
    let bytes = 0;
    for (const { name, stage } of parts) {
      const part = await collect(stage(paced(all.documents, work)), work);
      bytes += part.bytes;
      setField(result, name, part.documents);
    }
    work?.hold(-all.bytes);
    yield result;
    work?.hold(-bytes);
  };
};

const STAGES: Readonly<Record<string, CompileStage>> = {
  $bucket: bucket,
  $count: count,
  $facet: facet,
  $group: group,
  $limit: limit,
  $lookup: lookup,
  $match: match,
  $skip: skip,
  $sort: sort,
  $sortByCount: (spec, context) => compilePipeline(sortByCountStages(spec), context),
  $unionWith: unionWith,
  $unwind: unwind,
  ...Object.fromEntries(
    Object.entries(DOCUMENT_STAGES).map(([name, compile]): [string, CompileStage] => [
      name,
      (spec, context) => eachDocument(compile(spec, context), context.work),
    ]),
  ),
};

/** Every stage; docs/language.md lists the same. */
export const PIPELINE_STAGES: readonly string[] = Object.keys(STAGES).sort();

const REFUSED = new Set([
  '$bucketAuto',
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$indexStats',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$redact',
  '$sample',
  '$search',
  '$searchMeta',
  '$setWindowFields',
]);

const LONGEST_PIPELINE = 1000;

function compilePipeline(stages: readonly unknown[], context: PipelineContext): Stage {
  if (stages.length > LONGEST_PIPELINE) {
    throw location(7749501, `Pipeline length must be no longer than ${LONGEST_PIPELINE} stages.`);
  }
  const compiled = stages.map((stage) => compileStage(stage, context));
  return (input) => compiled.reduce((stream, stage) => stage(stream), input);
}

function compileStage(stage: unknown, context: PipelineContext): Stage {
  if (!isDocument(stage)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) {
    throw location(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (compile !== undefined) return compile(stage[name], context);
  if (REFUSED.has(name)) throw notSupported(`the stage ${name}`);
  throw location(40324, `Unrecognized pipeline stage name: '${name}'`);
}

async function* streamOf(documents: Iterable<Document> | AsyncIterable<Document>): Documents {
  yield* documents;
}

/** Checks the whole pipeline at once (throwing here, not while iterating), then runs it lazily over the input. */
export function runPipeline(
  stages: readonly Document[],
  input: AsyncIterable<Document> | Iterable<Document>,
  context: PipelineContext,
): AsyncIterable<Document> {
  const pipeline = compilePipeline(stages, context);
  return pipeline(streamOf(input));
}

export interface PlannedPipeline {
  /** The filter of the leading $match stages, for an index. */
  readonly match?: Document;
  /** The $sort that follows at once. */
  readonly sort?: Document;
  /** The stages to run over the documents that satisfy `match`, in the order of `sort`. */
  readonly rest: readonly Document[];
}

/** Splits a leading $match, and a $sort right after it, from the pipeline, so that an index can serve them. */
export function splitForPlanner(stages: readonly Document[]): PlannedPipeline {
  const filters: Document[] = [];
  let at = 0;
  for (; at < stages.length; at += 1) {
    const filter = onlyField(stages[at], '$match');
    if (!isDocument(filter)) break;
    filters.push(filter);
  }
  const order = onlyField(stages[at], '$sort');
  const hasSort = isDocument(order) && Object.keys(order).length > 0;
  const [first] = filters;
  return {
    ...(first === undefined ? {} : { match: filters.length === 1 ? first : { $and: filters } }),
    ...(hasSort ? { sort: order } : {}),
    rest: stages.slice(hasSort ? at + 1 : at),
  };
}

// A stage with two fields is left for runPipeline to refuse.
function onlyField(stage: Document | undefined, name: string): unknown {
  return stage !== undefined && Object.keys(stage).length === 1 ? stage[name] : undefined;
}
