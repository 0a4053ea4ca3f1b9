/** Actions on many leads at once: what is to be done, how far it is, and what came of it. */
import type { MergeObstacle } from '../core/vocabulary/merging.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export type BulkAction =
  | { readonly verb: 'requeue' }
  | { readonly verb: 'reassign'; readonly agentId: string }
  | { readonly verb: 'close'; readonly outcome: string }
  | TagAction
  | MergeAction
  /** Takes back what the action with this ID did. */
  | { readonly verb: 'undo'; readonly of: string };

export interface TagAction {
  readonly verb: 'addTag' | 'removeTag';
  /** Normalized (vocabulary/tags.ts). */
  readonly tag: string;
}

/** Merges each lead that goes into the one that stays, if neither has changed since. */
export interface MergeAction {
  readonly verb: 'merge';
  readonly merges: readonly {
    readonly staysId: string;
    readonly goesId: string;
    /** The `seq` of each lead when the merge was decided on. */
    readonly versions: { readonly stays: number; readonly goes: number };
  }[];
}

/** Why a lead of a bulk action isn't changed. */
export type BulkReason =
  'same' | 'closed' | 'onCall' | 'mayNotContact' | 'changed' | 'gone' | 'refused' | 'tooManyTags' | MergeObstacle;

/** A changed lead, and where it was, for undoing that. */
export interface BulkChange {
  readonly leadId: string;
  readonly was: {
    readonly state: string;
    readonly dueAt?: Moment;
    readonly windowMs?: number;
    readonly ownerId?: string;
    /** When a tag was added or removed. */
    readonly at?: Moment;
    /** Of a merged lead: the lead that stayed, and its `seq` after the merge. */
    readonly staysId?: string;
    readonly staysVersion?: number;
  };
}

/**
 * - `running`   the leads from `position` on are still to be done
 * - `done`      all were tried
 * - `canceled`  a person stopped it; those from `position` on weren't touched
 */
export interface BulkRun {
  readonly id: string;
  readonly by: string;
  readonly at: Moment;
  readonly action: BulkAction;
  readonly leadIds: readonly string[];
  readonly state: 'running' | 'done' | 'canceled';
  readonly position: number;
  readonly changed: readonly BulkChange[];
  readonly skipped: Readonly<Partial<Record<BulkReason, number>>>;
  /** Of merges: each lead that wasn't changed. */
  readonly refused?: readonly { readonly leadId: string; readonly reason: BulkReason }[];
  /** The action that undoes this one. */
  readonly undoneBy?: string;
}

/** `leadId`: where the reason of each lead is kept. */
export type BulkResult = { readonly change: BulkChange } | { readonly reason: BulkReason; readonly leadId?: string };

export interface BulkStore {
  /** Stores a new run; false if one with its ID exists. */
  add(run: BulkRun): Promise<boolean>;
  byId(id: string): Promise<BulkRun | null>;
  /** Records the result of the lead at this position, if the run is still there: otherwise null. */
  step(id: string, position: number, result: BulkResult): Promise<BulkRun | null>;
  finish(id: string): Promise<void>;
  /** False if it isn't running any longer. */
  cancel(id: string): Promise<boolean>;
  /** False if it is being undone already. */
  markUndone(id: string, by: string): Promise<boolean>;
  running(limit: number): Promise<readonly BulkRun[]>;
}
