/** What runs the floor and the service: counts, readings, retention, vitals and alerts. */
import type { Found } from '../core/alarm/findAlarms.ts';
import type { SweepMark } from '../core/lead/lateness.ts';
import type { RetentionKind } from '../core/administration/retention.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { FloorDay } from './facts.ts';

/** Counts for the floor and for the conservation law, all from indexed queries. */
export interface FloorStore {
  today(since: Moment): Promise<FloorDay & { readonly inquiries: number }>;
  /** Leads that were closed as spam by themselves since then, newest first: somebody should look whether they are. */
  suspectedSpam(since: Moment, limit: number): Promise<readonly { leadId: string; name: string; at: Moment }[]>;
  /** A sweep that could not settle everything in one go says how far it has come: what is still before it is not forgotten. */
  markSweep(mark: SweepMark): Promise<void>;
  conservation(now: Moment): Promise<{ open: number; exceptions: Readonly<Record<string, number>> }>;
  /** Leads whose stored shape contradicts their state, for the sweep to mend. */
  misshapen(now: Moment, limit: number): Promise<readonly { leadId: string; exception: string }[]>;
  countRepair(exception: string, at: Moment): Promise<void>;
  repaired(): Promise<number>;
}

/** What operations look at: how many and how long (ms), never who. */
export interface Readings {
  readonly waiting: { readonly count: number; readonly longestMs: number };
  /** Leads that hold an agent's slot, by state. */
  readonly held: Readonly<Record<string, number>>;
  readonly promises: { readonly count: number; readonly overdue: number; readonly overdueMs: number };
  /** How late the most overdue deadline is; 0 when none is. */
  readonly deadlineOverdueMs: number;
  readonly effects: { readonly count: number; readonly oldestMs: number };
  readonly desks: readonly { readonly presence: string; readonly reach: string }[];
}

export interface ReadingsStore {
  read(now: Moment): Promise<Readings>;
  /** What readiness hangs on: whether the schema is this program's, and how long the oldest effect has been due. */
  health(now: Moment): Promise<{ isSchemaOurs: boolean; oldestEffectMs: number }>;
}

/** `reached`: where to go on, or null when this was all. */
export interface RemovalStep {
  readonly count: number;
  readonly reached: Moment | null;
}

export interface RetentionStore {
  /** Removes some of a kind from at or after `after` and before `before`, oldest first. Never anything of an open lead. */
  removeSome(kind: RetentionKind, range: { before: Moment; after: Moment; limit: number }): Promise<RemovalStep>;
}

/** What this process's own loops tell operations. */
export interface Vitals {
  /** This process has a routing engine, and its first pass is still to come. */
  routingBegins(at: Moment): void;
  /** The routing engine ended a pass well. `lagMs`: how long after the nearest deadline it came; absent when none was due. */
  routed(at: Moment, lagMs?: number): void;
  /** Retention removed so many of a kind. */
  removed(kind: string, count: number): void;
  /** The network said what became of a text, the first time. */
  textEnded(how: 'delivered' | 'undelivered'): void;
  /** A promise that nobody waits for was rejected. */
  unhandled(): void;
  /** An inquiry was not taken in, because too many came at once. */
  turnedAway(): void;
}

/** Something that a supervisor should look at, from when it was raised until it is over. */
export interface Alarm extends Found {
  readonly raisedAt: Moment;
  /** When the supervisors were written to. */
  readonly mailedAt?: Moment;
  readonly seenBy?: { readonly userId: string; readonly at: Moment };
}

export interface AlarmStore {
  /** True for whoever raised it; false when it is open already. */
  raise(found: Found, at: Moment): Promise<boolean>;
  clear(keys: readonly string[], at: Moment): Promise<void>;
  /** The newest first, at most a thousand. */
  open(): Promise<readonly Alarm[]>;
  /** The first who says so has seen it. False when there is no such alarm. */
  see(key: string, userId: string, at: Moment): Promise<boolean>;
  mailed(keys: readonly string[], at: Moment): Promise<void>;
}
