import { expect, test } from '@jest/globals';
import type { DecisionView } from '../../src/shared/api.ts';
import { commonText } from '../../src/shared/text/common.ts';
import { translator } from '../../src/shared/text/index.ts';
import { passedOverOf, pathOf, waitOf } from '../../src/web/lead/decisionSentences.ts';

const NOW = Date.parse('2026-11-18T15:00:00Z');
const words = (language: 'en' | 'ko') => ({ common: translator(commonText, language), language });
const decision: DecisionView = {
  ...{ epoch: 2, at: NOW, policyVersion: 3, rule: 'Ads', order: 'longestIdle', step: 60_000, priorityMs: 0 },
  asked: { teams: ['Solar', 'Night'], language: 'en', skills: [{ name: 'Spanish', level: 3 }] },
  ...{ offerTo: 2, agrees: true, winners: [] },
  passedOver: [
    {
      reason: 'idleLess',
      agents: [
        { id: 'b', name: 'Ben', rank: NOW - 40_000 },
        { id: 'c', name: 'Chloe', rank: NOW - 5000 },
      ],
    },
    { reason: 'wrapUp', agents: [{ id: 'd', name: 'Dan' }] },
    { reason: 'onCall', agents: Array.from({ length: 10 }, (_one, n) => ({ id: `x${n}`, name: `X${n}` })) },
    { reason: 'mercury', agents: [{ id: 'e', name: 'Eve' }] },
  ],
};

test('[R66] the path names the version, the rule, the step, who was asked for, and the order', () => {
  expect(pathOf(decision, words('en'))).toEqual([
    'Policy version 3',
    'rule “Ads”',
    'step from 1m on',
    'agents in Solar and Night with English and Spanish 3',
    '2 agents at once',
    'Longest idle',
  ]);
  expect(pathOf({ ...decision, policyVersion: 0 }, words('en'))[0]).toBe('Policy as edited');
  expect(pathOf({ ...decision, asked: { teams: [], skills: [] } }, words('ko'))[3]).toBe('모든 상담원');
});

test('[R180] [R181] [R183] [R185] the path says the sites, what was preferred, and that everyone was asked', () => {
  const asked = {
    teams: [],
    skills: [],
    sites: ['Busan', 'At home'],
    preferred: { needs: ['teams', 'language'], isMet: true, teams: ['Day', 'Night'], language: 'ko' },
  } as const;
  const path = (of: Partial<DecisionView>) => pathOf({ ...decision, ...of }, words('en')).slice(3, 6);
  expect(path({ asked, offerTo: 100, toEveryone: true })).toEqual([
    'every agent at Busan and At home',
    'preferred, met by a free agent: own teams (Day, Night) and language (Korean)',
    'everyone at once, up to 100 in order',
  ]);
  const unmet = { teams: [], skills: [], preferred: { needs: ['teams', 'skills'], isMet: false } } as const;
  expect(path({ asked: unmet })[1]).toBe('preferred, met by no free agent: own teams and skills');
  const passedOver = [{ reason: 'preferredSite', agents: [{ id: 'b', name: 'Ben' }] }];
  expect(passedOverOf({ at: NOW, passedOver }, words('en'))).toEqual([
    'Ben isn’t at a site that comes first at this step.',
  ]);
});

test('[R135] a step that began early says by how much the speed objective was missed', () => {
  expect(pathOf({ ...decision, burn: 4.25 }, words('en')).slice(2, 4)).toEqual([
    'step from 1m on',
    'steps start in half the time, because the speed objective was missed 4.3 times as often as allowed',
  ]);
  expect(pathOf({ ...decision, burn: 4.25 }, words('ko'))[3]).toMatch(/4\.3배/);
});

test('[R66] every reason is a sentence with the names, the figures, and the rest counted', () => {
  expect(passedOverOf(decision, words('en'))).toEqual([
    'Ben (40s) and Chloe (5s) had been idle for less time.',
    'Dan was in wrap-up.',
    'X0, X1, X2, X3, X4, X5, X6, X7, and 2 more were on a call.',
    'Eve: mercury',
  ]);
  expect(passedOverOf(decision, words('ko'))[1]).toBe('Dan: 후처리 중이었습니다.');
});

test('[R177] why a lead waits, and when someone is expected', () => {
  const offline = { why: 'offline', count: 3 } as const;
  expect(waitOf(offline, 'en', NOW)).toBe('No agent who could take it is on shift.');
  expect(waitOf({ ...offline, nextShiftAt: NOW }, 'en', NOW)).toMatch(/ is on shift\. Next scheduled: .*[AP]M\.$/);
  expect(waitOf({ ...offline, nextShiftAt: NOW }, 'ko', NOW)).toMatch(/다음 근무 예정: 오[전후] /);
});
