/** Whether a routing policy works: steps in order, and every duration within practical limits. */
import type { CampaignDraft } from './campaign.ts';
import { HOUR, MINUTE, SECOND } from '../vocabulary/time.ts';
import { placesOf, type PolicyStep } from '../routing/policy.ts';
import { MOST_AT_ONCE } from '../vocabulary/atOnce.ts';
import type { ValidationContext } from './validationContext.ts';
import { SPEED_PERCENT, SPEED_WITHIN } from '../vocabulary/speedObjective.ts';
import { mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';

type PolicyDraft = CampaignDraft['policy'];

/**
 * Minimum and maximum of each duration. Offers in the field last from 15 s (Asterisk) to 120 s (TaskRouter); training
 * may need a little less.
 */
const SPANS = {
  offerMs: [5 * SECOND, 120 * SECOND],
  // The desk confirms an offer automatically, within a second or two even on a slow connection.
  seenMs: [SECOND, 30 * SECOND],
  giveUpMs: [10 * SECOND, 24 * HOUR],
  nobodyMs: [0, HOUR],
  retrySameAgentMs: [0, HOUR],
  wrapUpMs: [5 * SECOND, 30 * MINUTE],
  wrapUpGraceMs: [10 * SECOND, HOUR],
  dialByHandMs: [30 * SECOND, 15 * MINUTE],
  // Desks report an active conversation once a minute; a shorter check would end live ones.
  checkMs: [2 * MINUTE, HOUR],
} as const satisfies Partial<Record<keyof PolicyDraft, readonly [number, number]>>;

const MOST_MISSES = 10;
/** A day: as if the lead had waited since yesterday. */
export const MOST_BONUS_S = 86_400;

/** Shares that differ more than this are better said with teams. */
const WEIGHTS = [1, 100] as const;
const MOST_PER_HOUR = 200;
const MOST_PER_DAY = 1000;
const PAUSES = [0, 4 * HOUR] as const;

export function checkPolicy(
  { policy, bonusSeconds }: CampaignDraft,
  { personIds }: Pick<ValidationContext, 'personIds'>,
): readonly Mistake[] {
  const spans = Object.entries(SPANS) as [keyof typeof SPANS, readonly [number, number]][];
  return [
    ...spans.flatMap(([name, bounds]) => rangeMistakes(`policy.${name}`, policy[name], bounds, 'betweenSeconds')),
    ...rangeMistakes('policy.missesToAway', policy.missesToAway, [1, MOST_MISSES]),
    ...rangeMistakes('policy.bonusSeconds.liveCall', policy.bonusSeconds.liveCall, [0, MOST_BONUS_S]),
    ...rangeMistakes('policy.bonusSeconds.promise', policy.bonusSeconds.promise, [0, MOST_BONUS_S]),
    ...rangeMistakes('policy.bonusSeconds.score', policy.bonusSeconds.score ?? 0, [0, MOST_BONUS_S]),
    ...rangeMistakes('bonusSeconds', bonusSeconds, [0, MOST_BONUS_S]),
    ...(policy.seenMs >= policy.offerMs ? [mistake('policy.seenMs', 'seenTooLong')] : []),
    ...(policy.nobodyMs > policy.giveUpMs ? [mistake('policy.nobodyMs', 'nobodyTooLong')] : []),
    ...checkOrder(policy.order, 'policy.order', policy, personIds),
    ...checkLimits(policy),
    ...checkSpeed(policy),
    ...checkSteps(policy.steps, 'policy.steps', policy),
    ...policy.rules.flatMap(({ order, steps }, index) => [
      ...(order ? checkOrder(order, `policy.rules.${index}.order`, policy, personIds) : []),
      ...(steps ? checkSteps(steps, `policy.rules.${index}.steps`, policy) : []),
    ]),
  ];
}

function checkOrder(
  { weights = {}, patienceMs = 0 }: PolicyDraft['order'],
  at: string,
  { giveUpMs }: PolicyDraft,
  personIds: readonly string[],
): readonly Mistake[] {
  return [
    ...Object.entries(weights).flatMap(([id, weight]) => {
      const path = `${at}.weights.${id}`;
      return personIds.includes(id) ? rangeMistakes(path, weight, WEIGHTS) : [mistake(path, 'agentUnknown')];
    }),
    // A lead that waited for one agent until it became a callback would be offered to no one else.
    ...(patienceMs >= giveUpMs ? [mistake(`${at}.patienceMs`, 'patienceTooLong')] : []),
  ];
}

function checkLimits({ limits }: PolicyDraft): readonly Mistake[] {
  const { perHour = 1, perDay = 1, afterDeclineMs, afterMissMs } = limits;
  return [
    ...rangeMistakes('policy.limits.perHour', perHour, [1, MOST_PER_HOUR]),
    ...rangeMistakes('policy.limits.perDay', perDay, [1, MOST_PER_DAY]),
    ...rangeMistakes('policy.limits.afterDeclineMs', afterDeclineMs, PAUSES, 'betweenSeconds'),
    ...rangeMistakes('policy.limits.afterMissMs', afterMissMs, PAUSES, 'betweenSeconds'),
  ];
}

function checkSpeed({ speed }: PolicyDraft): readonly Mistake[] {
  if (!speed) return [];
  return [
    ...rangeMistakes('policy.speed.percent', speed.percent, SPEED_PERCENT),
    ...rangeMistakes('policy.speed.withinMs', speed.withinMs, SPEED_WITHIN, 'betweenSeconds'),
  ];
}

function checkPreferred({ prefer = [], relax, teamIds }: PolicyStep, path: string): readonly Mistake[] {
  return prefer.flatMap((need, index) => {
    if (need !== 'teams') return relax.includes(need) ? [mistake(`${path}.${index}`, 'preferWaived')] : [];
    return teamIds && teamIds.length > 0 ? [] : [mistake(`${path}.${index}`, 'preferTeamsAlone')];
  });
}

function checkSteps(steps: PolicyDraft['steps'], at: string, { giveUpMs }: PolicyDraft): readonly Mistake[] {
  const [first] = steps;
  if (!first) return [mistake(at, 'stepsMissing')];
  return [
    ...(first.afterMs === 0 ? [] : [mistake(`${at}.0.afterMs`, 'firstStepLate')]),
    ...steps.flatMap((step, index) => {
      const path = `${at}.${index}`;
      const before = steps[index - 1];
      return [
        ...(before && step.afterMs <= before.afterMs ? [mistake(`${path}.afterMs`, 'stepsUnsorted')] : []),
        ...(step.afterMs >= giveUpMs ? [mistake(`${path}.afterMs`, 'stepAfterGiveUp')] : []),
        ...checkPreferred(step, `${path}.prefer`),
        ...rangeMistakes(`${path}.offerTo`, placesOf(step), [1, MOST_AT_ONCE]),
      ];
    }),
  ];
}
