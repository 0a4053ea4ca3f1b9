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
