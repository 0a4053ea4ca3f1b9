/** Updates. (Being filled.) */
import { notSupported } from './errors.ts';
import type { Document } from './values.ts';

export type Update = Document | readonly Document[];
export interface UpdateOptions {
  readonly isInsert: boolean;
  readonly arrayFilters?: readonly Document[] | undefined;
  readonly positional?: number | undefined;
  readonly now: Date;
}
export interface UpdateResult {
  readonly doc: Document;
  readonly changed: boolean;
}
export function applyUpdate(_doc: Document | null, _update: Update, _options: UpdateOptions): UpdateResult {
  throw notSupported('updates');
}
export function upsertSeed(_filter: Document, _update: Update): Document {
  throw notSupported('upserts');
}
