/** Why an agent is away, in the reader's language: in the business's own words, or the default text. */
import type { Language, Wording } from '../../core/vocabulary/language.ts';
import { deskText } from '../../shared/text/desk.ts';
import type { Translate } from '../../shared/text/index.ts';
import { knownKey } from './text.ts';

type DeskWords = Translate<Extract<keyof typeof deskText, string>>;

/** null for a reason without words. */
export function awayText(
  { reason, reasonLabel }: { readonly reason?: string; readonly reasonLabel?: Wording },
  t: DeskWords,
  language: Language,
): string | null {
  if (reasonLabel) return reasonLabel[language] ?? reasonLabel.en;
  const key = reason === undefined ? null : knownKey(deskText, `reason.${reason}`);
  return key ? t(key) : null;
}
