/** Writes counts as the reader is used to. */
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';

export function useFigure(): (count: number) => string {
  const reads = useStore(language);
  return (count) => count.toLocaleString(reads);
}
