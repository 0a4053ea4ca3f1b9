/** Uses the keyboard as a keypad wherever focus is, except in text fields and on controls that use the key. */
import { useEffect, useRef } from 'preact/hooks';

export interface DialKeys {
  readonly onKey: (key: string) => void;
  readonly onDelete: () => void;
  readonly onEnter: () => void;
}

export function useDialKeys(keys: DialKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, dialog')) return;
      if (/^[\d*#]$/.test(key)) latest.current.onKey(key);
      else if (key === 'Backspace') latest.current.onDelete();
      // Buttons and links handle Enter themselves.
      else if (key === 'Enter' && !(target instanceof HTMLElement && target.closest('button, a, summary'))) {
        latest.current.onEnter();
      } else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
