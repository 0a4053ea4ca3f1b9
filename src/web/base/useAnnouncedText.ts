/**
 * Text for a live region that is inserted together with it: empty on the first render, then the text. Screen readers
 * announce only changes of a region that they know.
 */
import { useEffect, useState } from 'preact/hooks';

export function useAnnouncedText(text: string): string {
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    // Wait for a frame with the empty region: an effect alone may run before it if the component renders again at once.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (timer = setTimeout(() => setKnown(true))));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isKnown ? text : '';
}
