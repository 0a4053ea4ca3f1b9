/**
 * The groups, page by page. A page without groups may have more after it, so the next ones are read right away, up to a
 * limit.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DuplicateList } from '../../shared/duplicates.ts';
import { useStore } from '../base/createStore.ts';
import { ask, type Answer, type Trouble } from '../base/http.ts';
import { languageKept } from '../base/accountLanguage.ts';

/** Each reads up to 200 leads. */
const PAGES_AT_ONCE = 5;

export interface Duplicates {
  readonly list: DuplicateList | null;
  readonly trouble: Trouble | null;
  readonly isLoading: boolean;
  readonly more: () => void;
  readonly reload: () => void;
}

export function useDuplicates(): Duplicates {
  const [list, setList] = useState<DuplicateList | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const kept = useStore(languageKept);
  const newest = useRef(0);
  const read = useCallback((before: DuplicateList | null) => {
    newest.current += 1;
    const mine = newest.current;
    setLoading(true);
    void readOn(before?.next ?? null).then((answer) => {
      if (newest.current !== mine) return;
      setLoading(false);
      setTrouble(answer.ok ? null : answer.trouble);
      if (answer.ok) setList({ ...answer.data, groups: [...(before?.groups ?? []), ...answer.data.groups] });
    });
  }, []);
  useEffect(() => read(null), [read, kept, round]);
  return {
    list,
    trouble,
    isLoading,
    more: () => {
      if (list?.next && !isLoading) read(list);
    },
    reload: useCallback(() => setRound((count) => count + 1), []),
  };
}

async function readOn(cursor: string | null): Promise<Answer<DuplicateList>> {
  let next = cursor;
  for (let page = 1; ; page += 1) {
    const query = next === null ? '' : `?cursor=${encodeURIComponent(next)}`;
    const answer = await ask<DuplicateList>(`/api/leads/duplicates${query}`);
    if (!answer.ok || answer.data.groups.length > 0 || answer.data.next === null || page === PAGES_AT_ONCE)
      return answer;
    next = answer.data.next;
  }
}
