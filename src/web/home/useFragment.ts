/**
 * The one-time token of a link. It stands after the `#`, which no server log ever sees. Pasting another link into a tab
 * that shows the page already changes the fragment alone.
 */
import { useEffect, useState } from 'preact/hooks';

export function useFragment(): string {
  const [fragment, setFragment] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const read = () => setFragment(location.hash.slice(1));
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return fragment;
}
