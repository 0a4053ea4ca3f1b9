/** Calls, flows and callers for tests of core: plain values. */
import type { Call } from '../../src/core/call/call.ts';
import type { CallContext } from '../../src/core/call/callStep.ts';
import { DEFAULT_FLOW, type CallFlow } from '../../src/core/call/flow.ts';
import { NEW_YORK, NOON } from './leads.ts';

export const TOLL_FREE = '+18005550100';
export const CALLER = '+12025550143';

export const TEST_FLOW: CallFlow = {
  ...DEFAULT_FLOW,
  numbers: [TOLL_FREE],
  greeting: { text: { en: 'Welcome to Solar.', ko: '태양광입니다.' } },
  languages: ['en', 'ko'],
  questions: [
    {
      ask: { text: { en: 'What is it about?', ko: '무엇을 도와드릴까요?' } },
      choices: [
        { key: '1', label: { en: 'a roof', ko: '지붕' }, interest: 'roof' },
        { key: '2', label: { en: 'a repair', ko: '수리' }, skills: ['repair'] },
      ],
    },
  ],
  dialling: { countries: ['US', 'KR'], detectsVoicemail: false },
};

export function flowContext(changes: Partial<CallContext> = {}): CallContext {
  return { now: NOON, flow: TEST_FLOW, isOpen: true, ...changes };
}

export function newCall(changes: Partial<Call> = {}): Call {
  return {
    id: 'CA1',
    sid: 'CA1',
    role: 'caller',
    campaignId: 'solar',
    from: CALLER,
    to: TOLL_FREE,
    person: {
      name: '',
      tel: CALLER,
      telShown: '(202) 555-0143',
      language: 'en',
      zones: [NEW_YORK],
      zoneFrom: 'number',
    },
    language: 'en',
    skills: [],
    answers: {},
    startedAt: NOON,
    step: 0,
    rev: 0,
    sequence: -1,
    messages: [],
    place: 'line',
    ...changes,
  } as Call;
}
