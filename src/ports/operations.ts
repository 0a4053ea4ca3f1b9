/** Operations: floor counts, readings, retention, vitals and alarms. */
import type { FoundAlarm } from '../core/alarm/findAlarms.ts';
import type { SweepMark } from '../core/lead/overdue.ts';
import type { DeletedKind } from '../core/administration/retention.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { FloorDay } from './facts.ts';

/** Counts for the floor and for the conservation law, all from indexed queries. */
export interface FloorStore {
  today(since: Moment, now: Moment): Promise<FloorDay & { readonly inquiries: number }>;
  /** Leads closed as suspected spam since that time, newest first, for review. */
  suspectedSpam(since: Moment, limit: number): Promise<readonly { leadId: string; name: string; at: Moment }[]>;
  /** Stores how far an unfinished sweep has come; what is still ahead of it isn't overlooked. */
  markSweep(mark: SweepMark): Promise<void>;
  conservation(now: Moment): Promise<{ open: number; exceptions: Readonly<Record<string, number>> }>;
  /** Leads whose stored shape contradicts their state, for repair. */
  misshapen(now: Moment, limit: number): Promise<readonly { leadId: string; exception: string }[]>;
  countRepair(exception: string, at: Moment): Promise<void>;
  repaired(): Promise<number>;
}

/** Metrics: counts and durations (ms), never persons. */
export interface Readings {
  readonly waiting: number;
  /** Leads that hold an agent's slot, by state. */
  readonly held: Readonly<Record<string, number>>;
  readonly promises: { readonly count: number; readonly overdue: number; readonly overdueMs: number };
  /** How late the most overdue deadline is; 0 if none is. */
  readonly deadlineOverdueMs: number;
  readonly effects: { readonly count: number; readonly oldestMs: number };
  readonly desks: readonly { readonly presence: string; readonly reach: string }[];
}

export interface ReadingsStore {
  read(now: Moment): Promise<Readings>;
  /** Inputs of readiness: whether the schema is this program's, and how long the oldest effect has been due. */
  health(now: Moment): Promise<{ isSchemaOurs: boolean; oldestEffectMs: number }>;
}

/** `reached`: where to continue, or null if this was all. */
export interface RemovalStep {
  readonly count: number;
  readonly reached: Moment | null;
}

export interface RetentionStore {
  /** Deletes some of a kind in [`after`, `before`), oldest first. Never anything of an open lead. */
  removeSome(kind: DeletedKind, range: { before: Moment; after: Moment; limit: number }): Promise<RemovalStep>;
}

/** What this process's loops report to operations. */
export interface Vitals {
  /** This process has a routing engine whose first pass is pending. */
  routingBegins(at: Moment): void;
  /** The routing engine completed a pass. `lagMs`: how long after the nearest deadline; absent if none was due. */
  routed(at: Moment, lagMs?: number): void;
  /** Retention deleted this many of a kind. */
  removed(kind: string, count: number): void;
  /** An effect of this kind failed for the last time. */
  effectFailed(kind: string): void;
  /** The first final delivery status of a text. */
  textEnded(how: 'delivered' | 'undelivered'): void;
  /** A text from a number without a lead, which no one sees. `isStop`: it means or mentions STOP. */
  textUnmatched(isStop: boolean): void;
  /** A JavaScript promise that nothing awaits was rejected. */
  unhandled(): void;
  /** An inquiry was rejected because too many arrived at once. */
  turnedAway(): void;
}

/** What deleted data leaves in the database's file. */
export interface CompactionStore {
  /** Otherwise it's a MongoDB, whose files can't be rewritten from here. */
  isEmbedded(): Promise<boolean>;
  /** Rewrites the embedded database's file without freed pages. Writes wait until it's done. */
  run(): Promise<void>;
}

/** A condition that a supervisor should look at, from when it is raised until it clears. */
export interface Alarm extends FoundAlarm {
  readonly raisedAt: Moment;
  /** When supervisors were emailed. */
  readonly mailedAt?: Moment;
  readonly seenBy?: { readonly userId: string; readonly at: Moment };
}

export interface AlarmStore {
  /** True if this call raised it; false if it is open already. */
  raise(found: FoundAlarm, at: Moment): Promise<boolean>;
  clear(keys: readonly string[], at: Moment): Promise<void>;
  /** The newest first, at most a thousand. */
  open(): Promise<readonly Alarm[]>;
  /** Marks it as seen by the first person. False if there is no such alarm. */
  see(key: string, userId: string, at: Moment): Promise<boolean>;
  mailed(keys: readonly string[], at: Moment): Promise<void>;
}
