/**
 * The figures of agents and callers on one day, folded from lines (workLine.ts). Everything in them adds up, so the
 * figures of a period are the sum of those of its days.
 */
import type { Presence } from '../vocabulary/presence.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';
import { bucketOf } from './histogram.ts';
import { localTimes, type LocalTimes, type Span } from './localTimes.ts';
import type { LineEnd, WorkAct, WorkLine, WorkSpan } from './workLine.ts';

/** Counts, and seconds; `declines` by reason. */
export interface AgentFigures {
  offered: number;
  accepted: number;
  declined: number;
  missed: number;
  talked: number;
  wrapped: number;
  talkSeconds: number;
  wrapUpSeconds: number;
  closed: number;
  won: number;
  promisesDue: number;
  promisesKept: number;
  readonly declines: Record<string, number>;
}

/** Seconds. Work on two leads at once is counted once. */
export interface TimeFigures {
  available: number;
  away: number;
  /** On a call or in wrap-up. */
  busy: number;
  /** Available or busy: the total that `busy` is part of. */
  staffed: number;
  readonly awayBy: Record<string, number>;
}

/** Callers in line by how their wait ended, by the bucket of how long it was. */
export interface CallerFigures {
  readonly waits: Readonly<Record<LineEnd, Record<string, number>>>;
  /** From callers who were not in line. */
  messages: number;
}

/** How often each act of LAW_SECTIONS happened. */
export interface LawFigures {
  readonly counts: Record<string, number>;
}

type Subject = Pick<WorkLine, 'campaignId' | 'source' | 'interest'>;

interface Row<F> {
  readonly campaignId: string;
  readonly key: string;
  readonly figures: F;
}

/**
 * Work by agent, hour of the day, source and interest; callers by half hour, who answered, source and interest; law by
 * nothing else, agent, hour, source and interest. Time has no campaign.
 */
export interface WorkTables {
  readonly agent: Row<AgentFigures>;
  readonly hour: Row<AgentFigures>;
  readonly source: Row<AgentFigures>;
  readonly interest: Row<AgentFigures>;
  readonly agentTime: Row<TimeFigures>;
  readonly hourTime: Row<TimeFigures>;
  readonly callers: Row<CallerFigures>;
  readonly callerAgent: Row<CallerFigures>;
  readonly callerSource: Row<CallerFigures>;
  readonly callerInterest: Row<CallerFigures>;
  readonly law: Row<LawFigures>;
  readonly lawAgent: Row<LawFigures>;
  readonly lawHour: Row<LawFigures>;
  readonly lawSource: Row<LawFigures>;
  readonly lawInterest: Row<LawFigures>;
}
export type WorkTable = keyof WorkTables;
export const WORK_TABLES = [
  ...(['agent', 'hour', 'source', 'interest', 'agentTime', 'hourTime'] as const),
  ...(['callers', 'callerAgent', 'callerSource', 'callerInterest'] as const),
  ...(['law', 'lawAgent', 'lawHour', 'lawSource', 'lawInterest'] as const),
] as const satisfies readonly WorkTable[];
export type WorkRows = { readonly [T in WorkTable]: readonly WorkTables[T][] };

/** Changes with what is stored: figures in another format are never read, and computed again. */
export const WORK_FORMAT = 4;

export function noAgentFigures(): AgentFigures {
  const counts = { offered: 0, accepted: 0, declined: 0, missed: 0, talked: 0, wrapped: 0, closed: 0, won: 0 };
  return { ...counts, talkSeconds: 0, wrapUpSeconds: 0, promisesDue: 0, promisesKept: 0, declines: {} };
}

export function noTimeFigures(): TimeFigures {
  return { available: 0, away: 0, busy: 0, staffed: 0, awayBy: {} };
}

export function noCallerFigures(): CallerFigures {
  return { waits: { answered: {}, hungUp: {}, message: {}, asked: {}, promised: {} }, messages: 0 };
}

export function noLawFigures(): LawFigures {
  return { counts: {} };
}

/** Adds every number of one figure to the other, however deep. */
export function addUp<F extends object>(total: F, more: F): void {
  const sums = total as Record<string, unknown>;
  for (const [name, value] of Object.entries(more)) {
    if (typeof value === 'number') sums[name] = (Number(sums[name]) || 0) + value;
    else if (typeof value === 'object' && value !== null) addUp((sums[name] ??= {}), value);
  }
}

/** The rows of the day that is [from, until) in this zone. `going`: presences that haven't ended yet. */
export function foldWork(
  lines: readonly WorkLine[],
  zone: string,
  [from, until]: readonly [Moment, Moment],
  going: readonly WorkSpan[] = [],
): WorkRows {
  const local = localTimes(zone);
  const tables = {
    agent: rowsOf(noAgentFigures),
    hour: rowsOf(noAgentFigures),
    source: rowsOf(noAgentFigures),
    interest: rowsOf(noAgentFigures),
    callers: rowsOf(noCallerFigures),
    callerAgent: rowsOf(noCallerFigures),
    callerSource: rowsOf(noCallerFigures),
    callerInterest: rowsOf(noCallerFigures),
    law: rowsOf(noLawFigures),
    lawAgent: rowsOf(noLawFigures),
    lawHour: rowsOf(noLawFigures),
    lawSource: rowsOf(noLawFigures),
    lawInterest: rowsOf(noLawFigures),
  };
  const spans: WorkSpan[] = [];
  /** What an agent did for a lead counts in each of these, and by hour. */
  const wholesOf = ({ campaignId, source = '', interest = '' }: Subject, agentId: string) => [
    tables.agent.of(campaignId, agentId),
    tables.source.of(campaignId, source),
    tables.interest.of(campaignId, interest),
  ];
  const callersOf = ({ campaignId, source = '', interest = '' }: Subject, at: Moment, agentId: string) => [
    tables.callers.of(campaignId, local.halfHourOf(at)),
    tables.callerAgent.of(campaignId, agentId),
    tables.callerSource.of(campaignId, source),
    tables.callerInterest.of(campaignId, interest),
  ];
  const lawOf = ({ campaignId, source = '', interest = '' }: Subject, at: Moment, agentId: string) => [
    tables.law.of(campaignId, ''),
    tables.lawAgent.of(campaignId, agentId),
    tables.lawHour.of(campaignId, local.hourOf(at)),
    tables.lawSource.of(campaignId, source),
    tables.lawInterest.of(campaignId, interest),
  ];
  const addSpan = (span: WorkSpan, subject: Subject) => {
    const cut = { ...span, at: Math.max(span.at, from), until: Math.min(span.until, until) };
    if (cut.at >= cut.until) return;
    spans.push(cut);
    if (cut.kind === 'presence') return;
    const seconds = cut.kind === 'talk' ? 'talkSeconds' : 'wrapUpSeconds';
    for (const figures of wholesOf(subject, cut.agentId)) figures[seconds] += (cut.until - cut.at) / SECOND;
    for (const part of local.hoursOf(cut)) tables.hour.of(subject.campaignId, part.hour)[seconds] += part.ms / SECOND;
  };
  for (const line of lines)
    for (const act of line.acts) {
      if ('until' in act) addSpan(act, line);
      else if (act.at < from || act.at >= until) continue;
      else if (act.kind === 'law') {
        for (const { counts } of lawOf(line, act.at, act.agentId ?? '')) counts[act.what] = (counts[act.what] ?? 0) + 1;
      } else if (act.kind === 'caller' || act.kind === 'message') {
        const answeredBy = act.kind === 'caller' ? act.agentId : undefined;
        for (const figures of callersOf(line, act.at, answeredBy ?? '')) countCaller(figures, act);
      } else {
        for (const figures of wholesOf(line, act.agentId)) count(figures, act);
        count(tables.hour.of(line.campaignId, local.hourOf(act.at)), act);
      }
    }
  for (const span of going) addSpan(span, { campaignId: '' });
  const time = foldTime(spans, local);
  return { ...allOf(tables), agentTime: time.agents, hourTime: time.hours };
}

function allOf<T extends Readonly<Record<string, { all(): unknown }>>>(tables: T) {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.all()])) as {
    readonly [Name in keyof T]: ReturnType<T[Name]['all']>;
  };
}

function count(figures: AgentFigures, act: Exclude<WorkAct, WorkSpan | { kind: 'caller' | 'message' | 'law' }>): void {
  switch (act.kind) {
    case 'declined':
      figures.declined += 1;
      figures.declines[act.reason] = (figures.declines[act.reason] ?? 0) + 1;
      break;
    case 'closed':
      figures.closed += 1;
      if (act.isWon) figures.won += 1;
      break;
    case 'promise':
      figures.promisesDue += 1;
      if (act.isKept) figures.promisesKept += 1;
      break;
    default:
      figures[act.kind] += 1;
  }
}

function countCaller(figures: CallerFigures, act: Extract<WorkAct, { kind: 'caller' | 'message' }>): void {
  if (act.kind === 'message') {
    figures.messages += 1;
    return;
  }
  const bucket = String(bucketOf(act.seconds));
  const waits = figures.waits[act.end];
  waits[bucket] = (waits[bucket] ?? 0) + 1;
}

function foldTime(
  spans: readonly WorkSpan[],
  local: LocalTimes,
): { agents: Row<TimeFigures>[]; hours: Row<TimeFigures>[] } {
  const agents = rowsOf(noTimeFigures);
  const hours = rowsOf(noTimeFigures);
  const add = (agentId: string, some: readonly Span[], to: (figures: TimeFigures, seconds: number) => void) => {
    for (const span of some) {
      to(agents.of('', agentId), (span.until - span.at) / SECOND);
      for (const { hour, ms } of local.hoursOf(span)) to(hours.of('', hour), ms / SECOND);
    }
  };
  const ofAgents = new Map<string, WorkSpan[]>();
  for (const span of spans) ofAgents.set(span.agentId, [...(ofAgents.get(span.agentId) ?? []), span]);
  for (const [agentId, theirs] of ofAgents) {
    const was = (presence: Presence) => theirs.filter((span) => span.presence === presence);
    const busy = theirs.filter(({ kind }) => kind !== 'presence');
    add(agentId, was('available'), (figures, seconds) => (figures.available += seconds));
    for (const span of was('away'))
      add(agentId, [span], (figures, seconds) => {
        figures.away += seconds;
        figures.awayBy[span.reason ?? 'other'] = (figures.awayBy[span.reason ?? 'other'] ?? 0) + seconds;
      });
    add(agentId, merged(busy), (figures, seconds) => (figures.busy += seconds));
    add(agentId, merged([...busy, ...was('available')]), (figures, seconds) => (figures.staffed += seconds));
  }
  return { agents: agents.all(), hours: hours.all() };
}

/** The same time without overlaps. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: { at: Moment; until: Moment }[] = [];
  for (const { at, until } of [...spans].sort((one, other) => one.at - other.at)) {
    const last = result.at(-1);
    if (last && at <= last.until) last.until = Math.max(last.until, until);
    else result.push({ at, until });
  }
  return result;
}

/** Rows by campaign and key, with whole seconds. */
function rowsOf<F extends object>(empty: () => F) {
  const rows = new Map<string, Row<F>>();
  return {
    of(campaignId: string, key: string): F {
      const id = `${campaignId} ${key}`;
      const row = rows.get(id) ?? { campaignId, key, figures: empty() };
      rows.set(id, row);
      return row.figures;
    },
    all: (): Row<F>[] => [...rows.values()].map((row) => ({ ...row, figures: rounded(row.figures) })),
  };
}

function rounded<F>(figures: F): F {
  if (typeof figures === 'number') return Math.round(figures) as F;
  return Object.fromEntries(Object.entries(figures as object).map(([name, value]) => [name, rounded(value)])) as F;
}
