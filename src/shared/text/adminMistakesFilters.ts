/** Validation messages about list filters. */
import type { Catalogue } from './index.ts';

export const adminMistakesFiltersText = {
  outcomeNone: {
    en: 'This outcome doesn’t exist. Choose another one, or remove this filter.',
    ko: '존재하지 않는 상담 결과입니다. 다른 결과를 선택하거나 이 필터를 해제하세요.',
  },
  detailNone: {
    en: 'No campaign asks for this detail. Choose another one, or remove this filter.',
    ko: '어떤 캠페인도 묻지 않는 정보입니다. 다른 정보를 선택하거나 이 필터를 해제하세요.',
  },
  onlyOwnLeads: {
    en: 'Agents see their own leads. Remove this filter.',
    ko: '상담원은 자신의 리드만 볼 수 있습니다. 이 필터를 해제하세요.',
  },
  actorUnknown: {
    en: 'No one with this ID changed anything. Choose someone else, or remove this filter.',
    ko: '이 ID로 변경한 사람이 없습니다. 다른 사람을 선택하거나 이 필터를 해제하세요.',
  },
} as const satisfies Catalogue;
