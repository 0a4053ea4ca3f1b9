/**
 * Whether a one-time link still works: checked when the page opens, so that no one chooses a password in vain. If the
 * check fails, the form is shown, and its response says so.
 */
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../base/http.ts';

/** Refusals of the link, not of the input. */
export const GONE = ['link-used', 'not-allowed'];

export interface Link {
  readonly state: 'asking' | 'works' | 'gone';
  /** Call when a submit was refused because the link has been used. */
  readonly end: () => void;
}

export function useLink(checkPath: string, token: string): Link {
  const [known, setKnown] = useState<{ readonly token: string; readonly works: boolean } | null>(null);
  useEffect(() => {
    if (token === '') return;
    let isCurrent = true;
    void ask(checkPath, { method: 'POST', body: { token }, staySignedOut: true }).then((answer) => {
      if (isCurrent) setKnown({ token, works: answer.ok || !GONE.includes(answer.trouble.code) });
    });
    return () => {
      isCurrent = false;
    };
  }, [checkPath, token]);
  const state = known?.token !== token ? 'asking' : known.works ? 'works' : 'gone';
  return { state, end: () => setKnown({ token, works: false }) };
}
