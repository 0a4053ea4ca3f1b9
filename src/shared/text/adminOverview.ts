/** The overview page: setup steps, then what is on and what needs attention. */
import type { Catalogue } from './index.ts';

export const adminOverviewText = {
  title: { en: 'Overview', ko: '개요' },
  'first.title': { en: 'Five steps to your first call', ko: '첫 상담까지 다섯 단계' },
  'first.intro': {
    en: 'Each takes a minute or two. You can change everything later.',
    ko: '단계마다 1~2분이면 됩니다. 나중에 모두 변경할 수 있습니다.',
  },
  'first.progress': { en: '{done} of {all} done', ko: '{all}단계 중 {done}단계 완료' },
  done: { en: 'done', ko: '완료' },
  next: { en: 'next', ko: '다음' },
  'first.number': {
    en: 'The phone network is connected. Add a number to take calls for the campaign too.',
    ko: '전화망이 연결되었습니다. 번호를 추가하면 전화로도 리드를 받을 수 있습니다.',
  },
  'first.number.go': { en: 'Set up calls', ko: '전화 설정' },
  'step.business': { en: 'Add your business', ko: '회사 정보 입력' },
  'step.business.about': { en: 'Name, country, language and time zone.', ko: '이름, 국가, 언어, 시간대.' },
  'step.hours': { en: 'Set your business hours', ko: '운영 시간 설정' },
  'step.hours.about': {
    en: 'Leads received outside these hours get a callback.',
    ko: '운영 시간 외의 리드는 콜백이 예약됩니다.',
  },
  'step.campaign': { en: 'Create your first campaign', ko: '첫 캠페인 만들기' },
  'step.campaign.about': {
    en: 'A form with its wording, ready in a minute.',
    ko: '문구를 갖춘 양식을 1분 만에 만들 수 있습니다.',
  },
  'step.people': { en: 'Invite people', ko: '구성원 초대' },
  'step.people.about': {
    en: 'Invite agents to take leads. You can take leads too.',
    ko: '리드를 받을 상담원을 초대합니다. 직접 받아도 됩니다.',
  },
  'step.people.self': { en: 'Take leads yourself', ko: '직접 리드 받기' },
  'step.firstLead': { en: 'Send a test lead', ko: '테스트 리드 보내기' },
  'step.firstLead.about': {
    en: 'Fill in the form in another window and see it arrive on the desk.',
    ko: '다른 창에서 양식을 보내고 상담 화면에 도착하는지 확인하세요.',
  },
  'step.form': { en: 'Open form', ko: '양식 열기' },
  'step.desk': { en: 'Open desk', ko: '상담 화면 열기' },
  go: { en: 'Start', ko: '시작' },
  change: { en: 'Change', ko: '변경' },

  attention: { en: 'Needs attention', ko: '확인할 일' },
  'attention.none': { en: 'Nothing. Everything is running.', ko: '없습니다. 모두 정상입니다.' },
  'attention.mailOff': {
    en: 'Email is off: share links yourself, and no one gets confirmations. Set SMTP_URL.',
    ko: '이메일 발송이 꺼져 있어 링크를 직접 전달해야 하고 확인 이메일이 발송되지 않습니다. SMTP_URL을 설정하세요.',
  },
  'attention.deadMail': {
    en: { one: 'One email couldn’t be delivered', other: '{count} emails couldn’t be delivered' },
    ko: '전달하지 못한 이메일 {count}통',
  },
  'attention.nobodyTakes': {
    en: 'No one can take leads from “{name}”',
    ko: '‘{name}’ 캠페인의 리드를 받을 사람이 없습니다',
  },
  'attention.partNobody': {
    en: 'Part of the routing for “{name}” reaches no one',
    ko: '‘{name}’ 캠페인의 배정 규칙 중 아무에게도 배정되지 않는 부분이 있습니다',
  },
  'attention.noSupervisor': {
    en: 'Routing for “{name}” includes supervisors, but none of them takes leads',
    ko: '‘{name}’ 캠페인은 슈퍼바이저에게도 배정하도록 설정되어 있지만 리드를 받는 슈퍼바이저가 없습니다',
  },
  'attention.lawMissing': {
    en: 'No calling hours are on file for {places}, so the strictest known apply',
    ko: '{places}의 통화 가능 시간이 등록되지 않아 가장 엄격한 시간이 적용됩니다',
  },
  'attention.lawStale': {
    en: {
      one: 'Calling hours were verified over a year ago, so the strictest apply: {places}',
      other: '{count} rows of calling hours were verified over a year ago, so the strictest apply: {places}',
    },
    ko: '통화 가능 시간 {count}건을 확인한 지 1년이 넘어 가장 엄격한 시간이 적용됩니다: {places}',
  },
  'attention.lawSoon': {
    en: {
      one: 'Calling hours must be verified by {date}: {places}',
      other: '{count} rows of calling hours must be verified by {date}: {places}',
    },
    ko: '통화 가능 시간 {count}건을 {date}까지 다시 확인해야 합니다: {places}',
  },
  'attention.noCampaign': {
    en: 'No campaign is on, so every form is closed',
    ko: '사용 중인 캠페인이 없어 양식이 열리지 않습니다',
  },
  'attention.expected': {
    en: '{name} hasn’t accepted the invitation yet',
    ko: '{name}님이 아직 초대를 수락하지 않았습니다',
  },
  'attention.runOut': { en: '{name}’s invitation expired', ko: '{name}님의 초대가 만료되었습니다' },

  'on.campaigns': { en: 'Active campaigns', ko: '사용 중인 캠페인' },
  'on.none': { en: 'None', ko: '없음' },
  'on.takers': {
    en: { one: 'one person takes leads', other: '{count} people take leads' },
    ko: '{count}명이 받음',
  },
  'on.people': { en: 'People', ko: '구성원' },
  'on.agents': { en: 'take leads', ko: '리드를 받음' },
  'on.supervisors': { en: 'supervisors', ko: '슈퍼바이저' },
  'on.administrators': { en: 'administrators', ko: '관리자' },
} as const satisfies Catalogue;
