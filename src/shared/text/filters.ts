/** Filters in a page’s address that can’t be used (V338). */
import type { Catalogue } from './index.ts';

export const filtersText = {
  unknown: {
    en: '{name} “{value}” doesn’t exist or was removed.',
    ko: '{name} ‘{value}’은(는) 없거나 삭제된 값입니다.',
  },
  'unused.tag': { en: 'No lead has the tag “{value}”.', ko: '‘{value}’ 태그가 있는 리드가 없습니다.' },
  'unused.cameFrom': { en: 'No lead came from “{value}”.', ko: '‘{value}’에서 유입된 리드가 없습니다.' },
  wrong: { en: '{name}: {reason}', ko: '{name}: {reason}' },
  'shown.leads': { en: 'No leads are shown.', ko: '리드를 표시하지 않았습니다.' },
  'shown.report': { en: 'No figures are shown.', ko: '수치를 표시하지 않았습니다.' },
  'shown.changes': { en: 'No changes are shown.', ko: '변경 내용을 표시하지 않았습니다.' },
  'shown.emails': { en: 'No emails are shown.', ko: '이메일을 표시하지 않았습니다.' },
  remove: { en: { one: 'Remove this filter', other: 'Remove these filters' }, ko: '이 필터 해제' },
} as const satisfies Catalogue;
