import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCampaign } from '../../../src/core/administration/checkCampaign.ts';
import type { ValidationContext } from '../../../src/core/administration/validationContext.ts';
import { MISTAKE_CODES } from '../../../src/core/vocabulary/mistake.ts';
import { campaignTemplate } from '../../../src/core/administration/template.ts';
import { nextOpening } from '../../../src/core/callback/hours.ts';
import type { CallFlow, KeyChoice } from '../../../src/core/call/flow.ts';
import type { RoutingRule } from '../../../src/core/routing/policy.ts';
import type { CampaignDraft } from '../../../src/core/administration/campaign.ts';
import type { FormField } from '../../../src/core/vocabulary/form.ts';
import type { OpeningHours } from '../../../src/core/vocabulary/hours.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { TEST_FLOW } from '../../support/calls.ts';
import { NOON } from '../../support/leads.ts';

const TEMPLATE = campaignTemplate({ name: 'Brightroof', country: 'US', language: 'en' });
const NINE_TO_FIVE = [{ from: 540, to: 1020 }];
const WEEK = { 1: NINE_TO_FIVE, 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
const AROUND: ValidationContext = {
  now: NOON,
  businessHours: { zone: 'America/New_York', weekly: WEEK, holidays: [] },
  teams: [
    { id: 'team_a', name: 'North' },
    { id: 'team_b', name: 'South' },
  ],
  skills: [{ id: 'skill_roof', name: 'Roofs' }],
  sites: [
    { id: 'site_busan', name: 'Busan' },
    { id: 'site_home', name: 'At home' },
  ],
  agents: [{ teamIds: ['team_a'], languages: ['en', 'ko'], skills: {} }],
  personIds: ['ana'],
  formKeys: ['other'],
  edited: null,
  calls: null,
  asked: null,
};

const wrong = (changes: Partial<CampaignDraft>, around: Partial<ValidationContext> = {}) =>
  checkCampaign({ ...TEMPLATE, ...changes }, { ...AROUND, ...around }).map(({ path, code }) => `${path}: ${code}`);
const hours = (changes: Partial<OpeningHours>): OpeningHours => ({
  zone: 'UTC',
  weekly: WEEK,
  holidays: [],
  ...changes,
});
const field = (changes: Record<string, unknown>): FormField => ({
  name: 'roof',
  label: { en: 'Roof' },
  required: true,
  kind: 'text',
  ...changes,
});
const policy = (changes: Partial<CampaignDraft['policy']>) => ({ policy: { ...TEMPLATE.policy, ...changes } });
const cadence = (changes: Partial<CampaignDraft['cadence']>) => ({ cadence: { ...TEMPLATE.cadence, ...changes } });
const step = (afterMs: number, offerTo = 1) => ({ afterMs, offerTo, relax: [] });

test('[A1] the template is valid as it is', () => {
  expect(wrong({})).toEqual([]);
});

test('[A1] every mistake is reported at once, by path', () => {
  expect(
    wrong({ name: { en: ' ' }, formKey: 'other', teamIds: ['gone'], outcomes: [], ...policy({ seenMs: 20 * SECOND }) }),
  ).toEqual([
    'name.en: englishMissing',
    'formKey: formKeyTaken',
    'teamIds.0: teamUnknown',
    'policy.seenMs: seenTooLong',
    'outcomes: outcomesMissing',
  ]);
});

test.each<[string, Partial<OpeningHours>, string]>([
  ['an unknown zone', { zone: 'Mars/Olympus' }, 'hours.zone: zoneUnknown'],
  ['an end before the start', { weekly: { ...WEEK, 2: [{ from: 600, to: 600 }] } }, 'hours.weekly.2.0: timeBackwards'],
  ['more than a day', { weekly: { ...WEEK, 2: [{ from: 600, to: 1500 }] } }, 'hours.weekly.2.0: timeOutside'],
  [
    'hours that overlap',
    { weekly: { ...WEEK, 1: [...NINE_TO_FIVE, { from: 1000, to: 1100 }] } },
    'hours.weekly.1.1: timesOverlap',
  ],
  ['a date that is none', { holidays: ['2027-02-30'] }, 'hours.holidays.0: dateImpossible'],
  ['a date twice', { holidays: ['2027-01-01', '2027-01-01'] }, 'hours.holidays.1: dateTwice'],
  ['never open', { weekly: { ...WEEK, 1: [] } }, 'hours.weekly: neverOpen'],
])('[A2] invalid hours are rejected: %s', (_name, changes, expected) => {
  expect(wrong({ hours: hours(changes) })).toEqual([expected]);
});

test('[A2] a campaign without hours needs the business’s', () => {
  expect(wrong({ hours: null }, { businessHours: null })).toEqual(['hours: hoursMissing']);
  expect(wrong({ hours: hours({ weekly: null }) }, { businessHours: null })).toEqual([]);
});

test('[A2] valid hours always open within 60 days', () => {
  const span = fc.tuple(fc.integer({ min: -10, max: 1450 }), fc.integer({ min: -10, max: 1450 }));
  const day = fc.array(
    span.map(([from, to]) => ({ from, to })),
    { maxLength: 3 },
  );
  const week = fc.record({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day });
  fc.assert(
    fc.property(week, (weekly) => {
      const open = hours({ weekly });
      if (wrong({ hours: open }).length > 0) return;
      expect(nextOpening(open, NOON)).not.toBeNull();
      for (const spans of Object.values(weekly)) for (const { from, to } of spans) expect(from).toBeLessThan(to);
    }),
  );
});

test('[A26] hours that never overlap the country’s calling hours are rejected', () => {
  const daily = (from: number, to: number) => {
    const spans = [{ from: from * 60, to: to * 60 }];
    return { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans };
  };
  const night = hours({ zone: 'America/New_York', weekly: { ...WEEK, 1: [{ from: 0, to: 300 }] } });
  // 0:00 in New York is 18:00 in Honolulu.
  expect(wrong({ hours: night })).toEqual([]);
  expect(wrong({ hours: hours({ zone: 'America/New_York', weekly: daily(3, 7) }) })).toEqual([
    'hours.weekly: neverPermitted',
  ]);
  expect(wrong({ country: 'KR', hours: night })).toEqual([]);
  const seoul = hours({ zone: 'Asia/Seoul', weekly: daily(0, 5) });
  expect(wrong({ country: 'KR', hours: seoul })).toEqual(['hours.weekly: neverPermitted']);
  expect(wrong({ country: 'KR', hours: null }, { businessHours: seoul })).toEqual(['hours: neverPermitted']);
  expect(wrong({ country: 'KR', hours: seoul, contactBy: 'email' })).toEqual([]);
});

test('[A3] a team needs an active agent', () => {
  expect(wrong({ teamIds: ['team_a'] })).toEqual([]);
  expect(wrong({ teamIds: ['team_b'] })).toEqual(['teamIds.0: teamEmpty']);
  expect(wrong({ skills: { skill_roof: 6, skill_gone: 1 } })).toEqual([
    'skills.skill_roof: skillLevel',
    'skills.skill_gone: skillUnknown',
  ]);
});

test('[A3] a team emptied later doesn’t block the campaign until its staffing changes', () => {
  const asked = { teamIds: ['team_b'], skills: {}, policy: TEMPLATE.policy };
  expect(wrong({ teamIds: ['team_b'] }, { asked })).toEqual([]);
  expect(wrong({ teamIds: ['team_b', 'team_a'] }, { asked })).toEqual(['teamIds.0: teamEmpty']);
});

test('[A3] skills required in every step need an agent in the teams who has them', () => {
  const strict = policy({ steps: [step(0)] });
  const around: Partial<ValidationContext> = {
    skills: [...AROUND.skills, { id: 'skill_sun', name: 'Sun' }],
    agents: [
      { teamIds: ['team_a'], languages: ['en'], skills: { skill_roof: 3 } },
      { teamIds: ['team_b'], languages: ['en'], skills: { skill_sun: 5 } },
    ],
  };
  expect(wrong({ ...strict, skills: { skill_roof: 3 } }, around)).toEqual([]);
  expect(wrong({ ...strict, skills: { skill_roof: 4 } }, around)).toEqual(['skills.skill_roof: skillNobody']);
  expect(wrong({ ...strict, skills: { skill_roof: 3 }, teamIds: ['team_b'] }, around)).toEqual([
    'skills.skill_roof: skillNobody',
  ]);
  expect(wrong({ ...strict, skills: { skill_roof: 3, skill_sun: 5 } }, around)).toEqual(['skills: skillsNobody']);
  const relaxed = policy({ steps: [step(0), { ...step(SECOND), relax: ['skills'] }] });
  expect(wrong({ ...relaxed, skills: { skill_roof: 3 } }, around)).toEqual([]);
  const asked = { teamIds: [], skills: { skill_roof: 4 }, ...strict };
  expect(wrong({ ...strict, skills: { skill_roof: 4 } }, { ...around, asked })).toEqual([]);
  expect(wrong({ ...strict, skills: { skill_roof: 4 } }, { ...around, asked: { ...asked, ...relaxed } })).toEqual([
    'skills.skill_roof: skillNobody',
  ]);
});

test('[V68] a script can’t use an answer that agents don’t see', () => {
  const fields = [field({ name: 'income', seenBy: 'supervisors' })];
  expect(wrong({ fields, script: { en: 'Hello, {income}' } })).toEqual(['script.en: placeholderUnknown']);
});

test.each<[string, FormField[], string]>([
  ['nothing to choose from', [field({ kind: 'choice', choices: [] })], 'fields.0.choices: choicesMissing'],
  ['a least above the greatest', [field({ kind: 'number', min: 5, max: 4 })], 'fields.0.min: minAboveMax'],
  ['a name that every form has', [field({ name: 'phone' })], 'fields.0.name: fieldNameReserved'],
  ['a name that is none', [field({ name: 'roof size' })], 'fields.0.name: fieldNameShape'],
  [
    'a choice without a code',
    [field({ kind: 'choice', choices: [{ value: '', label: { en: 'A' } }] })],
    'fields.0.choices.0.value: choiceCode',
  ],
  ['a name twice', [field({}), field({})], 'fields.1.name: twice'],
  ['no English label', [field({ label: { en: '', ko: '지붕' } })], 'fields.0.label.en: englishMissing'],
  [
    'a choice twice',
    [field({ kind: 'choices', choices: [1, 2].map(() => ({ value: 'a', label: { en: 'A' } })) })],
    'fields.0.choices.1.value: twice',
  ],
  [
    'a field that agents ask for without a purpose',
    [field({ askedBy: 'agent' }), field({ name: 'other', askedBy: 'agent', why: { en: 'To quote.' } })],
    'fields.0.why.en: englishMissing',
  ],
])('[A4] [A92] an unusable form is rejected: %s', (_name, fields, expected) => {
  expect(wrong({ fields })).toEqual([expected]);
});

test('[A4] form keys and sites are normalized, and a key with leads can’t change', () => {
  expect(wrong({ formKey: 'Solar 2027' })).toEqual(['formKey: formKeyShape']);
  expect(wrong({ formKey: 'new' }, { edited: { formKey: 'old', hasLeads: true } })).toEqual(['formKey: formKeyInUse']);
  expect(wrong({ formKey: 'new' }, { edited: { formKey: 'old', hasLeads: false } })).toEqual([]);
  const embedOrigins = ['https://shop.example', 'https://shop.example/path', 'javascript:alert(1)', '*'];
  expect(wrong({ embedOrigins })).toEqual([1, 2, 3].map((index) => `embedOrigins.${index}: originShape`));
});

describe('[K24] a form keeps the choices that callers make by key', () => {
  const choices = [{ value: 'small', label: { en: 'Small' } }];
  const size = field({ name: 'size', kind: 'choice', choices });
  const asks = (choice: Partial<KeyChoice>): CallFlow => ({
    ...TEST_FLOW,
    questions: [{ ask: { text: { en: 'Which?' } }, choices: [{ key: '1', label: { en: 'one' }, ...choice }] }],
  });
  const roof = { interests: [{ value: 'roof', label: { en: 'A roof' } }] };
  const saysSize = (value: string) => ({ calls: asks({ answer: { field: 'size', value } }) });

  test.each<[string, Partial<CampaignDraft>, Partial<ValidationContext>, string[]]>([
    ['an interest that is there', roof, { calls: asks({ interest: 'roof' }) }, []],
    ['an interest that is gone', roof, { calls: asks({ interest: 'boat' }) }, ['interests: interestAsked']],
    ['a field that is there', { fields: [size] }, saysSize('small'), []],
    ['a field that is gone', { fields: [] }, saysSize('small'), ['fields: fieldAsked']],
    ['a choice of a field that is gone', { fields: [size] }, saysSize('large'), ['fields: fieldAsked']],
    ['no calls at all', roof, { calls: null }, []],
  ])('%s', (_name, changes, around, expected) => {
    expect(wrong(changes, around)).toEqual(expected);
  });

  test('what is asked for is named, each once', () => {
    const [question] = asks({ interest: 'boat' }).questions;
    const calls = { ...TEST_FLOW, questions: [question!, question!, ...TEST_FLOW.questions] };
    const [found] = checkCampaign({ ...TEMPLATE, interests: [] }, { ...AROUND, calls });
    expect(found).toEqual({ path: 'interests', code: 'interestAsked', values: { value: 'boat, roof' } });
  });

  test.each<[string, Record<string, unknown>, string, boolean]>([
    ['a number within its bounds', { kind: 'number', min: 1, max: 9 }, '3', true],
    ['a number beyond them', { kind: 'number', min: 1, max: 9 }, '10', false],
    ['no number', { kind: 'number' }, 'three', false],
    ['a date', { kind: 'date' }, '2027-01-31', true],
    ['no date', { kind: 'date' }, 'soon', false],
    ['words', { kind: 'text' }, 'soon', true],
    ['no words', { kind: 'text' }, ' ', false],
    ['one of several', { kind: 'choices', choices }, 'small', true],
  ])('an answer fits its field: %s', (_name, kind, value, fits) => {
    expect(wrong({ fields: [field({ name: 'size', ...kind })] }, saysSize(value))).toEqual(
      fits ? [] : ['fields: fieldAsked'],
    );
  });
});

test('[A5] a script uses only placeholders that a lead has', () => {
  const own = [field({ name: 'bill' })];
  const said = 'Hello {name}, {agent} of {campaign} about {interest}: {bill}?';
  expect(wrong({ fields: own, script: { en: said } })).toEqual([]);
  expect(wrong({ script: { en: said } })).toEqual(['script.en: placeholderUnknown']);
  expect(wrong({ script: { en: 'Hello', ko: '{first name}' } })).toEqual(['script.ko: placeholderUnknown']);
});

test('[A5] every unknown placeholder is reported, and duplicates once', () => {
  const script = { en: 'Hello {nobody}, {naem}, {nobody}' };
  const [found] = checkCampaign({ ...TEMPLATE, fields: [field({ name: 'name' })], script }, AROUND).filter(
    ({ path }) => path === 'script.en',
  );
  expect(found?.values).toEqual({
    ...{ count: 2, unknown: '{nobody}, {naem}', known: '{name}, {interest}, {agent}, {campaign}' },
  });
});

describe('a policy', () => {
  test.each<[string, Partial<CampaignDraft>, string]>([
    ['no step', policy({ steps: [] }), 'policy.steps: stepsMissing'],
    ['a late first step', policy({ steps: [step(SECOND)] }), 'policy.steps.0.afterMs: firstStepLate'],
    ['steps out of order', policy({ steps: [step(0), step(0)] }), 'policy.steps.1.afterMs: stepsUnsorted'],
    ['a step after the end', policy({ steps: [step(0), step(DAY)] }), 'policy.steps.1.afterMs: stepAfterGiveUp'],
    ['a broadcast to nobody', policy({ steps: [step(0, 0)] }), 'policy.steps.0.offerTo: between'],
    ['a broadcast to 101', policy({ steps: [step(0, 101)] }), 'policy.steps.0.offerTo: between'],
    ['seen no sooner than the end', policy({ offerMs: 5 * SECOND, seenMs: 5 * SECOND }), 'policy.seenMs: seenTooLong'],
    ['a wrap-up of an hour', policy({ wrapUpMs: HOUR }), 'policy.wrapUpMs: betweenSeconds'],
    ['no wrap-up', policy({ wrapUpMs: 0 }), 'policy.wrapUpMs: betweenSeconds'],
    ['a bonus of a week', { bonusSeconds: 7 * 86_400 }, 'bonusSeconds: between'],
  ])('[A6] steps are in order and durations within limits: %s', (_name, changes, expected) => {
    expect(wrong(changes)).toEqual([expected]);
  });
});

test.each<[string, Partial<CampaignDraft>, string]>([
  ['four a day', cadence({ maxPerDay: 4 }), 'cadence.maxPerDay: attemptsADay'],
  ['none a day', cadence({ maxPerDay: 0 }), 'cadence.maxPerDay: attemptsADay'],
  ['five within hours', cadence({ retryMs: [HOUR] }), 'cadence.retryMs: attemptsTooDense'],
  ['two a day by a cap of one', cadence({ maxPerDay: 1 }), 'cadence.retryMs: attemptsTooDense'],
  ['a life too short', cadence({ lifeMs: DAY }), 'cadence.lifeMs: lifeTooShort'],
  ['no delay', cadence({ retryMs: [] }), 'cadence.retryMs: delaysMissing'],
  ['a minute between', cadence({ retryMs: [MINUTE, 2 * DAY] }), 'cadence.retryMs.0: betweenMinutes'],
])('[A7] a cadence respects three attempts in 24 hours and the promise’s lifetime: %s', (_name, changes, expected) => {
  expect(wrong(changes)).toEqual([expected]);
});

test('[A7] a valid cadence never plans more than its cap in any 24 hours, whatever the delays', () => {
  const delays = fc.array(fc.integer({ min: 5 * MINUTE, max: 3 * DAY }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(delays, fc.integer({ min: 1, max: 3 }), (retryMs, maxPerDay) => {
      const maxAttempts = retryMs.length + 1;
      if (wrong(cadence({ retryMs, maxPerDay, maxAttempts, lifeMs: 30 * DAY })).length > 0) return;
      const times = retryMs.reduce((all, delay) => [...all, (all.at(-1) ?? 0) + delay], [0]);
      for (const at of times) {
        expect(times.filter((one) => one >= at && one < at + DAY).length).toBeLessThanOrEqual(maxPerDay);
      }
    }),
  );
});

test('[A1] mistake codes are unique', () => {
  expect(new Set(MISTAKE_CODES).size).toBe(MISTAKE_CODES.length);
});

test.each<[string, Partial<CampaignDraft['policy']>, readonly string[]]>([
  ['a weight', { order: { kind: 'roundRobin', weights: { ana: 1 } } }, []],
  ['no share', { order: { kind: 'roundRobin', weights: { ana: 0 } } }, ['policy.order.weights.ana: between']],
  ['a stranger', { order: { kind: 'roundRobin', weights: { zoe: 2 } } }, ['policy.order.weights.zoe: agentUnknown']],
  [
    'endless patience',
    { order: { kind: 'lastAgent', patienceMs: TEMPLATE.policy.giveUpMs, then: 'random' } },
    ['policy.order.patienceMs: patienceTooLong'],
  ],
  [
    'limits that let no one work',
    { limits: { perHour: 0, perDay: 0, afterDeclineMs: 5 * HOUR, afterMissMs: 5 * HOUR } },
    [
      'policy.limits.perHour: between',
      'policy.limits.perDay: between',
      'policy.limits.afterDeclineMs: betweenSeconds',
      'policy.limits.afterMissMs: betweenSeconds',
    ],
  ],
])('[A96] an order and limits: %s', (_what, changes, expected) => {
  expect(wrong(policy(changes))).toEqual(expected);
});

const named = (name: string, changes: Partial<RoutingRule> = {}): RoutingRule => ({
  ...{ name, when: { languages: ['ko'] } },
  ...changes,
});
test.each<[string, readonly RoutingRule[], readonly string[]]>([
  ['a good one', [named('a', { who: { teamIds: ['team_a'], skills: {} } })], []],
  ['two of a name', [named('a'), named('a', { when: { languages: ['en'] } })], ['policy.rules.1.name: twice']],
  ['no condition', [named('a', { when: {} })], ['policy.rules.0.when: ruleAlways']],
  ['no field', [named('a', { when: { answers: {}, numbers: {} } })], ['policy.rules.0.when: ruleAlways']],
  ['hidden', [named('a'), named('b')], ['policy.rules.1.when: ruleHidden']],
  [
    'unknown names',
    [
      named('a', {
        when: { interests: ['gone'], answers: { gone: ['x'] } },
        who: { teamIds: ['gone'], skills: { gone: 1 } },
        steps: [{ ...step(0), teamIds: ['gone'] }],
      }),
    ],
    [
      'policy.rules.0.when.interests.0: interestUnknown',
      'policy.rules.0.when.answers.gone: fieldUnknown',
      'policy.rules.0.who.teamIds.0: teamUnknown',
      'policy.rules.0.who.skills.gone: skillUnknown',
      'policy.rules.0.steps.0.teamIds.0: teamUnknown',
    ],
  ],
  [
    'numbers of a field that has none, and ranges that hold nothing',
    [named('a', { when: { numbers: { gone: { from: 1 }, bill: { from: 9, to: 1 } } } })],
    ['policy.rules.0.when.numbers.gone: fieldNoNumber', 'policy.rules.0.when.numbers.bill.from: minAboveMax'],
  ],
  ['reaches no one', [named('a', { who: { teamIds: ['team_b'], skills: {} } })], ['policy.rules.0.who: ruleNobody']],
  [
    'reaches no one at the level',
    [named('a', { who: { teamIds: [], skills: { skill_roof: 3 } }, steps: [step(0)] })],
    ['policy.rules.0.who: ruleNobody'],
  ],
  [
    'steps and order of its own',
    [
      named('a', {
        order: { kind: 'roundRobin', weights: { zoe: 1 } },
        steps: [step(SECOND), step(SECOND), step(HOUR)],
      }),
    ],
    [
      'policy.rules.0.order.weights.zoe: agentUnknown',
      'policy.rules.0.steps.0.afterMs: firstStepLate',
      'policy.rules.0.steps.1.afterMs: stepsUnsorted',
      'policy.rules.0.steps.2.afterMs: stepAfterGiveUp',
    ],
  ],
])('[A98] rules: %s', (_what, rules, expected) => {
  const fields = [field({ name: 'bill', kind: 'number' })];
  expect(wrong({ ...policy({ rules }), fields })).toEqual(expected);
});

describe('a step that reaches no one', () => {
  const around: Partial<ValidationContext> = {
    agents: [
      { teamIds: ['team_a'], languages: ['en'], skills: { skill_roof: 3 } },
      { teamIds: [], languages: ['en', 'ko'], skills: {} },
    ],
  };
  const waived = { ...step(MINUTE), relax: ['skills' as const] };
  const strong = { teamIds: [], skills: { skill_roof: 5 } };

  test('[A225] is refused at its place, also when a later one waives the skills', () => {
    const steps = [step(0), waived];
    expect(wrong({ ...policy({ steps }), skills: { skill_roof: 3 } }, around)).toEqual([]);
    expect(wrong({ ...policy({ steps }), skills: { skill_roof: 5 } }, around)).toEqual(['policy.steps.0: stepNobody']);
    const back = [step(0), waived, step(2 * MINUTE)];
    expect(wrong({ ...policy({ steps: back }), skills: { skill_roof: 5 } }, around)).toEqual([
      'policy.steps.0: stepNobody',
      'policy.steps.2: stepNobody',
    ]);
  });

  test('[A225] in a rule, by the rule’s own steps or by the policy’s', () => {
    const own = policy({ rules: [named('a', { who: strong, steps: [step(0), waived] })] });
    expect(wrong(own, around)).toEqual(['policy.rules.0.steps.0: stepNobody']);
    const policys = policy({ steps: [step(0), waived], rules: [named('a', { who: strong })] });
    expect(wrong(policys, around)).toEqual(['policy.rules.0.who: ruleStepNobody']);
    // The campaign's own skills, which only the policy's steps waive.
    const steps = [waived].map((one) => ({ ...one, afterMs: 0 }));
    const strict = policy({ steps, rules: [named('a', { steps: [step(0)] })] });
    expect(wrong({ ...strict, skills: { skill_roof: 5 } }, around)).toEqual(['policy.rules.0.steps.0: stepNobody']);
  });

  test('[A225] one that asks supervisors reaches them, and a team that a step adds needs someone', () => {
    const asks = policy({ steps: [{ ...step(0), supervisors: true }, waived] });
    expect(wrong({ ...asks, skills: { skill_roof: 5 } }, around)).toEqual([]);
    const widened = policy({ steps: [step(0), { ...step(MINUTE), teamIds: ['team_b'] }] });
    expect(wrong({ ...widened, teamIds: ['team_a'] }, around)).toEqual(['policy.steps.1.teamIds.0: teamEmpty']);
  });

  test('[A225] a rule for a language needs someone in its teams who speaks it, unless its steps waive it', () => {
    const korean = (changes: Partial<RoutingRule>) => wrong(policy({ rules: [named('a', changes)] }), around);
    expect(korean({})).toEqual([]);
    const inTeam = { who: { teamIds: ['team_a'], skills: {} } };
    expect(korean(inTeam)).toEqual(['policy.rules.0.when.languages: languageNobody']);
    expect(korean({ ...inTeam, steps: [{ ...step(0), relax: ['language'] }] })).toEqual([]);
  });

  test('[A225] doesn’t block what is saved unchanged, however staff changes', () => {
    const changes = { ...policy({ steps: [step(0), waived] }), skills: { skill_roof: 5 } };
    expect(wrong(changes, { ...around, asked: { ...TEMPLATE, ...changes } })).toEqual([]);
    expect(wrong({ ...changes, teamIds: ['team_a'] }, { ...around, asked: { ...TEMPLATE, ...changes } })).toEqual([
      'policy.steps.0: stepNobody',
    ]);
  });
});

describe('sites', () => {
  const around: Partial<ValidationContext> = {
    agents: [
      { teamIds: ['team_a'], languages: ['en', 'ko'], skills: {}, siteId: 'site_busan' },
      { teamIds: ['team_b'], languages: ['en', 'ko'], skills: {} },
    ],
  };
  const who = (siteIds: readonly string[], teamIds: readonly string[] = []) => ({ siteIds, teamIds, skills: {} });

  test('[A250] exist, and someone there can take the leads', () => {
    const rules = [named('a', { who: who(['gone']) })];
    expect(wrong({ ...policy({ rules }), siteIds: ['gone'] }, around)).toEqual([
      'siteIds.0: siteUnknown',
      'policy.rules.0.who.siteIds.0: siteUnknown',
    ]);
    expect(wrong({ siteIds: ['site_busan'] }, around)).toEqual([]);
    expect(wrong({ siteIds: ['site_home'] }, around)).toEqual(['siteIds: siteNobody']);
    // Each of the two has someone, but no one is in both.
    expect(wrong({ siteIds: ['site_busan'], teamIds: ['team_b'] }, around)).toEqual(['siteIds: siteNobody']);
    expect(wrong(policy({ rules: [named('a', { who: who(['site_busan'], ['team_b']) })] }), around)).toEqual([
      'policy.rules.0.who: ruleNobody',
    ]);
  });

  test('[A250] that a step waives or only prefers are met by anyone', () => {
    const waived = policy({ steps: [step(0), { ...step(MINUTE), relax: ['sites'] }] });
    expect(wrong({ ...waived, siteIds: ['site_home'] }, around)).toEqual(['policy.steps.0: stepNobody']);
    const preferred = policy({ steps: [{ ...step(0), prefer: ['sites'] }] });
    expect(wrong({ ...preferred, siteIds: ['site_home'] }, around)).toEqual([]);
  });

  test('[A250] may be saved unchanged, whoever left them', () => {
    const changes = { siteIds: ['site_home'] };
    expect(wrong(changes, { ...around, asked: { ...TEMPLATE, ...changes } })).toEqual([]);
  });
});

test.each<[string, RoutingRule['when'], RoutingRule['when'], boolean]>([
  ['a condition more', { languages: ['ko'] }, { languages: ['ko'], weekdays: [1] }, true],
  ['a condition less', { languages: ['ko'], weekdays: [1] }, { languages: ['ko'] }, false],
  ['fewer of its values', { weekdays: [1, 2, 3] }, { weekdays: [2] }, true],
  ['another value', { weekdays: [1, 2, 3] }, { weekdays: [2, 6] }, false],
  ['a source typed otherwise', { sources: ['Ads'] }, { sources: [' ads'] }, true],
  ['a state of its country', { places: ['US', 'KR'] }, { places: ['US-CA'] }, true],
  ['the country of its state', { places: ['US-CA'] }, { places: ['US'] }, false],
  ['bounds within its bounds', { score: { from: 50 } }, { score: { from: 60, to: 70 } }, true],
  ['bounds beyond its bounds', { score: { from: 50, to: 80 } }, { score: { from: 60 } }, false],
  ['hours within its hours', { hours: { from: 0, to: 600 } }, { hours: { from: 60, to: 120 } }, true],
  ['a night within its night', { hours: { from: 1200, to: 360 } }, { hours: { from: 1260, to: 300 } }, true],
  ['hours over midnight', { weekdays: [6] }, { weekdays: [6], hours: { from: 1200, to: 60 } }, false],
])('[A254] a rule behind one of %s', (_what, first, second, isHidden) => {
  const rules = [named('First', { when: first }), named('Second', { when: second })];
  expect(wrong(policy({ rules }))).toEqual(isHidden ? ['policy.rules.1.when: ruleHidden'] : []);
  // Where it was so already, it doesn't keep other changes from being saved.
  expect(wrong(policy({ rules }), { asked: { ...TEMPLATE, ...policy({ rules }) } })).toEqual([]);
});

test('[A254] conditions that name every language, day and hour are none', () => {
  const when = { languages: ['en', 'ko'], weekdays: [1, 2, 3, 4, 5, 6, 7], hours: { from: 0, to: 1440 } } as const;
  expect(wrong(policy({ rules: [named('a', { when })] }))).toEqual(['policy.rules.0.when: ruleAlways']);
});

test('[A251] what a step prefers isn’t waived by it, and its own teams come before others only if it adds some', () => {
  const preferring = (changes: object) => wrong(policy({ steps: [{ ...step(0), ...changes }] }));
  expect(preferring({ prefer: ['skills'], relax: ['skills'] })).toEqual(['policy.steps.0.prefer.0: preferWaived']);
  expect(preferring({ prefer: ['language', 'teams'] })).toEqual(['policy.steps.0.prefer.1: preferTeamsAlone']);
  expect(preferring({ prefer: ['teams'], teamIds: ['team_a'] })).toEqual([]);
});

describe('a condition that can never hold', () => {
  const fields: readonly FormField[] = [
    field({ name: 'home', kind: 'choice', choices: [{ value: 'house', label: { en: 'House', ko: '주택' } }] }),
    field({ name: 'bill', kind: 'number', min: 10, max: 500 }),
    field({ name: 'since', kind: 'date' }),
    field({ name: 'note', kind: 'text' }),
  ];
  const of = (when: RoutingRule['when'], around: Partial<ValidationContext> = {}) =>
    wrong({ ...policy({ rules: [named('a', { when })] }), fields }, around);

  test.each<[RoutingRule['when'], readonly string[]]>([
    [{ answers: { home: ['house'], bill: ['250'], since: ['2026-01-02'], note: ['Anything at all'] } }, []],
    [{ answers: { home: ['house', 'boat'] } }, ['answers.home.1: answerNever']],
    [{ answers: { bill: ['much'] } }, ['answers.bill.0: answerNever']],
    [{ answers: { bill: ['250.0', '501'] } }, ['answers.bill.0: answerNever', 'answers.bill.1: answerNever']],
    [{ answers: { since: ['yesterday'] } }, ['answers.since.0: answerNever']],
    [{ numbers: { bill: { from: 501 } } }, ['numbers.bill.from: rangeAbove']],
    [{ numbers: { bill: { to: 9 } } }, ['numbers.bill.to: rangeBelow']],
    [{ numbers: { bill: { from: 500 } } }, []],
    [{ places: ['US', 'US-CA', 'CA-ON', 'KR'] }, []],
    [
      { places: ['XX', 'US-XX', 'KR-11', 'UK'] },
      ['places.0: placeUnknown', 'places.1: placeUnknown', 'places.2: placeUnknown', 'places.3: placeUnknown'],
    ],
    [{ hours: { from: 600, to: 600 } }, ['hours: hoursNone']],
    // Over midnight.
    [{ hours: { from: 1200, to: 60 } }, []],
  ])('[A252] %j is refused at its place', (when, expected) => {
    expect(of(when)).toEqual(expected.map((one) => `policy.rules.0.when.${one}`));
  });

  test('[A252] of scoring as well', () => {
    const scoring = { start: 50, rules: [{ name: 'a', points: 9, when: { answers: { home: ['boat'] } } }] };
    expect(wrong({ scoring, fields })).toEqual(['scoring.rules.0.when.answers.home.0: answerNever']);
  });

  test('[A252] that was saved before doesn’t block other changes, but a choice that a rule names can’t be removed', () => {
    const rules = [named('a', { when: { answers: { home: ['house', 'boat'] } } })];
    const asked = { ...TEMPLATE, ...policy({ rules }) };
    const edited = { formKey: TEMPLATE.formKey, hasLeads: false, form: { interests: TEMPLATE.interests, fields } };
    expect(of(rules[0]!.when, { asked, edited })).toEqual([]);
    const without = [
      field({ name: 'home', kind: 'choice', choices: [{ value: 'tent', label: { en: 'Tent', ko: '텐트' } }] }),
    ];
    expect(wrong({ ...policy({ rules }), fields: without }, { asked, edited })).toEqual([
      'policy.rules.0.when.answers.home.0: answerNever',
    ]);
    // Activated again, everything is checked.
    expect(of(rules[0]!.when, { asked: null, edited })).toEqual(['policy.rules.0.when.answers.home.1: answerNever']);
  });
});

test('[A98] unchanged rules may be saved whoever is left', () => {
  const changes = policy({ rules: [named('a', { who: { teamIds: ['team_b'], skills: {} } })] });
  expect(wrong(changes, { asked: { ...TEMPLATE, ...changes } })).toEqual([]);
});
