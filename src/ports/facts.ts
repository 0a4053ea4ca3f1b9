/** Facts for counting, and other data written after a change. */
import type { Fact } from '../core/lead/facts.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { Taken } from '../core/routing/candidate.ts';
import type { Results } from '../core/routing/results.ts';
import type { SpeedObjective } from '../core/routing/policy.ts';
import type { SpeedBudget } from '../core/routing/speedBudget.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { DeskDay } from '../shared/desk.ts';
import type { Floor } from '../shared/floor.ts';

/** Data that can be recomputed from leads and inquiries. See store/projections.ts. */
export type Projection =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'served'; readonly agentId: string; readonly at: Moment }
  /** Changes of round robin's credits, by agent ID. */
  | { readonly kind: 'turn'; readonly key: string; readonly changes: ReadonlyMap<string, number> }
  /** The lead's search card at this revision. Only the newest of a lead is written. */
  | { readonly kind: 'card'; readonly lead: Lead; readonly rev: number };

export interface Projections {
  /** Written within a second, in the background. */
  add(...projections: readonly Projection[]): void;
  /** Resolves once everything added before is written; rejects if that isn't possible now. */
  settled(): Promise<void>;
}

export type AgentDay = DeskDay;

export type FloorDay = Omit<Floor['today'], 'since' | 'inquiries'>;

/** A lead that was offered, or that no one could take. */
export interface RoutedLeadOfDay {
  readonly leadId: string;
  readonly campaignId: string;
  /** The latest offer, or the callback promised instead. */
  readonly at: Moment;
  /** Every agent who had an offer of it since the day began. */
  readonly offeredTo: readonly string[];
}

/** The newest leads of the day; not whole if a campaign had more than are kept. */
export interface RoutedLeads {
  readonly leads: readonly RoutedLeadOfDay[];
  readonly isWhole: boolean;
}

/** Of a campaign, at its objective. */
export type SpeedBudgets = (campaignId: string, objective: SpeedObjective) => SpeedBudget;

export interface FactStore {
  add(facts: readonly Fact[]): void;
  /** Adds facts that a crash kept from being written. Every node then reads its figures of the day again. */
  restore(facts: readonly Fact[]): void;
  /** Which of these exist. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What an agent did since that time. Data from other nodes may be 15 s old. */
  agentDay(agentId: string, since: Moment): Promise<AgentDay>;
  /** What each agent took since that time, for routing. Data from other nodes may be 2 s old. */
  takenSince(since: Moment): Promise<(agentId: string, now: Moment) => Taken>;
  /**
   * Speed budgets at `now`, from memory: data from other nodes may be a minute old, and a budget is counted at most once
   * a second.
   */
  speedBudgets(now: Moment): Promise<SpeedBudgets>;
  /** The leads routed since that time, newest first. Data from other nodes may be 15 s old. */
  routedSince(since: Moment): Promise<RoutedLeads>;
  /** The average conversation since that time; null while there are fewer than ten. */
  talkSeconds(since: Moment): Promise<number | null>;
  /** What happened on the floor since that time. Data from other nodes may be 2 s old. */
  floorDay(since: Moment, now: Moment): Promise<FloorDay>;
}

/** Round robin: the leads that are owed to each agent. Memory proposes; the sum over all nodes is stored. */
export interface TurnStore {
  /** The credits under this key, by agent ID: this node's at once, other nodes' up to 2 s old. */
  of(key: string): Promise<ReadonlyMap<string, number>>;
  /** Applies changes. They are written in the background. */
  add(key: string, changes: ReadonlyMap<string, number>): void;
}

/** What agents achieved with each kind of lead, kept in memory. */
export interface ResultStore {
  /**
   * Over the 60 days before this day began. Read once a day: while a new day is read, the figures of the day before
   * serve.
   */
  before(day: Moment): Promise<(agentId: string) => Results | undefined>;
}
