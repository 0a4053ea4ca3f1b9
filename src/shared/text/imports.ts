/** The rows of an imported file: why one can’t be taken. */
import type { Catalogue } from './index.ts';

export const importText = {
  'row.cutNumber': {
    en: 'The spreadsheet kept only the first digits. Format the column as text and enter the number again.',
    ko: '스프레드시트가 앞자리만 저장했습니다. 열 서식을 텍스트로 바꾸고 번호를 다시 입력하세요.',
  },
  'row.dateUnread': {
    en: 'Enter the date as 2027-03-31.',
    ko: '날짜를 2027-03-31 형식으로 입력하세요.',
  },
  'row.dateAhead': { en: 'This date is in the future.', ko: '미래의 날짜입니다.' },
} as const satisfies Catalogue;
