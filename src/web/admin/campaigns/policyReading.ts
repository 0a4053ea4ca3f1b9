/** The whole policy in sentences, in the order in which it applies. Pure. */
import type { OrderChoice, PolicyStep, RoutingRule, RuleConditions } from '../../../core/routing/policy.ts';
import { ORDER_NAMES } from '../../../core/vocabulary/orders.ts';
import { isSpeedPossible } from '../../../core/vocabulary/speedObjective.ts';
import { MOST_SCORE } from '../../../core/vocabulary/score.ts';
import type { CampaignFields } from '../../../shared/admin.ts';
import type { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import type { adminText } from '../../../shared/text/admin.ts';
import type { commonText } from '../../../shared/text/common.ts';
import type { Translate } from '../../../shared/text/index.ts';
import { formatDuration } from '../../base/format.ts';
import { toTimeInput } from '../form/hours.ts';

type Words<C> = Translate<Extract<keyof C, string>>;

export interface ReadingWords {
  readonly t: Words<typeof adminPolicyText>;
  readonly common: Words<typeof commonText>;
  readonly admin: Words<typeof adminText>;
  /** The name of a team, skill or person; the ID of one that is gone. */
  readonly nameOf: (id: string) => string;
}

type Routing = Pick<CampaignFields, 'policy' | 'teamIds' | 'skills'>;

export function policyReading({ policy, teamIds, skills }: Routing, words: ReadingWords): readonly string[] {
  const { t, common } = words;
  const { rules, order, steps, limits, speed } = policy;
  const base = { who: whoOf({ teamIds, skills }, words), order: orderOf(order, words) };
  const pauses = [
    ['decline', limits.afterDeclineMs],
    ['miss', limits.afterMissMs],
  ] as const;
  return [
    ...rules.map((rule) => ruleSentence(rule, base, words)),
    t(rules.length > 0 ? 'reads.otherwise' : 'reads.all', base),
    ...steps.map((step) => stepSentence(step, words)),
    // One that can't be activated means nothing, and its place says why.
    ...(speed && isSpeedPossible(speed)
      ? [t('reads.speed', { percent: speed.percent, time: formatDuration(speed.withinMs, common) })]
      : []),
    ...(limits.perHour === undefined ? [] : [t('reads.perHour', { count: limits.perHour })]),
    ...(limits.perDay === undefined ? [] : [t('reads.perDay', { count: limits.perDay })]),
    ...pauses.flatMap(([why, ms]) => (ms > 0 ? [t(`reads.${why}`, { time: formatDuration(ms, common) })] : [])),
  ];
}

function ruleSentence(
  { name, when, who, order }: RoutingRule,
  base: { readonly who: string; readonly order: string },
  words: ReadingWords,
): string {
  return words.t('reads.rule', {
    name,
    conditions: conditionsOf(when, words),
    who: who ? whoOf(who, words) : base.who,
    order: order ? orderOf(order, words) : base.order,
  });
}

function conditionsOf(when: RuleConditions, { t, admin }: ReadingWords): string {
  const { languages, interests, sources, places, weekdays, hours, answers, score } = when;
  const lists = [
    languages && t('reads.if.languages', { list: languages.map((one) => admin(`language.${one}`)).join(', ') }),
    interests && t('reads.if.interests', { list: interests.join(', ') }),
    sources && t('reads.if.sources', { list: sources.join(', ') }),
    places && t('reads.if.places', { list: places.join(', ') }),
    ...Object.entries(answers ?? {}).map(([field, list]) => t('reads.if.answer', { field, list: list.join(', ') })),
    weekdays && t('reads.if.weekdays', { list: weekdays.map((day) => t(`reads.day.${day as 1}`)).join(', ') }),
    score && t('reads.if.score', { from: score.from ?? 0, to: score.to ?? MOST_SCORE }),
    hours && t('reads.if.hours', { from: toTimeInput(hours.from), to: toTimeInput(hours.to) }),
  ];
  return lists.filter((one) => one !== undefined).join(t('reads.and'));
}

function whoOf({ teamIds, skills }: Pick<Routing, 'teamIds' | 'skills'>, { t, nameOf }: ReadingWords): string {
  const teams = teamIds.length > 0 ? t('reads.teams', { list: teamIds.map(nameOf).join(', ') }) : t('reads.everyone');
  const levels = Object.entries(skills).map(([id, level]) => t('reads.skill', { skill: nameOf(id), level }));
  return levels.length === 0 ? teams : t('reads.with', { teams, skills: levels.join(', ') });
}

function orderOf(order: OrderChoice, { t, common, nameOf }: ReadingWords): string {
  const named = (kind: string) => {
    const known = ORDER_NAMES.find((name) => name === kind);
    return known ? common(`order.${known}`) : kind;
  };
  if (order.kind === 'lastAgent')
    return t('reads.lastAgent', {
      order: named(order.kind),
      time: formatDuration(order.patienceMs ?? 0, common),
      then: named(order.then ?? 'longestIdle'),
    });
  const weights = Object.entries(order.kind === 'roundRobin' ? (order.weights ?? {}) : {});
  if (weights.length === 0) return named(order.kind);
  const list = weights.map(([id, weight]) => `${nameOf(id)} ${weight}`).join(', ');
  return t('reads.weights', { order: named(order.kind), list });
}

function stepSentence(
  { afterMs, offerTo, relax, teamIds = [], supervisors }: PolicyStep,
  { t, common, nameOf }: ReadingWords,
) {
  const start = afterMs === 0 ? t('reads.first') : t('reads.after', { time: formatDuration(afterMs, common) });
  const parts = [
    t('reads.offers', { count: offerTo }),
    ...relax.map((one) => t(`reads.relax.${one}`)),
    ...(teamIds.length > 0 ? [t('reads.also', { list: teamIds.map(nameOf).join(', ') })] : []),
    ...(supervisors ? [t('reads.supervisors')] : []),
  ];
  return `${start}: ${parts.join('; ')}.`;
}
