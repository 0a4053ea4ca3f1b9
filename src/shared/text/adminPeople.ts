/** People: roles, agent profiles, invitations, password resets and deactivation. */
import type { Catalogue } from './index.ts';

export const adminPeopleText = {
  title: { en: 'People', ko: '구성원' },
  intro: {
    en: 'Agents take leads, supervisors watch the floor, and administrators change settings. Anyone can take leads too.',
    ko: '상담원은 리드를 받고, 슈퍼바이저는 실시간 현황을 관리하며, 관리자는 설정을 변경합니다. 누구나 리드를 받을 수 있습니다.',
  },
  invite: { en: 'Invite person', ko: '구성원 초대' },
  'invite.intro': {
    en: 'They get a one-time link and choose their own password.',
    ko: '일회용 링크를 받아 비밀번호를 직접 정합니다.',
  },
  'invite.do': { en: 'Invite', ko: '초대' },
  find: { en: 'Search by name or email', ko: '이름이나 이메일로 검색' },
  none: { en: 'No one found', ko: '검색 결과가 없습니다' },
  'column.person': { en: 'Person', ko: '구성원' },
  'column.role': { en: 'Role', ko: '역할' },
  'column.leads': { en: 'Takes leads', ko: '리드 상담' },
  'column.state': { en: 'State', ko: '상태' },
  'state.active': { en: 'Active', ko: '활성' },
  'state.invited': { en: 'Invited', ko: '초대됨' },
  'state.deactivated': { en: 'Deactivated', ko: '비활성' },
  'state.runOut': { en: 'Invitation expired', ko: '초대 만료' },
  you: { en: 'you', ko: '나' },
  noLeads: { en: 'no', ko: '아니요' },

  who: { en: 'Details', ko: '기본 정보' },
  work: { en: 'Leads', ko: '리드' },
  takes: { en: 'Takes leads', ko: '리드를 받음' },
  'takes.about': {
    en: 'Gets a desk and is offered leads that match their teams, site, languages and skills.',
    ko: '상담 화면을 사용하며 소속 팀, 근무지, 언어, 스킬에 맞는 리드를 배정받습니다.',
  },
  noTeams: { en: 'No teams yet', ko: '아직 팀이 없습니다' },
  noSkills: { en: 'No skills yet', ko: '아직 스킬이 없습니다' },
  noSite: { en: 'Not set', ko: '지정 안 함' },
  teamsLink: { en: 'Teams, skills and sites', ko: '팀·스킬·근무지' },
  'level.0': { en: 'none', ko: '없음' },
  'level.asked.0': { en: 'not required', ko: '요구하지 않음' },
  'level.1': { en: '1 · beginner', ko: '1 · 초급' },
  'level.2': { en: '2', ko: '2' },
  'level.3': { en: '3 · intermediate', ko: '3 · 중급' },
  'level.4': { en: '4', ko: '4' },
  'level.5': { en: '5 · expert', ko: '5 · 전문' },

  schedule: { en: 'Schedule', ko: '근무 일정' },
  'schedule.about': {
    en: 'In the business’s time zone. The floor shows who is scheduled but absent, and customers can book calls for when agents are scheduled. Once one agent has a schedule, agents without one don’t count for bookings in their campaigns. Offers depend on who is on shift, not on the schedule.',
    ko: '회사의 시간대를 기준으로 합니다. 근무 예정인데 없는 상담원은 실시간 현황에 표시되고, 고객은 상담원이 근무하는 시간에 통화를 예약할 수 있습니다. 한 명이라도 근무 일정이 있으면 해당 캠페인의 예약에서 일정이 없는 상담원은 제외됩니다. 리드 배정은 일정이 아니라 실제 근무 여부에 따릅니다.',
  },
  'schedule.has': { en: 'Has a schedule', ko: '근무 일정 있음' },
  'schedule.off': { en: 'off', ko: '휴무' },
  'schedule.add': { en: 'Add exception', ko: '예외 추가' },
  'schedule.kind.hours': { en: 'Other hours', ko: '다른 시간' },
  'schedule.kind.vacation': { en: 'Vacation', ko: '휴가' },
  'schedule.kind.sick': { en: 'Sick', ko: '병가' },
  'schedule.kind.other': { en: 'Other absence', ko: '기타 휴무' },

  access: { en: 'Sign-in', ko: '로그인' },
  'access.active': { en: 'Signs in with their own password.', ko: '직접 정한 비밀번호로 로그인합니다.' },
  'access.invited': {
    en: 'Invited, not signed in yet. The link works until {when}.',
    ko: '초대했지만 아직 로그인하지 않았습니다. 링크는 {when}까지 사용할 수 있습니다.',
  },
  'access.runOut': {
    en: 'There’s no working invitation: it expired, was never sent, or went to an old address. Create a new one.',
    ko: '사용할 수 있는 초대가 없습니다. 만료되었거나, 보낸 적이 없거나, 이전 주소로 보냈습니다. 새로 만드세요.',
  },
  'access.deactivated': {
    en: 'Can’t sign in and doesn’t take leads.',
    ko: '로그인할 수 없고 리드도 배정되지 않습니다.',
  },
  'link.invite': { en: 'New invitation link', ko: '초대 링크 새로 만들기' },
  'link.reset': { en: 'Password reset link', ko: '비밀번호 재설정 링크' },
  'link.title': { en: 'Share this link', ko: '링크를 전달하세요' },
  'link.mailed': {
    en: 'We’ve also emailed it to {email}. It works once, until {when}.',
    ko: '{email}(으)로도 보냈습니다. {when}까지 한 번만 사용할 수 있습니다.',
  },
  'link.byHand': {
    en: 'Email is off, so share it yourself, with {name} only. It works once, until {when}.',
    ko: '이메일 발송이 꺼져 있으니 {name}님에게만 직접 전달하세요. {when}까지 한 번만 사용할 수 있습니다.',
  },
  'link.label': { en: 'One-time link', ko: '일회용 링크' },
  'link.once': { en: 'You’ll only see it once.', ko: '지금 한 번만 표시됩니다.' },
  'link.self': { en: 'You’re changing your own account.', ko: '내 계정을 변경하는 중입니다.' },

  deactivate: { en: 'Deactivate…', ko: '비활성화…' },
  'deactivate.title': { en: 'Deactivate {name}?', ko: '{name}님을 비활성화할까요?' },
  'deactivate.do': { en: 'Deactivate', ko: '비활성화' },
  'deactivate.sessions': {
    en: 'They’re signed out everywhere, and their desk closes.',
    ko: '모든 기기에서 로그아웃되고 상담 화면이 닫힙니다.',
  },
  'deactivate.hand': {
    en: 'Current lead: {lead} ({state}). It goes to another agent right away, with its history.',
    ko: '현재 리드: {lead} ({state}). 이력과 함께 바로 다른 상담원에게 배정됩니다.',
  },
  'deactivate.idle': {
    en: 'No current lead. If one comes in, it goes to another agent with its history.',
    ko: '현재 리드가 없습니다. 리드가 있으면 이력과 함께 다른 상담원에게 배정됩니다.',
  },
  'deactivate.promises': {
    en: 'Their callbacks open to anyone. None are lost.',
    ko: '담당 콜백은 누구나 받을 수 있게 됩니다. 누락되는 콜백은 없습니다.',
  },
  'alone.title': { en: 'Some leads would reach no one', ko: '리드를 받을 사람이 없게 됩니다' },
  'alone.campaign': {
    en: 'No one else can take leads from “{name}”, which is on. Until someone can, leads wait and get callbacks.',
    ko: '사용 중인 ‘{name}’ 캠페인의 리드를 받을 다른 사람이 없습니다. 받을 사람이 생길 때까지 리드는 대기하거나 콜백으로 예약됩니다.',
  },
  'alone.own': {
    en: 'No one else can take leads from “{name}” that match none of its rules. Until someone can, they wait and get callbacks.',
    ko: '‘{name}’ 캠페인에서 어떤 규칙에도 해당하지 않는 리드를 받을 다른 사람이 없습니다. 받을 사람이 생길 때까지 리드는 대기하거나 콜백으로 예약됩니다.',
  },
  'alone.step': {
    en: 'Step {step} of “{name}” reaches no one else. Leads go to no one until another step starts.',
    ko: '‘{name}’ 캠페인의 단계 {step}에서 배정받을 다른 사람이 없습니다. 다른 단계가 시작될 때까지 아무에게도 배정되지 않습니다.',
  },
  'alone.rule': {
    en: 'No one else can take leads that match the rule “{rule}” in “{name}”. Until someone can, they wait and get callbacks.',
    ko: '‘{name}’ 캠페인의 규칙 ‘{rule}’에 해당하는 리드를 받을 다른 사람이 없습니다. 받을 사람이 생길 때까지 리드는 대기하거나 콜백으로 예약됩니다.',
  },
  'alone.ruleStep': {
    en: 'Step {step} of the rule “{rule}” in “{name}” reaches no one else. Leads go to no one until another step starts.',
    ko: '‘{name}’ 캠페인의 규칙 ‘{rule}’ 단계 {step}에서 배정받을 다른 사람이 없습니다. 다른 단계가 시작될 때까지 아무에게도 배정되지 않습니다.',
  },
  'alone.do': { en: 'Save anyway', ko: '그래도 저장' },
  'schedule.noLeads': {
    en: '{name} doesn’t take leads, so the schedule has no effect.',
    ko: '{name}님은 리드를 받지 않으므로 근무 일정이 적용되지 않습니다.',
  },
  'starts.title': {
    en: 'Only scheduled agents will count for bookings',
    ko: '예약에 근무 일정이 있는 상담원만 반영됩니다',
  },
  'starts.campaign': {
    en: {
      one: 'This is the first schedule in “{name}”. Customers can now book its calls only when someone is scheduled: {count} other agent without a schedule doesn’t count.',
      other:
        'This is the first schedule in “{name}”. Customers can now book its calls only when someone is scheduled: {count} other agents without a schedule don’t count.',
    },
    ko: '‘{name}’ 캠페인의 첫 근무 일정입니다. 이제 고객은 근무 예정인 상담원이 있는 시간에만 통화를 예약할 수 있으며, 일정이 없는 다른 상담원 {count}명은 반영되지 않습니다.',
  },
  'deactivate.back': { en: 'You can activate them again later.', ko: '나중에 다시 활성화할 수 있습니다.' },
  'deactivate.done': { en: '{name} is deactivated.', ko: '{name}님을 비활성화했습니다.' },
  reactivate: { en: 'Activate', ko: '다시 활성화' },
  'reactivate.done': { en: '{name} is active again.', ko: '{name}님을 다시 활성화했습니다.' },
  'last-administrator': {
    en: 'There must be at least one administrator. Add another one first.',
    ko: '관리자가 한 명 이상 있어야 합니다. 먼저 다른 관리자를 지정하세요.',
  },
} as const satisfies Catalogue;
