/** W220: the note of a row of the law, of one that ships in both languages. */
import type { Language } from '../../../core/vocabulary/language.ts';
import type { LawRow } from '../../../shared/adminLaw.ts';

export function noteIn({ note, noteKo }: Pick<LawRow, 'note' | 'noteKo'>, language: Language): string {
  return language === 'ko' && noteKo !== '' ? noteKo : note;
}
