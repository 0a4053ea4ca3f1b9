/** Bulk actions on leads, as the API describes them. */

/** What a bulk action would do: `possible` of `leadIds`, and why not the others. */
export interface BulkPreview {
  readonly leadIds: readonly string[];
  readonly possible: number;
  readonly skipped: Readonly<Record<string, number>>;
}

export interface BulkProgress {
  readonly id: string;
  readonly verb: 'requeue' | 'reassign' | 'close' | 'addTag' | 'removeTag' | 'merge' | 'undo';
  readonly state: 'running' | 'done' | 'canceled';
  readonly total: number;
  /** How many were tried. */
  readonly position: number;
  readonly changed: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** How many of them may be taken back; 0 while it runs, and once that was done. */
  readonly undoable: number;
  /** Of merges: what came of each. `result` is `waiting`, `done`, or why it wasn't made. */
  readonly merges?: readonly { readonly staysId: string; readonly goesId: string; readonly result: string }[];
}
