/**
 * Ignores the second half of a double click or double key press: it was meant for the previous step and must not trigger the
 * next one. Any other input counts at once, such as another key or a click elsewhere.
 */
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

const REPEAT_MS = 600;
/** A press this close to the last one repeats it, in CSS pixels. */
const NEAR_PX = 24;

/** A key or pointer press, on the page's monotonic clock. */
export interface Press {
  readonly what: string;
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** The last two presses; null if there was none. */
export type Presses = readonly [last: Press | null, before: Press | null];

/** Whether an action at `now` comes from a repeat of the press that led to the step entered at `enteredAt`. */
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

/** Listens in the capture phase, before anything acts on the press. */
function listen(): void {
  addEventListener('keydown', (event) => (event.repeat ? undefined : press(event.code)), { capture: true });
  addEventListener('pointerdown', (event) => press('pointer', event.clientX, event.clientY), { capture: true });
}
if (typeof addEventListener === 'function' && typeof document !== 'undefined') listen();

/** Wraps actions so that they ignore a repeat of the press that led to this `step`. */
export function useRepeatGuard(step: string): (act: () => void) => () => void {
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
