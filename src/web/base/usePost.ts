/**
 * A form's request: one at a time, with an idempotency key, so that repeating it after a lost response has no second effect.
 */
import { useRef, useState } from 'preact/hooks';
import { ask, isResultUnknown, newKey, type Trouble } from './http.ts';
import { troubleText } from './troubleText.ts';

export interface Post {
  readonly send: (path: string, body: unknown) => Promise<void>;
  readonly isBusy: boolean;
  /** What failed, as a sentence; empty if nothing did. */
  readonly trouble: string;
}

/** `onDone` gets the server's response. */
export function usePost(onDone: (answer: unknown) => void, onTrouble?: (trouble: Trouble) => void): Post {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // Resending the same content after a lost response is a repeat. Changed or refused content is a new request.
  const last = useRef({ text: '', key: '' });
  const send = async (path: string, body: unknown) => {
    if (isBusy) return;
    const text = `${path} ${JSON.stringify(body)}`;
    if (last.current.text !== text) last.current = { text, key: newKey() };
    setBusy(true);
    const answer = await ask<unknown>(path, { method: 'POST', body, idempotencyKey: last.current.key });
    setBusy(false);
    if (answer.ok) return onDone(answer.data);
    if (!isResultUnknown(answer.trouble)) last.current = { text: '', key: '' };
    setTrouble(answer.trouble);
    onTrouble?.(answer.trouble);
  };
  return { send, isBusy, trouble: trouble ? troubleText(trouble) : '' };
}
