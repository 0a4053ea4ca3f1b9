/**
 * What really became of leads, from their facts: who was offered each, who answered how and when, and how long agents
 * were busy. A replay repeats what is known and draws the rest from what each agent did.
 */
import type { Fact } from '../lead/facts.ts';
import type { Tried } from '../routing/candidate.ts';
import { seqOf } from '../report/leadLine.ts';
import { COMES_FORWARD } from '../vocabulary/promise.ts';
import { DAY, type Moment } from '../vocabulary/time.ts';

export type AnswerKind = 'accepted' | 'declined' | 'missed' | 'unseen';

export interface Answer {
  readonly agentId: string;
  readonly how: AnswerKind;
  /** From the offer on. */
  readonly afterMs: number;
}

/** A lead in an agent's hands, from the accept on. */
export interface Held {
  readonly leadId: string;
  readonly agentId: string;
  readonly from: Moment;
  /** null: still. */
  readonly until: Moment | null;
}

/** The first wait of a lead: from its arrival until an agent accepted it, or it became a callback. */
export interface Course {
  readonly leadId: string;
  readonly campaignId: string;
  readonly arrivedAt: Moment;
  /** Its time was chosen by the customer, or postponed by the law or business hours: nothing to route on arrival. */
  readonly isScheduled: boolean;
  readonly answers: readonly Answer[];
  /** Who had declined or missed it before the period began; only of a lead that arrived before. */
  readonly triedBefore?: readonly Tried[];
  /** Absent if no one accepted it in this wait. */
  readonly held?: Held;
  /** From the accept to the conversation; absent if the customer wasn't reached then. */
  readonly talkedAfterMs?: number;
  /** When it left the queue without an agent because of the customer. */
  readonly leftAt?: Moment;
}

export interface Courses {
  /** Of the leads that arrived in the period, and of those that still waited for their first agent when it began; by arrival. */
  readonly courses: readonly Course[];
  /** What else kept agents busy: callbacks, and leads that arrived before. */
  readonly others: readonly Held[];
  readonly pasts: ReadonlyMap<string, Past>;
  /** Everyone's together, for agents with a short one. */
  readonly everyone: Past;
}

/** What an agent did with offers, and how long leads kept them busy. */
export interface Past {
  readonly counts: Readonly<Record<AnswerKind, number>>;
  readonly acceptedAfterMs: readonly number[];
  readonly heldMs: readonly number[];
}

interface GrowingPast {
  readonly counts: Record<AnswerKind, number>;
  readonly acceptedAfterMs: number[];
  readonly heldMs: number[];
}

/** Facts that end what an agent has in hand. */
const FREES: readonly string[] = ['closed', 'promised', 'requeued', 'transferred', 'superseded'];
const ANSWERS: readonly string[] = ['accepted', 'declined', 'missed', 'unseen'];

/** `byLead`: all facts of each lead. */
export function coursesOf(
  byLead: ReadonlyMap<string, readonly Fact[]>,
  { from, until }: { readonly from: Moment; readonly until: Moment },
): Courses {
  const courses: Course[] = [];
  const others: Held[] = [];
  const pasts = new Map<string, GrowingPast>();
  const everyone = noPast();
  const grow = (agentId: string, add: (past: GrowingPast) => void) => {
    const own = pasts.get(agentId) ?? noPast();
    pasts.set(agentId, own);
    add(own);
    add(everyone);
  };
  for (const [leadId, facts] of byLead) {
    const inOrder = [...facts].sort((one, other) => seqOf(one) - seqOf(other));
    const answers = answersOf(inOrder);
    const held = heldOf(leadId, inOrder);
    for (const { agentId, how, afterMs } of answers)
      grow(agentId, (past) => {
        past.counts[how] += 1;
        if (how === 'accepted') past.acceptedAfterMs.push(afterMs);
      });
    for (const { agentId, from: since, until: to } of held)
      if (to !== null) grow(agentId, (past) => past.heldMs.push(to - since));
    const opened = inOrder.find(({ kind }) => kind === 'opened');
    const isReplayed =
      opened !== undefined && opened.at < until && (opened.at >= from || isWaitingAt(from, opened, inOrder));
    const course = isReplayed ? courseOf(leadId, opened, inOrder, { answers, held, from }) : null;
    if (course) courses.push(course);
    others.push(...held.filter((one) => one !== course?.held));
  }
  courses.sort((one, other) => one.arrivedAt - other.arrivedAt || (one.leadId < other.leadId ? -1 : 1));
  return { courses, others, pasts, everyone };
}

/** Ends the first wait of a lead. */
function endsWait({ kind }: Fact): boolean {
  return kind === 'accepted' || kind === 'promised' || kind === 'closed';
}

/** No policy lets a lead wait longer; one from a file waits for its turn. */
const LONGEST_WAIT_MS = DAY;

/** Of a lead that arrived before. */
function isWaitingAt(from: Moment, opened: Fact, facts: readonly Fact[]): boolean {
  const end = facts.find(endsWait);
  return opened.at > from - LONGEST_WAIT_MS && (end === undefined || end.at >= from);
}

interface Happened {
  readonly answers: readonly Timed<Answer>[];
  readonly held: readonly Held[];
  readonly from: Moment;
}

function courseOf(leadId: string, opened: Fact, facts: readonly Fact[], { answers, held, from }: Happened): Course {
  const { campaignId, at: arrivedAt } = opened;
  const promised = facts.find(({ kind }) => kind === 'promised');
  const offered = facts.find(({ kind }) => kind === 'offered');
  const isScheduled =
    promised !== undefined &&
    (offered === undefined || seqOf(promised) < seqOf(offered)) &&
    !COMES_FORWARD.some((why) => why === promised.reason);
  if (isScheduled) return { leadId, campaignId, arrivedAt, isScheduled, answers: [] };
  // The first wait ends with the first of these.
  const end = facts.find(endsWait);
  const first = end?.kind === 'accepted' ? held[0] : undefined;
  const talked = first && facts.find(({ kind, at }) => kind === 'talked' && at >= first.from);
  const isOwn = talked && (first.until === null || talked.at <= first.until);
  const hasLeft = end !== undefined && (end.kind === 'closed' || (end.kind === 'promised' && isByCustomer(end)));
  const own = answers.filter(({ seq }) => end === undefined || seq <= seqOf(end));
  const before = own.filter(({ at, how }) => at < from && how !== 'accepted');
  return {
    ...{ leadId, campaignId, arrivedAt, isScheduled },
    answers: own.filter(({ at }) => at >= from),
    ...(before.length > 0 && { triedBefore: before.map(triedOf) }),
    ...(first && { held: first }),
    ...(isOwn && { talkedAfterMs: talked.at - first.from }),
    ...(hasLeft && { leftAt: end.at }),
  };
}

function isByCustomer({ reason }: Fact): boolean {
  return !COMES_FORWARD.some((why) => why === reason);
}

type Timed<T> = T & { readonly seq: number; readonly at: Moment };

function triedOf({ agentId, how, at }: Timed<Answer>): Tried {
  return { agentId, how: how === 'accepted' ? 'lost' : how, at };
}

function answersOf(facts: readonly Fact[]): readonly Timed<Answer>[] {
  const offeredAt = new Map<string, Moment>();
  const answers: Timed<Answer>[] = [];
  for (const fact of facts) {
    const { kind, at, agentIds = [] } = fact;
    for (const agentId of agentIds) {
      if (kind === 'offered') offeredAt.set(agentId, at);
      const since = offeredAt.get(agentId);
      if (since === undefined || !ANSWERS.includes(kind)) continue;
      offeredAt.delete(agentId);
      answers.push({ agentId, how: kind as AnswerKind, afterMs: at - since, seq: seqOf(fact), at });
    }
  }
  return answers;
}

function heldOf(leadId: string, facts: readonly Fact[]): readonly Held[] {
  const held: Held[] = [];
  let open: Omit<Held, 'until'> | null = null;
  for (const { kind, at, agentIds = [] } of facts) {
    if (open && (kind === 'accepted' || FREES.includes(kind))) {
      held.push({ ...open, until: at });
      open = null;
    }
    const [agentId] = agentIds;
    if (kind === 'accepted' && agentId !== undefined) open = { leadId, agentId, from: at };
  }
  return open ? [...held, { ...open, until: null }] : held;
}

function noPast(): GrowingPast {
  return { counts: { accepted: 0, declined: 0, missed: 0, unseen: 0 }, acceptedAfterMs: [], heldMs: [] };
}
