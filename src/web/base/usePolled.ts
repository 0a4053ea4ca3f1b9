/** Data from the server, polled at an interval while the page is visible, and when `version` changes. Null until loaded. */
import { useEffect, useState } from 'preact/hooks';
import { ask } from './http.ts';

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names what the address answers
export function usePolled<T>(path: string, everyMs: number, version: string | number = ''): T | null {
  const [read, setRead] = useState<T | null>(null);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      const answer = await ask<T>(path);
      if (answer.ok && !isOver) setRead(answer.data);
    };
    const lookNow = () => void look();
    lookNow();
    const timer = setInterval(lookNow, everyMs);
    document.addEventListener('visibilitychange', lookNow);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookNow);
    };
  }, [path, everyMs, version]);
  return read;
}
