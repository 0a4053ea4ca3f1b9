/** Why a lead goes to one agent and not to another, for the lead page, the floor and admin. */
import type { Catalogue } from './index.ts';

export const decisionText = {
  now: { en: 'Waiting now', ko: '현재 대기' },
  path: { en: 'Path', ko: '적용된 규칙' },
  'path.version': { en: 'Policy version {version}', ko: '배정 규칙 버전 {version}' },
  'path.unsaved': { en: 'Policy as edited', ko: '편집 중인 배정 규칙' },
  'path.rule': { en: 'rule “{rule}”', ko: '규칙 ‘{rule}’' },
  'path.noRule': { en: 'no rule matched', ko: '해당 규칙 없음' },
  'path.first': { en: 'first step', ko: '첫 단계' },
  'path.step': { en: 'step from {time} on', ko: '{time}부터의 단계' },
  'path.burn': {
    en: 'steps start in half the time, because the speed objective was missed {times} times as often as allowed',
    ko: '속도 목표 미달이 허용치의 {times}배라 단계를 절반의 시간에 시작',
  },
  'path.offerTo': {
    en: { one: 'one agent at a time', other: '{count} agents at once' },
    ko: '동시에 {count}명',
  },
  'path.toEveryone': {
    en: 'everyone at once, up to {count} in order',
    ko: '동시에 모두(순서에 따라 {count}명까지)',
  },
  'path.everyone': { en: 'every agent', ko: '모든 상담원' },
  'path.teams': { en: 'agents in {list}', ko: '{list} 소속 상담원' },
  'path.needs': { en: '{who} with {list}', ko: '{who} 중 {list} 가능' },
  'path.skill': { en: '{skill} {level}', ko: '{skill} {level}단계' },
  'path.sites': { en: '{who} at {list}', ko: '{list} 근무지의 {who}' },
  'path.preferred': {
    en: 'preferred, met by a free agent: {list}',
    ko: '우선 조건 {list}: 충족하는 상담원이 상담 가능',
  },
  'path.preferred.unmet': {
    en: 'preferred, met by no free agent: {list}',
    ko: '우선 조건 {list}: 충족하는 상담 가능 상담원 없음',
  },
  'need.teams': { en: 'own teams', ko: '원래 팀' },
  'need.skills': { en: 'skills', ko: '스킬' },
  'need.language': { en: 'language', ko: '언어' },
  'need.sites': { en: 'site', ko: '근무지' },
  'need.of': { en: '{need} ({list})', ko: '{need}({list})' },
  'path.supervisors': { en: 'also supervisors who take leads', ko: '리드를 받는 슈퍼바이저 포함' },
  'language.en': { en: 'English', ko: '영어' },
  'language.ko': { en: 'Korean', ko: '한국어' },
  offered: { en: 'Offered to {name}, idle for {time}.', ko: '{name}에게 배정(대기 {time})' },
  'offered.justFree': {
    en: 'Offered to {name}, who had just become available.',
    ko: '{name}에게 배정(방금 상담 가능)',
  },
  'offered.by': { en: 'Offered to {name}: {order}.', ko: '{name}에게 배정: {order}' },
  'offered.drawn': { en: 'A draw decided the tie.', ko: '동순위라 추첨으로 정했습니다.' },
  nobody: { en: 'No agent could take this lead.', ko: '배정할 수 있는 상담원이 없었습니다.' },
  passedOver: { en: 'Why not the others', ko: '다른 상담원이 제외된 이유' },
  more: { en: { one: '{count} more', other: '{count} more' }, ko: '외 {count}명' },
  'agrees.true': { en: 'Recomputed: same result', ko: '재계산 결과 일치' },
  'agrees.false': { en: 'Recomputed: different result', ko: '재계산 결과 불일치' },
  count: { en: { one: '{count} lead', other: '{count} leads' }, ko: '{count}건' },

  'said.offline': {
    en: { one: '{names} was offline.', other: '{names} were offline.' },
    ko: '{names}: 근무 외였습니다.',
  },
  'said.away': { en: { one: '{names} was away.', other: '{names} were away.' }, ko: '{names}: 이석 중이었습니다.' },
  'said.silent': {
    en: { one: '{names}’s desk wasn’t responding.', other: 'The desks of {names} weren’t responding.' },
    ko: '{names}: 상담 화면이 응답하지 않았습니다.',
  },
  'said.absent': { en: '{names} had no desk open.', ko: '{names}: 상담 화면이 열려 있지 않았습니다.' },
  'said.otherTeam': {
    en: { one: '{names} isn’t on a team that gets this lead.', other: '{names} aren’t on a team that gets this lead.' },
    ko: '{names}: 이 리드를 받는 팀이 아닙니다.',
  },
  'said.otherSite': {
    en: {
      one: '{names} isn’t at a site that gets this lead.',
      other: '{names} aren’t at a site that gets this lead.',
    },
    ko: '{names}: 이 리드를 받는 근무지가 아닙니다.',
  },
  'said.preferredTeam': {
    en: {
      one: '{names} isn’t on a team that comes first at this step.',
      other: '{names} aren’t on a team that comes first at this step.',
    },
    ko: '{names}: 이 단계에서 우선인 팀이 아닙니다.',
  },
  'said.preferredSite': {
    en: {
      one: '{names} isn’t at a site that comes first at this step.',
      other: '{names} aren’t at a site that comes first at this step.',
    },
    ko: '{names}: 이 단계에서 우선인 근무지가 아닙니다.',
  },
  'said.preferredLanguage': {
    en: {
      one: '{names} doesn’t speak the customer’s language, which comes first at this step.',
      other: '{names} don’t speak the customer’s language, which comes first at this step.',
    },
    ko: '{names}: 이 단계에서 우선인 고객의 언어를 사용하지 않습니다.',
  },
  'said.preferredSkills': {
    en: {
      one: '{names} lacks a skill that comes first at this step.',
      other: '{names} lack a skill that comes first at this step.',
    },
    ko: '{names}: 이 단계에서 우선인 스킬이 없습니다.',
  },
  'said.preferredSkillLevel': {
    en: {
      one: '{names} has too low a level in a skill that comes first at this step.',
      other: '{names} have too low a level in a skill that comes first at this step.',
    },
    ko: '{names}: 이 단계에서 우선인 스킬 수준보다 낮습니다.',
  },
  'said.refused': { en: '{names} declined this lead permanently.', ko: '{names}: 이 리드를 영구 거절했습니다.' },
  'said.promisedToAnother': {
    en: { one: 'The callback isn’t {names}’s.', other: 'The callback belongs to another agent, not to {names}.' },
    ko: '{names}: 다른 상담원의 콜백입니다.',
  },
  'said.language': {
    en: {
      one: '{names} doesn’t speak the customer’s language.',
      other: '{names} don’t speak the customer’s language.',
    },
    ko: '{names}: 고객의 언어를 사용하지 않습니다.',
  },
  'said.noTelephone': { en: '{names} had no phone connected.', ko: '{names}: 연결된 전화가 없었습니다.' },
  'said.skills': {
    en: { one: '{names} lacks a required skill.', other: '{names} lack a required skill.' },
    ko: '{names}: 필요한 스킬이 없습니다.',
  },
  'said.skillLevel': {
    en: {
      one: '{names} has a required skill at too low a level.',
      other: '{names} have a required skill at too low a level.',
    },
    ko: '{names}: 스킬 수준이 기준보다 낮습니다.',
  },
  'said.onCall': {
    en: { one: '{names} was on a call.', other: '{names} were on a call.' },
    ko: '{names}: 통화 중이었습니다.',
  },
  'said.connecting': {
    en: { one: '{names} was connecting to another customer.', other: '{names} were connecting to other customers.' },
    ko: '{names}: 다른 고객과 연결 중이었습니다.',
  },
  'said.wrapUp': {
    en: { one: '{names} was in wrap-up.', other: '{names} were in wrap-up.' },
    ko: '{names}: 후처리 중이었습니다.',
  },
  'said.otherOffer': {
    en: { one: '{names} had another offer.', other: '{names} had other offers.' },
    ko: '{names}: 다른 리드가 배정되어 있었습니다.',
  },
  'said.busy': {
    en: { one: '{names} was busy with another lead.', other: '{names} were busy with other leads.' },
    ko: '{names}: 다른 리드를 처리 중이었습니다.',
  },
  'said.declined': {
    en: '{names} had declined this lead, and another agent can take it.',
    ko: '{names}: 이 리드를 거절했고, 받을 수 있는 다른 상담원이 있습니다.',
  },
  'said.justTried': {
    en: { one: '{names} was offered it seconds earlier.', other: '{names} were offered it seconds earlier.' },
    ko: '{names}: 몇 초 전에 배정받았습니다.',
  },
  'said.tried': {
    en: {
      one: '{names} was offered it before, and another agent can take it.',
      other: '{names} were offered it before, and another agent can take it.',
    },
    ko: '{names}: 이미 배정받았고, 받을 수 있는 다른 상담원이 있습니다.',
  },
  'said.orderUnknown': {
    en: '{names} couldn’t be considered: this version doesn’t support the routing order.',
    ko: '{names}: 이 버전에서 지원하지 않는 배정 순서라 고려되지 않았습니다.',
  },
  'said.capHour': { en: '{names} had reached the hourly limit.', ko: '{names}: 시간당 한도에 도달했습니다.' },
  'said.capDay': { en: '{names} had reached the daily limit.', ko: '{names}: 하루 한도에 도달했습니다.' },
  'said.coolDown': {
    en: {
      one: '{names} was paused after a missed or declined offer.',
      other: '{names} were paused after a missed or declined offer.',
    },
    ko: '{names}: 미응답 또는 거절 후 일시 중지 상태였습니다.',
  },
  'said.keptForLastAgent': {
    en: {
      one: '{names} was free, but the lead was waiting for the agent the customer knows.',
      other: '{names} were free, but the lead was waiting for the agent the customer knows.',
    },
    ko: '{names}: 상담 가능했지만 이전 담당자를 기다리는 중이었습니다.',
  },
  'said.idleLess': { en: '{names} had been idle for less time.', ko: '{names}: 대기 시간이 더 짧았습니다.' },
  'said.laterTurn': {
    en: { one: 'It wasn’t {names}’s turn yet.', other: 'It wasn’t the turn of {names} yet.' },
    ko: '{names}: 아직 순번이 아니었습니다.',
  },
  'said.tookMore': { en: '{names} had taken more leads today.', ko: '{names}: 오늘 받은 리드가 더 많았습니다.' },
  'said.lessSkill': {
    en: {
      one: '{names} has lower levels in the required skills.',
      other: '{names} have lower levels in the required skills.',
    },
    ko: '{names}: 필요한 스킬 수준이 더 낮습니다.',
  },
  'said.wonLess': {
    en: {
      one: '{names} has won a smaller share of leads like this.',
      other: '{names} have won a smaller share of leads like this.',
    },
    ko: '{names}: 이런 리드의 성사율이 더 낮습니다.',
  },
  'said.learnersTurn': {
    en: {
      one: '{names} has had more leads like this. One in ten goes to agents who have had few.',
      other: '{names} have had more leads like this. One in ten goes to agents who have had few.',
    },
    ko: '{names}: 이런 리드를 더 많이 받았습니다. 열 건 중 한 건은 경험이 적은 상담원에게 배정됩니다.',
  },
  'said.notLastAgent': {
    en: { one: '{names} isn’t the agent the customer knows.', other: '{names} aren’t the agent the customer knows.' },
    ko: '{names}: 고객의 이전 담당자가 아닙니다.',
  },
  'said.notDrawn': { en: '{names} lost the draw.', ko: '{names}: 추첨에서 선택되지 않았습니다.' },

  'waits.next': { en: 'An agent is free and gets it next.', ko: '상담 가능한 상담원에게 곧 배정됩니다.' },
  'waits.nobody': { en: 'There are no agents.', ko: '상담원이 없습니다.' },
  'waits.orderUnknown': {
    en: 'This version doesn’t support the routing order.',
    ko: '이 버전에서 지원하지 않는 배정 순서입니다.',
  },
  'waits.busy': {
    en: { one: '{count} agent who can take it is busy.', other: '{count} agents who can take it are busy.' },
    ko: '받을 수 있는 상담원 {count}명이 다른 리드를 처리 중입니다.',
  },
  'waits.lastAgent': { en: 'Waiting for the agent the customer knows.', ko: '고객의 이전 담당자를 기다리는 중입니다.' },
  'waits.tried': {
    en: { one: '{count} free agent was offered it before.', other: '{count} free agents were offered it before.' },
    ko: '상담 가능한 상담원 {count}명은 이미 배정받았습니다.',
  },
  'waits.pause': {
    en: {
      one: '{count} agent is paused or at the hourly limit.',
      other: '{count} agents are paused or at the hourly limit.',
    },
    ko: '상담원 {count}명이 일시 중지되었거나 시간당 한도에 도달했습니다.',
  },
  'waits.silent': {
    en: { one: '{count} agent’s desk isn’t responding.', other: '{count} agents’ desks aren’t responding.' },
    ko: '상담원 {count}명의 상담 화면이 응답하지 않습니다.',
  },
  'waits.capDay': {
    en: { one: '{count} agent reached the daily limit.', other: '{count} agents reached the daily limit.' },
    ko: '상담원 {count}명이 하루 한도에 도달했습니다.',
  },
  'waits.away': {
    en: { one: '{count} agent who can take it is away.', other: '{count} agents who can take it are away.' },
    ko: '받을 수 있는 상담원 {count}명이 이석 중입니다.',
  },
  'waits.noTelephone': {
    en: { one: '{count} agent has no phone connected.', other: '{count} agents have no phone connected.' },
    ko: '상담원 {count}명에게 연결된 전화가 없습니다.',
  },
  'waits.skills': {
    en: 'No agent on shift has the required skills.',
    ko: '근무 중인 상담원 중 필요한 스킬을 가진 사람이 없습니다.',
  },
  'waits.language': {
    en: 'No agent on shift speaks the customer’s language.',
    ko: '근무 중인 상담원 중 고객의 언어를 사용하는 사람이 없습니다.',
  },
  'waits.offline': { en: 'No agent who could take it is on shift.', ko: '받을 수 있는 상담원이 모두 근무 외입니다.' },
  'waits.nextShift': { en: 'Next scheduled: {when}.', ko: '다음 근무 예정: {when}.' },
  'waits.refused': {
    en: 'Every agent on shift declined it permanently.',
    ko: '근무 중인 모든 상담원이 영구 거절했습니다.',
  },
  'waits.promised': { en: 'It’s reserved for one agent.', ko: '한 상담원에게 전담된 리드입니다.' },
  'waits.site': {
    en: 'No agent on shift is at a site that gets it.',
    ko: '이 리드를 받는 근무지의 상담원이 근무 중이 아닙니다.',
  },
  'waits.team': {
    en: 'No agent on shift is on a team that gets it.',
    ko: '이 리드를 받는 팀의 상담원이 근무 중이 아닙니다.',
  },
} as const satisfies Catalogue;
