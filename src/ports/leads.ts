/** Stored leads: revisions, history, the queue, effects, routing decisions and cards. */
import type { Effect } from '../core/lead/effects.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { SeenMark } from '../core/lead/offers.ts';
import type { LeadState } from '../core/vocabulary/states.ts';
import type { InquirySource } from '../core/vocabulary/inquirySources.ts';
import type { FieldAudience } from '../core/vocabulary/form.ts';
import type { Outcome } from '../core/vocabulary/outcomes.ts';
import type { PromiseReason } from '../core/vocabulary/promise.ts';
import type { ScoreBand } from '../core/vocabulary/score.ts';
import type { LeadChange } from '../core/lead/step.ts';
import type { Entry } from '../core/lead/timeline.ts';
import type { Decision } from '../core/routing/decision.ts';
import type { Lane } from '../core/routing/lanes.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Page } from './basics.ts';
import type { Inquiry } from './inquiries.ts';

/**
 * A lead as stored, with what the next write compares and continues. Only a loaded lead can be changed; leads from
 * lists are for choosing and display.
 */
export interface Loaded {
  readonly lead: Lead;
  /** Grows with every change; the conditional write compares it. */
  readonly rev: number;
  /** The newest history entries, oldest first. Older ones are archived. */
  readonly history: readonly SealedEntry[];
  readonly entryCount: number;
  readonly headHash: string;
  /** The decision stored by the last claim. Until it is replaced, this is its only record. */
  readonly decision?: Decision;
}

/** `decision`: the decision behind an offer, part of the claiming write (law 9). */
export type StoredChange = LeadChange & { readonly decision?: Decision };

export type SwapResult =
  | { readonly kind: 'done'; readonly loaded: Loaded }
  /** Another writer changed the lead: reload and decide again. */
  | { readonly kind: 'stale' }
  /** Another lead has the agent's slot or the person's key. A normal result. */
  | { readonly kind: 'taken'; readonly key: string };

/** Marks of offers that this node’s desks have seen, until they are stored (R29). */
export interface SeenMarks {
  /** `storeAt`: when it must be stored if the lead doesn’t change before. */
  add(leadId: string, mark: SeenMark, storeAt: Moment): void;
  of(leadId: string): readonly SeenMark[];
  /** They are stored, or no longer matter. */
  forget(leadId: string): void;
  /** The leads whose marks must be stored by now. */
  due(now: Moment): readonly string[];
  /** The nearest `storeAt`; null if there are no marks. */
  nextAt(): Moment | null;
  onAdd(listener: (storeAt: Moment) => void): void;
}

export interface StoredEntry extends Entry {
  readonly seq: number;
}

/** An entry with the inputs of its place in the hash chain. */
export interface SealedEntry extends StoredEntry {
  /** 128 bits, base64url; hex in entries of earlier versions. Absent once erased. */
  readonly salt?: string;
  /** Replaces erased content; also in entries of earlier versions. SHA-256, hex. */
  readonly digest?: string;
  /** In entries of earlier versions: the head of the chain after the entry. */
  readonly hash?: string;
}

/**
 * The orders of lists: newest or oldest first, longest waiting first (only leads that wait), earliest callback first
 * (only callbacks), highest score first (only open leads; those without a score last, newest first).
 */
export const LEAD_SORTS = ['created', 'oldest', 'waiting', 'due', 'score'] as const;
export type LeadSort = (typeof LEAD_SORTS)[number];

/** A search that reads far more than it finds, and took too long: it needs another filter. */
export class SearchTooBroad extends Error {}

export interface LeadQuery {
  readonly q?: string;
  /** `open`: any state but closed. */
  readonly state?: LeadState | 'open';
  readonly outcome?: Outcome;
  /** With `outcome`, its meaning: only leads with this one of the business's own outcomes. */
  readonly outcomeId?: string;
  readonly campaignId?: string;
  /** Leads that this agent has, had, or promised to call. */
  readonly agentId?: string;
  /** When the lead was created: from this moment, and before that one. */
  readonly from?: Moment;
  readonly to?: Moment;
  /** How the first inquiry arrived. */
  readonly source?: InquirySource;
  /** Leads that this source brought: with the inquiry that opened them, first, or last. */
  readonly cameFrom?: string;
  /** Leads with this tag. */
  readonly tag?: string;
  /** Leads whose score is in this band. */
  readonly band?: ScoreBand;
  /** Leads that lack this detail, or any of those that their campaign wants, as this audience sees them. */
  readonly lacks?: { readonly detail: string; readonly audience: FieldAudience };
  /** Open leads that may be duplicates. */
  readonly isSuspected?: true;
  /** Callbacks due from this moment, and before that one. */
  readonly dueFrom?: Moment;
  readonly dueTo?: Moment;
  /** Default: `created`. */
  readonly sort?: LeadSort;
  readonly cursor?: string;
  readonly limit: number;
}

/** The input of the routing engine. From memory and possibly stale: only a conditional write decides. */
export interface RoutingQueue {
  /** The head of the queue, most urgent first; the whole queue if `isWhole`. */
  readonly waiting: readonly Lead[];
  readonly isWhole: boolean;
  /** Every lead that holds an agent's slot. */
  readonly held: readonly Lead[];
  /** The nearest stored deadline of any open lead, or earlier; null if there is none. */
  readonly nextDeadline: Moment | null;
  /** Whether a callback was promised that returns early, as soon as an agent is free (`COMES_FORWARD`). */
  readonly owesWhenFree: boolean;
}

/** What is known about a number when an inquiry arrives. */
export interface KnownNumber {
  /** Its newest lead; an open one may be older than a closed one. */
  readonly newest: Lead | null;
  /** Since when it is on the do-not-call list; null if it isn't, or is no longer. */
  readonly doNotCallSince: Moment | null;
  /** When it was added to the list last, also if the entry was lifted since. */
  readonly askedNotToBeCalledAt: Moment | null;
}

/** `outcome`: of a closed one. */
export interface LeadOfNumber {
  readonly id: string;
  readonly isOpen: boolean;
  readonly createdAt: Moment;
  readonly outcome?: Outcome;
}

export interface LeadStore {
  /**
   * Inserts an open lead with its first history and effects. `taken` if the person has an open lead. A new `inquiry`,
   * which names the lead, is stored first and stays whatever happens to the lead, unless its request key is known
   * (`replay`): then nothing was stored.
   */
  create(change: LeadChange, inquiry?: Inquiry): Promise<SwapResult | { readonly kind: 'replay' }>;
  /**
   * One conditional write of the differences, if the lead is still at `before.rev`. `everything` writes the whole lead,
   * for one whose document contradicts it.
   */
  swap(before: Loaded, change: StoredChange, how?: 'differences' | 'everything'): Promise<SwapResult>;
  load(id: string): Promise<Loaded | null>;
  /**
   * The lead as this process last read or wrote it; null if it isn't remembered. It may be stale: a decision based on
   * it counts only if its conditional write succeeds.
   */
  remembered(id: string): Loaded | null;
  byId(id: string): Promise<Lead | null>;
  /** Those that exist, in any order, without history. At most 200. */
  byIds(ids: readonly string[]): Promise<readonly Lead[]>;
  /** The open lead with a key such as `tel:+1…`. */
  openByKey(key: string): Promise<Lead | null>;
  /** Open and closed leads with this email, newest first. */
  byEmail(email: string, limit: number): Promise<readonly Lead[]>;
  /** Open and closed leads of a number, newest first. */
  ofTel(tel: string, limit: number): Promise<readonly Lead[]>;
  /** The newest closed lead of a number. */
  lastClosedByTel(tel: string): Promise<Lead | null>;
  /**
   * What is known about a number, in one read.
   */
  ofNumber(tel: string): Promise<KnownNumber>;
  /** Leads whose stored deadline has passed, most overdue first; with `inHand` only those held by agents. */
  due(now: Moment, limit: number, which?: 'inHand'): Promise<readonly Lead[]>;
  /** How many leads wait for an agent, as far as this process remembers. */
  knownWaiting(): number;
  /** The engine's input: reread if `isFresh`, otherwise from memory. For choosing. */
  routingQueue(isFresh: boolean): Promise<RoutingQueue>;
  /**
   * The queue, longest wait (including the lead's bonus) first; if given, only those lanes, and only leads whose deadline
   * is after `now`. For choosing: load a lead by ID to change it.
   */
  waiting(limit: number, among?: { readonly lanes: readonly Lane[]; readonly now: Moment }): Promise<readonly Lead[]>;
  /** Callbacks promised for this reason, earliest first: in the given lanes, or all. For choosing. */
  promisedBecause(why: readonly PromiseReason[], limit: number, lanes?: readonly Lane[]): Promise<readonly Lead[]>;
  /** The latest time promised for this reason in a campaign; 0 without any. */
  latestPromised(why: PromiseReason, campaignId: string): Promise<Moment>;
  countWaiting(): Promise<number>;
  /**
   * Every lead in an agent's slot: offered, connecting, talking or wrap-up. Bounded by the number of agents. For
   * display.
   */
  held(): Promise<readonly Lead[]>;
  heldBy(agentId: string): Promise<readonly Lead[]>;
  /** Open leads reserved for this agent or promised by the agent; the first `limit` of each. */
  reservedFor(agentId: string, limit: number): Promise<readonly Lead[]>;
  callbacks(options: {
    ownerId?: string;
    /** Those that this agent promised, and those of these campaigns that anyone may take. */
    seenBy?: { agentId: string; campaignIds: readonly string[] };
    /** Only those that anyone may take. */
    isToAnyone?: boolean;
    cursor?: string;
    limit: number;
  }): Promise<Page<Lead>>;
  countCallbacks(): Promise<number>;
  /** Leads closed since that time, earliest first, with the history stored on them. */
  closedSince(at: Moment, limit: number): Promise<readonly Loaded[]>;
  /** Throws SearchTooBroad. */
  search(query: LeadQuery): Promise<Page<Lead>>;
  /** The leads of these numbers: each number’s open one, else its newest. */
  ofNumbers(tels: readonly string[]): Promise<ReadonlyMap<string, LeadOfNumber>>;
  /** Deletes a lead and what was derived from it, if it’s still at this revision: for undoing an import. */
  remove(loaded: Loaded): Promise<boolean>;
  /** Every open lead's revision, `batch` at a time. */
  openRevisions(batch: number): AsyncIterable<readonly { readonly id: string; readonly rev: number }[]>;
  /** Rewrites the lead's card. */
  renewCard(id: string): Promise<void>;
  /** The complete history, oldest first, including the archive. */
  timeline(leadId: string): Promise<readonly StoredEntry[]>;
  /** The same with the salts, and the head of the chain: for proving it. */
  sealedTimeline(leadId: string): Promise<{ readonly entries: readonly SealedEntry[]; readonly headHash: string }>;
  /** Whether the chain of a lead's history is unbroken. */
  verifyChain(leadId: string): Promise<boolean>;
}

export interface CardStore {
  /** How many leads a search finds, counted up to `atMost`; null if that takes too long. */
  count(query: Omit<LeadQuery, 'limit' | 'cursor'>, atMost: number): Promise<number | null>;
  /**
   * Leads created after the cursor and before `to`, oldest first. `identity` (core/lead/identity.ts): of open ones that have one.
   * `next` continues after the last one; null if there is none. A cursor is a moment and an ID: `1795014270000_ld_1`.
   */
  created(query: { readonly cursor: string; readonly to: Moment; readonly limit: number }): Promise<{
    readonly found: readonly { readonly id: string; readonly identity?: string }[];
    readonly next: string | null;
  }>;
  /** Open leads of these identities, newest first; up to `limit` of each. */
  namesakes(identities: readonly string[], limit: number): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The leads among these whose card is missing or outdated. */
  outdated(leads: readonly { readonly id: string; readonly rev: number }[]): Promise<readonly string[]>;
}

export interface DecisionStore {
  /** Keyed by (lead, epoch); replaces an existing one. For decisions that no claim stores, or stores any longer. */
  put(decision: Decision): Promise<void>;
  /** Every decision about a lead, including the one stored by its last claim. */
  ofLead(leadId: string): Promise<readonly Decision[]>;
  /** Every decision about these leads, however many there are. */
  ofLeads(leadIds: readonly string[]): Promise<readonly Decision[]>;
  /** The latest decision about each of these leads, by lead ID. */
  latestOf(leadIds: readonly string[]): Promise<ReadonlyMap<string, Decision>>;
}

/** Effects wait on their lead until delivered, then they are archived once. */
export interface Outbox {
  /** Leases due effects, so that no other worker runs them, and counts the try. */
  lease(now: Moment, until: Moment, limit: number): Promise<readonly { leadId: string; effect: Effect }[]>;
  delivered(leadId: string, effect: Effect, at: Moment): Promise<void>;
  /** Returns an effect, to be retried at `at`, after that many counted tries. */
  retry(leadId: string, effectId: string, next: { readonly at: Moment; readonly tries: number }): Promise<void>;
  /** Keeps an effect on its lead as a dead letter: it is no longer due. */
  keep(leadId: string, effectId: string): Promise<void>;
  /** Removes an effect that failed and is pointless by now. */
  drop(leadId: string, effectId: string): Promise<void>;
  /** Makes every dead letter due again, with all its tries. Returns how many there were. */
  revive(now: Moment): Promise<number>;
}
