/** Labels of the settings of imports, in the form of `adminFields.ts`. */
import type { Catalogue } from './index.ts';

export const adminFieldsImportText = {
  campaignId: { en: 'Campaign', ko: '캠페인' },
  mapping: { en: 'Columns', ko: '열' },
  'mapping.#': { en: 'Column {n}', ko: '{n}열' },
  hasHeading: { en: 'The first row is a header', ko: '첫 행은 제목입니다' },
  mode: { en: 'Import rows as', ko: '가져올 형태' },
  perHour: { en: 'Leads per hour', ko: '시간당 리드 수' },
  'hint.perHour': { en: 'From 1 to 3,600.', ko: '1부터 3,600까지' },
  basis: { en: 'Basis for contact', ko: '연락 근거' },
  'basis.kind': { en: 'Basis', ko: '근거' },
  'basis.at': { en: 'Since', ko: '날짜' },
  'hint.basis.at': {
    en: 'When they agreed or last bought. A date in the row takes precedence.',
    ko: '동의한 날 또는 마지막 구매일입니다. 행에 날짜가 있으면 그 날짜를 따릅니다.',
  },
  'basis.statement': { en: 'Where, and in what words', ko: '동의 경로와 문구' },
  'hint.basis.statement': {
    en: 'For example: “I agree to be called by Demo Solar”, card at the spring fair. For customers: what they bought.',
    ko: '예: 봄 박람회 신청서의 “데모 솔라의 전화 수신에 동의합니다”. 기존 고객이면 구매 내용을 입력하세요.',
  },
  rows: { en: 'Rows', ko: '행' },
} as const satisfies Catalogue;
