/**
 * What happened to agents and callers, by the minute in which it happened: offers, conversations, wrap-ups and promises of
 * one lead, callers in line, and what an agent's presence was. It is computed from all facts of the lead, or from the
 * one fact of a presence, so facts may arrive late, twice or in any order.
 */
import { ON_LINE, type Fact, type FactKind } from '../lead/facts.ts';
import { HOUR, minuteOf, SECOND, type Moment } from '../vocabulary/time.ts';
import type { Presence } from '../vocabulary/presence.ts';
import { sourceNamed } from '../vocabulary/touch.ts';
import { duePromises, lawActs, type LawAct } from './lawActs.ts';
import { ordered } from './leadLine.ts';

/** How a caller's wait in line ended. `promised`: we promised to call back, because no agent could take the call. */
export type LineEnd = 'answered' | 'hungUp' | 'message' | 'asked' | 'promised';

export type WorkAct =
  | {
      readonly kind: 'offered' | 'accepted' | 'missed' | 'talked' | 'wrapped';
      readonly agentId: string;
      readonly at: Moment;
    }
  | { readonly kind: 'declined'; readonly agentId: string; readonly at: Moment; readonly reason: string }
  | { readonly kind: 'closed'; readonly agentId: string; readonly at: Moment; readonly isWon: boolean }
  /** A promise that this agent made came due. */
  | { readonly kind: 'promise'; readonly agentId: string; readonly at: Moment; readonly isKept: boolean }
  /** `agentId`: who answered. */
  | {
      readonly kind: 'caller';
      readonly at: Moment;
      readonly end: LineEnd;
      readonly seconds: number;
      readonly agentId?: string;
    }
  /** What the report of compliance counts. */
  | (LawAct & { readonly kind: 'law' })
  /** A message from a caller who never was in line. */
  | { readonly kind: 'message'; readonly at: Moment }
  | WorkSpan;

/** A span within one hour: a longer one is cut at full hours. */
export interface WorkSpan {
  readonly kind: 'talk' | 'wrapUp' | 'presence';
  readonly agentId: string;
  readonly at: Moment;
  readonly until: Moment;
  /** Of `presence`. */
  readonly presence?: Presence;
  readonly reason?: string;
}

export interface WorkLine {
  /** The lead; of a presence, its fact. */
  readonly id: string;
  readonly campaignId: string;
  /** Of the lead, if it has them. */
  readonly source?: string;
  readonly interest?: string;
  readonly acts: readonly WorkAct[];
}

/**
 * What belongs to each minute; a span to the one in which it begins. Minutes without acts are those from which earlier
 * ones may have to be removed.
 */
export type WorkByMinute = ReadonlyMap<Moment, readonly WorkAct[]>;

/** A conversation or wrap-up whose end is unknown, or wrong, counts this long. */
const LONGEST_MS = 4 * HOUR;
const LONGEST_PRESENCE_MS = 31 * 24 * HOUR;

/** What ends a conversation or a wrap-up, whichever happens first. */
const ENDS: readonly FactKind[] = [
  ...(['talked', 'transferred', 'ended', 'closed', 'superseded', 'requeued', 'mailbox', 'notReached'] as const),
  ...(['offered', 'accepted', 'promised'] as const),
];

export function workOf(facts: readonly Fact[]): WorkByMinute {
  const inOrder = ordered(facts.filter(({ kind }) => kind !== 'presence'));
  const acts = [
    ...offersIn(inOrder),
    ...conversationsIn(inOrder),
    ...promisesIn(inOrder),
    ...callersIn(inOrder),
    ...lawActs(inOrder).map((act) => ({ kind: 'law' as const, ...act })),
  ];
  const last = inOrder.at(-1)?.at ?? 0;
  const minutes = new Map<Moment, WorkAct[]>();
  for (const { kind, at } of inOrder) {
    minutes.set(minuteOf(at), []);
    if (kind !== 'talked' && kind !== 'ended') continue;
    // A span is cut at full hours.
    const until = Math.min(at + LONGEST_MS, last);
    for (let hour = hourOf(at) + HOUR; hour <= until; hour += HOUR) minutes.set(hour, []);
  }
  for (const act of acts) put(minutes, act);
  return minutes;
}

/** What the work of a lead is about. */
export function subjectOf(facts: readonly Fact[]): Omit<WorkLine, 'id' | 'acts'> {
  const { source, interest } = facts.find(({ kind }) => kind === 'opened') ?? {};
  return {
    campaignId: facts[0]?.campaignId ?? '',
    ...(source !== undefined && { source: sourceNamed(source) }),
    ...(interest !== undefined && { interest }),
  };
}

/** The span of a presence, from its fact. */
export function workOfPresence({ agentIds = [], at, seconds = 0, presence, reason }: Fact): WorkByMinute {
  const [agentId] = agentIds;
  const minutes = new Map<Moment, WorkAct[]>();
  if (agentId === undefined || presence === undefined) return minutes;
  const since = at - Math.min(seconds * SECOND, LONGEST_PRESENCE_MS);
  put(minutes, {
    kind: 'presence',
    agentId,
    at: since,
    until: at,
    presence,
    ...(reason !== undefined && { reason }),
  });
  return minutes;
}

function hourOf(at: Moment): Moment {
  return Math.floor(at / HOUR) * HOUR;
}

function put(minutes: Map<Moment, WorkAct[]>, act: WorkAct): void {
  const add = (one: WorkAct) => void minutes.set(minuteOf(one.at), [...(minutes.get(minuteOf(one.at)) ?? []), one]);
  if (!('until' in act)) return add(act);
  for (let at = act.at; at < act.until;) {
    const until = Math.min(act.until, hourOf(at) + HOUR);
    add({ ...act, at, until });
    at = until;
  }
}

function offersIn(facts: readonly Fact[]): readonly WorkAct[] {
  const isReplaced = facts.some(({ kind }) => kind === 'superseded');
  return facts.flatMap(({ kind, at, agentIds = [], reason, outcome }): readonly WorkAct[] => {
    switch (kind) {
      case 'offered':
      case 'accepted':
      case 'missed':
        return agentIds.map((agentId) => ({ kind, agentId, at }));
      case 'declined':
        return agentIds.map((agentId) => ({ kind, agentId, at, reason: reason ?? '' }));
      case 'closed':
        return isReplaced ? [] : agentIds.map((agentId) => ({ kind, agentId, at, isWon: outcome === 'won' }));
      default:
        return [];
    }
  });
}

interface Stint {
  readonly kind: 'talk' | 'wrapUp';
  readonly agentId: string;
  readonly at: Moment;
}

/** One that turned out to be with voicemail is no conversation. */
function conversationsIn(facts: readonly Fact[]): readonly WorkAct[] {
  const acts: WorkAct[] = [];
  let open: Stint | undefined;
  for (const { kind, at, agentIds = [] } of facts) {
    if (!ENDS.includes(kind)) continue;
    if (open && !(open.kind === 'talk' && kind === 'mailbox')) {
      const counted = open.kind === 'talk' ? 'talked' : 'wrapped';
      acts.push(
        { kind: counted, agentId: open.agentId, at: open.at },
        { ...open, until: Math.min(at, open.at + LONGEST_MS) },
      );
    }
    const agentId: string | undefined = kind === 'ended' ? (open?.agentId ?? agentIds[0]) : agentIds[0];
    open = undefined;
    if (agentId === undefined) continue;
    if (kind === 'talked') open = { kind: 'talk', agentId, at };
    if (kind === 'ended') open = { kind: 'wrapUp', agentId, at };
  }
  // One that is still running has begun.
  if (open?.kind === 'talk') acts.push({ kind: 'talked', agentId: open.agentId, at: open.at });
  return acts;
}

function promisesIn(facts: readonly Fact[]): readonly WorkAct[] {
  return duePromises(facts).flatMap(({ agentId, at, isKept }) =>
    agentId === undefined ? [] : [{ kind: 'promise' as const, agentId, at, isKept }],
  );
}

const LINE_ENDS: Partial<Record<FactKind, LineEnd>> = {
  talked: 'answered',
  hungUp: 'hungUp',
  messageLeft: 'message',
  placeKept: 'asked',
  promised: 'promised',
};

/** A caller counts once their wait is over, in the half hour in which they came. */
function callersIn(facts: readonly Fact[]): readonly WorkAct[] {
  const acts: WorkAct[] = [];
  let since: Moment | null = null;
  for (const { kind, at, reason, agentIds: [agentId] = [] } of facts) {
    if (kind === 'joined' || (kind === 'opened' && reason === ON_LINE)) since = at;
    // Closing a lead whose customer is in line ends a wait whose result is unknown.
    if (kind === 'closed') since = null;
    const end = LINE_ENDS[kind];
    if (end === undefined) continue;
    const answeredBy = end === 'answered' && agentId !== undefined ? { agentId } : {};
    if (since !== null)
      acts.push({ kind: 'caller', at: since, end, seconds: Math.round((at - since) / SECOND), ...answeredBy });
    else if (end === 'message') acts.push({ kind: 'message', at });
    since = null;
  }
  return acts;
}
