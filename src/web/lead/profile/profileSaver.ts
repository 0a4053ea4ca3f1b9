/**
 * How a detail is saved, over the desk's connection or by a request, so that no one's change is overwritten unseen
 * (V333).
 */
import { useRef, useState } from 'preact/hooks';
import type { ProfileChanges } from '../../../core/lead/profile.ts';
import { isSameAnswer } from '../../../core/vocabulary/sameAnswer.ts';
import type { SurveyAnswer } from '../../../core/vocabulary/survey.ts';
import type { ProfileField } from '../../../shared/desk.ts';
import { changesOf, storedAnswer } from './profileValues.ts';

/** What was entered for a detail, and the value that it was to replace; null for none. */
export interface Sent {
  readonly value: SurveyAnswer | null;
  readonly basedOn: SurveyAnswer | null;
}

export interface ProfileSaver {
  /** Of tags, which are added and removed one by one. */
  readonly save: (changes: ProfileChanges) => void;
  readonly saveDetail: (path: string, sent: Sent) => void;
  readonly isSaving: (path: string) => boolean;
  /** Why the last save was refused, as a sentence; empty if it wasn't. */
  readonly trouble: (path: string) => string;
  /** What was refused because someone else has changed this detail; null if nothing was. */
  readonly overtaken: (path: string) => Sent | null;
}

/** Far more than anyone changes one detail of. */
const MOST_SEEN = 20;

/** Remembers what this page sent: a detail that has one of those values wasn't changed by anyone else. */
export function useSentDetails(
  leadId: string,
  { save, isSaving }: Pick<ProfileSaver, 'save' | 'isSaving'>,
): Pick<ProfileSaver, 'saveDetail'> & { readonly lastSent: (path: string) => Sent | null } {
  const all = useRef(new Map<string, readonly Sent[]>());
  const of = (path: string) => all.current.get(`${leadId} ${path}`) ?? [];
  return {
    saveDetail: (path, sent) => {
      const before = of(path);
      const last = before.at(-1);
      if (last && isSaving(path) && isSameAnswer(last.value, sent.value)) return;
      all.current.set(`${leadId} ${path}`, [...before, sent].slice(-MOST_SEEN));
      save(changesOf(path, sent.value, [sent.basedOn, ...before.map(({ value }) => value)]));
    },
    lastSent: (path) => of(path).at(-1) ?? null,
  };
}

/** What is to be decided about, once the other value is here; null if nothing is. */
export function useOvertaken(
  field: ProfileField,
  saver: ProfileSaver,
): { readonly mine: Sent | null; readonly leave: () => void } {
  const [left, leave] = useState<Sent | null>(null);
  const mine = saver.overtaken(field.path);
  const now = storedAnswer(field);
  const isOpen = mine !== null && mine !== left && ![mine.value, mine.basedOn].some((one) => isSameAnswer(one, now));
  return { mine: isOpen ? mine : null, leave: () => leave(mine) };
}
