/** Dates and times as the reader is used to; dates always have their year. */
import { useStore } from '../../base/createStore.ts';
import { timeOf } from '../../base/format.ts';
import { language } from '../../base/settings.ts';

export function useDate(): { readonly date: (at: number) => string; readonly when: (at: number) => string } {
  const reads = useStore(language);
  const date = (at: number) =>
    new Date(at).toLocaleDateString(reads === 'en' ? 'en-US' : 'ko-KR', { dateStyle: 'medium' });
  return { date, when: (at) => `${date(at)}, ${timeOf(at, reads)}` };
}
