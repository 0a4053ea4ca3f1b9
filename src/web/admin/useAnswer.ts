/** What the server answers at an address. A repeated question keeps the former answer until the new one is there. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useStore } from '../base/createStore.ts';
import { ask, type Trouble } from '../base/http.ts';
import { languageKept } from '../base/ownLanguage.ts';

export interface Asked<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  readonly reload: () => void;
  /** Takes over what a change answered, without asking again. */
  readonly put: (data: T) => void;
}

export function useAnswer<T>(path: string): Asked<T> {
  const [state, setState] = useState<{ path: string; data: T | null; trouble: Trouble | null }>(nothing(path));
  const [round, setRound] = useState(0);
  const kept = useStore(languageKept);
  useEffect(() => {
    let isWanted = true;
    void ask<T>(path).then((answer) => {
      if (!isWanted) return;
      setState((before) =>
        answer.ok
          ? { path, data: answer.data, trouble: null }
          : { path, data: before.path === path ? before.data : null, trouble: answer.trouble },
      );
    });
    return () => {
      isWanted = false;
    };
  }, [path, round, kept]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const put = useCallback((data: T) => setState({ path, data, trouble: null }), [path]);
  // The answer to another question is none.
  const { data, trouble } = state.path === path ? state : nothing(path);
  return { data, trouble, reload, put };
}

function nothing(path: string): { path: string; data: null; trouble: null } {
  return { path, data: null, trouble: null };
}
