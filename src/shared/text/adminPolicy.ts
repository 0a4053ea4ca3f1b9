/** A routing policy in sentences, in admin. */
import type { Catalogue } from './index.ts';

export const adminPolicyText = {
  'reads.title': { en: 'In words', ko: '풀어 쓴 배정 규칙' },
  'reads.rule': {
    en: '{name}: if {conditions}, the lead goes to {who}. Order: {order}.',
    ko: '{name}: {conditions}이면 {who}에게 배정합니다. 순서: {order}.',
  },
  'reads.otherwise': {
    en: 'Otherwise, leads go to {who}. Order: {order}.',
    ko: '그 밖의 리드는 {who}에게 배정합니다. 순서: {order}.',
  },
  'reads.all': { en: 'Leads go to {who}. Order: {order}.', ko: '리드는 {who}에게 배정합니다. 순서: {order}.' },
  'reads.everyone': { en: 'every agent', ko: '모든 상담원' },
  'reads.teams': { en: 'agents in {list}', ko: '{list} 소속 상담원' },
  'reads.with': { en: '{teams} with {skills}', ko: '{teams} 중 {skills} 보유자' },
  'reads.skill': { en: '{skill} at level {level} or higher', ko: '{skill} {level}단계 이상' },
  'reads.lastAgent': {
    en: '{order}, waiting up to {time} while they’re busy, then {then}',
    ko: '{order}(다른 리드 처리 중이면 최대 {time} 대기), 그다음 {then}',
  },
  'reads.weights': { en: '{order} by weight ({list}; others 1)', ko: '{order}, 가중치 {list}, 나머지 1' },
  'reads.if.languages': { en: 'the language is {list}', ko: '언어가 {list}' },
  'reads.if.interests': { en: 'the interest is {list}', ko: '관심 사항이 {list}' },
  'reads.if.sources': { en: 'the source is {list}', ko: '유입 경로가 {list}' },
  'reads.if.places': { en: 'the customer may be in {list}', ko: '고객 지역이 {list}' },
  'reads.if.answer': { en: '“{field}” is {list}', ko: '“{field}”의 답이 {list}' },
  'reads.if.weekdays': { en: 'it’s {list}', ko: '요일이 {list}' },
  'reads.if.hours': { en: 'it’s between {from} and {to}', ko: '시각이 {from}~{to}' },
  'reads.and': { en: ' and ', ko: ', ' },
  'reads.day.1': { en: 'Mon', ko: '월' },
  'reads.day.2': { en: 'Tue', ko: '화' },
  'reads.day.3': { en: 'Wed', ko: '수' },
  'reads.day.4': { en: 'Thu', ko: '목' },
  'reads.day.5': { en: 'Fri', ko: '금' },
  'reads.day.6': { en: 'Sat', ko: '토' },
  'reads.day.7': { en: 'Sun', ko: '일' },
  'reads.first': { en: 'At first', ko: '처음' },
  'reads.after': { en: 'After {time}', ko: '{time} 후' },
  'reads.offers': {
    en: { one: 'one agent at a time', other: '{count} agents at once' },
    ko: '동시에 {count}명',
  },
  'reads.relax.skills': { en: 'skills no longer required', ko: '스킬을 요구하지 않음' },
  'reads.relax.language': { en: 'language no longer required', ko: '언어를 요구하지 않음' },
  'reads.also': { en: 'also agents in {list}', ko: '{list} 소속 상담원 추가' },
  'reads.perHour': {
    en: { one: 'Each agent takes at most one lead an hour.', other: 'Each agent takes at most {count} leads an hour.' },
    ko: '상담원 한 명이 시간당 최대 {count}건을 받습니다.',
  },
  'reads.perDay': {
    en: { one: 'Each agent takes at most one lead a day.', other: 'Each agent takes at most {count} leads a day.' },
    ko: '상담원 한 명이 하루 최대 {count}건을 받습니다.',
  },
  'reads.decline': {
    en: 'An agent who declines gets no lead for {time}.',
    ko: '거절한 상담원은 {time} 동안 리드를 받지 않습니다.',
  },
  'reads.miss': {
    en: 'An agent who misses an offer gets no lead for {time}.',
    ko: '응답하지 않은 상담원은 {time} 동안 리드를 받지 않습니다.',
  },
} as const satisfies Catalogue;
