/**
 * The one-time token of a link. It is in the fragment, which server logs never contain. Pasting another link into a tab with
 * the same page changes only the fragment.
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
