/**
 * Validation messages that any page may show: what is wrong and how to fix it, one sentence per code of
 * core/vocabulary/mistake.ts. Those about settings are in adminMistakes.ts, which the desk doesn’t load.
 */
import type { MistakeCode, SettingMistakeCode } from '../../core/vocabulary/mistake.ts';
import type { Text } from './index.ts';
import type { Language } from '../../core/vocabulary/language.ts';

export const mistakesText = {
  missing: { en: 'This field is required.', ko: '필수 항목입니다.' },
  tagEmpty: { en: 'A tag needs a letter or a number.', ko: '태그에는 글자나 숫자가 있어야 합니다.' },
  notText: { en: 'This must be text.', ko: '텍스트로 입력하세요.' },
  notNumber: { en: 'Enter a number.', ko: '숫자를 입력하세요.' },
  notWhole: { en: 'Enter a whole number.', ko: '정수를 입력하세요.' },
  numberTooGreat: {
    en: 'This number is too large.',
    ko: '숫자가 너무 큽니다. 더 작은 숫자를 입력하세요.',
  },
  notYesOrNo: { en: 'This must be true or false.', ko: 'true 또는 false여야 합니다.' },
  notList: { en: 'This must be a list.', ko: '목록이어야 합니다.' },
  notObject: { en: 'This must be an object.', ko: '객체여야 합니다.' },
  atLeast: { en: 'Enter {limit} or more.', ko: '{limit} 이상으로 입력하세요.' },
  atMost: { en: 'Enter {limit} or less.', ko: '{limit} 이하로 입력하세요.' },
  tooShort: { en: 'Use at least {limit} characters.', ko: '{limit}자 이상 입력하세요.' },
  tooLong: {
    en: 'Use {limit} characters or fewer.',
    ko: '{limit}자 이내로 입력하세요.',
  },
  spacesAround: { en: 'Remove spaces at the start and end.', ko: '앞뒤 공백을 삭제하세요.' },
  tooFew: { en: 'Choose at least {limit}.', ko: '{limit}개 이상 선택하세요.' },
  tooMany: { en: 'Too many. Use {limit} or fewer.', ko: '{limit}개까지 가능합니다.' },
  listedTwice: { en: 'This is listed twice. Remove one.', ko: '목록에 중복되어 있습니다. 하나를 삭제하세요.' },
  oneOf: { en: 'Choose one of these: {choices}.', ko: '다음 중에서 선택하세요: {choices}' },
  mailShape: {
    en: 'Enter an email like name@example.com.',
    ko: '이메일 형식이 아닙니다. name@example.com처럼 입력하세요.',
  },
  countryUnknown: {
    en: 'Enter a two-letter country code, such as US or KR.',
    ko: 'US, KR처럼 영문 대문자 두 자의 국가 코드를 입력하세요.',
  },
  shape: { en: 'This must be {shape}.', ko: '형식이 맞지 않습니다({shape}).' },
  notAccepted: { en: 'This field isn’t accepted here. Remove it.', ko: '허용되지 않는 항목입니다. 삭제하세요.' },
  nameTaken: {
    en: 'This name is already used. Choose another one.',
    ko: '이미 사용 중인 이름입니다. 다른 이름을 선택하세요.',
  },
  mailTaken: {
    en: 'Someone already has this email. Edit that person instead.',
    ko: '이미 사용 중인 이메일입니다. 해당 구성원의 정보를 수정하세요.',
  },
  mailOfOtherLead: {
    en: 'Another open lead has this email. Merge the two instead.',
    ko: '같은 이메일의 진행 중인 리드가 있습니다. 두 리드를 병합하세요.',
  },
  agentUnknown: {
    en: 'This agent doesn’t exist. Choose another one.',
    ko: '존재하지 않는 상담원입니다. 다른 상담원을 선택하세요.',
  },
  agentRefused: {
    en: 'This agent declined this lead permanently. Choose another one.',
    ko: '이 리드를 영구 거절한 상담원입니다. 다른 상담원을 선택하세요.',
  },
  agentRetired: {
    en: 'This agent is deactivated or no longer takes leads. Choose another one.',
    ko: '비활성화되었거나 더 이상 리드를 받지 않는 상담원입니다. 다른 상담원을 선택하세요.',
  },
  colleagueBusy: {
    en: '{name} isn’t available. Choose someone else.',
    ko: '{name}님은 지금 받을 수 없습니다. 다른 동료를 선택하세요.',
  },
  changedMeanwhile: {
    en: 'Someone else changed this in the meantime. Check it, then save again.',
    ko: '그사이 다른 사람이 변경했습니다. 확인한 뒤 다시 저장하세요.',
  },
  colleagueConsulted: {
    en: 'End the call with your teammate first, or complete the transfer.',
    ko: '동료와의 통화를 먼저 끝내거나 호 전환을 완료하세요.',
  },
  colleagueUnknown: {
    en: 'This teammate doesn’t exist. Choose another one.',
    ko: '존재하지 않는 동료입니다. 다른 동료를 선택하세요.',
  },
  formUnknown: { en: 'There’s no open form with this key.', ko: '이 키로 열려 있는 양식이 없습니다.' },
  campaignUnknown: {
    en: 'This campaign doesn’t exist. Choose another one, or clear this filter.',
    ko: '존재하지 않는 캠페인입니다. 다른 캠페인을 선택하거나 이 필터를 지우세요.',
  },
  sameLead: { en: 'This is the same lead. Choose a different one.', ko: '같은 리드입니다. 다른 리드를 선택하세요.' },
  endsBefore: {
    en: 'The end is before the start. Choose a later end.',
    ko: '종료가 시작보다 빠릅니다. 더 늦은 시간을 선택하세요.',
  },
  periodTooLong: { en: 'Choose a period of at most {limit} days.', ko: '기간을 {limit}일 이내로 선택하세요.' },
  saleMissing: { en: 'Enter the sale value.', ko: '계약 금액을 입력하세요.' },
  saleUnread: {
    en: 'Enter an amount like {example}: commas between thousands, a point before decimals.',
    ko: '{example}처럼 입력하세요. 쉼표는 천 단위, 점은 소수점에만 사용합니다.',
  },
  saleCurrency: { en: 'Enter the amount in {currency}.', ko: '{currency}로 입력하세요.' },
  saleElsewhere: {
    en: 'This outcome needs each sale’s value. Close these leads one by one.',
    ko: '이 결과는 건마다 계약 금액이 필요합니다. 리드를 하나씩 종료하세요.',
  },
  dateImpossible: {
    en: '“{date}” isn’t a date. Use year-month-day, such as 2027-01-01.',
    ko: '‘{date}’은(는) 날짜가 아닙니다. 2027-01-01처럼 연-월-일로 입력하세요.',
  },
} as const satisfies Readonly<Record<Exclude<MistakeCode, SettingMistakeCode>, Readonly<Record<Language, Text>>>>;
