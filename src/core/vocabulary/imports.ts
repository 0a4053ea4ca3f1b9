/** Leads from a file: on what basis they may be contacted, and what becomes of the rows. */
import type { Moment } from './time.ts';

/** Bytes of a file of leads. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/**
 * What permits contact with the people in a file: they agreed in writing (`statement`: where, and in what words), or
 * they bought from the business or have a contract with it (`statement`: which).
 */
export const CONSENT_BASES = ['written', 'relationship'] as const;
export interface ConsentBasis {
  readonly kind: (typeof CONSENT_BASES)[number];
  /** When they agreed, or the last purchase. A date in the row takes precedence. */
  readonly at: Moment;
  readonly statement: string;
}

/** `history`: closed leads, never called. `open`: open leads, released a few at a time. */
export const IMPORT_MODES = ['history', 'open'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** How a lead came from a file. */
export interface ImportOrigin {
  readonly importId: string;
  /** Its number in the file, from 1. */
  readonly row: number;
  /** Who imported it. */
  readonly by: string;
  readonly mode: ImportMode;
}
