/** Settings of a policy that have no effect: each is reported at its place, and the choice is the same without it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RoutingPart } from '../../../src/core/administration/campaign.ts';
import { DEFAULT_POLICY, type OrderChoice, type Policy, type PolicyStep } from '../../../src/core/routing/policy.ts';
import type { Mistake } from '../../../src/core/vocabulary/mistake.ts';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { idleSettings, type IdleContext } from '../../../src/shared/idleSettings.ts';
import { decide, leads, people, policies } from '../../support/floors.ts';

const STEP: PolicyStep = { afterMs: 0, offerTo: 1, relax: [] };
const LATER: PolicyStep = { ...STEP, afterMs: MINUTE, offerTo: 2 };
const ana = { id: 'ana', teamIds: ['day'], languages: ['en' as const], skills: { roof: 3 }, siteId: 'home' };
const CONTEXT: IdleContext = { takers: [ana], callersChooseSkills: false, isScored: true };

interface Given extends Partial<Omit<RoutingPart, 'policy'>> {
  readonly policy?: Partial<Policy>;
}
const partOf = ({ policy, ...who }: Given): RoutingPart => ({
  ...{ teamIds: ['day'], skills: { roof: 2 }, siteIds: ['home'], ...who },
  policy: { ...DEFAULT_POLICY, steps: [STEP, LATER], ...policy },
});
const found = (given: Given, context: Partial<IdleContext> = {}) =>
  idleSettings(partOf(given), { ...CONTEXT, ...context }).map(({ path, code }) => `${path} ${code}`);
const withOrder = (order: OrderChoice, steps: readonly PolicyStep[] = [STEP, LATER]) => ({ policy: { order, steps } });
const withSteps = (...steps: readonly PolicyStep[]) => ({ policy: { steps } });
const DAY = { teamIds: ['day'], skills: {} };
const rule = { name: 'Ads', when: { sources: ['ads'] } };
const withRule = (changes: Partial<Policy['rules'][number]>) => ({
  policy: { rules: [{ ...rule, order: { kind: 'random' as const }, ...changes }] },
});

describe('settings that have no effect', () => {
  test.each<[string, Given, Partial<IdleContext>?]>([
    ['policy.order.patienceMs patienceIdle', withOrder({ kind: 'longestIdle', patienceMs: MINUTE })],
    ['policy.order.then thenIdle', withOrder({ kind: 'random', then: 'longestIdle' })],
    ['policy.order.weights weightsIdle', withOrder({ kind: 'longestIdle', weights: { ana: 2 } })],
    [
      'policy.order.weights weightsIdle',
      withOrder({ kind: 'lastAgent', patienceMs: 0, then: 'random', weights: { ana: 2 } }),
    ],
    ['policy.order.weights weightsEven', withOrder({ kind: 'roundRobin', weights: { ana: 1 } })],
    ['policy.order.weights.ben weightElsewhere', withOrder({ kind: 'roundRobin', weights: { ana: 2, ben: 2 } })],
    ['policy.order.kind orderNoSkills', { skills: {}, ...withOrder({ kind: 'bestSkill' }) }],
    ['policy.order.then orderNoSkills', { skills: {}, ...withOrder({ kind: 'lastAgent', then: 'bestSkill' }) }],
    ['policy.order.kind orderEveryone', withOrder({ kind: 'random' }, [{ ...STEP, offerTo: 'everyone' }])],
    ['skills skillsWaived', withSteps({ ...STEP, relax: ['skills'] }, { ...LATER, relax: ['skills', 'language'] })],
    ['siteIds sitesWaived', withSteps({ ...STEP, relax: ['sites'] })],
    ['policy.steps.1.teamIds stepTeamsIdle', { teamIds: [], ...withSteps(STEP, { ...LATER, teamIds: ['night'] }) }],
    ['policy.steps.1.teamIds stepTeamsOwn', withSteps(STEP, { ...LATER, teamIds: ['day'] })],
    [
      'policy.steps.0.prefer.0 preferNoSkills',
      { skills: {}, ...withSteps({ ...STEP, prefer: ['skills', 'language'] }) },
    ],
    ['policy.steps.0.prefer.0 preferNoSites', { siteIds: [], ...withSteps({ ...STEP, prefer: ['sites'] }) }],
    ['policy.steps.1 stepSame', withSteps(STEP, { ...STEP, afterMs: MINUTE, prefer: [], teamIds: [] })],
    ['policy.limits.perHour limitHourIdle', { policy: { limits: { ...PAUSES(), perHour: 9, perDay: 9 } } }],
    ['policy.nobodyMs nobodySame', { policy: { nobodyMs: MINUTE, giveUpMs: MINUTE } }],
    ['policy.speed speedAlone', { policy: { speed: { percent: 95, withinMs: MINUTE }, steps: [STEP] } }],
    ['policy.bonusSeconds.score scoreNone', { policy: { bonusSeconds: BONUS() } }, { isScored: false }],
    [
      'policy.rules.0.when.score scoreNever',
      withRule({ when: { ...rule.when, score: { from: 70 } } }),
      { isScored: false },
    ],
    ['policy.rules.0.when.languages conditionAll', withRule({ when: { ...rule.when, languages: ['ko', 'en'] } })],
    [
      'policy.rules.0.when.weekdays conditionAll',
      withRule({ when: { ...rule.when, weekdays: [1, 2, 3, 4, 5, 6, 7] } }),
    ],
    ['policy.rules.0.when.hours conditionAll', withRule({ when: { ...rule.when, hours: { from: 0, to: 1440 } } })],
    ['policy.rules.0 ruleNothing', { policy: { rules: [rule] } }],
    [
      'policy.rules.0 ruleNothing',
      withRule({
        who: { skills: { roof: 2 }, teamIds: ['day'], siteIds: ['home'] },
        order: { kind: 'longestIdle' },
        steps: [{ ...STEP, prefer: [] }, LATER],
      }),
    ],
    ['siteIds.1 siteEmpty', { siteIds: ['home', 'busan'] }],
    [
      'siteIds.1 siteEmpty',
      { siteIds: ['home', 'busan'] },
      { takers: [ana, { ...ana, teamIds: [], siteId: 'busan' }] },
    ],
    ['policy.rules.0.who.siteIds.0 siteEmpty', withRule({ who: { ...DAY, siteIds: ['busan', 'home'] } })],
    [
      'policy.steps.0.prefer preferNobody',
      { skills: { roof: 2, solar: 1 }, ...withSteps({ ...STEP, prefer: ['language', 'skills'] }) },
    ],
    [
      'policy.steps.0.prefer preferNobody',
      withSteps({ ...STEP, teamIds: ['night'], prefer: ['teams', 'skills'] }),
      {
        takers: [
          { ...ana, skills: {} },
          { ...ana, teamIds: ['night'] },
        ],
      },
    ],
    [
      'policy.rules.0.steps.0.prefer preferNobody',
      withRule({ when: { languages: ['ko'] }, steps: [{ ...STEP, prefer: ['language'] }] }),
    ],
  ])('[A270] %s', (...[idle, given, context]) => {
    expect(found(given, context)).toEqual([idle]);
  });

  function PAUSES() {
    return { afterDeclineMs: 0, afterMissMs: 0 };
  }
  function BONUS() {
    return { liveCall: 0, promise: 0, score: 60 };
  }

  test.each<[string, Given, Partial<IdleContext>?]>([
    ['the default policy', { skills: {}, siteIds: [], policy: DEFAULT_POLICY }],
    ['everything in use', withOrder({ kind: 'lastAgent', patienceMs: 9, then: 'roundRobin', weights: { ana: 2 } })],
    ['skills that callers choose', { skills: {}, ...withOrder({ kind: 'bestSkill' }) }, { callersChooseSkills: true }],
    [
      'skills that are waived, and rank',
      {
        policy: { order: { kind: 'bestSkill' }, steps: [{ ...STEP, relax: ['skills'] }] },
      },
    ],
    ['a step that only prefers', withSteps({ ...STEP, prefer: ['skills', 'sites', 'language'] })],
    [
      'a preference of a step for supervisors, who come after the others by it',
      { siteIds: [], ...withSteps({ ...STEP, prefer: ['sites'], supervisors: true }) },
    ],
    ['sites where no one works yet', { siteIds: ['busan', 'seoul'] }],
    [
      'a preference of a step that reaches no one',
      { teamIds: ['night'], ...withSteps({ ...STEP, prefer: ['skills'] }) },
    ],
    [
      'a preference that one of several languages meets',
      withSteps({ ...STEP, prefer: ['language', 'sites'] }),
      { takers: [ana, { ...ana, siteId: 'busan', languages: ['ko'] }] },
    ],
    [
      'a rule with the campaign’s settings, in front of another one',
      {
        policy: {
          rules: [
            { ...rule, steps: [STEP, LATER] },
            { ...rule, name: 'All', order: { kind: 'random' } },
          ],
        },
      },
    ],
    [
      'a rule with the campaign’s settings, whose turns are its own',
      { policy: { order: { kind: 'roundRobin' }, rules: [{ ...rule, order: { kind: 'roundRobin' } }] } },
    ],
    [
      'a rule whose steps differ',
      withRule({ order: { kind: 'longestIdle' }, steps: [STEP, { ...LATER, relax: ['sites'] }] }),
    ],
    ['a limit per hour that is reached first', { policy: { limits: { ...PAUSES(), perHour: 8, perDay: 9 } } }],
    [
      'a bonus for a score when it isn’t known whether leads are scored',
      { policy: { bonusSeconds: BONUS() } },
      { isScored: undefined },
    ],
    [
      'a rule that keeps another from applying',
      {
        policy: { rules: [rule, { ...rule, name: 'All', order: { kind: 'random' } }] },
      },
    ],
    [
      'what one of two ways uses',
      {
        teamIds: [],
        policy: {
          steps: [{ ...STEP, teamIds: ['night'], prefer: ['teams'] }, LATER],
          rules: [{ ...rule, who: { teamIds: ['day'], skills: {} } }],
        },
      },
    ],
  ])('[A270] isn’t reported: %s', (...[, given, context]) => {
    expect(found(given, context)).toEqual([]);
  });

  test('[A270] own teams can’t be preferred where a step adds none', () => {
    expect(found(withSteps({ ...STEP, teamIds: ['day'], prefer: ['teams'] }))).toEqual([
      'policy.steps.0.teamIds stepTeamsOwn',
      'policy.steps.0.prefer.0 preferNoTeams',
    ]);
  });

  test('[A270] a part that several ways share is idle only if it is in each of them', () => {
    const rules = [{ ...rule, steps: [{ ...STEP, offerTo: 2, relax: ['skills' as const] }] }];
    const steps = [{ ...STEP, relax: ['skills' as const] }];
    expect(found({ policy: { steps: [STEP], rules } })).toEqual([]);
    expect(found({ policy: { steps, rules } })).toEqual(['skills skillsWaived']);
  });

  test('[A270] without what is reported, every choice is the same', () => {
    const REMOVED = /(order\.(patienceMs|then|kind|weights)|teamIds|prefer(\.\d+)?|skills|siteIds(\.\d+)?|rules\.\d+)$/;
    let removed = 0;
    const extras = fc.record({
      weighted: fc.array(fc.constantFrom('a0', 'a1')),
      siteIds: fc.subarray(['busan', 'home']),
      repeats: fc.boolean(),
    });
    fc.assert(
      fc.property(policies, leads, people, extras, (given, asked, floor, { weighted, siteIds, repeats }) => {
        const weights = Object.fromEntries(weighted.map((id) => [id, 3]));
        const order = { ...given.order, weights };
        const who = { teamIds: ['day'], skills: { roof: 2 }, siteIds };
        const repeated = { ...structuredClone({ who, order, steps: given.steps }), name: 'Same', when: {} };
        const policy = { ...given, order, rules: [...given.rules, ...(repeats ? [repeated] : [])] };
        const context = { takers: floor, callersChooseSkills: false, isScored: true };
        // As the campaign that `decide` routes for.
        const part = { policy, ...who };
        const idle = idleSettings(part, context).filter(
          ({ path, code }) => REMOVED.test(path) && code !== 'orderEveryone',
        );
        const without = structuredClone(part);
        // The last of a list first, and what is in a rule before the rule.
        for (const { path, code } of idle.toReversed().sort(byDepth)) {
          const names = path.split('.');
          // What is said to be left to a draw is as good as random, and what no one has is waived.
          if (code === 'orderNoSkills') set(without, names, 'random');
          else if (code === 'preferNobody') waivePreferred(without, names.slice(0, -1));
          else remove(without, names);
        }
        removed += idle.length;
        const chosen = (of: typeof part) => decide(of.policy, asked, floor, of).choose(floor);
        expect(chosen(without).winners).toEqual(chosen(part).winners);
      }),
      { numRuns: 600 },
    );
    expect(removed).toBeGreaterThan(300);
  });
});

/** Rules last. */
function byDepth(one: Mistake, other: Mistake): number {
  return Number(one.code === 'ruleNothing') - Number(other.code === 'ruleNothing');
}

/** Of the step at this path. */
function waivePreferred(from: object, [name, ...rest]: readonly string[]): void {
  if (name !== undefined) return waivePreferred((from as Record<string, object>)[name] ?? {}, rest);
  const step = from as { relax: string[]; prefer?: string[] };
  step.relax.push(...(step.prefer ?? []).filter((need) => need !== 'teams' && !step.relax.includes(need)));
  delete step.prefer;
}

function set(from: object, [name = '', ...rest]: readonly string[], value: string): void {
  const parent = from as Record<string, unknown>;
  if (rest.length > 0) return set(parent[name] as object, rest, value);
  parent[name] = value;
}

/** What the path names becomes empty, or absent where it may be. */
function remove(from: object, [name = '', ...rest]: readonly string[]): void {
  const parent = from as Record<string, unknown>;
  if (rest.length > 0) return remove(parent[name] as object, rest);
  if (Array.isArray(from)) from.splice(Number(name), 1);
  else if (name === 'skills') parent[name] = {};
  else Reflect.deleteProperty(parent, name);
}
