/** Where an import stands, and what its columns may hold. Pure. */
import type { ColumnMapping } from '../../../core/capture/importColumns.ts';
import type { ImportLine, ImportView } from '../../../shared/imports.ts';

export const STEPS = ['file', 'settings', 'check', 'import'] as const;
export type Step = (typeof STEPS)[number];
type State = ImportLine['state'];

/** What each step gets, and how it passes on what the server answered. */
export interface StepProps {
  readonly view: ImportView;
  readonly put: (view: ImportView) => void;
}

const STEP_OF: Readonly<Record<State, Step>> = {
  reading: 'file',
  ready: 'settings',
  checking: 'check',
  checked: 'check',
  running: 'import',
  done: 'import',
  canceled: 'import',
  undoing: 'import',
  undone: 'import',
};

export function stepOf(state: State): Step {
  return STEP_OF[state];
}

/** Whether it changes on its own. */
export function isWorking(state: State): boolean {
  return ['reading', 'checking', 'running', 'undoing'].includes(state);
}

/** Rows worked off, or leads looked at while it’s undone. `done` is never more than `all`. */
export function progressOf({ state, rows, counts }: ImportLine): { readonly done: number; readonly all: number } {
  const { removed = 0, kept = 0, ...fates } = counts;
  const isUndone = state === 'undoing';
  const all = isUndone ? (fates.fresh ?? 0) : rows;
  const done = isUndone ? removed + kept : Object.values(fates).reduce((sum, count) => sum + count, 0);
  return { done: Math.min(done, all), all };
}

const EXAMPLES = 3;

export interface FileColumn {
  /** Empty if the file doesn’t name it. */
  readonly heading: string;
  readonly examples: readonly string[];
}

export function columnsOf(
  { first, sample }: Pick<ImportView, 'first' | 'sample'>,
  hasHeading: boolean,
): readonly FileColumn[] {
  const rows = hasHeading ? sample.slice(1) : sample;
  return first.map((heading, column) => ({
    heading: hasHeading ? heading.trim() : '',
    examples: rows
      .map((row) => (row[column] ?? '').trim())
      .filter((cell) => cell !== '')
      .slice(0, EXAMPLES),
  }));
}

/** For another campaign: what was chosen stays, its own fields are guessed, and the former one’s are left out. */
export function mappingFor(mapping: ColumnMapping, guess: ColumnMapping): ColumnMapping {
  return mapping.map((target, column) => {
    if (target !== null && !target.startsWith('answer:')) return target;
    const guessed = guess[column] ?? null;
    return guessed?.startsWith('answer:') ? guessed : null;
  });
}
