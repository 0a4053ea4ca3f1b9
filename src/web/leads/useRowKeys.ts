/** The table's keyboard: J and K or the arrows move between leads, / goes to the search. Enter on a lead's link opens it. */
import { useLayoutEffect } from 'preact/hooks';
import { useStore } from '../base/createStore.ts';
import { singleKeys } from '../base/settings.ts';
import { keyAction, type KeyMap } from '../desk/useKeys.ts';

/** `onSelect` gets the lead that has focus. */
export function useRowKeys({
  onSearch,
  onSelect,
  onEscape,
}: {
  onSearch: () => void;
  onSelect?: (id: string) => void;
  onEscape?: () => void;
}): void {
  const single = useStore(singleKeys);
  // A layout effect, so that the second key of a quick pair finds what the first one did.
  useLayoutEffect(() => {
    const down = () => moveFocus(1);
    const up = () => moveFocus(-1);
    const select = () => {
      const id = rowOf(document.activeElement)?.dataset['lead'];
      if (id !== undefined) onSelect?.(id);
    };
    const keysNow = (): KeyMap => ({
      ...{ j: down, k: up, '/': onSearch },
      // Elsewhere, the arrows scroll.
      ...(rowOf(document.activeElement) && { arrowdown: down, arrowup: up }),
      ...(onSelect && { x: select }),
      ...(onEscape && { Escape: onEscape }),
    });
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const typing =
        target instanceof HTMLElement &&
        target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]');
      const inDialog = document.querySelector('dialog[open]') !== null;
      const { key, code, ctrlKey, metaKey, altKey, isComposing } = event;
      // Holding J moves on and on.
      const press = { key, code, ctrlKey, metaKey, altKey, isComposing, target, repeat: false };
      const act = keyAction(keysNow(), press, single, { typing, inDialog });
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

function moveFocus(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-lead]')];
  const from = rows.findIndex((row) => row.contains(document.activeElement));
  const to = from < 0 ? (by === 1 ? 0 : -1) : from + by;
  rows[to]?.querySelector('a')?.focus();
}

function rowOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-lead]') ?? null;
}
