/**
 * A policy's rules: the first whose conditions all hold for a lead decides who gets it, in which order and steps.
 * Without a match the campaign's teams, skills and sites and the policy's own order and steps apply. Everything after this
 * file knows only the result.
 */
import { localMinute } from '../law/localTime.ts';
import type { OpeningHours } from '../vocabulary/hours.ts';
import type { Language } from '../vocabulary/language.ts';
import { MOST_SCORE } from '../vocabulary/score.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { PacedPolicy, Policy, RoutingRule, RuleConditions } from './policy.ts';

/** What rules look at. */
export interface RuleFacts {
  /** 0–100; absent if it isn't scored. */
  readonly score?: number;
  /** In lower case. */
  readonly source?: string;
  readonly language: Language;
  readonly interest?: string;
  readonly answers: Readonly<Record<string, string | number | readonly string[]>>;
  /** Evaluated only if a rule asks. */
  readonly places: () => readonly string[];
}

/** The policy for one lead, with the rule that decided; without one, the policy's own choices apply. */
export interface LeadPolicy extends PacedPolicy {
  readonly rule?: RoutingRule;
}

export function policyOfLead(
  policy: PacedPolicy,
  facts: RuleFacts,
  { zone }: Pick<OpeningHours, 'zone'>,
  now: Moment,
): LeadPolicy {
  const rule = policy.rules.find(({ when }) => matches(when, facts, zone, now));
  return rule ? withRule(policy, rule) : policy;
}

/** The policy as it is for leads of this rule. */
export function withRule(policy: PacedPolicy, rule: RoutingRule): LeadPolicy {
  const known = WITH_RULES.get(policy) ?? new Map<RoutingRule, LeadPolicy>();
  const made = known.get(rule) ?? {
    ...policy,
    ...{ rule, order: rule.order ?? policy.order, steps: rule.steps ?? policy.steps },
  };
  WITH_RULES.set(policy, known.set(rule, made));
  return made;
}

/** Made once for each: every lead asks. */
const WITH_RULES = new WeakMap<PacedPolicy, Map<RoutingRule, LeadPolicy>>();

export function matches(when: RuleConditions, facts: RuleFacts, zone: string, now: Moment): boolean {
  return (
    contains(when.languages, facts.language) &&
    // One source is the same however it’s typed.
    contains(
      when.sources?.map((source) => source.trim().toLowerCase()),
      facts.source,
    ) &&
    contains(when.interests, facts.interest) &&
    (when.score === undefined || isScored(when.score, facts.score)) &&
    Object.entries(when.answers ?? {}).every(([name, wanted]) =>
      valuesOf(facts.answers[name]).some((value) => wanted.includes(value)),
    ) &&
    Object.entries(when.numbers ?? {}).every(([name, { from = -Infinity, to = Infinity }]) => {
      const answer = facts.answers[name];
      return typeof answer === 'number' && answer >= from && answer <= to;
    }) &&
    (when.places === undefined ||
      facts.places().some((place) => when.places?.some((wanted) => isWithin(place, wanted)))) &&
    isAt(when, zone, now)
  );
}

function contains<T>(wanted: readonly T[] | undefined, value: T | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}

function valuesOf(answer: string | number | readonly string[] | undefined): readonly string[] {
  if (answer === undefined) return [];
  return typeof answer === 'object' ? answer : [String(answer)];
}

/** A country includes its states. */
function isWithin(place: string, wanted: string): boolean {
  return place === wanted || place.startsWith(`${wanted}-`);
}

function isAt({ weekdays, hours }: RuleConditions, zone: string, now: Moment): boolean {
  if (!weekdays && !hours) return true;
  const { hour, minute, weekday } = localMinute(now, zone);
  const startedOn = hours ? startOf(hours, hour * 60 + minute, weekday) : weekday;
  return startedOn !== null && (weekdays === undefined || weekdays.includes(startedOn));
}

/** A lead without a score matches no range of scores. */
function isScored(
  { from = 0, to = MOST_SCORE }: NonNullable<RuleConditions['score']>,
  score: number | undefined,
): boolean {
  return score !== undefined && score >= from && score <= to;
}

/** The weekday on which the hours began that this minute is in; null if it's in none. From 22:00 to 6:00 spans midnight. */
function startOf({ from, to }: NonNullable<RuleConditions['hours']>, minute: number, weekday: number): number | null {
  if (from < to) return minute >= from && minute < to ? weekday : null;
  if (minute >= from) return weekday;
  return minute < to ? ((weekday + 5) % 7) + 1 : null;
}

/** Every site that a rule names. */
export function sitesInPolicy({ rules }: Pick<Policy, 'rules'>): readonly string[] {
  return rules.flatMap(({ who }) => who?.siteIds ?? []);
}

/** Every team that a rule or a step names. */
export function teamsInPolicy({ steps, rules }: Pick<Policy, 'steps' | 'rules'>): readonly string[] {
  const all = [...steps, ...rules.flatMap((rule) => rule.steps ?? [])];
  return [...rules.flatMap(({ who }) => who?.teamIds ?? []), ...all.flatMap((step) => step.teamIds ?? [])];
}
