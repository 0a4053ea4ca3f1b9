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

const words = (language: 'en' | 'ko') => ({
  t: translator(adminPolicyText, language),
  common: translator(commonText, language),
  admin: translator(adminText, language),
  nameOf: (id: string) => ({ north: 'North', roof: 'Roofs', ana: 'Ana' })[id] ?? id,
});
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
        when: { languages: ['ko'], weekdays: [1, 7], hours },
        who: { teamIds: [], skills: {} },
        order: { kind: 'lastAgent', patienceMs: 30 * SECOND, then: 'random' },
      },
    ],
    steps: [{ afterMs: 0, offerTo: 3, relax: ['language'], teamIds: ['gone'] }],
  });
  expect(sentences).toEqual([
    'Night: if the language is Korean and it’s Mon, Sun and it’s between 22:00 and 06:00, the lead goes to every agent. Order: Last agent, waiting up to 30s while they’re busy, then Random.',
    'Otherwise, leads go to agents in North with Roofs at level 3 or higher. Order: Round robin by weight (Ana 2; others 1).',
    'At first: 3 agents at once; language no longer required; also agents in gone.',
    'Each agent takes at most 4 leads an hour.',
    'An agent who declines gets no lead for 2m.',
  ]);
});

test('[R138] [R139] a step that asks supervisors is read with what that means', () => {
  const steps = [{ afterMs: 2 * MINUTE, offerTo: 1, relax: [], supervisors: true }] as const;
  expect(reads({ steps }).at(-1)).toBe(
    'After 2m: one agent at a time; also supervisors who take leads, and all supervisors are alerted.',
  );
});

test('[R136] a speed objective is read with what follows from it', () => {
  const speed = { percent: 95, withinMs: 60 * SECOND };
  expect(reads({ speed }).at(-1)).toBe(
    'Objective: 95% of leads in conversation within 1m. While more miss it in an hour, each step begins at half its age.',
  );
  expect(reads({ speed }, 'ko').at(-1)).toMatch(/^목표: 리드의 95%를 1분 안에 상담/);
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
    renderToString(h(PolicyMistakes, { fields: { [`${prefix}.policy.speed.percent`]: reason } })),
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
