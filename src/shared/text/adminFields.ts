/**
 * What people call the fields that administrators edit, by path; `#` stands for a place in a list, `*.` for the end of any
 * path. Used at the field, in the summary of mistakes, when two people edited the same thing, and in the audit log.
 * `hint.` before a path is the line below the field.
 */
import type { Catalogue } from './index.ts';

export const adminFieldsText = {
  '*.en': { en: 'English', ko: '영어' },
  '*.ko': { en: 'Korean', ko: '한국어' },

  name: { en: 'Name', ko: '이름' },
  country: { en: 'Country', ko: '국가' },
  language: { en: 'Language', ko: '언어' },
  zone: { en: 'Time zone', ko: '시간대' },
  email: { en: 'E-mail address', ko: '이메일 주소' },
  active: { en: 'On', ko: '사용' },
  state: { en: 'State', ko: '상태' },
  version: { en: 'Version', ko: '버전' },
  scopes: { en: 'May', ko: '권한' },

  hours: { en: 'Opening hours', ko: '운영 시간' },
  'hours.zone': { en: 'Time zone', ko: '시간대' },
  'hours.weekly': { en: 'Week', ko: '요일별 시간' },
  'hours.weekly.1': { en: 'Monday', ko: '월요일' },
  'hours.weekly.2': { en: 'Tuesday', ko: '화요일' },
  'hours.weekly.3': { en: 'Wednesday', ko: '수요일' },
  'hours.weekly.4': { en: 'Thursday', ko: '목요일' },
  'hours.weekly.5': { en: 'Friday', ko: '금요일' },
  'hours.weekly.6': { en: 'Saturday', ko: '토요일' },
  'hours.weekly.7': { en: 'Sunday', ko: '일요일' },
  'hours.weekly.#.#': { en: 'Span {n}', ko: '시간대 {n}' },
  'hours.weekly.#.#.from': { en: 'From', ko: '시작' },
  'hours.weekly.#.#.to': { en: 'To', ko: '끝' },
  'hours.holidays': { en: 'Closed on', ko: '휴무일' },
  'hours.holidays.#': { en: 'Day {n}', ko: '{n}번째 날' },
  'hint.hours.holidays': {
    en: 'Whole days in the time zone above, such as public holidays.',
    ko: '위 시간대 기준으로 하루 종일 쉬는 날입니다. 예: 공휴일.',
  },

  role: { en: 'Role', ko: '역할' },
  agent: { en: 'Takes leads', ko: '리드 상담' },
  'agent.teamIds': { en: 'Teams', ko: '팀' },
  'agent.teamIds.#': { en: 'Team {n}', ko: '팀 {n}' },
  'agent.languages': { en: 'Speaks', ko: '상담 언어' },
  'agent.skills': { en: 'Skills', ko: '스킬' },
  'agent.capacity': { en: 'Leads at once', ko: '동시 리드 수' },
  'hint.agent.capacity': { en: 'One is usual for calls.', ko: '전화 상담은 보통 1건입니다.' },
  'hint.language.person': { en: 'Of the pages and of mails to them.', ko: '화면과 받는 메일의 언어입니다.' },
  'hint.email': {
    en: 'They sign in with it. It cannot be changed later.',
    ko: '로그인에 사용하며 나중에 바꿀 수 없습니다.',
  },

  formKey: { en: 'Address of the form', ko: '양식 주소' },
  'hint.formKey': {
    en: 'Small letters, digits and hyphens. Fixed once leads have come in.',
    ko: '영문 소문자, 숫자, 하이픈(-)만 쓸 수 있습니다. 리드가 들어온 뒤에는 바꿀 수 없습니다.',
  },
  'hint.formKey.fixed': {
    en: 'Fixed: leads have come in by this address.',
    ko: '이 주소로 리드가 들어왔기 때문에 바꿀 수 없습니다.',
  },
  'hint.name.campaign': { en: 'The headline of the form.', ko: '양식의 제목으로 보입니다.' },
  'hint.language.campaign': {
    en: 'For visitors whose browser asks for neither English nor Korean.',
    ko: '방문자의 브라우저가 영어나 한국어를 원하지 않을 때 쓰는 언어입니다.',
  },
  'hint.country.campaign': {
    en: 'How a telephone number without a country code is read.',
    ko: '국가 번호 없이 적은 전화번호를 이 나라 번호로 읽습니다.',
  },
  contactBy: { en: 'Contact by', ko: '연락 방법' },
  'contactBy.tel': { en: 'Telephone', ko: '전화' },
  'contactBy.email': { en: 'E-mail', ko: '이메일' },
  interests: { en: 'Interests', ko: '관심 사항' },
  'hint.interests': {
    en: 'The choices under “What is it about?”. Without any, the question is left out.',
    ko: '“어떤 점이 궁금하신가요?”의 보기입니다. 하나도 없으면 질문이 나오지 않습니다.',
  },
  'interests.#': { en: 'Interest {n}', ko: '관심 사항 {n}' },
  'interests.#.value': { en: 'Code', ko: '코드' },
  'interests.#.label': { en: 'Text', ko: '문구' },
  fields: { en: 'Own fields', ko: '추가 항목' },
  'hint.fields': {
    en: 'Asked besides name, telephone, e-mail and message. Ask little: every field costs answers.',
    ko: '이름, 전화번호, 이메일, 메시지 외에 묻는 항목입니다. 적게 물을수록 많이 응답합니다.',
  },
  'fields.#': { en: 'Field {n}', ko: '항목 {n}' },
  'fields.#.name': { en: 'Code', ko: '코드' },
  'hint.fields.#.name': {
    en: 'For scripts: {…}, exports and the API.',
    ko: '스크립트의 {…}, 내보내기, API에서 씁니다.',
  },
  'fields.#.label': { en: 'Question', ko: '질문' },
  'fields.#.kind': { en: 'Kind', ko: '종류' },
  'fields.#.required': { en: 'Must be answered', ko: '필수 항목' },
  'fields.#.min': { en: 'Least', ko: '최솟값' },
  'fields.#.max': { en: 'Most', ko: '최댓값' },
  'fields.#.choices': { en: 'Choices', ko: '보기' },
  'fields.#.choices.#': { en: 'Choice {n}', ko: '보기 {n}' },
  'fields.#.choices.#.value': { en: 'Code', ko: '코드' },
  'fields.#.choices.#.label': { en: 'Text', ko: '문구' },
  'kind.text': { en: 'Text', ko: '글' },
  'kind.number': { en: 'Number', ko: '숫자' },
  'kind.date': { en: 'Date', ko: '날짜' },
  'kind.choice': { en: 'One of several', ko: '하나만 선택' },
  'kind.choices': { en: 'Any of several', ko: '여러 개 선택' },

  consent: { en: 'Consent', ko: '동의' },
  consentVersion: { en: 'Version of the wording', ko: '문구 버전' },
  'consent.call': { en: 'May call', ko: '전화 동의' },
  'hint.consent.call': {
    en: 'Say who calls, about what, and that it can be withdrawn.',
    ko: '누가 무엇에 관해 전화하는지, 철회할 수 있는지 밝히세요.',
  },
  'consent.now': { en: 'Call right away', ko: '지금 바로 전화' },
  'hint.consent.now': {
    en: 'Covers the hour: whoever ticks it may be called at night too, within the hour.',
    ko: '체크하면 한 시간 동안은 밤에도 전화할 수 있습니다.',
  },
  'consent.text': { en: 'May send text messages', ko: '문자 동의' },
  'consent.email': { en: 'May send e-mail', ko: '이메일 동의' },

  embedOrigins: { en: 'Sites that may show the form', ko: '양식을 넣을 수 있는 사이트' },
  'embedOrigins.#': { en: 'Site {n}', ko: '사이트 {n}' },
  'hint.embedOrigins': {
    en: 'As https://shop.example, without a path. On every other site the browser refuses to show it in a frame.',
    ko: '경로 없이 https://shop.example 처럼 적습니다. 다른 사이트에서는 브라우저가 양식을 표시하지 않습니다.',
  },

  teamIds: { en: 'Teams', ko: '팀' },
  'teamIds.#': { en: 'Team {n}', ko: '팀 {n}' },
  'hint.teamIds': { en: 'None ticked: every agent.', ko: '아무것도 고르지 않으면 모든 상담원입니다.' },
  skills: { en: 'Skills', ko: '스킬' },
  'hint.skills': {
    en: 'The least level that is asked for; the policy’s steps may lift it.',
    ko: '필요한 최소 수준입니다. 배정 단계에 따라 완화될 수 있습니다.',
  },
  bonusSeconds: { en: 'Head start, in seconds', ko: '우선순위 가산(초)' },
  'hint.bonusSeconds': {
    en: 'These leads rank as if they had waited this much longer.',
    ko: '이만큼 더 기다린 것처럼 순서를 앞당깁니다.',
  },

  script: { en: 'Script', ko: '스크립트' },

  policy: { en: 'Timing', ko: '배정 시간' },
  policyVersion: { en: 'Version of the timing', ko: '배정 시간 버전' },
  'policy.offerMs': { en: 'An offer rings for', ko: '제안이 울리는 시간' },
  'hint.policy.offerMs': {
    en: 'Then it goes on to the next agent. 20 s is usual.',
    ko: '이후 다음 상담원에게 넘어갑니다. 보통 20초입니다.',
  },
  'policy.seenMs': { en: 'A desk has to show it within', ko: '상담석 표시 확인 시간' },
  'hint.policy.seenMs': {
    en: 'A desk that does not confirm counts as silent.',
    ko: '확인이 없는 상담석은 응답 없음으로 봅니다.',
  },
  'policy.giveUpMs': { en: 'Promise a callback after', ko: '회신 약속으로 전환하는 시간' },
  'hint.policy.giveUpMs': {
    en: 'A wait this long without a conversation becomes a promise.',
    ko: '이 시간 안에 상담이 시작되지 않으면 회신을 약속합니다.',
  },
  'policy.nobodyMs': { en: 'Promise sooner when nobody is on shift', ko: '근무자가 없을 때 회신 약속까지' },
  'policy.retrySameAgentMs': { en: 'Ask the same agent again after', ko: '같은 상담원에게 다시 제안하기까지' },
  'policy.missesToAway': { en: 'Missed offers in a row until away', ko: '자리 비움이 되는 연속 미응답 수' },
  'policy.wrapUpMs': { en: 'Time to wrap up', ko: '정리 시간' },
  'hint.policy.wrapUpMs': {
    en: 'From the end of the call to the outcome.',
    ko: '통화가 끝난 뒤 결과를 입력하기까지의 시간입니다.',
  },
  'policy.wrapUpGraceMs': { en: 'Overdue outcome: look again after', ko: '결과가 늦을 때 다시 확인하기까지' },
  'policy.dialByHandMs': { en: 'Time to dial by hand', ko: '직접 전화 거는 시간' },
  'policy.checkMs': { en: 'Check a conversation every', ko: '상담 확인 간격' },
  'policy.bonusSeconds': { en: 'Head start', ko: '우선순위 가산' },
  'policy.bonusSeconds.liveCall': { en: 'Of a live call, in seconds', ko: '걸려 온 전화(초)' },
  'policy.bonusSeconds.promise': { en: 'Of a promise, in seconds', ko: '회신 약속(초)' },
  'policy.steps': { en: 'Steps', ko: '배정 단계' },
  'hint.policy.steps': {
    en: 'The longer somebody waits, the more agents are asked. The first step begins at 0.',
    ko: '오래 기다릴수록 더 많은 상담원에게 묻습니다. 첫 단계는 0초에 시작합니다.',
  },
  'policy.steps.#': { en: 'Step {n}', ko: '단계 {n}' },
  'policy.steps.#.afterMs': { en: 'After waiting', ko: '대기 후' },
  'policy.steps.#.offerTo': { en: 'Agents at once', ko: '동시에 묻는 상담원 수' },
  'policy.steps.#.relax': { en: 'No longer asked for', ko: '더 이상 요구하지 않음' },
  'relax.skills': { en: 'Skills', ko: '스킬' },
  'relax.language': { en: 'Language', ko: '언어' },

  cadence: { en: 'Callbacks', ko: '회신' },
  'cadence.firstMs': { en: 'First callback after', ko: '첫 회신까지' },
  'cadence.retryMs': { en: 'Not reached: try again after', ko: '연결되지 않으면 다시 시도하기까지' },
  'cadence.retryMs.#': { en: 'After attempt {n}', ko: '{n}번째 시도 후' },
  'hint.cadence.retryMs': {
    en: 'A day and more means another day, the other half of it. The last one is repeated.',
    ko: '하루 이상은 다른 날의 다른 시간대(오전·오후)를 뜻합니다. 마지막 간격이 반복됩니다.',
  },
  'cadence.maxAttempts': { en: 'Attempts in all', ko: '전체 시도 횟수' },
  'cadence.maxPerDay': { en: 'Attempts in 24 hours', ko: '24시간 안의 시도 횟수' },
  'hint.cadence.maxPerDay': {
    en: 'Three at most: the strictest common law.',
    ko: '최대 3회: 가장 엄격한 법 기준입니다.',
  },
  'cadence.windowMs': { en: 'Promised within', ko: '약속하는 시간 폭' },
  'hint.cadence.windowMs': {
    en: 'What the person is told: from the hour to this much later.',
    ko: '고객에게 알리는 폭: 약속 시각부터 이만큼입니다.',
  },
  'cadence.lifeMs': { en: 'A promise lasts', ko: '약속 유효 기간' },
  'cadence.ownToAnyoneMs': {
    en: 'An agent’s own becomes anyone’s when late by',
    ko: '담당자 회신이 모두에게 열리기까지',
  },

  outcomes: { en: 'Outcomes', ko: '상담 결과' },
  'hint.outcomes': {
    en: 'What agents may choose. “Do not call again” is always there: the law asks for it.',
    ko: '상담원이 고를 수 있는 결과입니다. “다시 전화 안 함”은 법에 따라 항상 있습니다.',
  },
} as const satisfies Catalogue;
