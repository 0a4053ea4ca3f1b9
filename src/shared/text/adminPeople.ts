/** People: who may do what, who takes leads and which, invitations, links for a new password, deactivation. */
import type { Catalogue } from './index.ts';

export const adminPeopleText = {
  title: { en: 'People', ko: '사람' },
  intro: {
    en: 'Agents take leads, supervisors watch the floor, administrators also change what is here. Anybody can take leads as well.',
    ko: '상담원은 리드를 받고, 감독자는 현황을 살피며, 관리자는 이곳의 설정도 바꿉니다. 누구나 리드를 받을 수도 있습니다.',
  },
  invite: { en: 'Invite somebody', ko: '초대하기' },
  'invite.intro': {
    en: 'They get a one-time link and choose a password themselves; nobody else knows it.',
    ko: '일회용 링크를 받아 비밀번호를 직접 정합니다. 다른 사람은 알 수 없습니다.',
  },
  'invite.do': { en: 'Invite', ko: '초대' },
  find: { en: 'Find by name or address', ko: '이름이나 이메일로 찾기' },
  none: { en: 'Nobody here matches.', ko: '맞는 사람이 없습니다.' },
  'column.person': { en: 'Person', ko: '사람' },
  'column.role': { en: 'Role', ko: '역할' },
  'column.leads': { en: 'Takes leads', ko: '리드 상담' },
  'column.state': { en: 'State', ko: '상태' },
  'state.active': { en: 'Active', ko: '활성' },
  'state.invited': { en: 'Invited', ko: '초대됨' },
  'state.deactivated': { en: 'Deactivated', ko: '비활성' },
  'state.runOut': { en: 'Invitation ran out', ko: '초대 만료' },
  you: { en: 'you', ko: '나' },
  noLeads: { en: 'no', ko: '아니요' },

  who: { en: 'Who', ko: '기본 정보' },
  work: { en: 'Leads', ko: '리드' },
  takes: { en: 'Takes leads', ko: '리드를 받음' },
  'takes.about': {
    en: 'With a desk of their own: offered leads of their teams, in their languages, at their skills.',
    ko: '상담석을 쓰며 소속 팀, 언어, 스킬에 맞는 리드를 제안받습니다.',
  },
  noTeams: { en: 'There are no teams yet.', ko: '아직 팀이 없습니다.' },
  noSkills: { en: 'There are no skills yet.', ko: '아직 스킬이 없습니다.' },
  teamsLink: { en: 'Teams and skills', ko: '팀과 스킬' },
  'level.0': { en: 'not at all', ko: '없음' },
  'level.asked.0': { en: 'not asked for', ko: '요구하지 않음' },
  'level.1': { en: '1 · beginner', ko: '1 · 초급' },
  'level.2': { en: '2', ko: '2' },
  'level.3': { en: '3 · able', ko: '3 · 중급' },
  'level.4': { en: '4', ko: '4' },
  'level.5': { en: '5 · expert', ko: '5 · 전문' },

  access: { en: 'Sign-in', ko: '로그인' },
  'access.active': { en: 'Signs in with a password of their own.', ko: '직접 정한 비밀번호로 로그인합니다.' },
  'access.invited': {
    en: 'Invited and not yet there. The link works until {when}.',
    ko: '초대했지만 아직 시작하지 않았습니다. 링크는 {when}까지 쓸 수 있습니다.',
  },
  'access.runOut': {
    en: 'No invitation works: it ran out, was never sent, or went to a former address. Make a new one.',
    ko: '쓸 수 있는 초대가 없습니다. 만료되었거나, 보낸 적이 없거나, 이전 주소로 보냈습니다. 새로 만드세요.',
  },
  'access.deactivated': { en: 'Cannot sign in and takes no leads.', ko: '로그인할 수 없고 리드도 받지 않습니다.' },
  'link.invite': { en: 'New invitation link', ko: '초대 링크 새로 만들기' },
  'link.reset': { en: 'Link for a new password', ko: '비밀번호 재설정 링크' },
  'link.title': { en: 'Hand on this link', ko: '이 링크를 전해 주세요' },
  'link.mailed': {
    en: 'It is also on its way to {email}. It works once, until {when}.',
    ko: '{email} 주소로도 보냈습니다. 한 번만, {when}까지 쓸 수 있습니다.',
  },
  'link.byHand': {
    en: 'Mail is off, so hand it on yourself: to {name} alone. It works once, until {when}.',
    ko: '메일이 꺼져 있으니 직접 전해 주세요. 반드시 {name}님에게만 전하세요. 한 번만, {when}까지 쓸 수 있습니다.',
  },
  'link.label': { en: 'One-time link', ko: '일회용 링크' },
  'link.once': { en: 'It is shown only now.', ko: '지금만 볼 수 있습니다.' },
  'link.self': { en: 'You are about to change your own account.', ko: '자신의 계정을 바꾸는 중입니다.' },

  deactivate: { en: 'Deactivate…', ko: '비활성화…' },
  'deactivate.title': { en: 'Deactivate {name}?', ko: '{name}님을 비활성화할까요?' },
  'deactivate.do': { en: 'Deactivate', ko: '비활성화' },
  'deactivate.sessions': {
    en: 'Every sign-in ends at once, and the desk closes.',
    ko: '모든 로그인이 바로 끝나고 상담석이 닫힙니다.',
  },
  'deactivate.hand': {
    en: 'Now in hand: {lead} ({state}). It goes on to another agent at once, who sees what happened.',
    ko: '지금 맡은 리드: {lead} ({state}). 바로 다른 상담원에게 넘어가며, 경위를 볼 수 있습니다.',
  },
  'deactivate.idle': {
    en: 'No lead is in hand right now. One that is goes on to another agent, who sees what happened.',
    ko: '지금 맡은 리드가 없습니다. 맡은 리드가 있으면 다른 상담원에게 넘어가며, 경위를 볼 수 있습니다.',
  },
  'deactivate.promises': {
    en: 'Callbacks that are theirs become anyone’s. Nothing is forgotten.',
    ko: '담당하던 회신 약속은 모두에게 열립니다. 빠지는 것은 없습니다.',
  },
  'alone.title': { en: 'Nobody would take these leads', ko: '리드를 받을 사람이 없게 됩니다' },
  'alone.campaign': {
    en: 'Nobody else can take the leads of “{name}”, which is on. They wait, and callbacks are promised, until somebody can.',
    ko: '사용 중인 “{name}” 캠페인의 리드를 받을 다른 사람이 없습니다. 받을 사람이 생길 때까지 리드는 기다리고, 회신이 약속됩니다.',
  },
  'alone.do': { en: 'Save all the same', ko: '그래도 저장' },
  'deactivate.back': { en: 'They can be activated again later.', ko: '나중에 다시 활성화할 수 있습니다.' },
  'deactivate.done': { en: '{name} is deactivated.', ko: '{name}님을 비활성화했습니다.' },
  reactivate: { en: 'Activate again', ko: '다시 활성화' },
  'reactivate.done': { en: '{name} is active again.', ko: '{name}님을 다시 활성화했습니다.' },
  'last-administrator': {
    en: 'The last administrator stays one: somebody has to be able to change things. Make another one first.',
    ko: '마지막 관리자는 그대로 두어야 합니다. 먼저 다른 관리자를 정하세요.',
  },
} as const satisfies Catalogue;
