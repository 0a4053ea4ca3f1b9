/** Campaigns: the list, and every section of one. */
import type { Catalogue } from './index.ts';

export const adminCampaignsText = {
  title: { en: 'Campaigns', ko: '캠페인' },
  intro: {
    en: 'A campaign is one form with its wording, hours, people, timing and script.',
    ko: '캠페인은 양식 하나와 그 문구, 운영 시간, 상담원, 배정 시간, 스크립트를 묶은 것입니다.',
  },
  new: { en: 'New campaign', ko: '새 캠페인' },
  'new.intro': {
    en: 'Sensible values are filled in. Name it, say who calls in the consent, and it can go.',
    ko: '무난한 값을 채워 두었습니다. 이름을 정하고 동의 문구에 누가 전화하는지 적으면 시작할 수 있습니다.',
  },
  create: { en: 'Create the campaign', ko: '캠페인 만들기' },
  created: {
    en: 'The campaign is on. Its form can be filled in.',
    ko: '캠페인이 시작되었습니다. 양식을 쓸 수 있습니다.',
  },
  none: {
    en: 'No campaigns yet. The first one makes the first form.',
    ko: '아직 캠페인이 없습니다. 첫 캠페인을 만들면 양식이 생깁니다.',
  },
  'column.name': { en: 'Campaign', ko: '캠페인' },
  'column.form': { en: 'Form', ko: '양식' },
  'column.state': { en: 'State', ko: '상태' },
  on: { en: 'On', ko: '사용 중' },
  paused: { en: 'Paused', ko: '중지됨' },
  nobody: { en: 'Nobody can take it', ko: '받을 상담원 없음' },
  open: { en: 'Open the form', ko: '양식 열기' },
  pause: { en: 'Pause…', ko: '중지…' },
  'pause.title': { en: 'Pause “{name}”?', ko: '“{name}” 캠페인을 중지할까요?' },
  'pause.do': { en: 'Pause', ko: '중지' },
  'pause.form': {
    en: 'The form says that it is not there. Nothing new comes in.',
    ko: '양식이 닫히고 새 리드가 들어오지 않습니다.',
  },
  'pause.leads': {
    en: 'Leads that are open go on, and promises are kept.',
    ko: '진행 중인 리드와 회신 약속은 그대로 이어집니다.',
  },
  activate: { en: 'Turn on', ko: '사용 시작' },
  'activate.done': { en: '“{name}” is on.', ko: '“{name}” 캠페인을 시작했습니다.' },
  'pause.done': { en: '“{name}” is paused.', ko: '“{name}” 캠페인을 중지했습니다.' },
  duplicate: { en: 'Duplicate…', ko: '복제…' },
  'duplicate.title': { en: 'Duplicate “{name}”', ko: '“{name}” 복제' },
  'duplicate.do': { en: 'Duplicate', ko: '복제' },
  'duplicate.about': {
    en: 'The copy is paused until you turn it on.',
    ko: '복제한 캠페인은 사용을 시작할 때까지 중지 상태입니다.',
  },
  'duplicate.name': { en: 'Name', ko: '이름' },
  'duplicate.copyOf': { en: '{name} (copy)', ko: '{name} (복사본)' },

  'sections.label': { en: 'Sections of the campaign', ko: '캠페인 항목' },
  'sections.wrong': { en: { one: '{count} mistake', other: '{count} mistakes' }, ko: '오류 {count}개' },
  'section.basics': { en: 'Basics', ko: '기본' },
  'section.form': { en: 'Form fields', ko: '양식 항목' },
  'section.consent': { en: 'Consent', ko: '동의 문구' },
  'section.hours': { en: 'Hours', ko: '운영 시간' },
  'section.people': { en: 'Who gets the leads', ko: '리드 담당' },
  'section.timing': { en: 'Timing', ko: '배정 시간' },
  'section.callbacks': { en: 'Callbacks', ko: '회신' },
  'section.script': { en: 'Script', ko: '스크립트' },
  'section.outcomes': { en: 'Outcomes', ko: '상담 결과' },
  'section.calls': { en: 'Calls', ko: '전화' },
  'section.share': { en: 'Form and embedding', ko: '양식 공유' },

  'interest.add': { en: 'Add an interest', ko: '관심 사항 추가' },
  'field.add': { en: 'Add a field', ko: '항목 추가' },
  'choice.add': { en: 'Add a choice', ko: '보기 추가' },
  'site.add': { en: 'Add a site', ko: '사이트 추가' },
  'step.add': { en: 'Add a step', ko: '단계 추가' },
  'retry.add': { en: 'Add a delay', ko: '간격 추가' },

  'consent.about': {
    en: 'What a person ticks is kept with their inquiry, word for word, with the version they saw.',
    ko: '고객이 체크한 문구는 그때의 버전과 함께 문의에 그대로 보관됩니다.',
  },
  'consent.version': { en: 'Version {version}', ko: '버전 {version}' },
  'consent.next': {
    en: 'Saving makes version {version}. The older words stay readable in the audit log.',
    ko: '저장하면 버전 {version}이 됩니다. 이전 문구는 변경 기록에 남습니다.',
  },
  'hours.shared': {
    en: 'The business’s hours hold, also when they change.',
    ko: '회사 운영 시간을 따르며, 바뀌면 함께 바뀝니다.',
  },
  'people.teams': {
    en: 'There are no teams: every agent is offered these leads.',
    ko: '팀이 없으므로 모든 상담원이 이 리드를 받습니다.',
  },
  'people.now': {
    en: { one: 'One person can take these leads', other: '{count} people can take these leads' },
    ko: '{count}명이 이 리드를 받을 수 있습니다',
  },
  'people.nobody': {
    en: 'Nobody can take these leads as things are: every one would become a promise.',
    ko: '지금은 이 리드를 받을 사람이 없습니다. 모두 회신 약속이 됩니다.',
  },
  'people.link': { en: 'Teams and skills', ko: '팀과 스킬' },
  'timing.offers': { en: 'Offers', ko: '제안' },
  'timing.conversation': { en: 'Conversation', ko: '상담' },
  'timing.order': { en: 'Order of the queue', ko: '대기 순서' },
  'script.about': {
    en: 'What the agent has before them while talking. Words in braces are filled in for each lead.',
    ko: '상담 중에 상담원이 보는 글입니다. 중괄호 안의 말은 리드마다 채워집니다.',
  },
  'script.insert': { en: 'Insert', ko: '넣기' },
  'script.insertOne': { en: 'Insert {placeholder}', ko: '{placeholder} 넣기' },
  'share.address': { en: 'The form’s address', ko: '양식 주소' },
  'share.embed': {
    en: 'To show it on a site of yours, paste this there',
    ko: '웹사이트에 넣으려면 다음을 붙여 넣으세요',
  },
  'share.allow': {
    en: 'And name the site above, or the browser shows nothing.',
    ko: '위에 그 사이트를 적어야 브라우저가 양식을 표시합니다.',
  },
  'share.paused': {
    en: 'The campaign is paused: the form says that it is not there.',
    ko: '캠페인이 중지되어 양식이 열리지 않습니다.',
  },
  'share.unsaved': { en: 'The address is there once the campaign is created.', ko: '캠페인을 만들면 주소가 생깁니다.' },

  'preview.title': { en: 'What visitors see', ko: '방문자가 보는 화면' },
  'preview.language': { en: 'Language of the preview', ko: '미리보기 언어' },
  'preview.wait': {
    en: 'The preview comes back once the form can be drawn.',
    ko: '양식을 그릴 수 있게 되면 미리보기가 다시 나타납니다.',
  },
} as const satisfies Catalogue;
