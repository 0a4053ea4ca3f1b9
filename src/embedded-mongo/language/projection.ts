/** Projections. (Being filled.) */
import { notSupported } from './errors.ts';
import type { Document } from './values.ts';

export interface ProjectionContext {
  readonly now: Date;
}
export type Projection = (document: Document) => Document;
export function compileProjection(_spec: Document, _context: ProjectionContext): Projection {
  throw notSupported('projections');
}
