/** What a compiled stage is: a function over a stream of documents. Compiling throws for every mistake in the stage's text. */
import type { Document } from '../values.ts';

export type Documents = AsyncIterable<Document>;
export type Stage = (input: Documents) => Documents;

export interface PipelineContext {
  /** What $$NOW means. */
  readonly now: Date;
  /** All documents of another collection of the same database, for $lookup. */
  readonly lookup?: ((collection: string) => AsyncIterable<Document>) | undefined;
  /** What a pipeline makes of another collection of the same database, for $unionWith. Checks the pipeline at once. */
  readonly union?: ((collection: string, stages: readonly Document[]) => AsyncIterable<Document>) | undefined;
}

export type CompileStage = (spec: unknown, context: PipelineContext) => Stage;

/** A stage that turns each document into one other. */
export function eachDocument(change: (document: Document) => Document): Stage {
  return async function* (input) {
    for await (const document of input) yield change(document);
  };
}

export async function collect(input: Documents): Promise<Document[]> {
  const all: Document[] = [];
  for await (const document of input) all.push(document);
  return all;
}
