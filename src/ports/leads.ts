/** Leads as they are stored: revisions, history, the queue, effects, routing decisions and cards. */
import type { Effect } from '../core/lead/effects.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { LeadState } from '../core/vocabulary/states.ts';
import type { Outcome } from '../core/vocabulary/outcomes.ts';
import type { PromiseReason } from '../core/vocabulary/promise.ts';
import type { LeadChange } from '../core/lead/step.ts';
import type { Entry } from '../core/lead/timeline.ts';
import type { Decision } from '../core/routing/chooseAgents.ts';
import type { Lane } from '../core/routing/lanes.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Page } from './basics.ts';
import type { Inquiry } from './inquiries.ts';

/**
 * A lead as the database has it, with what the next write compares and continues. Only a loaded lead can be changed;
 * leads from lists are for choosing and showing.
 */
export interface Loaded {
  readonly lead: Lead;
  /** Grows with every change; the conditional write compares it. */
  readonly rev: number;
  /** The newest entries of the history, oldest first. Older ones are archived. */
  readonly history: readonly SealedEntry[];
  readonly entryCount: number;
  readonly headHash: string;
  /** The choice that the last claim carried. Until another one replaces it, this is its only record. */
  readonly decision?: Decision;
}

/** `decision`: the choice that an offer is made by; it is part of the claiming write (law 9). */
export type StoredChange = LeadChange & { readonly decision?: Decision };

export type SwapResult =
  | { readonly kind: 'done'; readonly loaded: Loaded }
  /** Another writer changed the lead in between: load it again and decide again. */
  | { readonly kind: 'stale' }
  /** An agent's slot or the person's key is held by another lead. A normal answer. */
  | { readonly kind: 'taken'; readonly key: string };

export interface StoredEntry extends Entry {
  readonly seq: number;
}

/** An entry with what its place in the hash chain is computed from. */
export interface SealedEntry extends StoredEntry {
  /** 128 bits, base64url; hex in entries of earlier versions. Absent once erased. */
  readonly salt?: string;
  /** In place of what was erased, and in entries of earlier versions. SHA-256, hex. */
  readonly digest?: string;
  /** In entries of earlier versions: the head of the chain after it. */
  readonly hash?: string;
}

export interface LeadQuery {
  readonly q?: string;
  readonly state?: LeadState;
  readonly outcome?: Outcome;
  readonly campaignId?: string;
  /** Leads that this agent has, had, or promised to call. */
  readonly agentId?: string;
  /** When the lead came: from this moment on, and before that one. */
  readonly from?: Moment;
  readonly to?: Moment;
  readonly cursor?: string;
  readonly limit: number;
}

/** What the routing engine looks at. From memory, and so perhaps stale: only a conditional write decides. */
export interface RoutingQueue {
  /** The head of the queue, most urgent first; all of it when `isWhole`. */
  readonly waiting: readonly Lead[];
  readonly isWhole: boolean;
  /** Every lead that holds an agent's slot. */
  readonly held: readonly Lead[];
  /** The nearest stored deadline of any open lead, or an earlier moment; null when there is none. */
  readonly nextDeadline: Moment | null;
  /** Whether something was promised because nobody was on shift. */
  readonly owesUnstaffed: boolean;
}

export interface LeadStore {
  /**
   * Inserts an open lead, its first history and effects included. `taken` when the person has an open lead. With a new
   * `inquiry`, which names the lead, that is stored first: it is there whatever becomes of the lead, unless its request
   * key is known (`replay`) and nothing was stored.
   */
  create(change: LeadChange, inquiry?: Inquiry): Promise<SwapResult | { readonly kind: 'replay' }>;
  /**
   * One conditional write of what the change changed, if the lead is still at `before.rev`. `everything`: all of the
   * lead, for one whose document contradicts it.
   */
  swap(before: Loaded, change: StoredChange, how?: 'differences' | 'everything'): Promise<SwapResult>;
  load(id: string): Promise<Loaded | null>;
  /**
   * The lead as this process last read or wrote it, without asking the database; null when it is not remembered. It may
   * be stale: a decision based on it counts only if its conditional write succeeds.
   */
  remembered(id: string): Loaded | null;
  byId(id: string): Promise<Lead | null>;
  /** The open lead of a key such as `tel:+1…`. */
  openByKey(key: string): Promise<Lead | null>;
  /** Open and closed leads with this mail address, newest first. */
  byEmail(email: string, limit: number): Promise<readonly Lead[]>;
  /** The newest closed lead of a number. */
  lastClosedByTel(tel: string): Promise<Lead | null>;
  /**
   * What is known of a number: its newest lead, open or closed (an open lead may be older than a closed one), and since
   * when it is on the do-not-call list.
   */
  ofNumber(tel: string): Promise<{ readonly newest: Lead | null; readonly doNotCallSince: Moment | null }>;
  /** Leads whose stored deadline has passed, most overdue first; with `inHand` only those that agents hold. */
  due(now: Moment, limit: number, which?: 'inHand'): Promise<readonly Lead[]>;
  /** What the engine routes by: read again when `isFresh`, otherwise as remembered. For choosing. */
  routingQueue(isFresh: boolean): Promise<RoutingQueue>;
  /** The queue, longest wait (with the lead's own bonus) first. Only what is in the lanes, where some are given. For choosing: to change one, load it by its id. */
  waiting(limit: number, lanes?: readonly Lane[]): Promise<readonly Lead[]>;
  /** Callbacks that were promised for this reason: in the lanes given, the earliest due first; without lanes, any of them. For choosing. */
  promisedBecause(why: PromiseReason, limit: number, lanes?: readonly Lane[]): Promise<readonly Lead[]>;
  countWaiting(): Promise<number>;
  /** Every lead that holds an agent's slot: offered, connecting, talking or wrap-up. Bounded by the floor's size. For showing. */
  held(): Promise<readonly Lead[]>;
  heldBy(agentId: string): Promise<readonly Lead[]>;
  /** Open leads that wait for this agent alone, or that the agent promised to call; the first `limit` of each. */
  reservedFor(agentId: string, limit: number): Promise<readonly Lead[]>;
  callbacks(options: {
    ownerId?: string;
    /** Those that this agent promised, and those of these campaigns that anyone may keep. */
    seenBy?: { agentId: string; campaignIds: readonly string[] };
    /** Only those that anyone may keep. */
    isToAnyone?: boolean;
    cursor?: string;
    limit: number;
  }): Promise<Page<Lead>>;
  countCallbacks(): Promise<number>;
  /** Leads that closed from then on, the earliest first, with the history kept on them. */
  closedSince(at: Moment, limit: number): Promise<readonly Loaded[]>;
  search(query: LeadQuery): Promise<Page<Lead>>;
  /** Every open lead's revision, `batch` at a time. */
  openRevisions(batch: number): AsyncIterable<readonly { readonly id: string; readonly rev: number }[]>;
  /** Writes the lead's card again. */
  renewCard(id: string): Promise<void>;
  /** The whole history, oldest first: what was archived and what is on the lead. */
  timeline(leadId: string): Promise<readonly StoredEntry[]>;
  /** Whether the chain of a lead's history is unbroken. */
  verifyChain(leadId: string): Promise<boolean>;
}

export interface CardStore {
  /** Those of these leads whose card is missing or older than that. */
  outdated(leads: readonly { readonly id: string; readonly rev: number }[]): Promise<readonly string[]>;
}

export interface DecisionStore {
  /** Keyed (lead, epoch); writing the same key again replaces it. For choices that no claim carries, or carries no more. */
  put(decision: Decision): Promise<void>;
  /** Every choice about a lead, the one that its last claim carried included. */
  ofLead(leadId: string): Promise<readonly Decision[]>;
}

/** Effects wait on their lead until they are delivered; then they are kept apart, once. */
export interface Outbox {
  /** Leases effects that are due, so that no other worker runs them meanwhile. */
  lease(now: Moment, until: Moment, limit: number): Promise<readonly { leadId: string; effect: Effect }[]>;
  delivered(leadId: string, effect: Effect, at: Moment): Promise<void>;
  /** Puts an effect back, to be tried again at `at`. */
  retry(leadId: string, effectId: string, at: Moment): Promise<void>;
}
