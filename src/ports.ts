/**
 * What the use cases need from outside, and nothing about how it is done. main.ts chooses the implementations.
 * Reading returns plain values with times as Moment; nothing here throws for a lost race, only for a store that
 * cannot be reached (StoreUnavailable).
 */
import { PlainError } from './core/errors.ts';
import type { Found } from './core/alarm/findAlarms.ts';
import type { Agent, AwayReason, Presence, Reach, SystemReason } from './core/agent/agent.ts';
import type { Call, CallEnd, Sound } from './core/call/call.ts';
import type { ConnectionFacts, NetworkAnswer, NetworkNumber, Webhook } from './core/call/connection.ts';
import type { Business } from './core/business.ts';
import type { Campaign, Language, OpeningHours } from './core/campaign.ts';
import type { DoNotCallEntry, DoNotCallMark, DoNotCallSource } from './core/law/doNotCall.ts';
import type { Effect } from './core/lead/effects.ts';
import type { Fact } from './core/lead/facts.ts';
import type { SweepMark } from './core/lead/lateness.ts';
import type { InquirySummary, Lead, LeadState, Outcome, Person, PromiseReason } from './core/lead/lead.ts';
import type { LeadChange } from './core/lead/step.ts';
import type { Entry } from './core/lead/timeline.ts';
import type { Letter } from './core/mail/letter.ts';
import type { MailData, MailState, NewMail, QueuedMail, SendFailure, SkipReason } from './core/mail/mail.ts';
import type { DeadMail } from './core/mail/undelivered.ts';
import type { Decision } from './core/routing/chooseAgents.ts';
import type { Lane } from './core/routing/lanes.ts';
import type { RetentionKind } from './core/retention.ts';
import type { Moment } from './core/time.ts';
import type { DeskConsult, DeskDay, DeskLead, DeskOffer, DeskPresence, OfferEndReason } from './shared/desk.ts';
import type { ApiScope, Audited } from './shared/admin.ts';
import type { Role } from './shared/api.ts';
import type { OutboxMail, OutboxRow } from './shared/outbox.ts';

/** The store could not be reached or did not answer in time. The edge answers 503 and promises nothing. */
export class StoreUnavailable extends PlainError {}

export interface Clock {
  /** Milliseconds since 1970 on the database's clock. */
  now(): Moment;
  /** How far this machine's clock is from the database's, in ms; routing stops beyond 500. */
  offset(): number;
}

export interface Random {
  /** A new identifier, `prefix_` and 26 characters, sortable by time. */
  id(prefix: string): string;
  /** 256 bits, base64url: for receipts, sessions and links. */
  secret(): string;
}

/** Fixed sentences plus fields; personal data is never among them (law 11). */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Runs with fields that every line carries which is logged meanwhile, however deep; see `logging`. */
  within?<T>(fields: Readonly<Record<string, unknown>>, run: () => T): T;
}

/** Runs with fields on every line of the log; a log that cannot do that just runs. */
export function logging<T>(log: Log, fields: Readonly<Record<string, unknown>>, run: () => T): T {
  return log.within ? log.within(fields, run) : run();
}

/** One thing a person did. Written first, under a unique request key, raw body included. */
export interface Inquiry {
  readonly id: string;
  /** Unique: the Idempotency-Key within the form, or one of our own making. */
  readonly requestKey: string;
  /** Digest of the body as sent: the same key with another body is refused. */
  readonly bodyHash: string;
  /** As it was sent. Absent once retention has removed it. */
  readonly rawBody?: string;
  readonly kind: InquirySummary['kind'];
  readonly receiptId: string;
  readonly receivedAt: Moment;
  readonly campaignId: string;
  readonly formKey: string;
  readonly person: Lead['person'];
  readonly interest?: string;
  readonly message?: string;
  readonly answers: Lead['answers'];
  readonly source: Lead['source'];
  readonly consent: ConsentEvidence;
  /** Why this looks like spam; such an inquiry becomes a lead that is closed as spam and reviewed. */
  readonly spamReasons: readonly string[];
  /** Set once it belongs to a lead. An inquiry without one is an orphan, attached by a sweep. */
  readonly leadId?: string;
}

/** What was consented to, with everything needed to show it later. */
export interface ConsentEvidence {
  readonly call: boolean;
  readonly now: boolean;
  readonly text: boolean;
  readonly email: boolean;
  readonly wordingVersion: number;
  readonly language: Language;
  /** The exact sentences that were shown, by box. */
  readonly wording: Readonly<Record<string, string>>;
  readonly page?: string;
  readonly address: string;
  readonly browser?: string;
}

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

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
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

export interface InquiryStore {
  /** `replay` when the request key is known: the inquiry as it was stored the first time. */
  add(inquiry: Inquiry): Promise<{ kind: 'stored' } | { kind: 'replay'; inquiry: Inquiry }>;
  /** Written before the form is answered, so that its receipt knows the lead after a crash too. */
  attach(inquiryId: string, leadId: string): Promise<void>;
  /** Those of the inquiries that still belong to one of the leads `from` belong to `leadId` afterwards. */
  move(inquiryIds: readonly string[], from: readonly string[], leadId: string): Promise<void>;
  byId(id: string): Promise<Inquiry | null>;
  byReceipt(receiptId: string): Promise<Inquiry | null>;
  /** Inquiries that belong to no lead and were received before `before`, oldest first. */
  orphans(before: Moment, limit: number): Promise<readonly Inquiry[]>;
  /** Of those received from `since` on and before `until`: the ones that name a lead which is not there. */
  strays(since: Moment, until: Moment): Promise<readonly Inquiry[]>;
  /** When the newest one was received; null without any. */
  newestAt(): Promise<Moment | null>;
}

/** What can be computed again from leads and inquiries. See store/projections.ts. */
export type Projection =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'served'; readonly agentId: string; readonly at: Moment }
  /** What the lead is found by, as of this revision. Only the newest of a lead is written. */
  | { readonly kind: 'card'; readonly lead: Lead; readonly rev: number };

export interface Projections {
  /** Written within a second, in the background. */
  add(...projections: readonly Projection[]): void;
  /** Resolves once everything that was added before is written; rejects when it cannot be written now. */
  settled(): Promise<void>;
}

export type AgentDay = DeskDay;

export interface FloorDay {
  readonly leads: number;
  readonly conversations: number;
  readonly closed: number;
  readonly won: number;
  readonly missedOffers: number;
  readonly medianSecondsToTalk: number | null;
}

export interface FactStore {
  add(facts: readonly Fact[]): void;
  /** Which of these are there. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What an agent did since then. Other nodes' part of it may be 15 s old. */
  agentDay(agentId: string, since: Moment): Promise<AgentDay>;
  /** What happened on the floor since then. Other nodes' part of it may be 2 s old. */
  floorDay(since: Moment): Promise<FloorDay>;
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

export interface AgentStore {
  byId(id: string): Promise<Agent | null>;
  byIds(ids: readonly string[]): Promise<readonly Agent[]>;
  /** Agents who are on shift: available or away. */
  onShift(): Promise<readonly Agent[]>;
  all(): Promise<readonly Agent[]>;
  save(agent: Agent): Promise<void>;
  /** The agent afterwards; null when the presence and reason were so already. */
  setPresence(
    id: string,
    presence: Presence,
    reason: AwayReason | SystemReason | undefined,
    at: Moment,
    /** The supervisor who sets it, and why. */
    set?: { readonly byId: string; readonly note: string },
  ): Promise<Agent | null>;
  setReach(id: string, reach: Reach, at: Moment): Promise<Agent | null>;
  /** Counts a missed offer once, however often it is told; null when it was counted before. */
  countMiss(id: string, offerId: string): Promise<Agent | null>;
  clearMisses(id: string): Promise<void>;
  /** Since when a desk's softphone is registered, or null for no longer. The agent afterwards; null when it was so. */
  setSoftphone(id: string, since: Moment | null): Promise<Agent | null>;
  /** The agent became free at `at`; never moves backwards. Written behind. */
  freed(id: string, at: Moment): void;
  /** Makes the agent of a person who takes leads, or brings its profile up to date; presence stays, unless retired. */
  setProfile(id: string, profile: AgentProfile & Pick<Agent, 'name'>, at: Moment): Promise<void>;
  /** Offline as `deactivated`: no presence can be set any more until there is a profile again. */
  retire(id: string, at: Moment): Promise<void>;
}

export type AgentProfile = Pick<Agent, 'teamIds' | 'languages' | 'skills' | 'capacity' | 'telephone'>;

/** What administrators edit: a version that conditional writes compare, and who wrote it last. */
export interface Edited {
  readonly version: number;
  readonly changedAt?: Moment;
  /** The user's identifier. */
  readonly changedBy?: string;
}

/** What became of a write that was based on a version: `stale` when there is a newer one, or none at all. */
export type Replaced = 'done' | 'stale';

export interface User extends Edited {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  /** Absent until the invitation was taken up. */
  readonly passwordHash?: string;
  readonly active: boolean;
  readonly agent?: AgentProfile;
  /** The one link that this person may use now; a new one replaces it. */
  readonly link?: PersonLink;
}

/** A link that lets somebody choose a password, once. Only its digest is stored. */
export interface PersonLink {
  readonly kind: 'invitation' | 'passwordReset';
  readonly digest: string;
  readonly expiresAt: Moment;
}

export interface Session {
  /** SHA-256 of the token in the cookie; the token itself is never stored. */
  readonly tokenHash: string;
  readonly userId: string;
  readonly createdAt: Moment;
  readonly seenAt: Moment;
  /** Absolute end, whatever the activity. */
  readonly expiresAt: Moment;
}

/** One-way hashing: of passwords, slow and salted; of our own random secrets, quick. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time for `null`, the hash of somebody unknown, and is then false. */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** Digest of a secret of 256 random bits, under which it is stored: such a secret needs no salt and no slow hash. */
  digest(secret: string): string;
}

export interface UserStore {
  byId(id: string): Promise<User | null>;
  byEmail(email: string): Promise<User | null>;
  count(): Promise<number>;
  all(): Promise<readonly User[]>;
  /** `taken` when the mail address belongs to somebody. */
  add(user: Omit<User, 'version'>, at: Moment): Promise<'added' | 'taken'>;
  /**
   * Writes what administrators edit, if the person is still at `basedOn`; the password stays as it is, and so does the link
   * unless it is dropped. `taken` when the mail address belongs to somebody else.
   */
  edit(
    user: Pick<User, 'id' | 'name' | 'email' | 'role' | 'language' | 'active' | 'agent'> & Edited,
    basedOn: number,
    dropsLink?: boolean,
  ): Promise<Replaced | 'taken'>;
  /** The new link; the one before works no more. `onlyWithPassword`: not for somebody who still has an invitation. */
  setLink(id: string, link: PersonLink, onlyWithPassword?: boolean): Promise<boolean>;
  dropLink(id: string): Promise<void>;
  /** Whose link it is, if it may still be used. */
  byLink(link: Pick<PersonLink, 'kind' | 'digest'>, now: Moment): Promise<User | null>;
  /** Uses the link up and sets the password in one write: of two at once, one gets it. null when it is no more. */
  takeLink(
    link: Pick<PersonLink, 'kind' | 'digest'>,
    now: Moment,
    chosen: { readonly passwordHash: string; readonly name?: string; readonly by?: string },
  ): Promise<User | null>;
  /** Of those that are known. From memory; a change is seen here at once, on other nodes within a second. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The language of a person's screens, as `names`; null for an unknown person. */
  language(id: string): Promise<Language | null>;
  /** Whoever looks after the floor: active supervisors, or the administrators where there are none. */
  supervisors(): Promise<readonly User[]>;
}

export interface SessionStore {
  add(session: Session): Promise<void>;
  find(tokenHash: string): Promise<Session | null>;
  touch(tokenHash: string, at: Moment): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** Ends every sign-in of a person. */
  removeOf(userId: string): Promise<void>;
  /** As `removeOf`, because the account was closed; whoever holds the token can be told. */
  closeOf(userId: string): Promise<void>;
  /** Whose sign-in it was that ended because the account was closed; null for every other token. */
  closedOf(tokenHash: string): Promise<string | null>;
}

/** A campaign as it is kept: without hours of its own it has the business's. */
export type StoredCampaign = Omit<Campaign, 'hours' | 'version'> & { readonly hours?: OpeningHours } & Edited;

export interface CampaignStore {
  byId(id: string): Promise<Campaign | null>;
  byFormKey(formKey: string): Promise<Campaign | null>;
  all(): Promise<readonly Campaign[]>;
  save(campaign: Campaign): Promise<void>;
  stored(): Promise<readonly StoredCampaign[]>;
  /** `taken` when another campaign has the form key. */
  add(campaign: StoredCampaign): Promise<'added' | 'taken'>;
  replace(campaign: StoredCampaign, basedOn: number): Promise<Replaced | 'taken'>;
}

export type StoredBusiness = Business & Edited;
export interface BusinessStore {
  get(): Promise<StoredBusiness | null>;
  /** As this node remembers it, and so perhaps a second old. */
  known(): Promise<StoredBusiness | null>;
  /** Based on 0: there is none yet. */
  replace(business: StoredBusiness, basedOn: number): Promise<Replaced>;
}

/** A team or a skill. */
export interface Named extends Edited {
  readonly id: string;
  readonly name: string;
}
export interface NamedStore {
  all(): Promise<readonly Named[]>;
  /** `taken` when another one has the name. */
  add(named: Named): Promise<'added' | 'taken'>;
  replace(named: Named, basedOn: number): Promise<Replaced | 'taken'>;
  remove(id: string): Promise<boolean>;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Of the whole token; the token itself is never stored. */
  readonly digest: string;
  readonly createdAt: Moment;
  readonly createdBy: string;
  readonly lastUsedAt?: Moment;
  readonly revokedAt?: Moment;
}
export interface ApiKeyStore {
  all(): Promise<readonly ApiKey[]>;
  add(key: ApiKey): Promise<void>;
  byDigest(digest: string): Promise<ApiKey | null>;
  touch(id: string, at: Moment): Promise<void>;
  /** The key afterwards; null when there is none, or it was revoked before. */
  revoke(id: string, at: Moment): Promise<ApiKey | null>;
}

/** One administrative change, as it is kept for good. `id` is made from what changed, so that one change is one entry. */
export interface AuditRecord {
  readonly id: string;
  readonly at: Moment;
  /** The user's identifier, or `system`. */
  readonly by: string;
  readonly what: Audited;
  readonly subjectId: string;
  readonly action: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}
/** An entry whose change may or may not have been made yet; `version` is the one that the change makes. */
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
  /** Written before the change, and not in the log yet; the same identifier again replaces it. */
  intend(intent: AuditIntent): Promise<void>;
  /** What was intended and never settled: of one thing, or from before a moment. */
  intended(which: AuditIntentQuery): Promise<readonly AuditIntent[]>;
  /** Strikes an intent off: its change is in the log, or was not made. */
  settle(id: string): Promise<void>;
}

/** `id` names the act, however often it is told. `tel` is E.164. */
export type DoNotCallAct = Omit<DoNotCallMark, 'kind' | 'id'> & { readonly id: string; readonly tel: string };

export interface DoNotCallStore {
  /**
   * Enters a number, and who did by which way. `known` when it was in force already, or the act came before it was lifted.
   * The same act twice is one mark. Survives erasure as a keyed hash.
   */
  add(act: DoNotCallAct): Promise<'added' | 'known'>;
  /** Adds many by one act. Returns those that were not in force before, and were not added by this very act. */
  addAll(tels: readonly string[], act: Omit<DoNotCallAct, 'tel'>): Promise<readonly string[]>;
  /** How many of these are in force. */
  count(tels: readonly string[]): Promise<number>;
  /** Lifts the entry. False when there is none in force, or the same act lifted it before. */
  lift(act: DoNotCallAct): Promise<boolean>;
  /**
   * When the number was entered last; null when it was not, or its entry was lifted. Read from the database, unless this
   * node did so within `maxAgeMs`: for proposals, which the contact itself asks again.
   */
  since(tel: string, maxAgeMs?: number): Promise<Moment | null>;
  /** What identifies the number's entry, whether or not there is one. */
  idOf(tel: string): Promise<string>;
  byId(id: string): Promise<DoNotCallEntry | null>;
  /** Newest first; those with an act of this source. A cursor that isn't one of ours finds nothing. */
  list(query: { source?: DoNotCallSource; cursor?: string; limit: number }): Promise<Page<DoNotCallEntry>>;
  /** Removes the number and all words; its keyed hash stays, in force. False when there was nothing to remove. */
  forget(tel: string): Promise<boolean>;
  /** The open leads that are called at, or known by, one of these numbers. */
  openLeads(tels: readonly string[]): Promise<readonly { readonly id: string; readonly tel?: string }[]>;
}

/** Small facts about the whole service: marks, one-time links, the routing lease. */
export interface SettingsStore {
  get<T>(key: string): Promise<T | null>;
  set(key: string, value: unknown): Promise<void>;
  /** Writes a value with a version if it is still at `basedOn`; 0 for one that has none yet. */
  replace(key: string, value: Edited, basedOn: number): Promise<Replaced>;
  /** Removes the key and says whether it was there with this value: for links that work once. */
  takeOnce(key: string, value: unknown): Promise<boolean>;
  /** Takes or renews a lease; false while somebody else holds it. */
  lease(name: string, holder: string, now: Moment, until: Moment): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** What a request with a key was answered: the status and the JSON text. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

/** Requests that carry a key: claimed before they act, their answers kept for a day. */
export interface ReplyStore {
  /**
   * `claimed` when the request may act: it is the first, or the one before it was claimed at or before `lostBefore` and
   * has no answer. A claim is known by its moment, `now`.
   */
  claim(
    id: string,
    bodyHash: string,
    now: Moment,
    lostBefore: Moment,
  ): Promise<
    | { readonly kind: 'claimed' }
    | { readonly kind: 'pending' }
    | { readonly kind: 'kept'; readonly answer: KeptAnswer }
    | { readonly kind: 'other-body' }
  >;
  /** Nothing happens when the claim of that moment was taken over. */
  keep(id: string, at: Moment, answer: KeptAnswer): Promise<void>;
  release(id: string, at: Moment): Promise<void>;
}

/** Mails that are owed. Only queue one while there is a `mailer`: without it nothing is sent. */
export interface MailStore {
  /** `known` when the key was queued before, whatever became of it. */
  queue(mail: NewMail): Promise<'queued' | 'known'>;
  /** As `queue` for a digest: adds the lead to a mail of this key that still waits. `gone` when that one has left. */
  addMissed(mail: Extract<NewMail, { kind: 'missedLead' }>, leadId: string): Promise<'added' | 'known' | 'gone'>;
  /** Gives a waiting mail whose key begins so another subject; false when none waits that nobody is sending. */
  renew(keyPrefix: string, to: Pick<NewMail, 'data' | 'expiresAt'>): Promise<boolean>;
  /** Takes back every waiting mail whose key begins so; returns how many. One that is being sent may still go out. */
  cancel(keyPrefix: string, at: Moment): Promise<number>;
  /** Due mails, the longest due first, for this holder alone until `until`. Each lease counts as an attempt. */
  lease(options: { holder: string; now: Moment; until: Moment; limit: number }): Promise<readonly QueuedMail[]>;
  /** How a leased mail ended. False, and nothing changes, when the lease was lost to another holder. */
  end(
    id: string,
    holder: string,
    /** `data`: what it said, where that was found out when it was sent. */
    how:
      | { state: 'sent'; data?: MailData['promiseMade'] }
      | { state: 'dead'; why: SendFailure }
      | { state: 'skipped'; why: SkipReason },
    at: Moment,
  ): Promise<boolean>;
  /** Puts a leased mail back until `at`; with a reason after a failed attempt, without one when it was put off: due then. */
  retry(id: string, holder: string, at: Moment, why?: SendFailure): Promise<boolean>;
  /** The mail that was sent last of those whose key begins so, or null. */
  lastSent(keyPrefix: string): Promise<QueuedMail | null>;
  byId(id: string): Promise<QueuedMail | null>;
  /** Newest first. */
  list(options: { state?: MailState; cursor?: string; limit: number }): Promise<Page<QueuedMail>>;
  /** Those that are dead since then or later, the latest first. */
  deadSince(at: Moment, limit: number): Promise<readonly DeadMail[]>;
  /** Makes a dead mail wait anew, due at once. Null when it is not dead, or its use or link has expired. */
  resend(id: string, at: Moment): Promise<QueuedMail | null>;
  /** Removes links that can no longer be used from mails that were never sent. */
  forgetLinks(now: Moment): Promise<void>;
  /** `oldestDueAt`: since when the longest due mail has been due, failed attempts included, or null when none is. */
  health(now: Moment): Promise<{ waiting: number; dead: number; oldestDueAt: Moment | null }>;
}

/** What became of handing a mail to the mail server. `code` is the server's three digits, where it gave some. */
export type SendResult =
  | { readonly ok: true }
  /** `permanent`: trying again would end the same. `temporary` also when it may have arrived: the identifier is the same. */
  | {
      readonly ok: false;
      readonly how: 'permanent' | 'temporary';
      readonly why: SendFailure;
      readonly code?: number;
    };

/** Hands mails to a mail server. Never throws; answers within a minute, whatever the server does. */
export interface Mailer {
  send(letter: Letter): Promise<SendResult>;
  /** How many ended how since the start of this process. */
  counts(): Readonly<Partial<Record<'sent' | SendFailure, number>>>;
}

export interface KeptMail extends Omit<OutboxMail, 'hasHtml'> {
  readonly html: string;
}

/** The demo's mails, in memory: what would have gone out. */
export interface Mailbox {
  /** Newest first. */
  list(): readonly OutboxRow[];
  byId(id: string): KeptMail | null;
}

export interface CallStore {
  /** Inserts a call; `known` when there is one of that identifier. */
  add(call: Call): Promise<'added' | 'known'>;
  /** One conditional write; null when somebody else changed the call in between. */
  swap(before: Call, after: Call): Promise<Call | null>;
  byId(id: string): Promise<Call | null>;
  bySid(sid: string): Promise<Call | null>;
  ofLead(leadId: string): Promise<readonly Call[]>;
  /** Calls about which nothing was heard until `checkAt`, longest silent first; what is over and not settled is among them. */
  silent(now: Moment, limit: number): Promise<readonly Call[]>;
  /** How many of the campaign's callers joined the line before then and are still in it. */
  aheadInLine(campaignId: string, lineSince: Moment): Promise<number>;
  /** How many of the campaign's callers came from the line to an agent since then. */
  answeredSince(campaignId: string, since: Moment): Promise<number>;
  /** Calls that came in since then: of this number, and of its block. */
  cameFrom(
    tel: string | undefined,
    campaignId: string,
    since: Moment,
  ): Promise<{ readonly ofCaller: number; readonly ofPrefix: number }>;
  /** The last calls of a number that are over, newest first: how long each was, in ms. */
  lastLengths(tel: string, before: Moment, limit: number): Promise<readonly number[]>;
  /** Calls of a campaign with a message or a recording from before then, oldest first; and those of persons who were erased. */
  withSoundsBefore(campaignId: string, at: Moment, limit: number): Promise<readonly Call[]>;
  withSoundsToErase(limit: number): Promise<readonly Call[]>;
  /** Minutes of all the campaign's legs that began since then and are over. */
  minutesSince(campaignId: string, since: Moment): Promise<number>;
}

/** What the network says of a call. `null` as its end: it is still going on. */
export interface NetworkCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly isInbound: boolean;
  readonly startedAt: Moment;
  /** False while it is in the queue of the network, and for good if it was canceled there. */
  readonly isDialed: boolean;
  readonly end: CallEnd | null;
}

export interface Leg {
  readonly callId: string;
  /** E.164 or `client:…`. */
  readonly to: string;
  readonly from: string;
  readonly ringS: number;
  readonly detectsVoicemail: boolean;
}

/** `sent`: taken, and no more than that. `isStopped`: this person has told the network to let nothing of ours through. */
export type TextOrder =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string; readonly isStopped?: boolean }
  | { readonly kind: 'unknown' };

export type Placing =
  | { readonly kind: 'placed'; readonly sid: string }
  /** `isOurs`: for a reason of our account or of the network's own, which says nothing of whom it was to ring. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isOurs: boolean }
  | { readonly kind: 'unknown' };

/**
 * The telephone network, by the orders that it takes. `unknown`: no answer came, and the order may have been carried
 * out; whoever gave it does not give it again, and lets the deadline decide.
 */
export interface Phone {
  place(leg: Leg): Promise<Placing>;
  /** Makes a call ask again what it hears now. `gone`: it is over. */
  refresh(call: { readonly id: string; readonly sid: string }): Promise<'done' | 'gone'>;
  end(sid: string): Promise<'done' | 'gone'>;
  /** `coachSid`: the one leg that hears this one; null for everybody. */
  setVoice(
    conference: string,
    sid: string,
    voice: { readonly onHold?: boolean; readonly muted?: boolean; readonly coachSid?: string | null },
  ): Promise<'done' | 'gone'>;
  /** Sends keys into a conference, heard by this leg. */
  sendKeys(conference: string, sid: string, callId: string, keys: string): Promise<'done' | 'gone'>;
  /** Null when the network knows no such call. */
  find(sid: string): Promise<NetworkCall | null>;
  startedSince(since: Moment): Promise<readonly NetworkCall[]>;
  /** `callId`: under which its delivery is told. */
  sendText(text: {
    readonly callId: string;
    readonly to: string;
    readonly from: string;
    readonly body: string;
  }): Promise<TextOrder>;
  /** Whether the network has a text between these numbers from then on: for one whose order had no answer. */
  hasText(text: { readonly to: string; readonly from: string; readonly since: Moment }): Promise<boolean>;
  /** What was recorded in a call. */
  recordingsOf(sid: string): Promise<readonly Sound[]>;
  /** Its sound, as it comes from the network; null when the network has it no more. */
  openRecording(sid: string): Promise<{ readonly type: string; readonly sound: ReadableStream<Uint8Array> } | null>;
  /** Deleting what is not there is done already. */
  deleteRecording(sid: string): Promise<void>;
  /** What a browser needs to be a telephone under this identity. */
  softphone(identity: string): Softphone;
}

/**
 * What the phone network says of our account and numbers, for the setup check. Failures are answers too: nothing here
 * throws.
 */
export interface PhoneSetup {
  facts(): Pick<ConnectionFacts, 'accountSid' | 'publicUrl' | 'isLocal'>;
  account(): Promise<ConnectionFacts['account']>;
  /** Where else the token is accepted; null when nowhere. */
  otherRegion(): Promise<string | null>;
  key(): Promise<ConnectionFacts['key']>;
  /** Null when the account does not own it. */
  number(tel: string): Promise<NetworkAnswer<NetworkNumber | null>>;
  /** Sets the webhooks that are given, with POST. */
  setWebhooks(sid: string, webhooks: Partial<Readonly<Record<Webhook, string>>>): Promise<NetworkAnswer<NetworkNumber>>;
}

/** What the server offers to the desk's softphone; see shared/desk.ts. */
export type Softphone =
  | { readonly kind: 'twilio'; readonly identity: string; readonly token: string; readonly expiresInS: number }
  | { readonly kind: 'simulated'; readonly identity: string; readonly url: string }
  | { readonly kind: 'none' };

/** Reads a telephone number as people or networks write it; null when it is no number that can be rung back. */
export type ReadPerson = (tel: string, campaign: Campaign, language: Language) => Person | null;

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

/** Lets in as many inquiries at once as can be stored in time. Throws StoreUnavailable, and does nothing, beyond that. */
export interface Intake {
  admit<T>(inquiryId: string, work: () => Promise<T>): Promise<T>;
  /** For somebody who is on the line, and is turned away by nothing. */
  always<T>(inquiryId: string, work: () => Promise<T>): Promise<T>;
  /** Whether this process is taking it in at this moment: however long that takes, it was not left behind. */
  isUnderWay(inquiryId: string): boolean;
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

/** The doorbell. Best effort, across nodes; every fact is in the store before it is told here. */
export interface Desk {
  offer(agentId: string, offer: DeskOffer): void;
  offerEnded(agentId: string, ended: { offerId: string; reason: OfferEndReason; by?: string }): void;
  lead(agentId: string, payload: { lead: DeskLead | null; why?: string }): void;
  consult(agentId: string, consult: DeskConsult | null): void;
  presence(agentId: string, presence: DeskPresence): void;
  promisesChanged(agentId: string): void;
  /** The figures of the agent's day changed, and no promise of theirs. */
  dayChanged(agentId: string): void;
  /** Something on the floor changed: supervisors' screens ask again. */
  floorChanged(): void;
  /** Ends every connection of a user whose sign-in ended. */
  disconnect(userId: string): void;
}

/** The line to the other nodes, where there may be some. */
export interface Nodes {
  /** Since when they cannot be heard; null while they can. */
  awaySince(): Moment | null;
  /** Calls the listener each time they can be heard again. */
  onBack(listener: () => void): void;
}

/** Rings the routing engine: something changed that it should look at now. */
export interface Bell {
  ring(): void;
  /** Calls the listener at every ring; returns what stops it. */
  answeredBy(listener: () => void): () => void;
}

export interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly leads: LeadStore;
  readonly inquiries: InquiryStore;
  readonly decisions: DecisionStore;
  readonly facts: FactStore;
  readonly cards: CardStore;
  readonly outbox: Outbox;
  readonly agents: AgentStore;
  readonly users: UserStore;
  readonly passwords: Passwords;
  readonly sessions: SessionStore;
  readonly campaigns: CampaignStore;
  readonly business: BusinessStore;
  readonly teams: NamedStore;
  readonly skills: NamedStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditStore;
  readonly doNotCall: DoNotCallStore;
  readonly settings: SettingsStore;
  readonly replies: ReplyStore;
  readonly floor: FloorStore;
  readonly alarms: AlarmStore;
  readonly readings: ReadingsStore;
  readonly retention: RetentionStore;
  readonly vitals: Vitals;
  readonly intake: Intake;
  readonly mails: MailStore;
  /** Absent while mail is off: then nothing is queued, and links are copied by hand. */
  readonly mailer?: Mailer;
  readonly calls: CallStore;
  readonly readPerson: ReadPerson;
  /** The calling code of a country (ISO 3166 alpha-2), with its plus. */
  readonly callingCodeOf: (country: string) => string;
  /** Absent without a telephone network: agents dial by hand. */
  readonly phone?: Phone;
  /** Absent where `phone` is. */
  readonly phoneSetup?: PhoneSetup;
  readonly desk: Desk;
  readonly bell: Bell;
  /** Absent for a node that is alone by its settings. */
  readonly nodes?: Nodes;
}
