/** The message about a time that isn't available, wherever a customer chose it (F96). */
import type { Language } from '../../core/vocabulary/language.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { dayAndTime, zoneName } from './clockTime.ts';
import { formText } from './form.ts';
import { translator } from './index.ts';

/** `nearest`: times to choose instead; `isLast`: there are none at all. `zone`: IANA, the customer's. */
export function takenTime(nearest: readonly Moment[], zone: string, language: Language, isLast = false): string {
  const t = translator(formText, language);
  const [first] = nearest;
  if (first === undefined) return t(isLast ? 'error.timeTakenLast' : 'error.timeTaken');
  const times = nearest.map((at) => dayAndTime(at, language, zone)).join(' · ');
  return t('error.timeTakenNearest', { times, zone: zoneName(zone, first, language) });
}
