/** Rerenders the component every `ms`, for running times. The time shown comes from a clock, never from counting. */
import { useEffect, useState } from 'preact/hooks';

export function useTick(ms: number, active = true): void {
  const [, redraw] = useState({});
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => redraw({}), ms);
    return () => clearInterval(timer);
  }, [ms, active]);
}
