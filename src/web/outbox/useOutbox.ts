/** The outbox, polled every two seconds while the page is visible, and the email selected in the URL. */
import { useEffect, useState } from 'preact/hooks';
import type { OutboxList, OutboxRow } from '../../shared/outbox.ts';
import { ask } from '../base/http.ts';

const EVERY_MS = 2000;

export interface OutboxState {
  /** Undefined until loaded. */
  readonly mails: readonly OutboxRow[] | undefined;
  readonly trouble: 'off' | 'unreachable' | null;
}

export function useOutbox(): OutboxState {
  const [state, setState] = useState<OutboxState>({ mails: undefined, trouble: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const look = async () => {
      const answer = await ask<OutboxList>('/api/outbox', { staySignedOut: true });
      if (isGone) return;
      // An unchanged list keeps its identity, so that nothing rerenders.
      setState((before) => {
        if (answer.ok) return isSame(before, answer.data.mails) ? before : { mails: answer.data.mails, trouble: null };
        const trouble = answer.trouble.code === 'not-found' ? 'off' : 'unreachable';
        return before.trouble === trouble ? before : { ...before, trouble };
      });
      timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return state;
}

function isSame({ mails, trouble }: OutboxState, next: readonly OutboxRow[]): boolean {
  return trouble === null && mails?.length === next.length && mails[0]?.id === next[0]?.id;
}

/** The email id after `#`, or null. Back in the browser goes back in the outbox. */
export function useSelectedEmail(): string | null {
  const read = () => location.hash.slice(1) || null;
  const [chosen, setChosen] = useState(read);
  useEffect(() => {
    const change = () => setChosen(read());
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, []);
  return chosen;
}
