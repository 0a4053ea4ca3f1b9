/** Validation messages about a campaign’s scoring; see adminMistakes.ts. */
import type { Language } from '../../core/vocabulary/language.ts';
import type { SettingMistakeCode } from '../../core/vocabulary/mistake.ts';
import type { Text } from './index.ts';

export const adminMistakesScoringText = {
  pointsNone: {
    en: 'A rule with 0 points changes nothing. Enter other points or remove it.',
    ko: '0점인 규칙은 점수를 바꾸지 않습니다. 다른 점수를 입력하거나 삭제하세요.',
  },
  scoreRuleTwice: {
    en: 'An earlier rule has the same conditions. Add the points there, or change the conditions.',
    ko: '앞의 규칙과 조건이 같습니다. 그 규칙의 점수를 바꾸거나 조건을 변경하세요.',
  },
  fieldNoNumber: {
    en: 'This isn’t a number field of the campaign. Choose a number field.',
    ko: '캠페인의 숫자 항목이 아닙니다. 숫자 항목을 선택하세요.',
  },
  rangeEmpty: {
    en: 'Enter a lowest or a highest value.',
    ko: '최솟값이나 최댓값을 입력하세요.',
  },
} as const satisfies Partial<Readonly<Record<SettingMistakeCode, Readonly<Record<Language, Text>>>>>;
