/**
 * Labels of the fields that administrators edit, by path; `#` stands for a list index, `*.` for the end of any path. Used at
 * the field, in the summary of mistakes, in edit conflicts and in the audit log. `hint.` before a path is the line below the
 * field.
 */
import { adminFieldsCallsText } from './adminFieldsCalls.ts';
import { adminFieldsImportText } from './adminFieldsImport.ts';
import { adminFieldsPolicyText } from './adminFieldsPolicy.ts';
import { adminFieldsScoringText } from './adminFieldsScoring.ts';
import type { Catalogue } from './index.ts';

export const adminFieldsText = {
  ...adminFieldsPolicyText,
  ...adminFieldsScoringText,
  ...adminFieldsCallsText,
  ...adminFieldsImportText,
  '*.en': { en: 'English', ko: '영어' },
  '*.ko': { en: 'Korean', ko: '한국어' },

  name: { en: 'Name', ko: '이름' },
  country: { en: 'Country', ko: '국가' },
  language: { en: 'Language', ko: '언어' },
  zone: { en: 'Time zone', ko: '시간대' },
  email: { en: 'Email', ko: '이메일' },
  active: { en: 'On', ko: '사용' },
  state: { en: 'State', ko: '상태' },
  version: { en: 'Version', ko: '버전' },
  scopes: { en: 'Permissions', ko: '권한' },

  hours: { en: 'Business hours', ko: '운영 시간' },
  'hours.zone': { en: 'Time zone', ko: '시간대' },
  'hours.weekly': { en: 'Weekly schedule', ko: '요일별 시간' },
  'hours.weekly.1': { en: 'Monday', ko: '월요일' },
  'hours.weekly.2': { en: 'Tuesday', ko: '화요일' },
  'hours.weekly.3': { en: 'Wednesday', ko: '수요일' },
  'hours.weekly.4': { en: 'Thursday', ko: '목요일' },
  'hours.weekly.5': { en: 'Friday', ko: '금요일' },
  'hours.weekly.6': { en: 'Saturday', ko: '토요일' },
  'hours.weekly.7': { en: 'Sunday', ko: '일요일' },
  'hours.weekly.#.#': { en: 'Period {n}', ko: '시간 {n}' },
  'hours.weekly.#.#.from': { en: 'From', ko: '시작' },
  'hours.weekly.#.#.to': { en: 'To', ko: '종료' },
  'hours.holidays': { en: 'Closed on', ko: '휴무일' },
  'hours.holidays.#': { en: 'Day {n}', ko: '{n}번째 날' },
  'hint.hours.holidays': {
    en: 'Whole days in the time zone above, such as public holidays.',
    ko: '위 시간대 기준으로 하루 종일 쉬는 날입니다(예: 공휴일).',
  },

  'outcomes.#': { en: 'Outcome {n}', ko: '결과 {n}' },
  'outcomes.#.label': { en: 'Wording', ko: '문구' },
  'outcomes.#.means': { en: 'What it means (can’t be changed later)', ko: '의미 (나중에 변경 불가)' },
  'outcomes.#.asksValue': { en: 'Value of the sale', ko: '계약 금액' },
  'outcomes.#.isRetired': { en: 'Retired', ko: '사용 중지' },
  awayReasons: { en: 'Reasons', ko: '사유' },
  'awayReasons.#': { en: 'Reason {n}', ko: '사유 {n}' },
  'awayReasons.#.label': { en: 'Wording', ko: '문구' },
  'awayReasons.#.counts': { en: 'Counts as', ko: '시간 구분' },
  'awayReasons.#.isRetired': { en: 'Retired', ko: '사용 중지' },
  declineReasons: { en: 'Reasons', ko: '사유' },
  'declineReasons.#': { en: 'Reason {n}', ko: '사유 {n}' },
  'declineReasons.#.label': { en: 'Wording for agents', ko: '상담원에게 보이는 문구' },
  'declineReasons.#.means': { en: 'What happens next', ko: '처리' },
  'declineReasons.#.awayReason': { en: 'Away reason', ko: '이석 사유' },

  role: { en: 'Role', ko: '역할' },
  agent: { en: 'Takes leads', ko: '리드 상담' },
  'agent.teamIds': { en: 'Teams', ko: '팀' },
  'agent.teamIds.#': { en: 'Team {n}', ko: '팀 {n}' },
  'agent.languages': { en: 'Languages', ko: '상담 언어' },
  'agent.skills': { en: 'Skills', ko: '스킬' },
  'agent.capacity': { en: 'Leads at once', ko: '동시 리드 수' },
  'hint.agent.capacity': { en: 'Usually one for calls.', ko: '전화 상담은 보통 1건입니다.' },
  'hint.language.person': { en: 'For pages and emails.', ko: '화면과 이메일의 언어입니다.' },
  'hint.email': {
    en: 'Used to sign in. If you change it, links sent to the old address stop working.',
    ko: '로그인에 사용합니다. 변경하면 이전 주소로 보낸 링크는 사용할 수 없습니다.',
  },

  rawBodies: { en: 'Original form submissions', ko: '제출된 양식 원본' },
  deliveredEffects: { en: 'Completed follow-up actions', ko: '완료된 후속 작업' },
  decisions: { en: 'Routing decisions for closed leads', ko: '종료된 리드의 배정 내역' },
  closedLeads: { en: 'Personal data in closed leads', ko: '종료된 리드의 개인정보' },

  formKey: { en: 'Form address', ko: '양식 주소' },
  'hint.formKey': {
    en: 'Lowercase letters, digits and hyphens. Can’t change once leads have come in.',
    ko: '영문 소문자, 숫자, 하이픈(-)만 사용할 수 있습니다. 리드가 들어온 뒤에는 변경할 수 없습니다.',
  },
  'hint.formKey.fixed': {
    en: 'Can’t change: leads have come in through this address.',
    ko: '이 주소로 리드가 들어와 변경할 수 없습니다.',
  },
  'hint.name.campaign': { en: 'The form’s headline.', ko: '양식의 제목으로 표시됩니다.' },
  'hint.language.campaign': {
    en: 'For visitors whose browser prefers neither English nor Korean.',
    ko: '방문자의 브라우저가 영어나 한국어가 아닐 때 사용하는 언어입니다.',
  },
  'hint.country.campaign': {
    en: 'Used for phone numbers without a country code.',
    ko: '국가 번호가 없는 전화번호에 적용됩니다.',
  },
  contactBy: { en: 'Contact by', ko: '연락 방법' },
  'contactBy.tel': { en: 'Phone', ko: '전화' },
  'contactBy.email': { en: 'Email', ko: '이메일' },
  interests: { en: 'Interests', ko: '관심 사항' },
  'hint.interests': {
    en: 'Choices under “What’s this about?”. If there are none, the question isn’t shown.',
    ko: '‘문의 주제’의 보기입니다. 하나도 없으면 질문이 표시되지 않습니다.',
  },
  'interests.#': { en: 'Interest {n}', ko: '관심 사항 {n}' },
  'interests.#.value': { en: 'Code', ko: '코드' },
  'interests.#.label': { en: 'Text', ko: '문구' },
  fields: { en: 'Custom fields', ko: '추가 항목' },
  'hint.fields': {
    en: 'Asked in addition to name, phone, email and message, on the form or by agents. Keep the form short: every field costs responses.',
    ko: '이름, 전화번호, 이메일, 메시지 외에 양식이나 상담원이 묻는 항목입니다. 양식에서는 적게 물을수록 응답률이 높습니다.',
  },
  'fields.#': { en: 'Field {n}', ko: '항목 {n}' },
  'fields.#.name': { en: 'Code', ko: '코드' },
  'hint.fields.#.name': {
    en: 'Used in scripts as {…}, in exports and the API.',
    ko: '스크립트의 {…}, 내보내기, API에서 사용합니다.',
  },
  'fields.#.label': { en: 'Question', ko: '질문' },
  'fields.#.kind': { en: 'Type', ko: '유형' },
  'fields.#.required': { en: 'Required', ko: '필수 항목' },
  'fields.#.askedBy': { en: 'Asked by', ko: '묻는 방법' },
  'askedBy.form': { en: 'The form', ko: '양식에서 입력' },
  'askedBy.agent': { en: 'Agents, in the conversation', ko: '상담 중 상담원이 질문' },
  'fields.#.seenBy': { en: 'Answers are for', ko: '답변을 볼 수 있는 사람' },
  'seenBy.agents': { en: 'Agents and supervisors', ko: '상담원과 슈퍼바이저' },
  'seenBy.supervisors': { en: 'Supervisors only', ko: '슈퍼바이저만' },
  'fields.#.why': { en: 'Why we ask', ko: '묻는 이유' },
  'hint.fields.#.why': {
    en: 'Shown to agents next to the question, to tell the customer.',
    ko: '상담원의 질문 옆에 표시되며, 고객에게 설명할 때 사용합니다.',
  },
  'fields.#.min': { en: 'Minimum', ko: '최솟값' },
  'fields.#.max': { en: 'Maximum', ko: '최댓값' },
  'fields.#.choices': { en: 'Choices', ko: '보기' },
  'fields.#.choices.#': { en: 'Choice {n}', ko: '보기 {n}' },
  'fields.#.choices.#.value': { en: 'Code', ko: '코드' },
  'fields.#.choices.#.label': { en: 'Text', ko: '문구' },
  'kind.text': { en: 'Text', ko: '텍스트' },
  'kind.number': { en: 'Number', ko: '숫자' },
  'kind.date': { en: 'Date', ko: '날짜' },
  'kind.choice': { en: 'Single choice', ko: '하나만 선택' },
  'kind.choices': { en: 'Multiple choice', ko: '여러 개 선택' },

  consent: { en: 'Consent', ko: '동의' },
  consentVersion: { en: 'Wording version', ko: '문구 버전' },
  'consent.call': { en: 'Consent to call', ko: '전화 동의' },
  'hint.consent.call': {
    en: 'Say who calls, about what, and how to withdraw consent.',
    ko: '누가 무엇에 관해 전화하는지, 어떻게 철회하는지 밝히세요.',
  },
  'consent.now': { en: 'Call me now', ko: '지금 바로 전화' },
  'hint.consent.now': {
    en: 'Permits a call at any hour, including at night, within the next hour.',
    ko: '동의하면 1시간 동안 밤에도 전화할 수 있습니다.',
  },
  'consent.text': { en: 'Consent to text', ko: '문자 동의' },
  'consent.email': { en: 'Consent to email', ko: '이메일 동의' },

  embedOrigins: { en: 'Sites that can embed the form', ko: '양식을 삽입할 수 있는 사이트' },
  'embedOrigins.#': { en: 'Site {n}', ko: '사이트 {n}' },
  'hint.embedOrigins': {
    en: 'For example https://shop.example, without a path. Browsers won’t show the form on other sites.',
    ko: '경로 없이 https://shop.example처럼 입력합니다. 다른 사이트에서는 양식이 표시되지 않습니다.',
  },

  teamIds: { en: 'Teams', ko: '팀' },
  'teamIds.#': { en: 'Team {n}', ko: '팀 {n}' },
  'hint.teamIds': {
    en: 'If none are checked, every agent gets these leads.',
    ko: '선택하지 않으면 모든 상담원에게 배정됩니다.',
  },
  skills: { en: 'Skills', ko: '스킬' },
  'hint.skills': {
    en: 'The minimum level required. Routing steps can waive it.',
    ko: '필요한 최소 수준입니다. 배정 단계에서 요구하지 않을 수 있습니다.',
  },
  bonusSeconds: { en: 'Priority boost (seconds)', ko: '우선순위 가산(초)' },
  'hint.bonusSeconds': {
    en: 'These leads rank as if they had waited this much longer.',
    ko: '이만큼 더 기다린 것으로 계산해 순서를 앞당깁니다.',
  },

  script: { en: 'Script', ko: '스크립트' },
  scriptSteps: { en: 'Steps', ko: '단계' },
  'scriptSteps.#': { en: 'Step {n}', ko: '{n}단계' },
  'scriptSteps.#.text': { en: 'What the agent says', ko: '상담원의 말' },
  'scriptSteps.#.choices': { en: 'The customer’s answers', ko: '고객의 답변' },
  'scriptSteps.#.choices.#': { en: 'Answer {n}', ko: '답변 {n}' },
  'scriptSteps.#.choices.#.label': { en: 'Answer', ko: '답변' },
  'scriptSteps.#.choices.#.to': { en: 'Leads to', ko: '다음 단계' },
  objections: { en: 'Objection cards', ko: '반론 카드' },
  'objections.#': { en: 'Card {n}', ko: '카드 {n}' },
  'objections.#.title': { en: 'Objection', ko: '고객의 반론' },
  'objections.#.answer': { en: 'What to answer', ko: '대응' },

  cadence: { en: 'Callbacks', ko: '콜백' },
  'cadence.firstMs': { en: 'First callback after', ko: '첫 콜백까지' },
  'cadence.retryMs': { en: 'If not reached, try again after', ko: '연결되지 않으면 다시 시도하기까지' },
  'cadence.retryMs.#': { en: 'After attempt {n}', ko: '{n}번째 시도 후' },
  'hint.cadence.retryMs': {
    en: 'A day or more moves to another day and the other half of it. The last delay repeats.',
    ko: '하루 이상이면 다른 날의 다른 시간대(오전·오후)에 시도합니다. 마지막 간격이 반복됩니다.',
  },
  'cadence.maxAttempts': { en: 'Total attempts', ko: '전체 시도 횟수' },
  'cadence.maxPerDay': { en: 'Attempts in 24 hours', ko: '24시간 내 시도 횟수' },
  'hint.cadence.maxPerDay': {
    en: 'Three at most, the strictest common law.',
    ko: '최대 3회: 가장 엄격한 법적 기준입니다.',
  },
  callsPerSlot: { en: 'Calls that customers can book per quarter hour', ko: '고객이 15분마다 예약할 수 있는 통화 수' },
  'hint.callsPerSlot': {
    en: 'Customers choose a time on the form. 0 turns this off.',
    ko: '고객이 양식에서 통화 시간을 선택합니다. 0이면 선택할 수 없습니다.',
  },
  'cadence.windowMs': { en: 'Callback window', ko: '콜백 시간 폭' },
  'hint.cadence.windowMs': {
    en: 'The window given to the customer: from the callback time to this much later.',
    ko: '고객에게 안내하는 범위로, 콜백 시각부터 이 시간까지입니다.',
  },
  'cadence.lifeMs': { en: 'Callback expires after', ko: '콜백 유효 기간' },
  'cadence.ownToAnyoneMs': {
    en: 'An agent’s own callback opens to anyone when late by',
    ko: '담당자 콜백을 누구에게나 배정하기까지',
  },

  calls: { en: 'Calls', ko: '전화' },
  'agent.telephone': { en: 'Own phone', ko: '개인 전화' },
  'hint.agent.telephone': {
    en: 'For example +12025550143. Rings when no browser of theirs is connected.',
    ko: '+12025550143처럼 입력합니다. 브라우저 전화가 연결되지 않았을 때 울립니다.',
  },

  number: { en: 'Number', ko: '번호' },
  webhooks: { en: 'Webhooks', ko: '웹훅' },
  'webhooks.voice': { en: 'A call comes in', ko: '전화 수신' },
  'webhooks.fallback': { en: 'Primary handler fails', ko: '기본 처리 실패 시' },
  'webhooks.status': { en: 'Call status changes', ko: '통화 상태 변경' },
  'webhooks.message': { en: 'A message comes in', ko: '문자 수신' },

  outcomes: { en: 'Outcomes that agents can choose', ko: '상담원이 선택할 수 있는 결과' },
  'hint.outcomes': {
    en: 'What agents can choose. “Do not call” is always included, as the law requires.',
    ko: '상담원이 선택할 수 있는 결과입니다. ‘수신 거부’는 법에 따라 항상 포함됩니다.',
  },
} as const satisfies Catalogue;
