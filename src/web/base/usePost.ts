/** One request of a form: at most one at a time, and a key by which a repeat after a lost answer has the effect of once. */
import { useRef, useState } from 'preact/hooks';
import { commonText } from '../../shared/text/common.ts';
import { sayRefusal } from '../../shared/text/refusals.ts';
import { useStore } from './createStore.ts';
import { ask, isUnsure, newKey, type Trouble } from './http.ts';
import { language } from './settings.ts';
import { useText } from './text.ts';

export interface Post {
  readonly send: (path: string, body: unknown) => Promise<void>;
  readonly isBusy: boolean;
  /** What stood against it, as a sentence; empty when nothing did. */
  readonly trouble: string;
}

/** `onDone` is told what the server answered. */
export function usePost(onDone: (answer: unknown) => void, onTrouble?: (trouble: Trouble) => void): Post {
  const common = useText(commonText);
  const reads = useStore(language);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // Sending the same again after a lost answer repeats it; what was corrected or refused is another request.
  const last = useRef({ text: '', key: '' });
  const send = async (path: string, body: unknown) => {
    if (isBusy) return;
    const text = `${path} ${JSON.stringify(body)}`;
    if (last.current.text !== text) last.current = { text, key: newKey() };
    setBusy(true);
    const answer = await ask<unknown>(path, { method: 'POST', body, idempotencyKey: last.current.key });
    setBusy(false);
    if (answer.ok) return onDone(answer.data);
    if (!isUnsure(answer.trouble)) last.current = { text: '', key: '' };
    setTrouble(answer.trouble);
    onTrouble?.(answer.trouble);
  };
  const said = ({ code, detail, problem }: Trouble) =>
    code === 'network'
      ? common('failed.network')
      : sayRefusal({ code, message: detail, ...(problem?.mistakes && { mistakes: problem.mistakes }) }, reads);
  return { send, isBusy, trouble: trouble ? said(trouble) : '' };
}
