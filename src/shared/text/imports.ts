/** The rows of an imported file: what their cells contain, and why a row can’t be imported. */
import type { Catalogue } from './index.ts';

export const importText = {
  'row.noPhone': { en: 'No phone number.', ko: '전화번호가 없습니다.' },
  'row.noEmail': { en: 'No email address.', ko: '이메일 주소가 없습니다.' },
  'row.phone.invalid': {
    en: 'Can’t be called. It should look like {example}, or start with + and the country code.',
    ko: '전화할 수 없는 번호입니다. {example} 형식이거나 +와 국가 번호로 시작해야 합니다.',
  },
  'row.phone.premium': { en: 'Charges the caller.', ko: '유료 번호입니다.' },
  'row.phone.shared': { en: 'Charges the caller.', ko: '통화료가 부과되는 번호입니다.' },
  'row.phone.tollFree': { en: 'A company’s toll-free number.', ko: '기업의 수신자 부담 번호입니다.' },
  'row.phone.service': { en: 'A service number.', ko: '서비스 번호입니다.' },
  'row.cutNumber': {
    en: 'The spreadsheet kept only the first digits. Format the column as text and enter the number again.',
    ko: '스프레드시트가 앞자리만 저장했습니다. 열 서식을 텍스트로 바꾸고 번호를 다시 입력하세요.',
  },
  'row.dateUnread': {
    en: 'Enter the date as 2027-03-31.',
    ko: '날짜를 2027-03-31 형식으로 입력하세요.',
  },
  'row.wrongNumber': {
    en: 'This number was closed as a wrong number.',
    ko: '잘못된 번호로 종료된 번호입니다.',
  },
  'row.listed': { en: 'This number is on the do-not-call list.', ko: '수신 거부 목록에 있는 번호입니다.' },
  'target.name': { en: 'Name', ko: '이름' },
  'target.firstName': { en: 'First name', ko: '이름(성 제외)' },
  'target.lastName': { en: 'Last name', ko: '성' },
  'target.phone': { en: 'Phone', ko: '전화번호' },
  'target.email': { en: 'Email', ko: '이메일' },
  'target.interest': { en: 'Interest', ko: '관심 사항' },
  'target.message': { en: 'Message', ko: '메시지' },
  'target.language': { en: 'Language', ko: '언어' },
  'target.source': { en: 'Source', ko: '유입 경로' },
  'target.consentDate': { en: 'Date of consent', ko: '동의일' },
  'row.dateAhead': { en: 'This date is in the future.', ko: '미래의 날짜입니다.' },
} as const satisfies Catalogue;
