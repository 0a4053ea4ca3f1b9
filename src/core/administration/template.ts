/** A reasonable first campaign: valid as it is, with an example in every part. */
import { DEFAULT_CADENCE } from '../callback/cadence.ts';
import { DEFAULT_SLOT_SHARE } from '../callback/capacityAt.ts';
import type { CampaignDraft } from './campaign.ts';
import type { Language } from '../vocabulary/language.ts';
import { DEFAULT_POLICY } from '../routing/policy.ts';

export function campaignTemplate(business: {
  readonly name: string;
  readonly country: string;
  readonly language: Language;
}): CampaignDraft {
  const { name, country, language } = business;
  const { version: _version, ...policy } = DEFAULT_POLICY;
  return {
    name: { en: 'Talk to us', ko: '상담 신청' },
    formKey: 'contact',
    language,
    country,
    contactBy: 'tel',
    kind: 'sales',
    interests: [
      { value: 'offer', label: { en: 'I would like an offer', ko: '견적을 받고 싶어요' } },
      { value: 'advice', label: { en: 'I would like advice first', ko: '먼저 상담을 받고 싶어요' } },
    ],
    fields: [],
    consent: {
      call: {
        en: `${name} may call me about my request at the number above. I can withdraw this at any time.`,
        ko: `${name}에서 위 번호로 제 문의에 관해 전화하는 데 동의합니다. 언제든지 철회할 수 있습니다.`,
      },
      now: { en: 'Please call me right away, whatever the hour.', ko: '시간에 관계없이 지금 바로 전화해 주세요.' },
      text: {
        en: 'You may send me text messages about my request.',
        ko: '문의와 관련한 문자 메시지를 받는 데 동의합니다.',
      },
      email: { en: 'You may email me about my request.', ko: '문의와 관련한 이메일을 받는 데 동의합니다.' },
    },
    embedOrigins: [],
    hours: null,
    teamIds: [],
    skills: {},
    bonusSeconds: 0,
    script: {
      en: `Hello {name}, this is {agent} from ${name}. You asked us about “{interest}” – is this a good moment?`,
      ko: `안녕하세요, {name} 님. ${name}의 {agent}입니다. “{interest}”에 대해 문의해 주셨지요. 지금 통화 괜찮으세요?`,
    },
    policy,
    cadence: DEFAULT_CADENCE,
    callsPerSlot: 2,
    slotShare: DEFAULT_SLOT_SHARE,
    outcomes: null,
  };
}
