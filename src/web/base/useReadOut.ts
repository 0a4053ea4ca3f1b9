/**
 * A text for a place that is read out and comes together with it: nothing at the first drawing, then the text. Screen readers
 * tell of what changes in a place they know.
 */
import { useEffect, useState } from 'preact/hooks';

export function useReadOut(text: string): string {
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    // After a frame with the empty place: an effect alone may run before it, when the component is drawn again at once.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (timer = setTimeout(() => setKnown(true))));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isKnown ? text : '';
}
