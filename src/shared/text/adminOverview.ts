/** The first page of the administration: the first steps, then what is on and what needs attention. */
import type { Catalogue } from './index.ts';

export const adminOverviewText = {
  title: { en: 'Overview', ko: '개요' },
  'first.title': { en: 'Five steps to the first conversation', ko: '첫 상담까지 다섯 단계' },
  'first.intro': {
    en: 'Each takes a minute or two. You can change everything later.',
    ko: '단계마다 1–2분이면 됩니다. 나중에 모두 바꿀 수 있습니다.',
  },
  'first.progress': { en: '{done} of {all} done', ko: '{all}단계 중 {done}단계 완료' },
  done: { en: 'done', ko: '완료' },
  next: { en: 'next', ko: '다음' },
  'first.number': {
    en: 'There is a telephone network: with a number, people can call the campaign too.',
    ko: '통신망이 설정되어 있습니다. 번호를 정하면 전화로도 리드를 받을 수 있습니다.',
  },
  'first.number.go': { en: 'Set up calls', ko: '전화 설정' },
  'step.business': { en: 'Say who you are', ko: '회사 정보 입력' },
  'step.business.about': { en: 'Name, country, language and time zone.', ko: '이름, 국가, 언어, 시간대.' },
  'step.hours': { en: 'Say when you are open', ko: '운영 시간 정하기' },
  'step.hours.about': {
    en: 'Outside these hours a lead becomes a promise to call back.',
    ko: '운영 시간이 아니면 리드는 회신 약속이 됩니다.',
  },
  'step.campaign': { en: 'Make the first campaign', ko: '첫 캠페인 만들기' },
  'step.campaign.about': {
    en: 'A form with its wording, ready in a minute.',
    ko: '문구를 갖춘 양식이 금방 만들어집니다.',
  },
  'step.people': { en: 'Invite people', ko: '사람 초대하기' },
  'step.people.about': {
    en: 'Whoever takes leads. You can take them yourself as well.',
    ko: '리드를 받을 사람을 초대합니다. 직접 받아도 됩니다.',
  },
  'step.people.self': { en: 'Take leads yourself', ko: '직접 리드 받기' },
  'step.firstLead': { en: 'Send yourself a lead', ko: '직접 리드 보내 보기' },
  'step.firstLead.about': {
    en: 'Fill in the form in another window, and watch it ring on the desk.',
    ko: '다른 창에서 양식을 채워 보내고 상담석에 도착하는 것을 보세요.',
  },
  'step.form': { en: 'Open the form', ko: '양식 열기' },
  'step.desk': { en: 'Open the desk', ko: '상담석 열기' },
  go: { en: 'Start', ko: '시작' },
  change: { en: 'Change', ko: '변경' },

  attention: { en: 'Needs attention', ko: '확인할 일' },
  'attention.none': { en: 'Nothing. Everything runs.', ko: '없습니다. 모두 정상입니다.' },
  'attention.mailOff': {
    en: 'Mail is off: links have to be handed on by hand, and nobody gets a confirmation. Set SMTP_URL.',
    ko: '메일이 꺼져 있어 링크를 직접 전해야 하고 확인 메일이 나가지 않습니다. SMTP_URL을 설정하세요.',
  },
  'attention.deadMail': {
    en: { one: 'One mail could not be delivered', other: '{count} mails could not be delivered' },
    ko: '전달되지 못한 메일 {count}통',
  },
  'attention.nobodyTakes': {
    en: 'Nobody can take the leads of “{name}”',
    ko: '“{name}” 캠페인의 리드를 받을 사람이 없습니다',
  },
  'attention.noCampaign': {
    en: 'No campaign is on: no form can be filled in',
    ko: '사용 중인 캠페인이 없어 양식이 열리지 않습니다',
  },
  'attention.expected': { en: '{name} is invited and not yet there', ko: '{name}님이 초대를 아직 수락하지 않았습니다' },
  'attention.runOut': { en: 'The invitation of {name} ran out', ko: '{name}님의 초대가 만료되었습니다' },

  'on.campaigns': { en: 'Campaigns that are on', ko: '사용 중인 캠페인' },
  'on.none': { en: 'None', ko: '없음' },
  'on.takers': {
    en: { one: 'one person takes them', other: '{count} people take them' },
    ko: '{count}명이 받음',
  },
  'on.people': { en: 'People', ko: '사람' },
  'on.agents': { en: 'take leads', ko: '리드를 받음' },
  'on.supervisors': { en: 'supervisors', ko: '관리 감독' },
  'on.administrators': { en: 'administrators', ko: '관리자' },
} as const satisfies Catalogue;
