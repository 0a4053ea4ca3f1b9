/**
 * A policy is versioned data: who is offered which lead, for how long, and when to widen, broadcast and give up. Times
 * are in milliseconds. Every decision names the policy version it used.
 */
import { PlainError } from '../vocabulary/errors.ts';
import { EVERYONE, MOST_AT_ONCE, type OfferTo } from '../vocabulary/atOnce.ts';
import type { Language } from '../vocabulary/language.ts';
import type { OrderName } from '../vocabulary/orders.ts';
import type { Who, Widening } from '../vocabulary/reach.ts';
import { MOST_SCORE, type LeadScore } from '../vocabulary/score.ts';
import { MINUTE, SECOND, type Moment } from '../vocabulary/time.ts';

/** From `afterMs` of waiting on, the lead is offered this way. */
export interface PolicyStep extends Widening {
  readonly afterMs: number;
  /** How many agents are offered the lead at once; the first to accept gets it. */
  readonly offerTo: OfferTo;
}

/** How eligible agents are ordered, and what that order needs. */
export interface OrderChoice {
  /** In stored data it may be the order of a newer version, which this one doesn't know (R58). */
  readonly kind: OrderName;
  /** `roundRobin`: the shares, by agent ID. An agent without one has a weight of 1. */
  readonly weights?: Readonly<Record<string, number>>;
  /** `lastAgent`: how long a lead waits for this agent while they are busy. */
  readonly patienceMs?: number;
  /** `lastAgent`: the order for everyone else. */
  readonly then?: Exclude<OrderName, 'lastAgent'>;
}

/** Limits on what one agent takes, and pauses after an offer that they didn't take. */
export interface CapacityLimits {
  /** Accepted leads and open offers; absent: no limit. */
  readonly perHour?: number;
  readonly perDay?: number;
  /** 0: no pause. */
  readonly afterDeclineMs: number;
  readonly afterMissMs: number;
}

/** Each part that is given must hold; a list holds if it contains what the lead has. */
export interface RuleConditions {
  /** Sources of the opening inquiry (vocabulary/touch.ts), whatever their case. */
  readonly sources?: readonly string[];
  readonly languages?: readonly Language[];
  readonly interests?: readonly string[];
  /** Answers to the campaign's fields, by field name. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  /** Answers that are numbers, by field name; bounds are inclusive. */
  readonly numbers?: Readonly<Record<string, { readonly from?: number; readonly to?: number }>>;
  /** Where the customer may be: `US-CA`, or a country such as `KR`. */
  readonly places?: readonly string[];
  /**
   * ISO weekdays, 1 is Monday; and minutes since midnight. Both in the campaign's time zone, at the moment of the choice. Hours
   * whose end is before their start end on the next day, and belong to the weekday on which they start.
   */
  readonly weekdays?: readonly number[];
  readonly hours?: { readonly from: number; readonly to: number };
  /** The lead's score, 0–100, bounds included. */
  readonly score?: { readonly from?: number; readonly to?: number };
}

export interface RoutingRule {
  /** Unique within the policy. */
  readonly name: string;
  readonly when: RuleConditions;
  /** Instead of the campaign's teams, skills and sites. */
  readonly who?: Who;
  /** Instead of the policy's. */
  readonly order?: OrderChoice;
  readonly steps?: readonly PolicyStep[];
}

/** How many leads are to be in conversation within this time of their arrival, in percent. */
export interface SpeedObjective {
  readonly percent: number;
  readonly withinMs: number;
}

export interface Policy {
  readonly version: number;
  readonly order: OrderChoice;
  readonly limits: CapacityLimits;
  /** The first that matches a lead replaces who gets it, the order and the steps. See rules.ts. */
  readonly rules: readonly RoutingRule[];
  /** At least one, sorted by `afterMs`, the first at 0. */
  readonly steps: readonly PolicyStep[];
  /** Lifetime of an offer. Range in the field: 15 s (Asterisk) to 120 s (TaskRouter); ours is 20 s. */
  readonly offerMs: number;
  /** An offer that the desk hasn't confirmed as seen by then goes to the next agent. */
  readonly seenMs: number;
  /** After this long without a conversation the lead becomes a promise to call back. */
  readonly giveUpMs: number;
  /** With no one on shift who could ever take it, the lead becomes a promise after this long. */
  readonly nobodyMs: number;
  /** An agent who missed this lead is offered it again only after this long, and only if no one else is available. */
  readonly retrySameAgentMs: number;
  /** Consecutive missed offers that set an agent to away. */
  readonly missesToAway: number;
  /** How long an agent has after the conversation before the missing outcome is overdue. */
  readonly wrapUpMs: number;
  /** How far an overdue wrap-up deadline is extended each time. */
  readonly wrapUpGraceMs: number;
  /** Manual dialing: the time from accepting to talking. */
  readonly dialByHandMs: number;
  /** How often a conversation is checked; a call event or the desk renews it. */
  readonly checkMs: number;
  /** Seconds of simulated waiting: priority is `now − start of the wait + bonus`. */
  readonly bonusSeconds: {
    readonly liveCall: number;
    readonly promise: number;
    /** Of a lead with a score of 100; proportionally less for a lower one. Absent: the score doesn't matter. */
    readonly score?: number;
  };
  /** While more leads miss it than it allows, each step begins at half its age. Absent: no objective. */
  readonly speed?: SpeedObjective;
}

/** A policy as it is now, with the burn of its speed budget while that is above 1. Never stored. */
export interface PacedPolicy extends Policy {
  readonly burn?: number;
}

export const DEFAULT_POLICY: Policy = {
  version: 1,
  order: { kind: 'longestIdle' },
  limits: { afterDeclineMs: 0, afterMissMs: 0 },
  rules: [],
  steps: [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: 60 * SECOND, offerTo: 1, relax: ['skills'] },
  ],
  offerMs: 20 * SECOND,
  seenMs: 3 * SECOND,
  giveUpMs: 5 * MINUTE,
  nobodyMs: 30 * SECOND,
  retrySameAgentMs: 5 * SECOND,
  missesToAway: 2,
  wrapUpMs: 30 * SECOND,
  wrapUpGraceMs: 3 * MINUTE,
  dialByHandMs: 3 * MINUTE,
  checkMs: 5 * MINUTE,
  bonusSeconds: { liveCall: 600, promise: 300 },
};

/** A policy as stored; one of an earlier version has no order, limits or rules. */
export function readPolicy(stored: Omit<Policy, 'order' | 'limits' | 'rules'> & Partial<Policy>): Policy {
  const { order, limits, rules } = DEFAULT_POLICY;
  return {
    ...stored,
    order: stored.order ?? order,
    limits: stored.limits ?? limits,
    rules: stored.rules ?? rules,
  };
}

/** Whether the policy depends on what agents took today. */
export function countsTaken({ order, limits, rules }: Policy): boolean {
  return ordersBy('fewestToday', { order, rules }) || hasLimits(limits);
}

/** Whether the policy depends on what agents achieved. */
export function countsResults(policy: Policy): boolean {
  return ordersBy('bestResult', policy);
}

function ordersBy(name: OrderName, { order, rules }: Pick<Policy, 'order' | 'rules'>): boolean {
  const orders = [order, ...rules.flatMap((rule) => rule.order ?? [])];
  return orders.some(({ kind, then }) => kind === name || (kind === 'lastAgent' && then === name));
}

function hasLimits({ perHour, perDay, afterDeclineMs, afterMissMs }: CapacityLimits): boolean {
  return perHour !== undefined || perDay !== undefined || afterDeclineMs > 0 || afterMissMs > 0;
}

/** Whether the policy depends on whose turn it is. */
export function countsTurns({ order }: Policy): boolean {
  return order.kind === 'roundRobin' || (order.kind === 'lastAgent' && order.then === 'roundRobin');
}

/** To how many agents at once the step offers a lead, at most. */
export function placesOf({ offerTo }: Pick<PolicyStep, 'offerTo'>): number {
  return offerTo === EVERYONE ? MOST_AT_ONCE : offerTo;
}

/** How long a lead waits until the step begins: half as long while the speed budget burns (R133). */
export function ageOf({ afterMs }: PolicyStep, { burn }: Pick<PacedPolicy, 'burn'>): number {
  return burn === undefined ? afterMs : afterMs / 2;
}

/** The step in force after the lead has waited from `startedAt` to `now`. */
export function stepAt(policy: PacedPolicy, startedAt: Moment, now: Moment): PolicyStep {
  const waited = now - startedAt;
  return policy.steps.findLast((step) => ageOf(step, policy) <= waited) ?? firstStep(policy);
}

/** When the policy next changes something: the next step, or giving up. */
export function nextStepAt(policy: PacedPolicy, startedAt: Moment, now: Moment): Moment {
  const giveUpAt = startedAt + policy.giveUpMs;
  const ages = policy.steps.map((step) => ageOf(step, policy));
  const next = ages.find((age) => startedAt + age > now);
  return next === undefined ? giveUpAt : Math.min(startedAt + next, giveUpAt);
}

function firstStep(policy: Policy): PolicyStep {
  const step = policy.steps[0];
  if (!step) throw new PlainError('a policy has at least one step');
  return step;
}

/** What puts a lead before those that began to wait with it. */
export interface Precedence {
  /** The campaign's. */
  readonly bonusSeconds: number;
  readonly isPromised: boolean;
  readonly isCall: boolean;
  /** 0–100; absent without a score. */
  readonly score?: Pick<LeadScore, 'points'> | undefined;
}

/** How much longer the lead counts as having waited, in milliseconds. */
export function bonusMsOf({ bonusSeconds: own }: Pick<Policy, 'bonusSeconds'>, lead: Precedence): number {
  const scored = ((lead.score?.points ?? 0) / MOST_SCORE) * (own.score ?? 0);
  const seconds = (lead.isPromised ? own.promise : 0) + (lead.isCall ? own.liveCall : 0) + scored;
  return (lead.bonusSeconds + seconds) * SECOND;
}
