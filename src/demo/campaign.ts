/** The demo’s campaign: realistic, in English and Korean, open around the clock, with short times. */
import { DEFAULT_FLOW, type CallFlow } from '../core/call/flow.ts';
import { DEFAULT_CADENCE } from '../core/callback/cadence.ts';
import { DEFAULT_SLOT_SHARE } from '../core/callback/capacityAt.ts';
import type { Campaign } from '../core/administration/campaign.ts';
import { DEFAULT_POLICY } from '../core/routing/policy.ts';
import { MINUTE, SECOND } from '../core/vocabulary/time.ts';
import type { StoredBusiness } from '../ports/business.ts';

export const DEMO_BUSINESS = {
  version: 1,
  name: 'Brightroof',
  country: 'US',
  language: 'en',
  zone: 'America/New_York',
  hours: { weekly: null, holidays: [] },
} as const satisfies StoredBusiness;

/** What the demo’s toll-free number says, in two languages. */
const DEMO_FLOW: CallFlow = {
  ...DEFAULT_FLOW,
  numbers: ['+18005550100'],
  greeting: {
    text: {
      en: 'Welcome to Brightroof, solar panels for your home.',
      ko: '브라이트루프 태양광에 전화 주셔서 감사합니다.',
    },
  },
  languages: ['en', 'ko'],
  questions: [
    {
      ask: { text: { en: 'What can we help you with?', ko: '무엇을 도와드릴까요?' } },
      choices: [
        { key: '1', label: { en: 'panels on your roof', ko: '지붕 태양광 패널은' }, interest: 'roof' },
        { key: '2', label: { en: 'a battery', ko: '가정용 배터리는' }, interest: 'battery' },
        { key: '3', label: { en: 'charging your car', ko: '전기차 충전은' }, interest: 'wallbox' },
      ],
    },
  ],
  line: { announceEveryMs: 20 * SECOND, music: null, offerCallbackAfterMs: 0, maxWaitMs: 3 * MINUTE },
  dialling: { countries: ['US', 'CA', 'KR'], detectsVoicemail: true },
};

export const DEMO_CAMPAIGN: Campaign = {
  id: 'demo',
  version: 1,
  name: { en: 'Solar panels for your home', ko: '우리 집 태양광 패널' },
  formKey: 'demo',
  language: 'en',
  country: 'US',
  contactBy: 'tel',
  kind: 'sales',
  interests: [
    { value: 'roof', label: { en: 'Panels on my roof', ko: '지붕 태양광 패널' } },
    { value: 'battery', label: { en: 'A battery for the evenings', ko: '저녁에 쓰는 가정용 배터리' } },
    { value: 'wallbox', label: { en: 'Charging my car at home', ko: '전기차 가정 충전' } },
    { value: 'advice', label: { en: 'I’d like advice first', ko: '먼저 상담을 받고 싶어요' } },
  ],
  fields: [
    {
      name: 'home',
      label: { en: 'Your home', ko: '주거 형태' },
      required: false,
      kind: 'choice',
      choices: [
        { value: 'house', label: { en: 'A detached house', ko: '단독주택' } },
        { value: 'terrace', label: { en: 'A townhouse', ko: '연립주택' } },
        { value: 'flat', label: { en: 'An apartment', ko: '아파트' } },
      ],
    },
    {
      name: 'bill',
      label: { en: 'Electricity bill per month, in dollars', ko: '월 전기요금(달러)' },
      required: false,
      kind: 'number',
    },
    { name: 'visit', label: { en: 'A good day for a visit', ko: '방문 희망일' }, required: false, kind: 'date' },
    {
      name: 'owner',
      label: { en: 'Home ownership', ko: '주택 소유' },
      required: false,
      kind: 'choice',
      choices: [
        { value: 'own', label: { en: 'Owned', ko: '본인 소유' } },
        { value: 'rented', label: { en: 'Rented', ko: '임차' } },
      ],
      askedBy: 'agent',
      why: { en: 'Only an owner can order an installation.', ko: '설치 계약은 소유자만 할 수 있습니다.' },
    },
  ],
  consent: {
    version: 1,
    call: {
      en: 'You may call me about solar panels at the number above. I can withdraw this at any time.',
      ko: '위 번호로 태양광 패널에 관해 전화하는 데 동의합니다. 언제든지 철회할 수 있습니다.',
    },
    now: { en: 'Please call me right away, whatever the hour.', ko: '시간에 관계없이 지금 바로 전화해 주세요.' },
    text: {
      en: 'You may send me text messages about my request.',
      ko: '문의와 관련한 문자 메시지를 받는 데 동의합니다.',
    },
    email: { en: 'You may email me about my request.', ko: '문의와 관련한 이메일을 받는 데 동의합니다.' },
  },
  embedOrigins: [],
  hours: { zone: 'America/New_York', weekly: null, holidays: [] },
  teamIds: [],
  skills: {},
  bonusSeconds: 0,
  script: {
    en:
      'Hello {name}, this is Brightroof. You asked us about “{interest}” – is now a good time?\n' +
      'Ask: whose roof is it, which way does it face, what is the bill in a summer month?\n' +
      'Offer: a free visit within the week, or a quote by email.',
    ko:
      '안녕하세요, {name} 님. 브라이트루프입니다. “{interest}”에 대해 문의해 주셨지요. 지금 통화 괜찮으세요?\n' +
      '질문: 지붕은 누구 소유인지, 어느 방향인지, 여름철 한 달 전기요금은 얼마인지.\n' +
      '제안: 이번 주 안의 무료 방문, 또는 이메일 견적.',
  },
  // Short enough that a visitor sees a missed lead come back within minutes.
  policy: {
    ...DEFAULT_POLICY,
    steps: [
      { afterMs: 0, offerTo: 1, relax: [] },
      { afterMs: 40 * SECOND, offerTo: 1, relax: ['skills'] },
    ],
    giveUpMs: 60 * SECOND,
    nobodyMs: 20 * SECOND,
    speed: { percent: 90, withinMs: 60 * SECOND },
  },
  cadence: { ...DEFAULT_CADENCE, firstMs: MINUTE },
  callsPerSlot: 2,
  slotShare: DEFAULT_SLOT_SHARE,
  calls: DEMO_FLOW,
  active: true,
};
