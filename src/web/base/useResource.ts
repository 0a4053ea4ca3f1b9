/**
 * Data from the server at a path, the only way that pages read it. A reload keeps the old data until the new data arrives.
 *
 * With `everyMs` it is also read again at that interval while the page is visible, and when the page becomes visible. With
 * `version` it is read again when that changes.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useStore } from './createStore.ts';
import { ask, type Trouble } from './http.ts';
import { languageKept } from './accountLanguage.ts';

export interface Resource<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  readonly reload: () => void;
  /** Uses the response of a change without reloading. */
  readonly put: (data: T) => void;
}

interface Options {
  readonly everyMs?: number;
  readonly version?: string | number;
}

export function useResource<T>(path: string, { everyMs, version }: Options = {}): Resource<T> {
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
  }, [path, round, kept, version]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const reloadIfSeen = () => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(reloadIfSeen, everyMs);
    document.addEventListener('visibilitychange', reloadIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', reloadIfSeen);
    };
  }, [everyMs, reload]);
  const put = useCallback((data: T) => setState({ path, data, trouble: null }), [path]);
  // Ignore the response to an older request.
  const { data, trouble } = state.path === path ? state : nothing(path);
  return { data, trouble, reload, put };
}

/** Several as one: the data of all, once it is there. */
export function together<T extends object>(
  parts: readonly Pick<Resource<Partial<T>>, 'data' | 'trouble' | 'reload'>[],
): Resource<T> {
  return {
    data: parts.every(({ data }) => data) ? (Object.assign({}, ...parts.map(({ data }) => data)) as T) : null,
    trouble: parts.find(({ trouble }) => trouble)?.trouble ?? null,
    reload: () => {
      for (const { reload } of parts) reload();
    },
    put: () => undefined,
  };
}

function nothing(path: string): { path: string; data: null; trouble: null } {
  return { path, data: null, trouble: null };
}
