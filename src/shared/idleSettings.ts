/**
 * Settings of a routing policy that have no effect because of another setting: each with its place and the reason. Such
 * a policy works and may be saved; its editor is told. A step that waives what isn't required is a precaution, like a
 * bonus for calls where there are none yet: these aren't reported. Draft fields that are still empty are null.
 */
import type { RoutingPart } from '../core/administration/campaign.ts';
import type { OrderChoice, PolicyStep, RuleConditions } from '../core/routing/policy.ts';
import { EVERYONE, MOST_AT_ONCE } from '../core/vocabulary/atOnce.ts';
import { LANGUAGES } from '../core/vocabulary/language.ts';
import { mistake, type IdleCode, type Mistake } from '../core/vocabulary/mistake.ts';
import { isReached, type Need, type Taker, type Who } from '../core/vocabulary/reach.ts';

/** What else decides whether a setting has an effect. */
export interface IdleContext {
  /** Everyone who takes leads. */
  readonly takers: readonly (Taker & { readonly id: string })[];
  /** Callers choose skills by key, besides those that the campaign requires. */
  readonly callersChooseSkills: boolean;
  /** Whether rules or a model score the campaign’s leads; undefined if that isn’t known. */
  readonly isScored: boolean | undefined;
}

/** The way of leads of one rule, or of no rule, with the path of each part: several ways may share one. */
interface Way {
  readonly who: Who;
  readonly order: OrderChoice;
  readonly steps: readonly PolicyStep[];
  readonly at: { readonly who: string; readonly order: string; readonly steps: string };
}

/** The first reason for each place. */
export function idleSettings(routing: RoutingPart, context: IdleContext): readonly Mistake[] {
  const { policy } = routing;
  const ways = waysOf(routing);
  const found = ways.map((way) => idleInWay(way, context));
  const all = [
    // A part that several ways share is idle if it is in each of them.
    ...found
      .flat()
      .filter(({ path }) =>
        ways.every(({ at }, index) => !isIn(path, at) || found[index]?.some((one) => one.path === path)),
      ),
    ...idleLimits(policy),
    ...(ways.every(({ steps }) => steps.length <= 1) && policy.speed ? [idle('policy.speed', 'speedAlone')] : []),
    ...((policy.bonusSeconds.score ?? 0) > 0 && context.isScored === false
      ? [idle('policy.bonusSeconds.score', 'scoreNone')]
      : []),
    ...policy.rules.flatMap((rule, index) => idleRule(policy.rules.slice(index), `policy.rules.${index}`, context)),
  ];
  return all.filter(({ path }, index) => all.findIndex((one) => one.path === path) === index);
}

function idle(path: string, code: IdleCode, values?: Mistake['values']): Mistake {
  return mistake(path, code, values);
}

const WHO = ['teamIds', 'skills', 'siteIds'] as const;

function waysOf({ policy, teamIds, skills, siteIds }: RoutingPart): readonly Way[] {
  const own: Way = {
    ...{ who: { teamIds, skills, ...(siteIds && { siteIds }) }, order: policy.order, steps: policy.steps },
    at: { who: '', order: 'policy.order', steps: 'policy.steps' },
  };
  return [
    own,
    ...policy.rules.map(({ who, order, steps }, index) => {
      const path = `policy.rules.${index}`;
      return {
        ...{ who: who ?? own.who, order: order ?? own.order, steps: steps ?? own.steps },
        at: {
          who: who ? `${path}.who.` : own.at.who,
          order: order ? `${path}.order` : own.at.order,
          steps: steps ? `${path}.steps` : own.at.steps,
        },
      };
    }),
  ];
}

/** Whether the way has the setting at this path. */
function isIn(path: string, { who, order, steps }: Way['at']): boolean {
  return [order, steps, ...WHO.map((name) => `${who}${name}`)].some(
    (part) => path === part || path.startsWith(`${part}.`),
  );
}

function idleInWay(way: Way, context: IdleContext): readonly Mistake[] {
  return [...idleWho(way), ...idleOrder(way, context), ...idleSteps(way, context)];
}

function idleWho({ who, steps, order, at }: Way): readonly Mistake[] {
  const isAlwaysWaived = (need: Need) => steps.length > 0 && steps.every(({ relax }) => relax.includes(need));
  const isAsked = { skills: Object.keys(who.skills).length > 0, sites: (who.siteIds ?? []).length > 0 };
  // The best skill still ranks by them.
  const isRanked = order.kind === 'bestSkill' || order.then === 'bestSkill';
  return [
    ...(isAsked.skills && isAlwaysWaived('skills') && !isRanked ? [idle(`${at.who}skills`, 'skillsWaived')] : []),
    ...(isAsked.sites && isAlwaysWaived('sites') ? [idle(`${at.who}siteIds`, 'sitesWaived')] : []),
  ];
}

function idleOrder({ order, who, steps, at }: Way, context: IdleContext): readonly Mistake[] {
  const { kind, then, weights = {}, patienceMs } = order;
  const path = at.order;
  const isLastAgent = kind === 'lastAgent';
  const decides = isLastAgent ? then : kind;
  const takers = context.takers.filter((agent) => steps.some((step) => isReached(agent, who, step)));
  const shares = Object.entries(weights);
  const hasNoSkills = Object.keys(who.skills).length === 0 && !context.callersChooseSkills;
  const isForAll = steps.length > 0 && steps.every(({ offerTo }) => offerTo === EVERYONE);
  return [
    ...(isLastAgent || patienceMs === undefined ? [] : [idle(`${path}.patienceMs`, 'patienceIdle')]),
    ...(isLastAgent || then === undefined ? [] : [idle(`${path}.then`, 'thenIdle')]),
    ...(shares.length > 0 && decides !== 'roundRobin' ? [idle(`${path}.weights`, 'weightsIdle')] : []),
    ...(shares.length > 0 && shares.every(([, weight]) => weight === 1)
      ? [idle(`${path}.weights`, 'weightsEven')]
      : []),
    ...(decides === 'roundRobin' ? shares : []).flatMap(([id]) =>
      takers.some((agent) => agent.id === id) ? [] : [idle(`${path}.weights.${id}`, 'weightElsewhere')],
    ),
    ...(decides === 'bestSkill' && hasNoSkills
      ? [idle(isLastAgent ? `${path}.then` : `${path}.kind`, 'orderNoSkills')]
      : []),
    // The longest idle is what everyone starts with.
    ...(isForAll && !isLastAgent && kind !== 'longestIdle' && takers.length <= MOST_AT_ONCE
      ? [idle(`${path}.kind`, 'orderEveryone')]
      : []),
  ];
}

function idleSteps({ who, steps, at }: Way, { callersChooseSkills }: IdleContext): readonly Mistake[] {
  return steps.flatMap((step, index) => {
    const path = `${at.steps}.${index}`;
    const { prefer = [], teamIds = [] } = step;
    const before = steps[index - 1];
    const addsNone = who.teamIds.length === 0 || teamIds.every((id) => who.teamIds.includes(id));
    const withoutEffect: Readonly<Partial<Record<Need | 'teams', IdleCode>>> = {
      ...(Object.keys(who.skills).length === 0 && !callersChooseSkills && { skills: 'preferNoSkills' }),
      ...((who.siteIds ?? []).length === 0 && { sites: 'preferNoSites' }),
      ...(addsNone && { teams: 'preferNoTeams' }),
    };
    return [
      ...(teamIds.length > 0 && addsNone
        ? [idle(`${path}.teamIds`, who.teamIds.length === 0 ? 'stepTeamsIdle' : 'stepTeamsOwn')]
        : []),
      ...prefer.flatMap((need, place) => {
        // With any preference, supervisors come after the lead’s own agents.
        const code = step.supervisors ? undefined : withoutEffect[need];
        return code ? [idle(`${path}.prefer.${place}`, code)] : [];
      }),
      ...(before && isSameStep(before, step) ? [idle(path, 'stepSame')] : []),
    ];
  });
}

function isSameStep(one: PolicyStep, other: PolicyStep): boolean {
  const shape = ({ offerTo, relax, prefer = [], teamIds = [], supervisors }: PolicyStep) =>
    JSON.stringify([offerTo, supervisors === true, ...[relax, prefer, teamIds].map((list) => [...list].sort())]);
  return shape(one) === shape(other);
}

function idleLimits({ limits, nobodyMs, giveUpMs }: RoutingPart['policy']): readonly Mistake[] {
  const { perHour, perDay } = limits;
  return [
    // The hour that counts may have begun on the day before.
    ...(perHour !== undefined && perDay !== undefined && perHour >= perDay
      ? [idle('policy.limits.perHour', 'limitHourIdle', { perDay })]
      : []),
    ...(nobodyMs === giveUpMs ? [idle('policy.nobodyMs', 'nobodySame')] : []),
  ];
}

/** The first of these rules. Without anything of its own, it still keeps those behind it from applying. */
function idleRule(
  [rule, ...behind]: RoutingPart['policy']['rules'],
  path: string,
  { isScored }: IdleContext,
): readonly Mistake[] {
  if (!rule) return [];
  const changesNothing = ({ who, order, steps }: typeof rule) => !who && !order && !steps;
  return [
    ...([rule, ...behind].every(changesNothing) ? [idle(path, 'ruleNothing')] : []),
    ...(rule.when.score && isScored === false ? [idle(`${path}.when.score`, 'scoreNever')] : []),
    ...conditionsMetByAll(rule.when).map((name) => idle(`${path}.when.${name}`, 'conditionAll')),
  ];
}

const WEEK = 7;
const DAY_MINUTES = 1440;

function conditionsMetByAll({ languages, weekdays, hours }: RuleConditions): readonly string[] {
  return [
    ...(languages && LANGUAGES.every((one) => languages.includes(one)) ? ['languages'] : []),
    ...(weekdays?.length === WEEK ? ['weekdays'] : []),
    ...(hours?.from === 0 && hours.to === DAY_MINUTES ? ['hours'] : []),
  ];
}
