/** The do-not-call list as administrators see it, over HTTP. */
import type { DoNotCallSource } from '../core/law/doNotCall.ts';
import type { RegistryStatus } from '../core/law/registry.ts';

/** The ways by which an administrator may have heard of a request. */
export const HEARD_SOURCES = [
  ...(['spoken', 'email', 'letter', 'complaint', 'other'] as const),
] as const satisfies readonly DoNotCallSource[];
export const DO_NOT_CALL_SOURCES = [
  ...(['outcome', 'desk', 'page', 'text', 'call', 'import', 'admin'] as const),
  ...HEARD_SOURCES,
] as const satisfies readonly DoNotCallSource[];

interface DoNotCallAct {
  readonly kind: 'added' | 'lifted';
  readonly at: number;
  readonly source: DoNotCallSource;
  /** The name of who did it; absent when it was the customer or the service. */
  readonly by?: string;
  /** A note, a reason, or the words that the customer agreed to. */
  readonly reason?: string;
  readonly leadId?: string;
}

export interface DoNotCallNumber {
  readonly id: string;
  /** E.164; null where it was never kept, or was erased: then it is found by typing it. */
  readonly tel: string | null;
  readonly isListed: boolean;
  /** Since when it has been listed without a break; for one that was lifted, when it was added last. */
  readonly since: number;
  readonly liftedAt: number | null;
  /** Newest first. */
  readonly acts: readonly DoNotCallAct[];
}

export interface DoNotCallList {
  readonly numbers: readonly DoNotCallNumber[];
  readonly next: string | null;
}

/** `number` null: it was never on the list. */
export interface DoNotCallFound {
  readonly tel: string;
  readonly number: DoNotCallNumber | null;
  /** What the US national registry says; null for a number outside North America, which it doesn’t hold. */
  readonly registry: RegistryStatus | null;
  /**
   * When the phone network last reported the number as not in service; null if it didn’t, or the number was reached
   * since.
   */
  readonly notInServiceSince: number | null;
}

/** A row of a file that could not be read. */
export interface UnreadRow {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What a file holds, or would change. */
export interface ImportCounts {
  /** Rows that are neither empty nor a heading. */
  readonly rows: number;
  /** Different numbers. */
  readonly numbers: number;
  /** Listed already. */
  readonly known: number;
  readonly unread: number;
  /** The first hundred of them. */
  readonly unreadRows: readonly UnreadRow[];
}

export interface ImportProgress {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly by: string;
  readonly startedAt: number;
  readonly total: number;
  /** Numbers processed so far, and how many of them were added. */
  readonly done: number;
  readonly added: number;
}
