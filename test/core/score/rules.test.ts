import { expect, test } from '@jest/globals';
import { checkScoring } from '../../../src/core/administration/checkScoring.ts';
import { campaignTemplate } from '../../../src/core/administration/template.ts';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { policyFor } from '../../../src/core/lead/queue.ts';
import { scoreFactsOf } from '../../../src/core/lead/score.ts';
import { DEFAULT_POLICY, type RuleConditions } from '../../../src/core/routing/policy.ts';
import { scoreByRules, type ScoreConditions, type ScoreRule, type Scoring } from '../../../src/core/score/rules.ts';
import { DAY, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, newLead, NOON, offerTo } from '../../support/leads.ts';

const ANA = { kind: 'agent', id: 'ana' } as const;
const rule = (when: ScoreConditions, points = 10, name = 'one'): ScoreRule => ({ name, when, points });
const scoring: Scoring = {
  start: 50,
  rules: [rule({ interests: ['roof'] }, 20, 'Roof'), rule({ interests: ['battery'] }, -30, 'Battery')],
};
const scored = { scoring };

test('[V190] a lead opens with its score: the start and the points of every rule that holds, with reasons', () => {
  expect(newLead(NOON, { context: scored }).score).toEqual({
    points: 70,
    reasons: [{ kind: 'rule', name: 'Roof', points: 20 }],
  });
  expect(newLead()).not.toHaveProperty('score');
  expect(newLead(NOON, { context: scored, spamReasons: ['link'] }).score?.points).toBe(70);
});

test('[V190] a score stays within 0 and 100, and names its strongest reasons', () => {
  const many = (points: number) =>
    Array.from({ length: 9 }, (_one, at) => rule({ kinds: ['form'] }, points + at, `r${at}`));
  const facts = scoreFactsOf(newLead());
  const zone = { zone: 'UTC' };
  expect(scoreByRules({ start: 50, rules: many(40) }, facts, zone).points).toBe(100);
  const low = scoreByRules({ start: 50, rules: many(-60) }, facts, zone);
  expect(low.points).toBe(0);
  expect(low.reasons.map((one) => one.kind === 'rule' && one.points)).toEqual([-60, -59, -58, -57, -56, -55]);
});

test.each<[ScoreConditions, boolean]>([
  [{ kinds: ['form'] }, true],
  [{ kinds: ['call', 'api'] }, false],
  [{ behaviors: ['wantsCallNow'] }, true],
  [{ behaviors: ['gaveEmail', 'returning'] }, false],
  [{ numbers: { bill: { from: 100 } } }, true],
  [{ numbers: { bill: { from: 100, to: 119 } } }, false],
  [{ numbers: { rooms: { to: 5 } } }, false],
  [{ answers: { home: ['own'] } }, true],
  [{ weekdays: [3], hours: { from: 900, to: 901 } }, true],
  [{ weekdays: [4] }, false],
  [{ places: ['US'], interests: ['roof'], kinds: ['form'] }, true],
  [{ places: ['KR'], interests: ['roof'] }, false],
])('[V190] conditions %j hold: %s', (when, holds) => {
  const lead = { ...newLead(NOON, { consent: { now: true } }), answers: { bill: 120, home: 'own', rooms: '4' } };
  expect(scoreByRules({ start: 50, rules: [rule(when)] }, scoreFactsOf(lead), { zone: 'UTC' }).points).toBe(
    holds ? 60 : 50,
  );
});

test('[V191] a changed detail scores an open lead again in the same change; nothing else does', () => {
  const context = contextAt(NOON + 2000, scored);
  const change = (lead: Parameters<typeof advanceLead>[0], interest: string) =>
    changed(advanceLead(lead, { kind: 'profile', by: ANA, changes: { interest } }, context)).lead;
  const talking = leadIn('talking');
  expect(talking).not.toHaveProperty('score');
  const again = change(talking, 'battery');
  expect(again.score).toEqual({ points: 20, reasons: [{ kind: 'rule', name: 'Battery', points: -30 }] });
  const noted = changed(advanceLead(again, { kind: 'note', by: ANA, note: 'Hm' }, contextAt(NOON, {})));
  expect(noted.lead.score).toBe(again.score);
  const ended = changed(advanceLead(again, { kind: 'ended', by: ANA, agentId: 'ana' } as never, context)).lead;
  expect(ended.score).toEqual(again.score);
});

test('[V191] a closed lead keeps its score', () => {
  const closed = newLead(NOON, { context: scored, spamReasons: ['link'] });
  const by = { kind: 'supervisor', id: 'sam' } as const;
  const later = changed(
    advanceLead(closed, { kind: 'profile', by, changes: { interest: 'battery' } }, contextAt(NOON + DAY, scored)),
  ).lead;
  expect(later.interest).toBe('battery');
  expect(later.score?.points).toBe(70);
});

test.each<[RuleConditions['score'], boolean]>([
  [{ from: 70 }, true],
  [{ from: 71 }, false],
  [{ to: 70 }, true],
  [{ from: 0, to: 69 }, false],
])('[R110] a routing rule for scores %j matches a lead with 70: %s', (score, expected) => {
  const policy = { ...DEFAULT_POLICY, rules: [{ name: 'hot', when: { ...(score && { score }) } }] };
  const context = contextAt(NOON, { policy });
  expect('rule' in policyFor(newLead(NOON, { context: scored }), context)).toBe(expected);
  expect('rule' in policyFor(newLead(), context)).toBe(false);
});

test('[R111] a score counts as waiting, proportionally, if the policy says so', () => {
  const policy = { ...DEFAULT_POLICY, bonusSeconds: { ...DEFAULT_POLICY.bonusSeconds, score: 200 } };
  const bonusOf = (context: Parameters<typeof contextAt>[1]) => {
    const lead = newLead(NOON, { context: { ...context } });
    return lead.state === 'waiting' ? lead.wait.bonusMs : null;
  };
  expect(bonusOf({ policy, scoring })).toBe(140 * SECOND);
  expect(bonusOf({ policy })).toBe(0);
  expect(bonusOf({ scoring })).toBe(0);
});

test('[R131] a changed score moves a waiting lead in the same change, also back after an offer', () => {
  const policy = { ...DEFAULT_POLICY, bonusSeconds: { ...DEFAULT_POLICY.bonusSeconds, score: 200 } };
  const context = contextAt(NOON + SECOND, { policy, scoring, bonusSeconds: 5 });
  const by = { kind: 'supervisor', id: 'sam' } as const;
  const waiting = newLead(NOON, { context: { policy, scoring, bonusSeconds: 5 } });
  const offered = after(waiting, { kind: 'offer', offer: offerTo(['ana'], NOON) }, context);
  for (const lead of [waiting, offered]) {
    const cold = after(lead, { kind: 'profile', by, changes: { interest: 'battery' } }, context);
    expect('wait' in lead && lead.wait).toMatchObject({ rankedFrom: NOON, bonusMs: 145 * SECOND });
    expect('wait' in cold && cold.wait).toMatchObject({ rankedFrom: NOON, bonusMs: 45 * SECOND });
    expect(cold.epoch).toBe(lead.epoch);
  }
});

test('[R131] a late promise keeps its bonus when its score changes', () => {
  const policy = { ...DEFAULT_POLICY, bonusSeconds: { ...DEFAULT_POLICY.bonusSeconds, score: 200 } };
  const at = (now: number) => contextAt(now, { policy, scoring });
  const callback = after(newLead(NOON, { context: { policy, scoring } }), { kind: 'giveUp', why: 'noAgent' }, at(NOON));
  const { dueAt = 0, windowUntil = 0 } = callback.promise ?? {};
  const due = after(callback, { kind: 'deadline' }, at(dueAt));
  const late = after(due, { kind: 'deadline' }, at(windowUntil));
  const by = { kind: 'supervisor', id: 'sam' } as const;
  const cold = after(late, { kind: 'profile', by, changes: { interest: 'battery' } }, at(windowUntil));
  const bonus = (lead: typeof late) => ('wait' in lead ? lead.wait.bonusMs / SECOND : null);
  expect([due, late, cold].map(bonus)).toEqual([440, 740, 640]);
});

const template = campaignTemplate({ name: 'Acme', country: 'US', language: 'en' });
const fields = [
  { name: 'bill', label: { en: 'Bill' }, required: false, kind: 'number' as const },
  { name: 'home', label: { en: 'Home' }, required: false, kind: 'text' as const },
];
test.each<[string, Scoring | undefined, readonly string[]]>([
  ['none', undefined, []],
  ['a good one', { start: 0, rules: [rule({ interests: ['offer'], numbers: { bill: { to: 3 } } }, -100)] }, []],
  [
    'limits',
    { start: 101, rules: [rule({ kinds: ['form'] }, 101), rule({ kinds: ['call'] }, 0, 'two')] },
    ['scoring.start: between', 'scoring.rules.0.points: between', 'scoring.rules.1.points: pointsNone'],
  ],
  [
    'repeats',
    { start: 5, rules: [rule({ kinds: ['form'] }), rule({ kinds: ['form'] })] },
    ['scoring.rules.1.name: twice', 'scoring.rules.1.when: scoreRuleTwice'],
  ],
  ['no condition', { start: 5, rules: [rule({})] }, ['scoring.rules.0.when: ruleAlways']],
  [
    'what does not exist',
    { start: 5, rules: [rule({ interests: ['gone'], answers: { gone: ['x'] }, numbers: { home: { from: 1 } } })] },
    [
      'scoring.rules.0.when.interests.0: interestUnknown',
      'scoring.rules.0.when.answers.gone: fieldUnknown',
      'scoring.rules.0.when.numbers.home: fieldNoNumber',
    ],
  ],
  [
    'bounds without content',
    {
      start: 5,
      rules: [
        rule({ numbers: { bill: {} } }),
        rule({ numbers: { bill: { from: 3, to: 2 } }, hours: { from: 1, to: 1 } }, 1, 'two'),
      ],
    },
    [
      'scoring.rules.0.when.numbers.bill: rangeEmpty',
      'scoring.rules.1.when.hours: hoursNone',
      'scoring.rules.1.when.numbers.bill.from: minAboveMax',
    ],
  ],
])('[A180] scoring: %s', (_what, given, expected) => {
  const draft = { ...template, fields, ...(given && { scoring: given }) };
  expect(checkScoring(draft, { edited: null }).map(({ path, code }) => `${path}: ${code}`)).toEqual(expected);
});
