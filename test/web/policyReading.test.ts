import { expect, test } from '@jest/globals';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { DEFAULT_POLICY, type Policy } from '../../src/core/routing/policy.ts';
import { ORDER_NAMES } from '../../src/core/vocabulary/orders.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { adminText } from '../../src/shared/text/admin.ts';
import { adminPolicyText } from '../../src/shared/text/adminPolicy.ts';
import { commonText } from '../../src/shared/text/common.ts';
import { deskText } from '../../src/shared/text/desk.ts';
import { translator } from '../../src/shared/text/index.ts';
import { PolicyMistakes } from '../../src/web/admin/campaigns/PolicyMistakes.tsx';
import { policyReading } from '../../src/web/admin/campaigns/policyReading.ts';
import { policyLines } from '../../src/web/admin/ui/policyLines.ts';

const words = (language: 'en' | 'ko') => ({
  t: translator(adminPolicyText, language),
  common: translator(commonText, language),
  admin: translator(adminText, language),
  nameOf: (id: string) => ({ north: 'North', roof: 'Roofs', ana: 'Ana' })[id] ?? id,
  form: {
    interests: [{ value: 'roof', label: { en: 'A new roof', ko: '새 지붕' } }],
    fields: [
      {
        ...{ name: 'home', label: { en: 'Your home', ko: '주거 형태' }, required: false, kind: 'choice' as const },
        choices: [{ value: 'house', label: { en: 'A house', ko: '단독주택' } }],
      },
    ],
  },
  language,
});
/** What is said of every policy, after its steps and at its end. */
const OFFERS = [
  'An offer expires after 20s. A desk that doesn’t confirm it within 3s counts as not responding.',
  'If no one else can take it, it’s offered to the same agent again after 5s.',
  '2 missed offers in a row set the agent to Away.',
  'A lead that has waited 5m becomes a callback, or after 30s if no agent on shift can take it. A callback that is due waits until an agent takes it.',
];
const END = [
  'A caller on the line goes first, as if they had waited 10m longer.',
  'A callback goes first, as if it had waited 5m longer.',
  'The outcome is due 30s after the call. An overdue one is checked again every 3m.',
  'Agents who dial manually have 3m. Calls are checked every 5m.',
];
const reads = (changes: Partial<Policy>, language: 'en' | 'ko' = 'en') =>
  policyReading(
    { policy: { ...DEFAULT_POLICY, ...changes }, teamIds: ['north'], skills: { roof: 3 } },
    words(language),
  );

test('[W87] the default policy in words', () => {
  expect(reads({})).toEqual([
    'Leads go to agents in North with Roofs at level 3 or higher. Order: Longest idle.',
    'At first: one agent at a time.',
    'After 1m: one agent at a time; skills no longer required.',
    ...OFFERS,
    ...END,
  ]);
});

test('[W87] rules come first, and everything that is set is said', () => {
  const hours = { from: 22 * 60, to: 6 * 60 };
  const sentences = reads({
    order: { kind: 'roundRobin', weights: { ana: 2 } },
    limits: { perHour: 4, afterDeclineMs: 2 * MINUTE, afterMissMs: 0 },
    rules: [
      {
        name: 'Night',
        when: { languages: ['ko'], interests: ['roof'], answers: { home: ['house'] }, weekdays: [1, 7], hours },
        who: { teamIds: [], skills: {} },
        order: { kind: 'lastAgent', patienceMs: 30 * SECOND, then: 'roundRobin', weights: { ana: 3 } },
        steps: [
          { afterMs: 0, offerTo: 1, relax: [] },
          { afterMs: 90 * SECOND, offerTo: 2, relax: ['skills'] },
        ],
      },
    ],
    steps: [{ afterMs: 0, offerTo: 3, relax: ['language'], teamIds: ['gone'] }],
  });
  expect(sentences).toEqual([
    'Night: if the language is Korean and the interest is A new roof and “Your home” is A house and it’s Mon, Sun and it’s between 10:00 PM and 6:00 AM the next day, the lead goes to every agent. Order: Last agent, waiting up to 30s while they’re busy, then Round robin by weight (Ana 3; others 1).',
    'Night · At first: one agent at a time.',
    'Night · After 1m 30s: 2 agents at once; skills no longer required.',
    'Otherwise, leads go to agents in North with Roofs at level 3 or higher. Order: Round robin by weight (Ana 2; others 1).',
    'At first: 3 agents at once; language no longer required; also agents in gone.',
    ...OFFERS,
    'Each agent takes at most 4 leads an hour.',
    'An agent who declines gets no lead for 2m.',
    ...END,
  ]);
});

test('[W230] sites, what is only preferred, and everyone are read', () => {
  const steps = [
    { afterMs: 0, offerTo: 1, relax: [], prefer: ['sites', 'language'] },
    { afterMs: MINUTE, offerTo: 'everyone', relax: ['sites'] },
  ] as const;
  const whole = (language: 'en' | 'ko') => {
    const rules = [{ name: 'Home', when: { languages: ['ko'] }, who: { teamIds: [], skills: {}, siteIds: ['home'] } }];
    const policy = { ...DEFAULT_POLICY, steps, rules } as unknown as Policy;
    return policyReading({ policy, teamIds: ['north'], skills: {}, siteIds: ['busan', 'home'] }, words(language));
  };
  expect(whole('en').slice(0, 4)).toEqual([
    'Home: if the language is Korean, the lead goes to every agent at home. Order: Longest idle.',
    'Otherwise, leads go to agents in North at busan, home. Order: Longest idle.',
    'At first: one agent at a time; site, language only preferred: others get it while no one who has it is free.',
    'After 1m: everyone at once, up to 100 in order; site no longer required.',
  ]);
  expect(whole('ko')[1]).toBe(
    '그 밖의 리드는 busan, home 근무지의 North 소속 상담원에게 배정합니다. 순서: 가장 오래 대기한 순.',
  );
});

test('[W87] [R151] bounds of a number are read as they are set', () => {
  const ruled = (numbers: NonNullable<Policy['rules'][number]['when']['numbers']>) =>
    reads({ rules: [{ name: 'Large', when: { numbers } }] })[0];
  expect(ruled({ bill: { from: 200 } })).toContain('if “bill” is at least 200, the lead');
  expect(ruled({ bill: { from: 200, to: 500 } })).toContain('“bill” is 200 to 500');
  expect(ruled({ bill: { to: 500 } })).toContain('“bill” is at most 500');
});

test('[R138] [R139] a step that asks supervisors is read with what that means', () => {
  const steps = [{ afterMs: 2 * MINUTE, offerTo: 1, relax: [], supervisors: true }] as const;
  expect(reads({ steps })).toContain(
    'After 2m: one agent at a time; also supervisors who take leads, and all supervisors are alerted.',
  );
});

test('[R136] a speed objective is read with what follows from it', () => {
  const speed = { percent: 95, withinMs: 60 * SECOND };
  expect(reads({ speed })).toContain(
    'Objective: 95% of leads reached within 1m. If more leads miss it in an hour than allowed, each step starts in half the time.',
  );
  expect(reads({ speed }, 'ko')).toContainEqual(expect.stringMatching(/^목표: 리드의 95%를 1분 안에 상담/));
});

test('[W87] an objective that can’t be activated isn’t read', () => {
  for (const speed of [
    { percent: 101, withinMs: MINUTE },
    { percent: 95, withinMs: SECOND },
    { percent: NaN, withinMs: MINUTE },
  ])
    expect(reads({ speed })).toEqual(reads({}));
});

test('[W88] a policy that can’t be activated yet names each place and reason, whichever panel tried it', () => {
  const reason = 'Must be between 50 and 99.';
  const html = ['unsaved', 'draft'].map((prefix) =>
    renderToString(
      h(PolicyMistakes, { title: 'try.mistakes', fields: { [`${prefix}.policy.speed.percent`]: reason } }),
    ),
  );
  expect(html[0]).toBe(html[1]);
  expect(html[0]).toContain(adminPolicyText['try.mistakes'].en);
  expect(html[0]).toContain(`Leads (percent)</a>: ${reason}`);
});

test('[W87] [R58] an order of a newer version is read as it is stored, not as another one', () => {
  expect(reads({ order: { kind: 'byHoroscope' } as unknown as Policy['order'] })[0]).toMatch(/Order: byHoroscope\./);
});

test('[W86] every order has a name, a reason on the desk, and a place in the reading, in both languages', () => {
  for (const kind of ORDER_NAMES) {
    expect(deskText).toHaveProperty([`why.${kind}`]);
    for (const language of ['en', 'ko'] as const)
      expect(reads({ order: { kind } }, language)[0]).toContain(commonText[`order.${kind}`][language]);
  }
});

test('[W87] a score that counts is said, and so is every sentence in Korean', () => {
  const bonusSeconds = { liveCall: 0, promise: 0, score: 90 };
  expect(reads({ bonusSeconds })).toContain(
    'A score of 100 goes first, as if it had waited 1m 30s longer; a lower score proportionally less.',
  );
  for (const sentence of reads({ bonusSeconds }, 'ko')) expect(sentence).toMatch(/[가-힣]/);
});

test('[W192] steps, rules and drafts read as sentences in the audit log and in edit conflicts', () => {
  const steps = [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: 90 * SECOND, offerTo: 2, relax: ['language'], teamIds: ['North'] },
  ] as const;
  expect(policyLines('policy.steps', steps, 'en')).toEqual([
    'At first: one agent at a time.',
    'After 1m 30s: 2 agents at once; language no longer required; also agents in North.',
  ]);
  const rules = [{ name: 'Ads', when: { sources: ['ads'] }, steps: steps.slice(0, 1) }];
  expect(policyLines('policyDraft.policy.rules', rules, 'en')).toEqual([
    'Ads: if the source is ads, the lead goes to the campaign’s agents. Order: the campaign’s.',
    'Ads · At first: one agent at a time.',
  ]);
  expect(policyLines('policyDraft', { policy: DEFAULT_POLICY, teamIds: [], skills: {} }, 'ko')?.[0]).toMatch(
    /^리드는 모든 상담원/,
  );
  for (const [path, value] of [
    ['scriptSteps', steps],
    ['policy.steps', null],
    ['policy.order', { kind: 'random' }],
  ] as const)
    expect(policyLines(path, value, 'en')).toBeNull();
});
