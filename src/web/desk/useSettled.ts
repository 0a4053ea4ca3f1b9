/** A second click of a double one, meant for the button that was here before, must not take the next step. */
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

const DOUBLE_CLICK_MS = 600;

/** Makes actions that do nothing in the first moment of each `step`. */
export function useSettled(step: string): (act: () => void) => () => void {
  const enteredAt = useRef(0);
  useLayoutEffect(() => {
    enteredAt.current = performance.now();
  }, [step]);
  return useCallback(
    (act) => () => {
      if (performance.now() - enteredAt.current > DOUBLE_CLICK_MS) act();
    },
    [],
  );
}
