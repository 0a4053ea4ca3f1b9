/**
 * The routing engine's view, kept in memory: the queue, leads held by agents, the nearest deadline. It is read from the
 * database on request (the engine does so every second or two) and after losing a write to another node; in between,
 * this node's reads and writes update it. It only proposes: every claim is a conditional write, so stale data costs a
 * lost claim or a late offer, never a wrong one.
 */
import { deadlineOf, holding } from '../core/lead/holding.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { RoutingQueue } from '../ports/leads.ts';

/** Of a longer queue, only the head is cached; what doesn't fit is read from the database. */
export const WHOLE_QUEUE = 300;

export interface QueueMemory {
  get(isFresh: boolean): Promise<RoutingQueue>;
  /** How many leads of the cached queue wait; 0 if nothing is cached. */
  knownWaiting(): number;
  /** This node read or wrote the lead. */
  saw(lead: Lead): void;
  /** A write was lost, so the cached data is outdated. */
  doubt(): void;
}

/**
 * What `read` returns: at most `WHOLE_QUEUE` + 1 waiting leads, which shows that a queue is longer; the nearest due
 * time of a callback, and the nearest deadline of any open lead.
 */
interface ReadQueue extends Pick<RoutingQueue, 'waiting' | 'held' | 'owesWhenFree'> {
  readonly nextCallback: Moment | null;
  readonly nextDeadline: Moment | null;
}

interface Known extends ReadQueue {
  readonly isWhole: boolean;
}

export function queueMemory(read: (wasWhole: boolean) => Promise<ReadQueue>): QueueMemory {
  let known: Known | null = null;
  let reading: Promise<Known> | null = null;
  let wasWhole = true;
  /** Leads seen during a read, whose result may be from before or after. */
  let meanwhile: Lead[] = [];

  const readAgain = async (): Promise<Known> => {
    meanwhile = [];
    try {
      const fresh = await read(wasWhole);
      wasWhole = fresh.waiting.length <= WHOLE_QUEUE;
      const [waiting, held] = [fresh.waiting.filter(isWellShaped), fresh.held.filter(isWellShaped)];
      known = { ...fresh, waiting, held, isWhole: wasWhole };
      for (const lead of meanwhile) known = withLead(known, lead);
      return known;
    } finally {
      reading = null;
    }
  };

  return {
    knownWaiting: () => known?.waiting.length ?? 0,
    get: async (isFresh) => shown(isFresh || !known ? await (reading ??= readAgain()) : known),
    saw(lead) {
      if (!isWellShaped(lead)) return;
      if (reading) meanwhile.push(lead);
      if (known) known = withLead(known, lead);
    },
    doubt: () => void (known = null),
  };
}

/** Deadlines of cached leads are up to date; for the others, use the ones that were read. */
function shown({ nextCallback, nextDeadline, ...queue }: Known): RoutingQueue {
  const rest = queue.isWhole ? nextCallback : earliest(nextCallback, nextDeadline);
  return { ...queue, nextDeadline: [...queue.waiting, ...queue.held].map(deadlineIn).reduce(earliest, rest) };
}

function deadlineIn(lead: Lead): Moment | null {
  return lead.state === 'closed' ? null : deadlineOf(lead);
}

/** Whether the lead has what its state needs; an inconsistent lead is in no list until it is repaired. */
export function isWellShaped(lead: Lead): boolean {
  try {
    holding(lead);
    return lead.state !== 'waiting' || Number.isFinite(rankOf(lead));
  } catch {
    return false;
  }
}

function withLead(queue: Known, lead: Lead): Known {
  // Between the last cached lead of a longer queue and this one, there may be leads that aren't cached.
  const isCovered = queue.isWhole || rankOf(lead) <= lastRank(queue.waiting);
  const waiting = replaceLead(queue.waiting, lead, lead.state === 'waiting' && isCovered, rankOf);
  return {
    ...queue,
    waiting: waiting.slice(0, WHOLE_QUEUE),
    isWhole: queue.isWhole && waiting.length <= WHOLE_QUEUE,
    held: replaceLead(queue.held, lead, holding(lead).heldBy !== undefined, () => 0),
    // A delayed callback keeps its old time until the next read: the engine then looks once in vain.
    nextCallback: lead.state === 'callback' ? earliest(queue.nextCallback, lead.promise.dueAt) : queue.nextCallback,
  };
}

/** The list with this lead in its place, or without it; unchanged when the list has a newer version. */
function replaceLead(
  leads: readonly Lead[],
  lead: Lead,
  belongs: boolean,
  rank: (lead: Lead) => number,
): readonly Lead[] {
  const index = leads.findIndex(({ id }) => id === lead.id);
  if (index < 0 && !belongs) return leads;
  if ((leads[index]?.seq ?? -1) > lead.seq) return leads;
  const others = index < 0 ? leads : leads.toSpliced(index, 1);
  if (!belongs) return others;
  const at = others.findIndex((other) => rank(other) > rank(lead));
  return at < 0 ? [...others, lead] : others.toSpliced(at, 0, lead);
}

/** Queue order: earlier is more urgent. */
export function rankOf(lead: Lead): number {
  return lead.state === 'waiting' ? lead.wait.rankedFrom - lead.wait.bonusMs : 0;
}

function earliest(one: Moment | null, other: Moment | null): Moment | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function lastRank(waiting: readonly Lead[]): number {
  const last = waiting.at(-1);
  return last ? rankOf(last) : Number.NEGATIVE_INFINITY;
}
