/** The campaign list and all sections of a campaign. */
import type { Catalogue } from './index.ts';

export const adminCampaignsText = {
  title: { en: 'Campaigns', ko: '캠페인' },
  intro: {
    en: 'A campaign is one form with its wording, hours, agents, routing and script.',
    ko: '캠페인은 양식 하나와 그 문구, 운영 시간, 상담원, 배정, 스크립트를 묶은 것입니다.',
  },
  new: { en: 'New campaign', ko: '새 캠페인' },
  'new.intro': {
    en: 'We’ve filled in sensible defaults. Name it, say who calls in the consent, and you’re ready.',
    ko: '기본값을 채워 두었습니다. 이름을 정하고 동의 문구에 누가 전화하는지 적으면 시작할 수 있습니다.',
  },
  create: { en: 'Create campaign', ko: '캠페인 만들기' },
  created: {
    en: 'The campaign is on, and its form is live.',
    ko: '캠페인이 시작되었습니다. 양식을 사용할 수 있습니다.',
  },
  none: {
    en: 'No campaigns yet. Create one to get your first form.',
    ko: '아직 캠페인이 없습니다. 캠페인을 만들면 양식이 생깁니다.',
  },
  'column.name': { en: 'Campaign', ko: '캠페인' },
  'column.state': { en: 'State', ko: '상태' },
  on: { en: 'On', ko: '사용 중' },
  paused: { en: 'Paused', ko: '일시 중지됨' },
  nobody: { en: 'No agents', ko: '받을 상담원 없음' },
  open: { en: 'Open form', ko: '양식 열기' },
  pause: { en: 'Pause…', ko: '일시 중지…' },
  'pause.title': { en: 'Pause “{name}”?', ko: '‘{name}’ 캠페인을 일시 중지할까요?' },
  'pause.do': { en: 'Pause', ko: '일시 중지' },
  'pause.form': {
    en: 'The form closes, and no new leads come in.',
    ko: '양식이 닫히고 새 리드가 들어오지 않습니다.',
  },
  'pause.leads': {
    en: 'Open leads and callbacks continue.',
    ko: '진행 중인 리드와 콜백은 계속됩니다.',
  },
  activate: { en: 'Turn on', ko: '사용 시작' },
  'activate.done': { en: '“{name}” is on.', ko: '‘{name}’ 캠페인을 시작했습니다.' },
  'pause.done': { en: '“{name}” is paused.', ko: '‘{name}’ 캠페인을 일시 중지했습니다.' },
  duplicate: { en: 'Duplicate…', ko: '복제…' },
  'duplicate.title': { en: 'Duplicate “{name}”', ko: '‘{name}’ 복제' },
  'duplicate.do': { en: 'Duplicate', ko: '복제' },
  'duplicate.about': {
    en: 'The copy stays paused until you turn it on.',
    ko: '복제한 캠페인은 사용을 시작할 때까지 일시 중지 상태입니다.',
  },
  'duplicate.name': { en: 'Name', ko: '이름' },
  'duplicate.copyOf': { en: '{name} (copy)', ko: '{name} (복사본)' },

  'sections.label': { en: 'Campaign sections', ko: '캠페인 항목' },
  'sections.wrong': { en: { one: '{count} error', other: '{count} errors' }, ko: '오류 {count}개' },
  'section.basics': { en: 'Basics', ko: '기본' },
  'section.form': { en: 'Form fields', ko: '양식 항목' },
  'section.consent': { en: 'Consent', ko: '동의 문구' },
  'section.hours': { en: 'Hours', ko: '운영 시간' },
  'section.people': { en: 'Who gets leads', ko: '리드 담당' },
  'section.timing': { en: 'Routing', ko: '배정' },
  'section.callbacks': { en: 'Callbacks', ko: '콜백' },
  'section.script': { en: 'Script', ko: '스크립트' },
  'outcomes.all': {
    en: 'All that are in use, also those added later',
    ko: '사용 중인 모든 결과(나중에 추가되는 결과 포함)',
  },
  'outcomes.some': { en: 'Only these', ko: '선택한 결과만' },
  'outcomes.edit': {
    en: 'Words, order and keys are on the business page',
    ko: '문구, 순서, 키는 회사 페이지에서 변경',
  },
  'section.outcomes': { en: 'Outcomes', ko: '상담 결과' },
  'section.calls': { en: 'Calls', ko: '전화' },
  'section.share': { en: 'Share and embed', ko: '양식 공유' },

  'interest.add': { en: 'Add interest', ko: '관심 사항 추가' },
  'field.add': { en: 'Add field', ko: '항목 추가' },
  'choice.add': { en: 'Add choice', ko: '보기 추가' },
  'site.add': { en: 'Add site', ko: '사이트 추가' },
  'step.add': { en: 'Add step', ko: '단계 추가' },
  'retry.add': { en: 'Add delay', ko: '간격 추가' },

  'consent.about': {
    en: 'What a customer agrees to is kept with their inquiry, word for word, with the version they saw.',
    ko: '고객이 동의한 문구는 당시 버전과 함께 문의에 그대로 보관됩니다.',
  },
  'consent.version': { en: 'Version {version}', ko: '버전 {version}' },
  'consent.next': {
    en: 'Saving creates version {version}. Earlier versions stay in the audit log.',
    ko: '저장하면 버전 {version}이 됩니다. 이전 버전은 변경 기록에 남습니다.',
  },
  'hours.shared': {
    en: 'Uses the business hours, including later changes.',
    ko: '회사 운영 시간을 따르며, 변경되면 함께 변경됩니다.',
  },
  'people.teams': {
    en: 'There are no teams, so every agent gets these leads.',
    ko: '팀이 없으므로 모든 상담원이 이 리드를 배정받습니다.',
  },
  'people.now': {
    en: { one: 'One person can take these leads', other: '{count} people can take these leads' },
    ko: '{count}명이 이 리드를 받을 수 있습니다',
  },
  'people.nobody': {
    en: 'No one can take these leads. Each one gets a callback instead.',
    ko: '이 리드를 받을 사람이 없습니다. 모두 콜백으로 예약됩니다.',
  },
  'people.link': { en: 'Teams and skills', ko: '팀과 스킬' },
  'timing.who': { en: 'Who goes first', ko: '배정 순서' },
  'timing.limits': { en: 'Limits per agent', ko: '상담원별 한도' },
  'rule.add': { en: 'Add rule', ko: '규칙 추가' },
  'timing.offers': { en: 'Offers', ko: '배정' },
  'timing.conversation': { en: 'Conversation', ko: '상담' },
  'timing.order': { en: 'Queue order', ko: '대기 순서' },
  'script.about': {
    en: 'What the agent sees during the call. Words in braces are filled in for each lead.',
    ko: '상담 중에 상담원이 보는 글입니다. 중괄호 안의 말은 리드마다 채워집니다.',
  },
  'script.steps.about': {
    en: 'After the opening, steps guide the agent: each answer of the customer leads to another step. A step without answers is an end. Cards help with objections at any time. The placeholders are the same.',
    ko: '도입부 다음에는 단계가 상담원을 안내합니다. 고객의 답변마다 다음 단계로 이어지고, 답변이 없는 단계에서 끝납니다. 반론 카드는 언제든 볼 수 있습니다. 자리표시자는 같습니다.',
  },
  'script.addStep': { en: 'Add step', ko: '단계 추가' },
  'script.addChoice': { en: 'Add answer', ko: '답변 추가' },
  'script.addCard': { en: 'Add card', ko: '카드 추가' },
  'script.chooseStep': { en: 'Choose a step', ko: '단계 선택' },
  'script.preview': { en: 'Preview of the steps and cards', ko: '단계와 카드 미리보기' },
  'script.insert': { en: 'Insert', ko: '넣기' },
  'script.insertOne': { en: 'Insert {placeholder}', ko: '{placeholder} 넣기' },
  'share.address': { en: 'Form URL', ko: '양식 주소' },
  'share.embed': {
    en: 'To embed the form on your site, paste this',
    ko: '웹사이트에 넣으려면 다음을 붙여 넣으세요',
  },
  'share.allow': {
    en: 'Also add the site above, or browsers won’t show the form.',
    ko: '위에 사이트를 추가해야 브라우저에 양식이 표시됩니다.',
  },
  'share.paused': {
    en: 'The campaign is paused, so the form is closed.',
    ko: '캠페인이 일시 중지되어 양식이 닫혀 있습니다.',
  },
  'share.unsaved': { en: 'You’ll get the URL once the campaign is created.', ko: '캠페인을 만들면 주소가 생깁니다.' },

  'preview.title': { en: 'What visitors see', ko: '방문자가 보는 화면' },
  'preview.language': { en: 'Preview language', ko: '미리보기 언어' },
  'preview.wait': {
    en: 'The preview comes back once the settings are valid.',
    ko: '설정이 올바르면 미리보기가 다시 표시됩니다.',
  },
} as const satisfies Catalogue;
