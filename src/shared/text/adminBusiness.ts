/** The business page. */
import type { Catalogue } from './index.ts';

export const adminBusinessText = {
  title: { en: 'Business', ko: '회사' },
  intro: {
    en: 'Settings that campaigns share unless they have their own.',
    ko: '캠페인에서 따로 설정하지 않으면 공통으로 적용되는 설정입니다.',
  },
  who: { en: 'Business details', ko: '회사 정보' },
  hours: { en: 'Business hours', ko: '운영 시간' },
  'hours.about': {
    en: 'Leads received outside these hours get a callback when you next open. Campaigns without their own hours use these.',
    ko: '운영 시간 외에 접수된 리드는 다음 운영 시간에 콜백이 예약됩니다. 캠페인에 따로 설정하지 않으면 이 시간을 따릅니다.',
  },
  callers: { en: 'Callers', ko: '전화 고객' },
  'callers.about': {
    en: 'How quickly callers in line should be answered. The callers report shows where the service level is below this goal. Callers who hang up sooner than the short hang-up time aren’t counted.',
    ko: '통화 대기 고객에게 얼마나 빨리 응답해야 하는지 정합니다. 전화 고객 보고서에서 서비스 레벨이 목표에 못 미치는 시간대를 표시합니다. 짧은 끊음 기준보다 빨리 끊은 고객은 집계하지 않습니다.',
  },
  outcomes: { en: 'Outcomes', ko: '상담 결과' },
  'outcomes.about': {
    en: 'How a lead can end. You can change the wording and the order, but not what an outcome means. Retired outcomes can’t be chosen anymore but stay on the leads that have them.',
    ko: '리드가 어떻게 끝날 수 있는지 정합니다. 문구와 순서는 바꿀 수 있지만 결과의 의미는 바뀌지 않습니다. 사용을 중지한 결과는 선택할 수 없지만 이미 적용된 리드에는 그대로 남습니다.',
  },
  'outcomes.add': { en: 'Add outcome', ko: '결과 추가' },
  'outcomes.key': { en: 'Key', ko: '키' },
  'means.won': { en: 'Won: counts as a sale', ko: '성사: 계약으로 집계' },
  'means.appointment': { en: 'Appointment: asks for its time', ko: '예약: 시간을 입력해야 함' },
  'means.notInterested': { en: 'Lost: the customer doesn’t want it', ko: '무산: 고객이 원하지 않음' },
  'means.notQualified': { en: 'Lost: we can’t serve this customer', ko: '무산: 조건에 맞지 않음' },
  'means.unreachable': { en: 'Lost: the customer couldn’t be reached', ko: '무산: 연결되지 않음' },
  'means.wrongNumber': {
    en: 'Wrong number: no more email; a short call doesn’t cost the agent’s turn',
    ko: '잘못된 번호: 이메일 중단, 짧은 통화는 순번에 영향 없음',
  },
  'means.doNotCall': { en: 'Do not call: never contacted again', ko: '수신 거부: 다시 연락하지 않음' },
  'means.spam': {
    en: 'Spam: no more email; a short call doesn’t cost the agent’s turn',
    ko: '스팸: 이메일 중단, 짧은 통화는 순번에 영향 없음',
  },
  'asksValue.never': { en: 'Don’t ask', ko: '묻지 않음' },
  'asksValue.ask': { en: 'Ask; may be left empty', ko: '묻기(비워 둘 수 있음)' },
  'asksValue.required': { en: 'Required', ko: '필수' },
  away: { en: 'Away reasons', ko: '이석 사유' },
  'away.about': {
    en: 'Agents choose one of these when they go away. Retired reasons can’t be chosen anymore but keep their wording where they were used.',
    ko: '상담원이 이석할 때 선택하는 사유입니다. 사용을 중지한 사유는 선택할 수 없지만 사용한 곳에는 문구가 그대로 남습니다.',
  },
  'away.add': { en: 'Add away reason', ko: '이석 사유 추가' },
  'away.unpaid': { en: 'Unpaid time', ko: '무급 시간' },
  'away.paid': { en: 'Paid time', ko: '유급 시간' },
  'away.work': { en: 'Paid work without leads', ko: '유급 업무(리드 상담 외)' },
  declining: { en: 'Decline reasons', ko: '거절 사유' },
  'declining.about': {
    en: 'Agents choose one of these when they decline. You choose the wording and what happens next.',
    ko: '상담원이 리드를 거절할 때 선택하는 사유입니다. 문구와 처리 방식을 정하세요.',
  },
  'declining.add': { en: 'Add reason', ko: '사유 추가' },
  'declining.none': { en: 'Offer to the next agent', ko: '다음 상담원에게 배정' },
  'declining.away': { en: 'Set the agent to Away', ko: '상담원을 이석 상태로 변경' },
  'declining.never': { en: 'Never offer this lead to this agent again', ko: '이 상담원에게 다시 배정하지 않음' },
} as const satisfies Catalogue;
