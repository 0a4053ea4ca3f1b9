/**
 * Settings of a routing policy that have no effect because of another setting: each with its place and the reason. Such
 * a policy works and may be saved; its editor is told. A step that waives what isn't required is a precaution, like a
 * bonus for calls where there are none yet: these aren't reported. Draft fields that are still empty are null.
 */
import type { RoutingPart } from '../core/administration/campaign.ts';
import type { OrderChoice, PolicyStep, RoutingRule, RuleConditions } from '../core/routing/policy.ts';
import { EVERYONE, MOST_AT_ONCE } from '../core/vocabulary/atOnce.ts';
import { isSame } from '../core/vocabulary/isSame.ts';
import { LANGUAGES, type Language } from '../core/vocabulary/language.ts';
import { mistake, type IdleCode, type Mistake } from '../core/vocabulary/mistake.ts';
import { isReached, requiringPreferred, type Need, type Taker, type Who } from '../core/vocabulary/reach.ts';

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
  /** That its leads may have. */
  readonly languages: readonly Language[];
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
    ...policy.rules.flatMap((_rule, index) => idleRule(routing, index, context)),
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
    languages: LANGUAGES,
    at: { who: '', order: 'policy.order', steps: 'policy.steps' },
  };
  return [
    own,
    ...policy.rules.map(({ who, order, steps, when }, index) => {
      const path = `policy.rules.${index}`;
      return {
        ...{ who: who ?? own.who, order: order ?? own.order, steps: steps ?? own.steps },
        languages: when.languages ?? LANGUAGES,
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
  const { who, steps } = way;
  const takers = context.takers.filter((agent) => steps.some((step) => isReached(agent, who, step)));
  const reaching = { ...context, takers };
  return [...idleWho(way, reaching), ...idleOrder(way, reaching), ...idleSteps(way, reaching)];
}

/** Of all takers, those whom a step of the way reaches. */
type Reaching = IdleContext;

function idleWho({ who, steps, order, at }: Way, { takers }: Reaching): readonly Mistake[] {
  const isAlwaysWaived = (need: Need) => steps.length > 0 && steps.every(({ relax }) => relax.includes(need));
  const { skills, siteIds = [] } = who;
  const isEmpty = (siteId: string) => takers.every((agent) => agent.siteId !== siteId);
  // The best skill still ranks by them.
  const isRanked = order.kind === 'bestSkill' || order.then === 'bestSkill';
  return [
    ...(Object.keys(skills).length > 0 && isAlwaysWaived('skills') && !isRanked
      ? [idle(`${at.who}skills`, 'skillsWaived')]
      : []),
    ...(siteIds.length > 0 && isAlwaysWaived('sites') ? [idle(`${at.who}siteIds`, 'sitesWaived')] : []),
    // If all are empty, they keep everyone else from getting the lead.
    ...(siteIds.every(isEmpty) ? [] : siteIds).flatMap((id, place) =>
      isEmpty(id) ? [idle(`${at.who}siteIds.${place}`, 'siteEmpty')] : [],
    ),
  ];
}

/** The order for everyone but the agent whom the customer knows. */
function decidesBy({ kind, then }: OrderChoice): OrderChoice['then'] {
  return kind === 'lastAgent' ? then : kind;
}

function idleOrder({ order, who, steps, at }: Way, { takers, callersChooseSkills }: Reaching): readonly Mistake[] {
  const { kind, then, weights = {}, patienceMs } = order;
  const path = at.order;
  const isLastAgent = kind === 'lastAgent';
  const decides = decidesBy(order);
  const shares = Object.entries(weights);
  const hasNoSkills = Object.keys(who.skills).length === 0 && !callersChooseSkills;
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

function idleSteps(way: Way, { takers, callersChooseSkills }: Reaching): readonly Mistake[] {
  const { who, steps, at } = way;
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
      ...(prefer.length > 0 && isPreferredInVain(step, way, takers) ? [idle(`${path}.prefer`, 'preferNobody')] : []),
      ...prefer.flatMap((need, place) => {
        // With any preference, supervisors come after the lead’s own agents.
        const code = step.supervisors ? undefined : withoutEffect[need];
        return code ? [idle(`${path}.prefer.${place}`, code)] : [];
      }),
      ...(before && isSameStep(before, step) ? [idle(path, 'stepSame')] : []),
    ];
  });
}

/** The step reaches someone, and none of them has all that it prefers. */
function isPreferredInVain(step: PolicyStep, { who, languages }: Way, takers: IdleContext['takers']): boolean {
  const strict = requiringPreferred(step);
  return (
    takers.some((agent) => isReached(agent, who, step)) &&
    !takers.some((agent) => isReached(agent, who, strict, languages))
  );
}

function isSameStep(one: PolicyStep, other: PolicyStep): boolean {
  return isSame({ ...shapeOf(one), afterMs: 0 }, { ...shapeOf(other), afterMs: 0 });
}

/** However its lists are ordered, and whether empty ones are given or not. */
function shapeOf({ afterMs, offerTo, relax, prefer = [], teamIds = [], supervisors }: PolicyStep) {
  const [needs, preferred, teams] = [relax, prefer, teamIds].map((list) => list.toSorted());
  return { afterMs, offerTo, supervisors, needs, preferred, teams };
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

/** A rule that changes nothing still keeps those behind it from applying. */
function idleRule(routing: RoutingPart, index: number, { isScored }: IdleContext): readonly Mistake[] {
  const [rule, ...behind] = routing.policy.rules.slice(index);
  const path = `policy.rules.${index}`;
  if (!rule) return [];
  return [
    ...([rule, ...behind].every((one) => changesNothing(one, routing)) ? [idle(path, 'ruleNothing')] : []),
    ...(rule.when.score && isScored === false ? [idle(`${path}.when.score`, 'scoreNever')] : []),
    ...conditionsMetByAll(rule.when).map((name) => idle(`${path}.when.${name}`, 'conditionAll')),
  ];
}

/** With round robin, each rule counts its own turns. */
function changesNothing({ who, order, steps }: RoutingRule, { policy, ...own }: RoutingPart): boolean {
  return (
    decidesBy(order ?? policy.order) !== 'roundRobin' &&
    (!who || isSame(whoShapeOf(who), whoShapeOf(own))) &&
    (!order || isSame(order, policy.order)) &&
    (!steps || isSame(steps.map(shapeOf), policy.steps.map(shapeOf)))
  );
}

function whoShapeOf({ teamIds, skills, siteIds = [] }: Who): Who {
  return { skills, teamIds: teamIds.toSorted(), siteIds: siteIds.toSorted() };
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
