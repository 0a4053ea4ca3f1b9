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
} as const satisfies Catalogue;
