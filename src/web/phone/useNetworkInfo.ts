/** The numbers to call and whether an agent could answer, polled while it matters. */
import { useEffect, useState } from 'preact/hooks';
import type { PhoneNetworkInfo } from '../../shared/phone.ts';
import { ask } from '../base/http.ts';

const EVERY_MS = 3000;

/** Undefined until loaded, null if there is no simulated network. */
export function useNetworkInfo(base: string, isWatched: boolean): PhoneNetworkInfo | null | undefined {
  const [info, setInfo] = useState<PhoneNetworkInfo | null | undefined>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const look = async () => {
      const answer = await ask<PhoneNetworkInfo>(base, { staySignedOut: true });
      if (isGone) return;
      if (answer.ok) setInfo(answer.data);
      // Only a definite answer means that there is no network; an unreachable server comes back.
      else if (answer.trouble.code === 'not-found') return setInfo(null);
      if (isWatched || !answer.ok) timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [base, isWatched]);
  return info;
}
