/** The whole policy in sentences, in the order in which it applies. Pure. */
import type { OrderChoice, PolicyStep, RoutingRule, RuleConditions } from '../../../core/routing/policy.ts';
import { EVERYONE, MOST_AT_ONCE } from '../../../core/vocabulary/atOnce.ts';
import { ORDER_NAMES } from '../../../core/vocabulary/orders.ts';
import { isSpeedPossible } from '../../../core/vocabulary/speedObjective.ts';
import { MOST_SCORE } from '../../../core/vocabulary/score.ts';
import { MINUTE, SECOND } from '../../../core/vocabulary/time.ts';
import { wordingIn, type Language, type Wording } from '../../../core/vocabulary/language.ts';
import type { CampaignFields } from '../../../shared/admin.ts';
import type { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import type { adminText } from '../../../shared/text/admin.ts';
import type { commonText } from '../../../shared/text/common.ts';
import type { Translate } from '../../../shared/text/index.ts';
import { formatExact, timeOf } from '../../base/format.ts';

type Words<C> = Translate<Extract<keyof C, string>>;

export interface ReadingWords {
  readonly t: Words<typeof adminPolicyText>;
  readonly common: Words<typeof commonText>;
  readonly admin: Words<typeof adminText>;
  /** The name of a team, skill, site or person; the ID of one that is gone. */
  readonly nameOf: (id: string) => string;
  /** The campaign's interests and fields, for their labels; what was removed is named as it is stored. */
  readonly form: Pick<CampaignFields, 'interests' | 'fields'>;
  readonly language: Language;
}

type Routing = Pick<CampaignFields, 'policy' | 'teamIds' | 'skills' | 'siteIds'>;

export function policyReading({ policy, ...who }: Routing, words: ReadingWords): readonly string[] {
  const { t, common } = words;
  const { rules, order, steps, limits, speed } = policy;
  const base = { who: whoOf(who, words), order: orderOf(order, words) };
  const pauses = [
    ['decline', limits.afterDeclineMs],
    ['miss', limits.afterMissMs],
  ] as const;
  return [
    ...rulesReading(rules, base, words),
    t(rules.length > 0 ? 'reads.otherwise' : 'reads.all', base),
    ...stepsReading(steps, words),
    ...offerSentences(policy, words),
    // One that can't be activated means nothing, and its place says why.
    ...(speed && isSpeedPossible(speed)
      ? [t('reads.speed', { percent: speed.percent, time: formatExact(speed.withinMs, common) })]
      : []),
    ...(limits.perHour === undefined ? [] : [t('reads.perHour', { count: limits.perHour })]),
    ...(limits.perDay === undefined ? [] : [t('reads.perDay', { count: limits.perDay })]),
    ...pauses.flatMap(([why, ms]) => (ms > 0 ? [t(`reads.${why}`, { time: formatExact(ms, common) })] : [])),
    ...prioritySentences(policy, words),
    ...conversationSentences(policy, words),
  ];
}

interface Base {
  readonly who: string;
  readonly order: string;
}

/** Each rule with its own steps. `base`: what applies where a rule has nothing of its own. */
export function rulesReading(rules: readonly RoutingRule[], base: Base, words: ReadingWords): readonly string[] {
  return rules.flatMap((rule) => [
    ruleSentence(rule, base, words),
    ...stepsReading(rule.steps ?? [], words, rule.name),
  ]);
}

export function stepsReading(steps: readonly PolicyStep[], words: ReadingWords, rule?: string): readonly string[] {
  return steps.map((step) => stepSentence(step, words, rule));
}

/** What becomes of an offer, and of a lead that no one takes. */
function offerSentences(policy: Routing['policy'], { t, common }: ReadingWords): readonly string[] {
  const { offerMs, seenMs, retrySameAgentMs, missesToAway, giveUpMs, nobodyMs } = policy;
  const time = (ms: number) => formatExact(ms, common);
  return [
    t('reads.offer', { time: time(offerMs), seen: time(seenMs) }),
    t('reads.again', { time: time(retrySameAgentMs) }),
    t('reads.away', { count: missesToAway }),
    t('reads.giveUp', { time: time(giveUpMs), alone: time(nobodyMs) }),
  ];
}

function prioritySentences({ bonusSeconds: { liveCall, promise, score = 0 } }: Routing['policy'], words: ReadingWords) {
  const { t, common } = words;
  const bonuses = [
    ['liveCall', liveCall],
    ['promise', promise],
    ['score', score],
  ] as const;
  return bonuses.flatMap(([what, seconds]) =>
    seconds > 0 ? [t(`reads.bonus.${what}`, { time: formatExact(seconds * SECOND, common) })] : [],
  );
}

function conversationSentences(policy: Routing['policy'], { t, common }: ReadingWords): readonly string[] {
  const { wrapUpMs, wrapUpGraceMs, dialByHandMs, checkMs } = policy;
  const time = (ms: number) => formatExact(ms, common);
  return [
    t('reads.wrapUp', { time: time(wrapUpMs), grace: time(wrapUpGraceMs) }),
    t('reads.dial', { time: time(dialByHandMs), check: time(checkMs) }),
  ];
}

function ruleSentence({ name, when, who, order }: RoutingRule, base: Base, words: ReadingWords): string {
  return words.t('reads.rule', {
    name,
    conditions: conditionsOf(when, words),
    who: who ? whoOf(who, words) : base.who,
    order: order ? orderOf(order, words) : base.order,
  });
}

function conditionsOf(when: RuleConditions, { t, admin, form, language: reads }: ReadingWords): string {
  const { languages, interests, sources, places, weekdays, hours, answers, numbers, score } = when;
  const fieldOf = (name: string) => form.fields.find((field) => field.name === name);
  const labelOf = (of: { readonly label: Wording } | undefined, stored: string) =>
    of ? wordingIn(of.label, reads) : stored;
  const listIn = (choices: typeof form.interests, values: readonly string[]) =>
    values
      .map((value) =>
        labelOf(
          choices.find((choice) => choice.value === value),
          value,
        ),
      )
      .join(', ');
  const lists = [
    languages && t('reads.if.languages', { list: languages.map((one) => admin(`language.${one}`)).join(', ') }),
    interests && t('reads.if.interests', { list: listIn(form.interests, interests) }),
    sources && t('reads.if.sources', { list: sources.join(', ') }),
    places && t('reads.if.places', { list: places.join(', ') }),
    ...Object.entries(answers ?? {}).map(([name, values]) => {
      const field = fieldOf(name);
      const choices = field && 'choices' in field ? field.choices : [];
      return t('reads.if.answer', { field: labelOf(field, name), list: listIn(choices, values) });
    }),
    ...Object.entries(numbers ?? {}).map(([name, range]) => rangeOf(labelOf(fieldOf(name), name), range, t)),
    weekdays && t('reads.if.weekdays', { list: weekdays.map((day) => t(`reads.day.${day as 1}`)).join(', ') }),
    score && t('reads.if.score', { from: score.from ?? 0, to: score.to ?? MOST_SCORE }),
    hours &&
      t(isOvernight(hours) ? 'reads.if.overnight' : 'reads.if.hours', {
        from: minuteOf(hours.from, reads),
        to: minuteOf(hours.to, reads),
      }),
  ];
  return lists.filter((one) => one !== undefined).join(t('reads.and'));
}

function isOvernight({ from, to }: { readonly from: number | null; readonly to: number | null }): boolean {
  return from !== null && to !== null && to < from;
}

/** Minutes since midnight; one that is still empty reads as “…”. */
function minuteOf(minutes: number | null, reads: Language): string {
  return minutes === null ? '…' : timeOf(minutes * MINUTE, reads, 'UTC');
}

function rangeOf(
  field: string,
  { from, to }: { readonly from?: number; readonly to?: number },
  t: ReadingWords['t'],
): string | undefined {
  if (from !== undefined && to !== undefined) return t('reads.if.range', { field, from, to });
  if (from !== undefined) return t('reads.if.least', { field, from });
  return to === undefined ? undefined : t('reads.if.most', { field, to });
}

function whoOf({ teamIds, skills, siteIds = [] }: Omit<Routing, 'policy'>, { t, nameOf }: ReadingWords): string {
  const members = teamIds.length > 0 ? t('reads.teams', { list: teamIds.map(nameOf).join(', ') }) : t('reads.everyone');
  const teams = siteIds.length > 0 ? t('reads.at', { who: members, list: siteIds.map(nameOf).join(', ') }) : members;
  const levels = Object.entries(skills).map(([id, level]) => t('reads.skill', { skill: nameOf(id), level }));
  return levels.length === 0 ? teams : t('reads.with', { teams, skills: levels.join(', ') });
}

function orderOf(order: OrderChoice, { t, common, nameOf }: ReadingWords): string {
  const named = (kind: string) => {
    const known = ORDER_NAMES.find((name) => name === kind);
    return known ? common(`order.${known}`) : kind;
  };
  const weighted = (kind: string) => {
    const weights = Object.entries(kind === 'roundRobin' ? (order.weights ?? {}) : {});
    if (weights.length === 0) return named(kind);
    const list = weights.map(([id, weight]) => `${nameOf(id)} ${weight}`).join(', ');
    return t('reads.weights', { order: named(kind), list });
  };
  if (order.kind !== 'lastAgent') return weighted(order.kind);
  return t('reads.lastAgent', {
    order: named(order.kind),
    time: formatExact(order.patienceMs ?? 0, common),
    then: weighted(order.then ?? 'longestIdle'),
  });
}

function stepSentence(
  { afterMs, offerTo, relax, prefer = [], teamIds = [], supervisors }: PolicyStep,
  { t, common, nameOf }: ReadingWords,
  rule?: string,
) {
  const time = formatExact(afterMs, common);
  const own = rule === undefined ? '' : t('reads.ofRule', { rule });
  const start = own + (afterMs === 0 ? t('reads.first') : t('reads.after', { time }));
  const parts = [
    offerTo === EVERYONE ? t('reads.toEveryone', { count: MOST_AT_ONCE }) : t('reads.offers', { count: offerTo }),
    ...relax.map((one) => t(`reads.relax.${one}`)),
    ...(prefer.length > 0
      ? [t('reads.prefer', { list: prefer.map((need) => t(`reads.need.${need}`)).join(', ') })]
      : []),
    ...(teamIds.length > 0 ? [t('reads.also', { list: teamIds.map(nameOf).join(', ') })] : []),
    ...(supervisors ? [t('reads.supervisors')] : []),
  ];
  return `${start}: ${parts.join('; ')}.`;
}
