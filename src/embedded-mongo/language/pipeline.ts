/** Aggregation. (Being filled.) */
import { notSupported } from './errors.ts';
import type { Document } from './values.ts';

export interface PipelineContext {
  readonly now: Date;
  readonly lookup?: (collection: string) => AsyncIterable<Document>;
}
export function runPipeline(
  _stages: readonly Document[],
  _input: AsyncIterable<Document> | Iterable<Document>,
  _context: PipelineContext,
): AsyncIterable<Document> {
  throw notSupported('aggregation');
}
export function splitForPlanner(_stages: readonly Document[]): {
  match?: Document;
  sort?: Document;
  rest: readonly Document[];
} {
  throw notSupported('aggregation');
}
