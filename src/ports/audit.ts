/** The audit log of administrative changes. */
import type { Moment } from '../core/vocabulary/time.ts';
import type { Audited } from '../shared/adminAudit.ts';
import type { Page } from './basics.ts';

/** One administrative change, stored permanently. `id` is derived from the change, so that one change is one entry. */
export interface AuditRecord {
  readonly id: string;
  readonly at: Moment;
  /** The user's ID, `system`, or `prospect`: the customer. */
  readonly by: string;
  readonly what: Audited;
  readonly subjectId: string;
  readonly action: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** An entry whose change may or may not have been made; `version` is the one that the change creates. */
export interface AuditIntent extends AuditRecord {
  readonly version?: number;
}

export type AuditIntentQuery = { readonly before: Moment } | Pick<AuditRecord, 'what' | 'subjectId'>;

export interface AuditQuery {
  readonly what?: Audited;
  readonly subjectId?: string;
  readonly by?: string;
  readonly from?: Moment;
  readonly to?: Moment;
  readonly cursor?: string;
  readonly limit: number;
}

export interface AuditStore {
  /** Adding the same entry again changes nothing. */
  add(record: AuditRecord): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<Page<AuditRecord>>;
  /** Stored before the change, outside the log; the same ID replaces it. */
  intend(intent: AuditIntent): Promise<void>;
  /** Unsettled intents: of one thing, or from before a moment. */
  intended(which: AuditIntentQuery): Promise<readonly AuditIntent[]>;
  /** Removes an intent: its change is in the log, or was not made. */
  settle(id: string): Promise<void>;
}
