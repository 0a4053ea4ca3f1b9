/** Imports of leads as administrators see them, over HTTP. */
import type { ColumnMapping } from '../core/capture/importColumns.ts';
import type { ConsentBasis, ImportMode } from '../core/vocabulary/imports.ts';

export type ImportFate =
  'fresh' | 'attached' | 'repeated' | 'again' | 'listed' | 'broken' | 'empty' | 'removed' | 'kept';

export interface ImportLine {
  readonly id: string;
  readonly at: number;
  /** The name of who imported it. */
  readonly by: string;
  readonly state: 'reading' | 'ready' | 'checking' | 'checked' | 'running' | 'done' | 'canceled' | 'undoing' | 'undone';
  readonly fileName: string;
  readonly kind: 'csv' | 'excel' | null;
  readonly encoding: string | null;
  readonly rows: number;
  readonly counts: Readonly<Partial<Record<ImportFate, number>>>;
  readonly endedAt: number | null;
  readonly mode: ImportMode | null;
}

export interface ImportSettingsBody {
  readonly campaignId: string;
  readonly mapping: ColumnMapping;
  readonly hasHeading: boolean;
  readonly mode: ImportMode;
  readonly perHour: number;
  readonly basis: ConsentBasis;
}

export interface ImportView extends ImportLine {
  /** What the check expected of the rows; null until they run. */
  readonly checked: ImportLine['counts'] | null;
  /** Open leads to be released: how many rows, why they wait, and when the next try is, before which none is released. */
  readonly waiting: {
    readonly rows: number;
    readonly why: 'rate' | 'people' | 'noAgent' | 'hours';
    readonly releaseAt: number;
  } | null;
  /** The first row. */
  readonly first: readonly string[];
  /** The first rows that are still stored. */
  readonly sample: readonly (readonly string[])[];
  readonly hasHeading: boolean;
  /** What the columns may hold, by campaign. */
  readonly guess: Readonly<Record<string, ColumnMapping>>;
  readonly settings: ImportSettingsBody | null;
  /** The first rows that failed, with why. */
  readonly failed: readonly { readonly row: number; readonly cells: readonly string[]; readonly reason: string }[];
}

export interface ImportList {
  readonly imports: readonly ImportLine[];
}
