/**
 * The state of an edit form: the saved version, the user's changes and the server's findings. Nothing typed is ever lost: a
 * failed save changes nothing, and someone else's newer version is shown without overwriting it or the user's input.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { EditedMeanwhile } from '../../../shared/admin.ts';
import type { Answer, Trouble } from '../../base/http.ts';
import { clearToasts } from '../../base/ui/Toasts.tsx';
import { hasUnsavedChanges } from '../route.ts';
import { isSame } from '../../../core/vocabulary/isSame.ts';
import { isWithin, withAt } from './value.ts';

export interface Saved<F> {
  readonly fields: F;
  /** null: does not exist yet. */
  readonly version: number | null;
}

export interface EditConflict<F> {
  readonly by: string;
  readonly at: number;
  readonly theirs: Saved<F>;
}

export interface Draft<F> {
  readonly base: Saved<F>;
  readonly fields: F;
  /** Mistakes by path, for fields that the server refused and the user has not changed since. */
  readonly mistakes: Readonly<Record<string, string>>;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  /** A failure other than mistakes in fields. */
  readonly trouble: Trouble | null;
  readonly meanwhile: EditConflict<F> | null;
  /** Counts refused saves, so that the summary takes focus each time. */
  readonly refusals: number;
  change(path: string, value: unknown): void;
  save(): void;
  discard(): void;
  /** Continues editing with these fields on top of the newer version. Saves nothing. */
  takeUp(fields: F): void;
  /** Decides later: the next save asks again. */
  closeMeanwhile(): void;
}

interface Options<F, V> {
  readonly saved: Saved<F>;
  /** The editable part of the server's answer. */
  readonly savedOf: (view: V) => Saved<F>;
  readonly send: (fields: F, version: number | null) => Promise<Answer<V>>;
  readonly onSaved: (view: V) => void;
}

const NO_MISTAKES: Readonly<Record<string, string>> = {};

export function useDraft<F extends object, V>({ saved, savedOf, send, onSaved }: Options<F, V>): Draft<F> {
  const [base, setBase] = useState(saved);
  const [fields, setFields] = useState(saved.fields);
  const [mistakes, setMistakes] = useState(NO_MISTAKES);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [meanwhile, setMeanwhile] = useState<EditConflict<F> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const isChanged = !isSame(fields, base.fields);
  useUnsavedWarning(isChanged);

  const change = useCallback((path: string, value: unknown) => {
    setFields((before) => withAt(before, path, value));
    // A change may fix the mistakes at its path; the others still apply.
    setMistakes((before) =>
      Object.fromEntries(Object.entries(before).filter(([at]) => !isWithin(at, path) && !isWithin(path, at))),
    );
  }, []);

  const start = useCallback((from: Saved<F>, next: F) => {
    setBase(from);
    setFields(next);
    setMistakes(NO_MISTAKES);
    setTrouble(null);
    setMeanwhile(null);
  }, []);

  useEffect(() => {
    // The saved version changed elsewhere on this page, such as by deactivating the person.
    if (saved.version === null || saved.version <= (base.version ?? 0)) return;
    if (isSame(saved.fields, base.fields)) setBase(saved);
    else if (!isChanged) start(saved, saved.fields);
  }, [saved, base, isChanged, start]);

  const refuse = (problem: Trouble) => {
    setRefusals((count) => count + 1);
    setMistakes(problem.fields);
    const isNewer = problem.code === 'edited-meanwhile' && problem.problem !== undefined;
    setTrouble(isNewer || Object.keys(problem.fields).length > 0 ? null : problem);
    if (!isNewer) return;
    const { by, at, current } = problem.problem as EditedMeanwhile<V>;
    setMeanwhile({ by, at, theirs: savedOf(current) });
  };

  const save = async () => {
    if (isBusy) return;
    setBusy(true);
    clearToasts();
    const answer = await send(fields, base.version);
    setBusy(false);
    if (!answer.ok) return refuse(answer.trouble);
    const now = savedOf(answer.data);
    setBase(now);
    // Input typed during the save stays an unsaved change.
    setFields((typed) => (isSame(typed, fields) ? now.fields : typed));
    setMistakes(NO_MISTAKES);
    setTrouble(null);
    hasUnsavedChanges.set(false);
    onSaved(answer.data);
  };

  return {
    base,
    fields,
    mistakes,
    isChanged,
    isBusy,
    trouble,
    meanwhile,
    refusals,
    change,
    save: () => void save(),
    discard: () => start(base, base.fields),
    takeUp: (next) => meanwhile && start(meanwhile.theirs, next),
    closeMeanwhile: () => setMeanwhile(null),
  };
}

/** Warns before leaving with unsaved changes. */
export function useUnsavedWarning(isChanged: boolean): void {
  useEffect(() => {
    hasUnsavedChanges.set(isChanged);
    return () => hasUnsavedChanges.set(false);
  }, [isChanged]);
}
