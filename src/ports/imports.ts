/** Imports of leads: a file’s rows until they are leads, and what became of each. */
import type { ColumnMapping } from '../core/capture/importColumns.ts';
import type { ConsentBasis, ImportMode } from '../core/vocabulary/imports.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export interface ImportSettings {
  readonly campaignId: string;
  readonly mapping: ColumnMapping;
  /** The first row names the columns. */
  readonly hasHeading: boolean;
  readonly mode: ImportMode;
  /** Open leads released per hour. */
  readonly perHour: number;
  readonly basis: ConsentBasis;
}

/**
 * - `reading`   the file is being stored
 * - `ready`     stored; to be mapped
 * - `checking`  the dry run; `checked` when it’s done
 * - `running`   rows become leads; `done` when all did
 * - `canceled`  a person stopped it: what was done stays, the other rows are deleted
 * - `undoing`   its untouched leads are being removed; `undone` when it’s done
 */
export type ImportState =
  'reading' | 'ready' | 'checking' | 'checked' | 'running' | 'done' | 'canceled' | 'undoing' | 'undone';

/** What becomes, or became, of rows. */
export const ROW_FATES = ['fresh', 'attached', 'repeated', 'again', 'listed', 'broken', 'empty'] as const;
export type RowFate = (typeof ROW_FATES)[number] | 'removed' | 'kept';
export type FateCounts = Readonly<Partial<Record<RowFate, number>>>;

/**
 * Why open leads wait: for the rate, for people who wait to be called, for a free agent, or for the hours in which they
 * may be called.
 */
export type ReleaseHold = 'rate' | 'people' | 'noAgent' | 'hours';

export interface ImportRun {
  readonly id: string;
  readonly by: string;
  readonly at: Moment;
  readonly state: ImportState;
  readonly fileName: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly kind?: 'csv' | 'excel';
  readonly encoding?: string;
  /** Rows of the file, headings and empty ones included. */
  readonly rows: number;
  /** The first row. */
  readonly first: readonly string[];
  readonly settings?: ImportSettings;
  /** Of the campaign when it was checked: rows are read by it until the end. */
  readonly country?: string;
  /** The next part to be processed in this state. */
  readonly position: number;
  readonly counts: FateCounts;
  /** What the check expected of the rows, once they run. */
  readonly checked?: FateCounts;
  /** The next open lead is released then. */
  readonly releaseAt?: Moment;
  /** Why not before. */
  readonly heldBy?: ReleaseHold;
  readonly endedAt?: Moment;
}

export interface ImportRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface FailedRow extends ImportRow {
  readonly reason: string;
}

/** Some rows of a file, stored together. */
export interface ImportPart {
  readonly n: number;
  /** Those still to be processed. */
  readonly rows: readonly ImportRow[];
  /** Rows that became leads of their own. */
  readonly made: readonly number[];
  readonly failed: readonly FailedRow[];
  /** Present once fully processed in this state. */
  readonly result?: { readonly state: ImportState; readonly counts: FateCounts };
}

export interface ImportStore {
  add(run: ImportRun): Promise<void>;
  byId(id: string): Promise<ImportRun | null>;
  /** Newest first. */
  latest(limit: number): Promise<readonly ImportRun[]>;
  /** Those that are in one of these states, oldest first. */
  inState(states: readonly ImportState[], limit: number): Promise<readonly ImportRun[]>;
  /** False if it isn’t in one of these states any longer. */
  move(id: string, from: readonly ImportState[], change: Partial<Omit<ImportRun, 'id'>>): Promise<boolean>;
  addPart(id: string, n: number, rows: readonly ImportRow[], keptUntil: Moment): Promise<void>;
  part(id: string, n: number): Promise<ImportPart | null>;
  /** The first parts that still have rows. */
  pendingParts(id: string, limit: number): Promise<readonly ImportPart[]>;
  /** Stores what became of a whole part, with its result; `keepsRows`: only a dry run. */
  settlePart(id: string, part: Omit<ImportPart, 'rows'>, keepsRows: boolean): Promise<void>;
  /** One row of a part is processed. False if it already was. */
  settleRow(
    id: string,
    n: number,
    row: number,
    what: { readonly made: true } | { readonly failed: FailedRow } | null,
  ): Promise<boolean>;
  /** The person of a row was erased: it is deleted, processed or not, even if it's the first row of the file. */
  eraseRow(id: string, n: number, row: number): Promise<void>;
  /** Adds up a part’s result and continues with the next, if the run is still there. Null if it isn’t. */
  step(id: string, state: ImportState, position: number, counts: FateCounts): Promise<ImportRun | null>;
  count(id: string, counts: FateCounts): Promise<void>;
  /** Rows that failed, in order, a part at a time. */
  failed(id: string): AsyncIterable<FailedRow>;
  /** Keeps the parts until then. */
  keepUntil(id: string, at: Moment): Promise<void>;
  /** Deletes the rows that are still to be processed. */
  dropRows(id: string): Promise<void>;
}
