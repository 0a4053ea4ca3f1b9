/** The page of the law of calls by place. */
import type { Catalogue } from './index.ts';

export const adminLawText = {
  title: { en: 'Calling law', ko: '통화 규정' },
  intro: {
    en: 'When customers can be called, by where they are. A state’s rules add to its country’s. Compiled from public tables and statutes: have a lawyer check what applies to you, then confirm or change the row.',
    ko: '고객이 있는 곳에 따라 전화할 수 있는 시간입니다. 주별 규정은 국가 규정에 더해 적용됩니다. 공개 자료와 법령을 바탕으로 정리했습니다. 회사에 적용되는 내용을 법률 전문가에게 확인한 뒤 지역별로 확인일을 갱신하거나 내용을 변경하세요.',
  },
  add: { en: 'Add a place', ko: '지역 추가' },
  'column.place': { en: 'Place', ko: '지역' },
  'column.weekdays': { en: 'Mon–Fri', ko: '월–금' },
  'column.saturday': { en: 'Sat', ko: '토' },
  'column.sunday': { en: 'Sun', ko: '일' },
  'column.most': { en: 'Per 24 h', ko: '24시간당' },
  'column.source': { en: 'Source', ko: '근거' },
  'column.verified': { en: 'Verified', ko: '확인일' },
  unasked: {
    en: 'Without the customer’s permission, at most {count} in 30 days',
    ko: '고객이 허락하지 않은 경우 30일에 최대 {count}회',
  },
  none: { en: 'no calls', ko: '불가' },
  holidays: { en: 'No calls on legal holidays', ko: '법정 공휴일에는 전화 불가' },
  stale: {
    en: 'Over a year ago: the strictest known hours apply',
    ko: '확인한 지 1년이 넘어 가장 엄격한 시간이 적용됩니다',
  },
  due: { en: 'Verify by {date}', ko: '{date}까지 확인' },
  own: { en: 'Changed by you', ko: '직접 변경함' },
  missing: {
    en: 'No hours are on file for {places}, where your campaigns call. The strictest known hours apply there. Add a row with its source.',
    ko: '캠페인에서 전화하는 다음 지역에는 등록된 규정이 없어 가장 엄격한 시간이 적용됩니다: {places}. 근거와 함께 추가하세요.',
  },
  edit: { en: 'Edit', ko: '변경' },
  'edit.title': { en: 'Calling law in {place}', ko: '{place} 통화 규정' },
  'edit.placeHint': {
    en: 'A country, or a state or province, such as GB or US-FL.',
    ko: '국가 또는 주의 코드. 예: GB, US-FL',
  },
  'edit.weekdays': { en: 'Monday to Friday', ko: '월요일–금요일' },
  'edit.saturday': { en: 'Saturday', ko: '토요일' },
  'edit.sunday': { en: 'Sunday', ko: '일요일' },
  'edit.hoursHint': {
    en: 'In the customer’s time, such as 8-20 or 9-21:30. Leave Saturday or Sunday empty for no calls.',
    ko: '고객 현지 시각 기준. 예: 8-20, 9-21:30. 토요일이나 일요일에 전화할 수 없으면 비워 두세요.',
  },
  'edit.most': { en: 'Maximum calls per customer in 24 hours', ko: '고객 1명당 24시간 최대 전화 횟수' },
  'edit.unasked': {
    en: 'Maximum calls in 30 days without the customer’s permission',
    ko: '고객이 허락하지 않은 경우 30일간 최대 전화 횟수',
  },
  'edit.mostHint': { en: 'Leave empty if the law sets no limit.', ko: '법에 정해진 한도가 없으면 비워 두세요.' },
  'edit.verified': { en: 'Verified on', ko: '확인일' },
  'edit.note': { en: 'Note', ko: '메모' },
  'edit.done': { en: 'Saved and in effect.', ko: '저장했습니다. 바로 적용됩니다.' },
  remove: { en: 'Use the original row', ko: '원래 값 사용' },
  'remove.added': { en: 'Remove', ko: '삭제' },
  'remove.title': { en: 'Remove your row for {place}?', ko: '{place}에 대해 변경한 규정을 삭제할까요?' },
  'remove.body': {
    en: 'The row that comes with Leadbell applies again. If there is none, the strictest known hours do.',
    ko: 'Leadbell의 원래 값이 다시 적용됩니다. 원래 값이 없으면 가장 엄격한 시간이 적용됩니다.',
  },
} as const satisfies Catalogue;
