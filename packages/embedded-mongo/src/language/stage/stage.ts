/** A compiled stage is a function over a stream of documents. Compiling throws for every mistake in the stage. */
import type { ExpressionContext } from '../expressions.ts';
import { sizeOf } from '../size.ts';
import type { Document } from '../values.ts';
import type { Work } from '../work.ts';

export type Documents = AsyncIterable<Document>;
export type Stage = (input: Documents) => Documents;

export interface PipelineContext extends ExpressionContext {
  /** All documents of another collection of the same database, for $lookup. */
  readonly lookup?: ((collection: string) => AsyncIterable<Document>) | undefined;
  /** The results of a pipeline over another collection of the same database, for $unionWith. Checks the pipeline at once. */
  readonly union?: ((collection: string, stages: readonly Document[]) => AsyncIterable<Document>) | undefined;
}

export type CompileStage = (spec: unknown, context: PipelineContext) => Stage;

/** A stage that maps each document to another. */
export function eachDocument(change: (document: Document) => Document, work: Work | undefined): Stage {
  return async function* (input) {
    for await (const document of input) {
      const changed = change(document);
      // Many stages may follow one another on one document.
      if (work?.isDue === true) await work.pause();
      yield changed;
    }
  };
}

export interface Collected {
  readonly documents: Document[];
  /** The bytes held for them, which the caller releases. */
  readonly bytes: number;
}

/** All documents of a stream, held in memory. */
export async function collect(input: Documents, work: Work | undefined): Promise<Collected> {
  const documents: Document[] = [];
  let bytes = 0;
  for await (const document of input) {
    documents.push(document);
    if (work) bytes += holdValue(document, work);
  }
  return { documents, bytes };
}

/** Reports a value that is kept in memory. Returns its bytes. */
export function holdValue(value: unknown, work: Work): number {
  const bytes = sizeOf(value, work);
  work.hold(bytes);
  return bytes;
}
