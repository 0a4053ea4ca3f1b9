/** Stages of an update pipeline. (Being filled.) */
import { notSupported } from '../errors.ts';
import type { Document } from '../values.ts';

export function compileUpdateStage(
  _stage: Document,
  _context: { readonly now: Date },
): (document: Document) => Document {
  throw notSupported('update pipelines');
}
