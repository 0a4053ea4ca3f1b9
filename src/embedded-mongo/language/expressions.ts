/** Expressions. (Being filled.) */
import { notSupported } from './errors.ts';
import type { Document } from './values.ts';

export interface ExpressionContext {
  readonly now: Date;
}
export type Evaluate = (document: Document) => unknown;
export function compileExpression(_expression: unknown, _context: ExpressionContext): Evaluate {
  throw notSupported('expressions');
}
