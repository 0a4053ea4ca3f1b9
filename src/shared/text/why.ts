/** “Why not me?”: why a lead went elsewhere, and what would have changed it. */
import type { Catalogue } from './index.ts';

export const whyText = {
  title: { en: 'Why not me?', ko: '나에게 배정되지 않은 이유' },
  intro: {
    en: 'Today’s leads for your teams that weren’t offered to you, and what would have changed that.',
    ko: '오늘 내 팀의 리드 중 나에게 배정되지 않은 건과 그 이유, 달라질 수 있었던 조건입니다.',
  },
  empty: { en: 'None of your teams’ leads went elsewhere today.', ko: '오늘 다른 곳에 배정된 팀 리드가 없습니다.' },
  cut: { en: 'Only the newest leads are listed.', ko: '최근 리드만 표시됩니다.' },
  changed: { en: 'Would have changed it:', ko: '달라질 수 있었던 조건:' },
  someone: { en: 'Another agent', ko: '다른 상담원' },
  'language.en': { en: 'English', ko: '영어' },
  'language.ko': { en: 'Korean', ko: '한국어' },

  'why.offline': { en: 'You weren’t on shift.', ko: '근무 중이 아니었습니다.' },
  'why.away': { en: 'You were away.', ko: '이석 중이었습니다.' },
  'why.silent': { en: 'Your desk wasn’t responding.', ko: '상담 화면이 응답하지 않았습니다.' },
  'why.absent': { en: 'Your desk wasn’t open.', ko: '상담 화면이 열려 있지 않았습니다.' },
  'why.refused': { en: 'You declined this lead permanently.', ko: '이 리드를 영구 거절했습니다.' },
  'why.promisedToAnother': { en: 'It was another agent’s callback.', ko: '다른 상담원의 콜백이었습니다.' },
  'why.otherSite': { en: 'It was for agents at other sites.', ko: '다른 근무지 상담원을 위한 리드였습니다.' },
  'why.otherSite.exact': {
    en: 'It was for agents at another site: {sites}.',
    ko: '다른 근무지 상담원을 위한 리드였습니다: {sites}.',
  },
  'why.language': { en: 'It needed a language you don’t speak.', ko: '사용하지 않는 언어가 필요했습니다.' },
  'why.language.exact': {
    en: 'It needed {language}, which isn’t in your profile.',
    ko: '{language} 상담이 필요했습니다. 내 프로필에는 없습니다.',
  },
  'why.noTelephone': {
    en: 'You had no phone connected, and the caller was on the line.',
    ko: '고객이 통화 대기 중이었지만 연결된 전화가 없었습니다.',
  },
  'why.skills': { en: 'You lacked a required skill.', ko: '필요한 스킬이 없었습니다.' },
  'why.skills.exact': {
    en: 'It needed {skill} at level {needed}. You don’t have that skill.',
    ko: '{skill} {needed}단계가 필요했습니다. 나에게는 없는 스킬입니다.',
  },
  'why.skillLevel': { en: 'A required skill was at too low a level.', ko: '필요한 스킬의 수준이 낮았습니다.' },
  'why.skillLevel.exact': {
    en: 'It needed {skill} at level {needed}. You’re at {have}.',
    ko: '{skill} {needed}단계가 필요했습니다. 나는 {have}단계입니다.',
  },
  'why.preferredTeam': {
    en: 'Agents on the campaign’s own teams came first, and one was free.',
    ko: '캠페인의 원래 팀이 우선이었고, 그 팀의 상담원이 상담 가능했습니다.',
  },
  'why.preferredTeam.exact': {
    en: 'Agents on {teams} came first, and one was free.',
    ko: '다른 팀({teams})이 우선이었고, 그 팀의 상담원이 상담 가능했습니다.',
  },
  'why.preferredSite': {
    en: 'Other sites came first, and someone there was free.',
    ko: '다른 근무지가 우선이었고, 그곳의 상담원이 상담 가능했습니다.',
  },
  'why.preferredSite.exact': {
    en: 'Agents at another site came first: {sites}. Someone there was free.',
    ko: '다른 근무지({sites})가 우선이었고, 그곳의 상담원이 상담 가능했습니다.',
  },
  'why.preferredLanguage': {
    en: 'A language you don’t speak came first, and someone who speaks it was free.',
    ko: '사용하지 않는 언어가 우선 조건이었고, 그 언어의 상담원이 상담 가능했습니다.',
  },
  'why.preferredLanguage.exact': {
    en: 'Agents who speak {language} came first, and one was free. It isn’t in your profile.',
    ko: '{language} 상담원이 우선이었고, 상담 가능한 상담원이 있었습니다. 내 프로필에는 없습니다.',
  },
  'why.preferredSkills': {
    en: 'A skill you lack came first, and someone who has it was free.',
    ko: '보유하지 않은 스킬이 우선 조건이었고, 보유한 상담원이 상담 가능했습니다.',
  },
  'why.preferredSkills.exact': {
    en: 'Agents with {skill} at level {needed} came first, and one was free. You don’t have that skill.',
    ko: '{skill} {needed}단계인 상담원이 우선이었고, 상담 가능한 상담원이 있었습니다. 나에게는 없는 스킬입니다.',
  },
  'why.preferredSkillLevel': {
    en: 'A higher level of a skill came first, and someone who has it was free.',
    ko: '더 높은 스킬 수준이 우선 조건이었고, 해당 상담원이 상담 가능했습니다.',
  },
  'why.preferredSkillLevel.exact': {
    en: 'Agents with {skill} at level {needed} came first, and one was free. You’re at {have}.',
    ko: '{skill} {needed}단계인 상담원이 우선이었고, 상담 가능한 상담원이 있었습니다. 나는 {have}단계입니다.',
  },
  'why.onCall': { en: 'You were on a call.', ko: '통화 중이었습니다.' },
  'why.connecting': { en: 'You were connecting to another customer.', ko: '다른 고객과 연결 중이었습니다.' },
  'why.wrapUp': { en: 'You were in wrap-up.', ko: '후처리 중이었습니다.' },
  'why.otherOffer': { en: 'You had another offer.', ko: '다른 리드가 배정되어 있었습니다.' },
  'why.busy': { en: 'You were busy with another lead.', ko: '다른 리드를 처리 중이었습니다.' },
  'why.declined': { en: 'You had declined it.', ko: '이 리드를 거절했습니다.' },
  'why.justTried': { en: 'You had just been offered it.', ko: '방금 배정받은 리드입니다.' },
  'why.tried': { en: 'You had been offered it before.', ko: '이미 배정받은 리드입니다.' },
  'why.orderUnknown': {
    en: 'This version doesn’t support the campaign’s routing order.',
    ko: '이 버전에서 지원하지 않는 배정 순서입니다.',
  },
  'why.capHour': { en: 'You had reached the hourly limit.', ko: '시간당 한도에 도달했습니다.' },
  'why.capHour.exact': {
    en: 'You had reached the limit of {limit} an hour.',
    ko: '시간당 한도({limit}건)에 도달했습니다.',
  },
  'why.capDay': { en: 'You had reached the daily limit.', ko: '하루 한도에 도달했습니다.' },
  'why.capDay.exact': {
    en: 'You had reached the limit of {limit} a day.',
    ko: '하루 한도({limit}건)에 도달했습니다.',
  },
  'why.coolDown': {
    en: 'You were paused after a missed or declined offer.',
    ko: '미응답 또는 거절 후 일시 중지 상태였습니다.',
  },
  'why.keptForLastAgent': {
    en: 'It was waiting for the agent the customer knows.',
    ko: '고객의 이전 담당자를 기다리고 있었습니다.',
  },
  'why.idleLess': { en: '{name} was idle longer.', ko: '{name}님의 대기 시간이 더 길었습니다.' },
  'why.idleLess.exact': {
    en: '{name} was idle longer: {theirs}, you {own}.',
    ko: '{name}님의 대기 시간이 더 길었습니다({theirs}, 나 {own}).',
  },
  'why.laterTurn': { en: 'It was {name}’s turn.', ko: '{name}님의 순번이었습니다.' },
  'why.tookMore': { en: '{name} had taken fewer leads.', ko: '{name}님이 받은 리드가 더 적었습니다.' },
  'why.tookMore.exact': {
    en: '{name} had taken fewer leads today: {theirs}, you {own}.',
    ko: '{name}님이 오늘 받은 리드가 더 적었습니다({theirs}건, 나 {own}건).',
  },
  'why.lessSkill': {
    en: '{name} has higher levels in the required skills.',
    ko: '{name}님의 스킬 수준이 더 높습니다.',
  },
  'why.wonLess': {
    en: '{name} has won a larger share of leads like this.',
    ko: '이런 리드에서 {name}님의 성사율이 더 높습니다.',
  },
  'why.learnersTurn': {
    en: 'One lead in ten goes to agents who have had few like it. It was {name}’s turn.',
    ko: '열 건 중 한 건은 경험이 적은 상담원에게 배정됩니다. {name}님의 차례였습니다.',
  },
  'why.notLastAgent': { en: 'The customer knows {name}.', ko: '고객의 이전 담당자는 {name}님입니다.' },
  'why.notDrawn': {
    en: 'You tied with {name}, who won the draw.',
    ko: '{name}님과 동순위였고 추첨에서 {name}님이 선택되었습니다.',
  },

  'change.offline': { en: 'Leads go to agents on shift.', ko: '근무 중인 상담원에게 배정됩니다.' },
  'change.away': {
    en: 'Being available would have made you eligible.',
    ko: '상담 가능 상태였다면 후보에 포함되었습니다.',
  },
  'change.silent': {
    en: 'A steady connection would have made you eligible.',
    ko: '연결이 안정적이었다면 후보에 포함되었습니다.',
  },
  'change.absent': {
    en: 'An open desk would have made you eligible.',
    ko: '상담 화면이 열려 있었다면 후보에 포함되었습니다.',
  },
  'change.refused': {
    en: 'Another decline reason would have kept you eligible.',
    ko: '다른 거절 사유였다면 후보에 남았습니다.',
  },
  'change.promisedToAnother': {
    en: 'Nothing. Callbacks go to the agent who promised them.',
    ko: '없습니다. 콜백은 약속한 상담원에게 배정됩니다.',
  },
  'change.otherSite': {
    en: 'One of those sites in your profile. Administrators set it.',
    ko: '프로필의 근무지가 해당 근무지여야 합니다. 관리자가 설정합니다.',
  },
  'change.otherSite.exact': {
    en: 'One of these sites in your profile: {sites}. Administrators set it.',
    ko: '프로필의 근무지가 다음 중 하나여야 합니다: {sites}. 관리자가 설정합니다.',
  },
  'change.preferredTeam': {
    en: 'No one free on those teams. Then your team is eligible too.',
    ko: '그 팀에 상담 가능한 상담원이 없었다면 내 팀도 후보에 포함되었습니다.',
  },
  'change.preferredSite': {
    en: 'No one free there, or one of those sites in your profile. Administrators set it.',
    ko: '그곳에 상담 가능한 상담원이 없었거나, 프로필의 근무지가 그곳이어야 합니다. 근무지는 관리자가 설정합니다.',
  },
  'change.preferredLanguage': {
    en: 'No one free who speaks it, or that language in your profile. Administrators set it.',
    ko: '그 언어의 상담 가능한 상담원이 없었거나, 프로필에 그 언어가 있어야 합니다. 언어는 관리자가 설정합니다.',
  },
  'change.preferredSkills': {
    en: 'No one free who has it, or that skill in your profile. Administrators set it.',
    ko: '보유한 상담 가능한 상담원이 없었거나, 프로필에 그 스킬이 있어야 합니다. 스킬은 관리자가 설정합니다.',
  },
  'change.preferredSkillLevel': {
    en: 'No one free who has it, or a higher level in your profile. Administrators set it.',
    ko: '해당 수준의 상담 가능한 상담원이 없었거나, 프로필의 스킬 수준이 더 높아야 합니다. 수준은 관리자가 설정합니다.',
  },
  'change.language': {
    en: 'That language in your profile. Administrators set it.',
    ko: '프로필에 해당 언어가 있어야 합니다. 관리자가 설정합니다.',
  },
  'change.language.exact': {
    en: '{language} in your profile. Administrators set it.',
    ko: '프로필에 {language}이(가) 있어야 합니다. 관리자가 설정합니다.',
  },
  'change.noTelephone': {
    en: 'A phone in the browser, or your own number.',
    ko: '브라우저 전화 또는 본인 전화번호가 있어야 합니다.',
  },
  'change.skills': {
    en: 'That skill in your profile. Administrators set it.',
    ko: '프로필에 해당 스킬이 있어야 합니다. 관리자가 설정합니다.',
  },
  'change.skills.exact': {
    en: '{skill} at level {needed} in your profile. Administrators set it.',
    ko: '프로필에 {skill} {needed}단계가 있어야 합니다. 관리자가 설정합니다.',
  },
  'change.skillLevel': {
    en: 'A higher level in your profile. Administrators set it.',
    ko: '프로필의 스킬 수준이 더 높아야 합니다. 관리자가 설정합니다.',
  },
  'change.skillLevel.exact': {
    en: 'Level {needed} in {skill}. Administrators set it.',
    ko: '{skill} {needed}단계가 있어야 합니다. 관리자가 설정합니다.',
  },
  'change.onCall': { en: 'Nothing. You were with another customer.', ko: '없습니다. 다른 고객과 상담 중이었습니다.' },
  'change.connecting': {
    en: 'Nothing. You were with another customer.',
    ko: '없습니다. 다른 고객과 연결 중이었습니다.',
  },
  'change.wrapUp': {
    en: 'An outcome chosen before it arrived.',
    ko: '그 전에 상담 결과를 선택했다면 후보에 포함되었습니다.',
  },
  'change.otherOffer': { en: 'Nothing. One lead at a time.', ko: '없습니다. 한 번에 한 건씩 배정됩니다.' },
  'change.busy': { en: 'Nothing. You had another lead.', ko: '없습니다. 다른 리드를 처리 중이었습니다.' },
  'change.declined': { en: 'Accepting it.', ko: '수락했다면 받을 수 있었습니다.' },
  'change.justTried': { en: 'Accepting it.', ko: '수락했다면 받을 수 있었습니다.' },
  'change.tried': { en: 'Accepting it.', ko: '수락했다면 받을 수 있었습니다.' },
  'change.orderUnknown': {
    en: 'An administrator can choose another order.',
    ko: '관리자가 다른 배정 순서를 선택할 수 있습니다.',
  },
  'change.capHour': {
    en: 'Fewer leads in the hour before. The limit makes room for others.',
    ko: '직전 한 시간의 리드가 더 적었어야 합니다. 한도는 다른 상담원에게도 기회를 줍니다.',
  },
  'change.capDay': {
    en: 'Nothing today. The count starts over tomorrow.',
    ko: '오늘은 없습니다. 내일 다시 시작합니다.',
  },
  'change.coolDown': { en: 'Accepting that offer.', ko: '그 배정을 수락했다면 후보에 포함되었습니다.' },
  'change.keptForLastAgent': {
    en: 'Nothing. Customers talk with the same agent if they can.',
    ko: '없습니다. 가능하면 같은 상담원에게 연결됩니다.',
  },
  'change.idleLess': { en: 'More idle time.', ko: '대기 시간이 더 길었어야 합니다.' },
  'change.idleLess.exact': { en: '{more} more idle time.', ko: '대기 시간이 {more} 더 길었어야 합니다.' },
  'change.laterTurn': {
    en: 'Nothing. Your turn comes with one of the next leads.',
    ko: '없습니다. 다음 리드 중 하나에서 순번이 돌아옵니다.',
  },
  'change.tookMore': { en: 'Fewer leads before it.', ko: '그 전에 받은 리드가 더 적었어야 합니다.' },
  'change.tookMore.exact': { en: 'Nothing. You’re {more} ahead today.', ko: '없습니다. 오늘 {more}건 더 받았습니다.' },
  'change.lessSkill': {
    en: 'Higher levels in those skills. Administrators set them.',
    ko: '해당 스킬 수준이 더 높아야 합니다. 관리자가 설정합니다.',
  },
  'change.wonLess': {
    en: 'More leads like this won in the last 60 days.',
    ko: '최근 60일간 이런 리드를 더 많이 성사했어야 합니다.',
  },
  'change.learnersTurn': {
    en: 'Nothing. It’s how everyone learns this kind of lead.',
    ko: '없습니다. 모두가 이런 리드를 익히기 위한 배정입니다.',
  },
  'change.notLastAgent': {
    en: 'Nothing. Customers talk with the same agent if they can.',
    ko: '없습니다. 가능하면 같은 상담원에게 연결됩니다.',
  },
  'change.notDrawn': { en: 'Nothing. The draw favors no one.', ko: '없습니다. 추첨은 누구에게도 유리하지 않습니다.' },
} as const satisfies Catalogue;
