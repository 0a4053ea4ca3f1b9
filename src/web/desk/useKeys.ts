/**
 * The desk's keyboard shortcuts. Single-key shortcuts can be turned off (WCAG 2.1.4) and never act while the agent is typing
 * or a dialog is open.
 */
import { useLayoutEffect } from 'preact/hooks';
import { useStore } from '../base/createStore.ts';
import { singleKeys } from '../base/settings.ts';

export type KeyMap = Readonly<Partial<Record<string, () => void>>>;

export function useKeys(keys: KeyMap): void {
  const single = useStore(singleKeys);
  // A layout effect, so that the second key of a quick pair finds what the first one opened.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = keyAction(keys, event, single, { typing: isTyping(event.target), inDialog: isDialogOpen() });
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [keys, single]);
}

/** The `aria-keyshortcuts` of a button; undefined while single-key shortcuts are off. */
export function useShortcut(): (key: string) => string | undefined {
  const single = useStore(singleKeys);
  return (key) => (single ? key : undefined);
}

interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey?: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly target: unknown;
}

/**
 * The action for a key press, if any. Enter and Escape always work; on a focused control, Enter belongs to the control.
 * `Mod+Enter`, with Ctrl or ⌘, also works while typing.
 */
export function keyAction(
  keys: KeyMap,
  press: Press,
  single: boolean,
  where: { readonly typing: boolean; readonly inDialog: boolean },
): (() => void) | undefined {
  if (press.altKey || press.repeat || press.isComposing || where.inDialog) return undefined;
  if (press.ctrlKey || press.metaKey) return press.key === 'Enter' ? keys['Mod+Enter'] : undefined;
  if (press.key === 'Escape') return keys['Escape'];
  if (where.typing) return undefined;
  if (press.key === 'Enter') return isControl(press.target) ? undefined : keys['Enter'];
  return single ? keys[letterOf(press)] : undefined;
}

/**
 * The key as shortcuts name it: the letter at its place, because on a Hangul layout the A key types ㅁ, and `Shift+1`,
 * which types a symbol that differs by layout.
 */
function letterOf({ key, code, shiftKey }: Press): string {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (shiftKey && digit !== undefined && !/^\d$/.test(key)) return `Shift+${digit}`;
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return (key.length === 1 && key > '\x7f' && place !== undefined ? place : key).toLowerCase();
}

/** A letter means nothing to a checkbox or a radio button. */
const TYPED = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(TYPED);
}

function isControl(target: unknown): boolean {
  return typeof HTMLElement !== 'undefined' && target instanceof HTMLElement && target.matches('a, button, summary');
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
