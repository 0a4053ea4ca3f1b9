/**
 * Editing one thing: what is saved, what the person made of it, what the server found wrong. Nothing typed is ever lost:
 * a failed save leaves everything as it is, and a newer version of somebody else is shown, never overwritten and never
 * put over what was typed.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { EditedMeanwhile } from '../../../shared/admin.ts';
import type { Answer, Trouble } from '../../base/http.ts';
import { clearToasts } from '../../base/ui/Toasts.tsx';
import { unsaved } from '../route.ts';
import { isSame, isWithin, withAt } from './value.ts';

export interface Saved<F> {
  readonly fields: F;
  /** null: it does not exist yet. */
  readonly version: number | null;
}

export interface Meanwhile<F> {
  readonly by: string;
  readonly at: number;
  readonly theirs: Saved<F>;
}

export interface Draft<F> {
  readonly base: Saved<F>;
  readonly fields: F;
  /** The reason by path, for what the server refused and the person has not touched since. */
  readonly mistakes: Readonly<Record<string, string>>;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  /** Another failure than mistakes in fields. */
  readonly trouble: Trouble | null;
  readonly meanwhile: Meanwhile<F> | null;
  /** Grows with every refused save, so that the summary takes the focus each time. */
  readonly refusals: number;
  change(path: string, value: unknown): void;
  save(): void;
  discard(): void;
  /** Goes on with these fields, based on theirs. Saves nothing. */
  takeUp(fields: F): void;
  /** Decides later: the next save asks again. */
  closeMeanwhile(): void;
}

interface Options<F, V> {
  readonly saved: Saved<F>;
  /** What of the server's answer is edited here. */
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
  const [meanwhile, setMeanwhile] = useState<Meanwhile<F> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const isChanged = !isSame(fields, base.fields);
  useUnsaved(isChanged);

  const change = useCallback((path: string, value: unknown) => {
    setFields((before) => withAt(before, path, value));
    // What was said about this place may be mended; about the rest it still holds.
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
    // What is saved was changed from elsewhere on this page, such as by deactivating the person.
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
    // What was typed while the answer was on its way stays a change.
    setFields((typed) => (isSame(typed, fields) ? now.fields : typed));
    setMistakes(NO_MISTAKES);
    setTrouble(null);
    unsaved.set(false);
    onSaved(answer.data);
  };

  return {
    ...{ base, fields, mistakes, isChanged, isBusy, trouble, meanwhile, refusals, change },
    save: () => void save(),
    discard: () => start(base, base.fields),
    takeUp: (next) => meanwhile && start(meanwhile.theirs, next),
    closeMeanwhile: () => setMeanwhile(null),
  };
}

/** Leaving asks while something is unsaved. */
export function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    unsaved.set(isChanged);
    return () => unsaved.set(false);
  }, [isChanged]);
}
