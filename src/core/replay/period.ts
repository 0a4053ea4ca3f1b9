/** A period to be replayed, as it was read, and what a replay of it yields. */
import type { Agent } from '../agent/agent.ts';
import type { Results } from '../routing/results.ts';
import type { RuleFacts } from '../routing/rules.ts';
import type { Language } from '../vocabulary/language.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Course, Courses } from './courses.ts';
import type { PresenceChange } from './presences.ts';

/** A lead as routing sees it on arrival. */
export interface ReplayLead {
  readonly course: Course;
  readonly language: Language;
  /** Chosen by a caller: required at any level. */
  readonly skills: readonly string[];
  readonly facts: RuleFacts;
  readonly kind: string;
  readonly knownAgentId?: string;
  readonly bonusMs: number;
  /** Of its first decision in the period; absent without one. */
  readonly firstEpoch?: number;
}

export interface ReplayPeriod {
  readonly from: Moment;
  readonly until: Moment;
  /** When its business days begin. */
  readonly dayStarts: readonly Moment[];
  /** Those to be routed on arrival, by arrival. Those that arrived before `from` wait when the period begins. */
  readonly leads: readonly ReplayLead[];
  readonly courses: Courses;
  readonly agents: readonly Agent[];
  readonly presences: readonly PresenceChange[];
  readonly idleSince: ReadonlyMap<string, Moment>;
  /** What round robin owes when the period begins, by turn key and agent. */
  readonly turns: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly resultsOf: (agentId: string) => Results | undefined;
}

/** What became of each lead, by its place in `leads`. */
export interface ReplayRun {
  /** Seconds from arrival to conversation; NaN without one. */
  readonly seconds: Float64Array;
  /** Who accepted it; undefined if no one did in time. */
  readonly takenBy: readonly (string | undefined)[];
  /** Offers that were missed. */
  readonly missed: Uint16Array;
}
