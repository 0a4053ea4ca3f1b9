/**
 * What is wrong with something that was sent to be saved, and how to mend it: one sentence for each code of
 * core/administration/mistake.ts.
 */
import type { MistakeCode } from '../../core/administration/mistake.ts';
import type { Text } from './index.ts';
import type { Language } from '../../core/campaign.ts';

export const mistakesText = {
  missing: { en: 'This is missing. Please fill it in.', ko: '비어 있습니다. 입력해 주세요.' },
  notText: { en: 'This has to be a text.', ko: '텍스트로 입력해 주세요.' },
  notNumber: { en: 'Write a number.', ko: '숫자를 입력해 주세요.' },
  notWhole: { en: 'Write a whole number.', ko: '정수를 입력해 주세요.' },
  numberTooGreat: {
    en: 'This number is too great. Write a smaller one.',
    ko: '수가 너무 큽니다. 더 작은 수를 입력해 주세요.',
  },
  notYesOrNo: { en: 'This is true or false.', ko: 'true 또는 false여야 합니다.' },
  notList: { en: 'This has to be a list.', ko: '목록이어야 합니다.' },
  notObject: { en: 'This has to be an object.', ko: '객체여야 합니다.' },
  atLeast: { en: 'Choose at least {limit}.', ko: '{limit} 이상으로 정해 주세요.' },
  atMost: { en: 'Choose at most {limit}.', ko: '{limit} 이하로 정해 주세요.' },
  tooShort: { en: 'Write at least {limit} characters.', ko: '{limit}자 이상 입력해 주세요.' },
  tooLong: {
    en: 'This is too long. Write at most {limit} characters.',
    ko: '너무 깁니다. {limit}자까지 쓸 수 있습니다.',
  },
  spacesAround: { en: 'Remove the spaces around it.', ko: '앞뒤 빈칸을 지워 주세요.' },
  tooFew: { en: 'Choose at least {limit}.', ko: '{limit}개 이상 골라 주세요.' },
  tooMany: { en: 'These are too many. At most {limit} are possible.', ko: '너무 많습니다. {limit}개까지 가능합니다.' },
  listedTwice: { en: 'This is in the list twice. Remove one.', ko: '목록에 두 번 있습니다. 하나를 지워 주세요.' },
  oneOf: { en: 'Choose one of: {choices}.', ko: '다음 중에서 골라 주세요: {choices}.' },
  mailShape: {
    en: 'This is not a mail address. Write it as name@example.com.',
    ko: '메일 주소가 아닙니다. name@example.com처럼 입력해 주세요.',
  },
  countryUnknown: {
    en: 'This is not a country. Write two capital letters, such as US or KR.',
    ko: '없는 국가입니다. US, KR처럼 영문 대문자 두 자로 입력해 주세요.',
  },
  shape: { en: 'This has to be {shape}.', ko: '형식이 맞지 않습니다({shape}).' },
  notAccepted: { en: 'This is not accepted here. Leave it out.', ko: '여기서 받지 않는 항목입니다. 빼 주세요.' },
  nameTaken: {
    en: 'There is one of this name already. Choose another name.',
    ko: '이미 있는 이름입니다. 다른 이름을 골라 주세요.',
  },
  mailTaken: {
    en: 'Somebody has this mail address already. Edit that person instead.',
    ko: '이미 다른 사람이 쓰는 메일 주소입니다. 그 사람의 정보를 수정해 주세요.',
  },
  agentUnknown: {
    en: 'There is no such agent. Choose another one.',
    ko: '없는 상담원입니다. 다른 상담원을 골라 주세요.',
  },
  agentRefused: {
    en: 'This agent declined this lead for good. Choose another agent.',
    ko: '이 리드를 맡지 않겠다고 한 상담원입니다. 다른 상담원을 선택해 주세요.',
  },
  agentRetired: {
    en: 'This agent was deactivated, or takes no leads any more. Choose another one.',
    ko: '비활성화되었거나 더 이상 리드를 받지 않는 상담원입니다. 다른 상담원을 골라 주세요.',
  },
  colleagueUnknown: {
    en: 'There is no such colleague. Choose another one.',
    ko: '없는 동료입니다. 다른 동료를 골라 주세요.',
  },
  formUnknown: { en: 'There is no open form of this key.', ko: '이 키로 열려 있는 폼이 없습니다.' },
  sameLead: { en: 'This is the same lead. Name the other one.', ko: '같은 리드입니다. 다른 리드를 골라 주세요.' },
  endsBefore: {
    en: 'The end lies before the beginning. Choose a later one.',
    ko: '끝이 시작보다 빠릅니다. 더 늦은 때를 골라 주세요.',
  },
  englishMissing: {
    en: 'The English text is missing. It is shown wherever there is no other; please write it.',
    ko: '영어 문구가 없습니다. 다른 언어가 없을 때 표시되므로 입력해 주세요.',
  },
  koreanMissing: {
    en: 'The Korean is missing, though callers may choose Korean. Write it, or offer English alone.',
    ko: '한국어를 제공하는데 한국어 내용이 없습니다. 입력하거나 영어만 제공해 주세요.',
  },
  zoneUnknown: {
    en: 'There is no such time zone. Choose one by city, such as Asia/Seoul or America/New_York.',
    ko: '없는 시간대입니다. Asia/Seoul, America/New_York처럼 도시로 선택해 주세요.',
  },
  timeOutside: {
    en: 'Opening hours lie between 0:00 and 24:00 of one day. Split hours over midnight into two days.',
    ko: '운영 시간은 하루의 0:00부터 24:00 사이여야 합니다. 자정을 넘기는 시간은 이틀로 나누어 주세요.',
  },
  timeBackwards: {
    en: 'These hours end before they begin. Choose a later end, or split hours over midnight into two days.',
    ko: '끝나는 시각이 시작보다 빠릅니다. 더 늦은 시각을 고르거나 자정을 넘기는 시간은 이틀로 나누어 주세요.',
  },
  timesOverlap: {
    en: 'These hours overlap with others of the same day. Make one of the two.',
    ko: '같은 날의 다른 시간과 겹칩니다. 하나로 합쳐 주세요.',
  },
  dateImpossible: {
    en: '“{date}” is not a date. Write it as year-month-day, such as 2027-01-01.',
    ko: '“{date}”은(는) 날짜가 아닙니다. 2027-01-01처럼 연-월-일로 입력해 주세요.',
  },
  dateTwice: { en: '{date} is in the list twice. Remove one.', ko: '{date}이(가) 두 번 있습니다. 하나를 지워 주세요.' },
  neverOpen: {
    en: 'With these hours and holidays it is never open in the next 60 days. Open at least once a week.',
    ko: '이 시간과 휴일로는 앞으로 60일 동안 한 번도 열지 않습니다. 일주일에 한 번은 열어 주세요.',
  },
  neverPermitted: {
    en: 'People in {country} may be called between 8:00 and 21:00 of their own time, and these hours ({zone}) never meet that. Open at such an hour, or correct the time zone or the country.',
    ko: '{country}의 고객에게는 현지 시간 8시부터 21시 사이에만 전화할 수 있는데, 이 운영 시간({zone})은 그와 전혀 겹치지 않습니다. 겹치는 시간에 열거나 시간대 또는 국가를 고쳐 주세요.',
  },
  hoursMissing: {
    en: 'The business has no opening hours yet. Set them first, or give this campaign hours of its own.',
    ko: '사업장의 운영 시간이 아직 없습니다. 먼저 정하거나 이 캠페인에 따로 정해 주세요.',
  },
  hoursNeeded: {
    en: 'Campaigns rely on these hours. Give those hours of their own first.',
    ko: '이 운영 시간을 쓰는 캠페인이 있습니다. 먼저 그 캠페인에 따로 시간을 정해 주세요.',
  },
  formKeyShape: {
    en: 'The form key is part of an address: small letters, digits and hyphens, at most 63, such as solar-2027.',
    ko: '폼 키는 주소의 일부입니다. 영문 소문자, 숫자, 하이픈으로 63자까지 쓸 수 있습니다. 예: solar-2027',
  },
  formKeyTaken: {
    en: 'Another campaign has this form key. Choose another one.',
    ko: '다른 캠페인이 쓰는 폼 키입니다. 다른 키를 골라 주세요.',
  },
  formKeyInUse: {
    en: 'Leads have come in under “{formKey}”, and links out there lead to it, so it stays. Duplicate the campaign for a new key.',
    ko: '“{formKey}”(으)로 이미 리드가 들어왔고 링크도 공개되어 있어 바꿀 수 없습니다. 새 키가 필요하면 캠페인을 복제해 주세요.',
  },
  originShape: {
    en: 'A site is https:// and its name, without a path, such as https://shop.example.',
    ko: '사이트는 https://shop.example처럼 https://와 이름만, 경로 없이 입력해 주세요.',
  },
  twice: {
    en: '“{value}” is there twice. Give one another name.',
    ko: '“{value}”이(가) 두 번 있습니다. 하나를 바꿔 주세요.',
  },
  fieldNameShape: {
    en: 'A field’s name begins with a small letter and has letters, digits and _ only, at most 40, such as roof_size.',
    ko: '필드 이름은 영문 소문자로 시작하고 영문, 숫자, _만 40자까지 쓸 수 있습니다. 예: roof_size',
  },
  fieldNameReserved: {
    en: 'Every form has “{name}” already. Choose another name for this field.',
    ko: '“{name}”은(는) 모든 폼에 이미 있는 이름입니다. 다른 이름을 골라 주세요.',
  },
  choiceCode: {
    en: 'A choice’s code has letters, digits, _ and - only, at most 64, such as within_a_year.',
    ko: '선택 항목의 코드는 영문, 숫자, _, -만 64자까지 쓸 수 있습니다. 예: within_a_year',
  },
  choicesMissing: {
    en: 'There is nothing to choose from, so this field could not be filled in. Add a choice, or make it a text.',
    ko: '선택 항목이 없어 입력할 수 없는 필드입니다. 항목을 추가하거나 텍스트로 바꿔 주세요.',
  },
  minAboveMax: {
    en: 'The least number is greater than the greatest, so this field could not be filled in. Swap them.',
    ko: '최솟값이 최댓값보다 커서 입력할 수 없는 필드입니다. 서로 바꿔 주세요.',
  },
  teamUnknown: {
    en: 'This team is not there any more. Take it out, or choose another one.',
    ko: '더 이상 없는 팀입니다. 빼거나 다른 팀을 골라 주세요.',
  },
  teamEmpty: {
    en: 'Nobody who is active takes leads in the team “{team}”. Put somebody in it first, or take it out.',
    ko: '“{team}” 팀에는 리드를 받을 활성 상담원이 없습니다. 먼저 상담원을 넣거나 팀을 빼 주세요.',
  },
  skillUnknown: {
    en: 'This skill is not there any more. Take it out, or choose another one.',
    ko: '더 이상 없는 역량입니다. 빼거나 다른 역량을 골라 주세요.',
  },
  skillLevel: {
    en: 'A level is a whole number from {least} to {most}.',
    ko: '수준은 {least}부터 {most}까지의 정수입니다.',
  },
  skillNobody: {
    en: 'Nobody who would be offered these leads has “{skill}” at level {level} or above, and no step of the timing does without it. Give it to somebody first, ask for less, or let a later step do without skills.',
    ko: '이 리드를 제안받을 상담원 중 “{skill}” {level} 수준 이상인 사람이 없고, 역량을 묻지 않는 단계도 없습니다. 먼저 상담원에게 역량을 주거나, 수준을 낮추거나, 나중 단계에서 역량을 묻지 않게 해 주세요.',
  },
  skillsNobody: {
    en: 'Nobody who would be offered these leads has all of these skills, and no step of the timing does without them. Give them to somebody first, ask for less, or let a later step do without skills.',
    ko: '이 리드를 제안받을 상담원 중 이 역량을 모두 갖춘 사람이 없고, 역량을 묻지 않는 단계도 없습니다. 먼저 상담원에게 역량을 주거나, 요구를 줄이거나, 나중 단계에서 역량을 묻지 않게 해 주세요.',
  },
  placeholderUnknown: {
    en: {
      one: '{unknown} is nothing that a lead has. There are: {known}.',
      other: '{unknown} are nothing that a lead has. There are: {known}.',
    },
    ko: '{unknown}: 리드에 없는 항목입니다. 쓸 수 있는 것: {known}.',
  },
  stepsMissing: {
    en: 'A policy has at least one step, at 0 seconds. Add it.',
    ko: '정책에는 0초에 시작하는 단계가 하나 이상 있어야 합니다. 추가해 주세요.',
  },
  firstStepLate: { en: 'The first step begins at 0 seconds.', ko: '첫 단계는 0초에 시작해야 합니다.' },
  stepsUnsorted: {
    en: 'This step begins before the one above it ends. Choose a later time, or swap them.',
    ko: '이 단계가 앞 단계보다 늦게 시작해야 합니다. 시각을 늦추거나 순서를 바꿔 주세요.',
  },
  stepAfterGiveUp: {
    en: 'By then the wait has been given up, so this step never comes. Choose an earlier time, or give up later.',
    ko: '그때는 이미 대기가 끝나 이 단계가 오지 않습니다. 더 이르게 하거나 대기를 더 길게 해 주세요.',
  },
  between: { en: 'Choose from {least} to {most}.', ko: '{least}부터 {most} 사이로 정해 주세요.' },
  betweenSeconds: { en: 'Choose from {least} to {most} seconds.', ko: '{least}초부터 {most}초 사이로 정해 주세요.' },
  betweenMinutes: { en: 'Choose from {least} to {most} minutes.', ko: '{least}분부터 {most}분 사이로 정해 주세요.' },
  betweenHours: { en: 'Choose from {least} to {most} hours.', ko: '{least}시간부터 {most}시간 사이로 정해 주세요.' },
  seenTooLong: {
    en: 'A desk has to confirm an offer before the offer ends. Choose less than the time of an offer.',
    ko: '제안이 끝나기 전에 상담석이 확인해야 합니다. 제안 시간보다 짧게 정해 주세요.',
  },
  nobodyTooLong: {
    en: 'This is longer than the whole wait. Choose at most the time after which the wait is given up.',
    ko: '전체 대기 시간보다 깁니다. 대기를 끝내는 시간 이하로 정해 주세요.',
  },
  attemptsADay: {
    en: 'At most {most} attempts in 24 hours are permitted, and at least one is needed (rule P4).',
    ko: '24시간에 최대 {most}번까지 시도할 수 있고 한 번 이상이어야 합니다(규칙 P4).',
  },
  attemptsTooDense: {
    en: 'These delays make more than {most} attempts in 24 hours (rule P4). Make some of them longer.',
    ko: '이 간격이면 24시간에 {most}번을 넘게 됩니다(규칙 P4). 간격을 늘려 주세요.',
  },
  lifeTooShort: {
    en: 'The last attempt would come after {hours} hours, when the promise has run out. Make its life longer, or make fewer attempts.',
    ko: '마지막 시도가 {hours}시간 뒤라 약속이 이미 끝납니다. 약속 기간을 늘리거나 시도를 줄여 주세요.',
  },
  delaysMissing: {
    en: 'More than one attempt needs a delay between them. Add one.',
    ko: '두 번 이상 시도하려면 간격이 필요합니다. 추가해 주세요.',
  },
  outcomesMissing: {
    en: 'An agent could not close a lead without an outcome. Offer at least one.',
    ko: '결과가 없으면 상담원이 리드를 마칠 수 없습니다. 하나 이상 골라 주세요.',
  },
  agentLanguages: {
    en: 'An agent talks in at least one language. Choose it.',
    ko: '상담원은 한 가지 이상의 언어로 상담해야 합니다. 골라 주세요.',
  },
  numberShape: {
    en: 'A telephone number is written with its country code and without spaces, such as {example}.',
    ko: '전화번호는 국가 번호를 포함해 공백 없이 입력해 주세요. 예: {example}',
  },
  numberTaken: {
    en: 'This number belongs to another campaign. Take it out there first.',
    ko: '다른 캠페인의 번호입니다. 먼저 그 캠페인에서 빼 주세요.',
  },
  numbersMissing: {
    en: 'Without a number nobody can call. Add the number that callers dial.',
    ko: '번호가 없으면 전화를 받을 수 없습니다. 고객이 거는 번호를 추가해 주세요.',
  },
  beginningShape: {
    en: 'Write a number or its beginning with the country code, such as +1900.',
    ko: '번호나 그 앞부분을 국가 번호와 함께 입력해 주세요. 예: +1900',
  },
  beginningWide: {
    en: '{beginning} would refuse callers from all over the campaign’s own country ({code}). Write at least two digits after {code}.',
    ko: '{beginning}이면 캠페인 국가({code})의 고객 전화까지 널리 거부됩니다. {code} 뒤에 두 자리 이상 입력해 주세요.',
  },
  countriesMissing: {
    en: 'Without a country nobody is dialled back. Add the countries that you call.',
    ko: '국가가 없으면 회신 전화를 걸 수 없습니다. 전화할 국가를 추가해 주세요.',
  },
  soundAddress: {
    en: 'The telephone network fetches sound by an address that begins with https://.',
    ko: '통신망이 소리를 가져올 수 있도록 https://로 시작하는 주소를 입력해 주세요.',
  },
  languagesMissing: {
    en: 'Choose at least one language for callers.',
    ko: '고객이 들을 언어를 하나 이상 골라 주세요.',
  },
  keyShape: { en: 'A key is one digit from 0 to 9.', ko: '버튼은 0부터 9까지의 숫자 하나입니다.' },
  keyTwice: {
    en: 'Another choice of this question has this key. Choose another one.',
    ko: '이 질문의 다른 보기가 쓰는 버튼입니다. 다른 버튼을 골라 주세요.',
  },
  interestUnknown: {
    en: 'This is no interest of the campaign any more. Choose another one.',
    ko: '더 이상 캠페인의 관심 사항이 아닙니다. 다른 것을 골라 주세요.',
  },
  fieldUnknown: {
    en: 'This is no field of the campaign any more. Choose another one.',
    ko: '더 이상 캠페인의 항목이 아닙니다. 다른 것을 골라 주세요.',
  },
  answerUnfit: {
    en: 'The form’s field takes no such answer. Write one that it takes.',
    ko: '양식의 항목에 맞지 않는 답입니다. 항목에 맞게 입력해 주세요.',
  },
  interestAsked: {
    en: 'Callers can still choose by key: {value}. Take it out of the calls of this campaign first, or keep it here.',
    ko: '고객이 전화에서 아직 버튼으로 고를 수 있습니다: {value}. 먼저 이 캠페인의 전화 설정에서 빼거나, 여기에 그대로 두세요.',
  },
  fieldAsked: {
    en: 'A key of the calls still fills in: {value}. Change the calls of this campaign first, or keep the field as it was.',
    ko: '전화의 버튼이 아직 이 항목을 채웁니다: {value}. 먼저 이 캠페인의 전화 설정을 바꾸거나, 항목을 그대로 두세요.',
  },
} as const satisfies Readonly<Record<MistakeCode, Readonly<Record<Language, Text>>>>;
