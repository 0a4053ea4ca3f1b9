/** The steps of a script and its objection cards, on the desk and in the preview of a campaign. */
import type { Catalogue } from './index.ts';

export const scriptText = {
  steps: { en: 'Conversation', ko: '상담 진행' },
  'steps.back': { en: 'Back', ko: '이전' },
  'steps.end': { en: 'The script ends here.', ko: '스크립트가 여기서 끝납니다.' },
  objections: { en: 'Objections', ko: '반론 대응' },
  'objections.none': { en: 'Choose the customer’s objection.', ko: '고객의 반론을 선택하세요.' },
} as const satisfies Catalogue;
