/**
 * The callbacks that anyone in the agent's teams may take. They change with other people's work, which no event of this
 * desk tells of, so they are asked for again every minute that the page is looked at.
 */
import { useEffect, useState } from 'preact/hooks';
import type { CallbackList } from '../../shared/api.ts';
import { ask } from '../base/http.ts';

const EVERY_MS = 60_000;

/** The most urgent first; null until they are known. */
export function useTeamPromises(): CallbackList | null {
  const [list, setList] = useState<CallbackList | null>(null);
  useEffect(() => {
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      void ask<CallbackList>('/api/callbacks?anyone=true&limit=20').then((answer) => {
        if (answer.ok) setList(answer.data);
      });
    };
    read();
    const timer = setInterval(read, EVERY_MS);
    document.addEventListener('visibilitychange', read);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, []);
  return list;
}
