/**
 * The second half of a double click, or of a key pressed twice, was meant for the step that was here before and must not
 * take the next one. Whatever else comes is meant, however soon: another key, or a click somewhere else.
 */
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

const REPEAT_MS = 600;
/** A finger comes down again this near, in CSS pixels. */
const NEAR_PX = 24;

/** A key or the pointer going down, on the page's monotonic clock. */
export interface Press {
  readonly what: string;
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** The last press and the one before it; null where there was none. */
export type Presses = readonly [last: Press | null, before: Press | null];

/** Whether what happens `now` repeats a press that the step before `enteredAt` was taken by, or that began there. */
export function isRepeat([last, before]: Presses, enteredAt: number, now: number): boolean {
  if (last === null) return false;
  if (last.at < enteredAt) return now - last.at <= REPEAT_MS;
  if (before === null || before.at > enteredAt || last.at - before.at > REPEAT_MS) return false;
  return last.what === before.what && Math.hypot(last.x - before.x, last.y - before.y) <= NEAR_PX;
}

let presses: Presses = [null, null];
const press = (what: string, x = 0, y = 0) => {
  presses = [{ what, at: performance.now(), x, y }, presses[0]];
};

/** Listens before anything acts on the press. */
function listen(): void {
  addEventListener('keydown', (event) => (event.repeat ? undefined : press(event.code)), { capture: true });
  addEventListener('pointerdown', (event) => press('pointer', event.clientX, event.clientY), { capture: true });
}
if (typeof addEventListener === 'function' && typeof document !== 'undefined') listen();

/** Makes actions that do nothing when they only repeat what led to this `step`. */
export function useSettled(step: string): (act: () => void) => () => void {
  const enteredAt = useRef(0);
  useLayoutEffect(() => {
    enteredAt.current = performance.now();
  }, [step]);
  return useCallback(
    (act) => () => {
      if (!isRepeat(presses, enteredAt.current, performance.now())) act();
    },
    [],
  );
}
