/** The business: who it is, where, and when it is open. */
import type { Catalogue } from './index.ts';

export const adminBusinessText = {
  title: { en: 'Business', ko: '회사' },
  intro: {
    en: 'What campaigns share unless they say otherwise.',
    ko: '캠페인이 따로 정하지 않으면 함께 쓰는 내용입니다.',
  },
  who: { en: 'Who and where', ko: '회사 정보' },
  hours: { en: 'Opening hours', ko: '운영 시간' },
  'hours.about': {
    en: 'Leads that come outside these hours become promises for the next opening. Campaigns without hours of their own follow them at once.',
    ko: '운영 시간 밖에 온 리드는 다음 운영 시간의 회신 약속이 됩니다. 따로 정하지 않은 캠페인은 바로 이 시간을 따릅니다.',
  },
  declining: { en: 'Declining a lead', ko: '리드 거절' },
  'declining.about': {
    en: 'Agents choose one of these when they decline. The words are yours; what follows is one of three things.',
    ko: '상담원이 리드를 거절할 때 고르는 사유입니다. 문구는 자유롭게 정하고, 처리 방식은 세 가지 중에서 고릅니다.',
  },
  'declining.add': { en: 'Add a reason', ko: '사유 추가' },
  'declining.none': { en: 'The lead goes on', ko: '다음 상담원에게 넘김' },
  'declining.away': { en: 'The agent is away', ko: '상담원을 자리 비움으로' },
  'declining.never': { en: 'Never this agent for this lead', ko: '이 상담원에게 다시 제안하지 않음' },
} as const satisfies Catalogue;
