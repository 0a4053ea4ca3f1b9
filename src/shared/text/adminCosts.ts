/** The page of costs by source. */
import type { Catalogue } from './index.ts';

export const adminCostsText = {
  title: { en: 'Costs', ko: '비용' },
  intro: {
    en: 'What each source costs per day. Use the source name shown on its leads.',
    ko: '유입 경로별 하루 비용입니다. 리드에 표시되는 유입 경로 이름으로 입력하세요.',
  },
  add: { en: 'Add costs', ko: '비용 추가' },
  table: { en: 'Date, source and amount in {currency}, one per line', ko: '한 줄에 날짜, 유입 경로, 금액({currency})' },
  'table.hint': {
    en: 'Type it, or paste it from a spreadsheet or CSV file. Rows of the same day and source are added up and replace the amount saved before.',
    ko: '직접 입력하거나 스프레드시트 또는 CSV 파일에서 붙여 넣으세요. 같은 날짜와 유입 경로의 행은 합산되어 이전 금액을 대체합니다.',
  },
  file: { en: 'Or from a CSV file', ko: '또는 CSV 파일에서' },
  'file.tooLarge': {
    en: 'This file is larger than 900 kB. Save it in parts of at most 5,000 rows.',
    ko: '파일이 900kB보다 큽니다. 5,000행 이하로 나누어 저장하세요.',
  },
  save: { en: 'Save costs', ko: '비용 저장' },
  saving: { en: 'Saving…', ko: '저장 중…' },
  saved: {
    en: { one: '{count} amount changed.', other: '{count} amounts changed.' },
    ko: '{count}건을 변경했습니다.',
  },
  month: { en: 'Month', ko: '월' },
  total: { en: 'Total: {amount}', ko: '합계: {amount}' },
  none: { en: 'No costs in this month', ko: '이 달의 비용이 없습니다' },
  'column.date': { en: 'Date', ko: '날짜' },
  'column.source': { en: 'Source', ko: '유입 경로' },
  'column.amount': { en: 'Amount', ko: '금액' },
  remove: { en: 'Remove {source} on {date}', ko: '{date} {source} 삭제' },
} as const satisfies Catalogue;
