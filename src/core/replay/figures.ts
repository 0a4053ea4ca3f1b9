/** What a run comes to, and the range of several runs. */
import type { ReplayLead, ReplayPeriod, ReplayRun } from './period.ts';
import { HOUR, SECOND } from '../vocabulary/time.ts';

export interface ReplayFigures {
  /** Seconds from arrival to conversation; null if there was none. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly conversations: number;
  /** Leads that no one accepted before they became callbacks or left. */
  readonly untaken: number;
  readonly missedOffers: number;
  /** From 0 to 1: 1 if every agent took as many leads for each hour that they were there (Jain's index). */
  readonly evenness: number | null;
}

export interface Range {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export type FigureRanges = { readonly [K in keyof ReplayFigures]: Range | null };

/** Of the leads at these places. `hours`: how long each agent was there. */
export function figuresOf(
  { seconds, takenBy, missed }: ReplayRun,
  places: readonly number[],
  hours: ReadonlyMap<string, number>,
): ReplayFigures {
  const talked = places.flatMap((at) => (Number.isNaN(seconds[at] ?? Number.NaN) ? [] : [seconds[at] ?? 0]));
  talked.sort((one, other) => one - other);
  const taken = places.flatMap((at) => takenBy[at] ?? []);
  return {
    p50: percentile(talked, 0.5),
    p95: percentile(talked, 0.95),
    conversations: talked.length,
    untaken: places.length - taken.length,
    missedOffers: places.reduce((sum, at) => sum + (missed[at] ?? 0), 0),
    evenness: evennessOf(taken, hours),
  };
}

export function rangesOf(runs: readonly ReplayFigures[]): FigureRanges {
  const range = (name: keyof ReplayFigures) => rangeOf(runs.flatMap((run) => run[name] ?? []));
  return {
    p50: range('p50'),
    p95: range('p95'),
    conversations: range('conversations'),
    untaken: range('untaken'),
    missedOffers: range('missedOffers'),
    evenness: range('evenness'),
  };
}

export function rangeOf(values: readonly number[]): Range | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => percentile(sorted, share) ?? 0;
  return { median: at(0.5), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** What really happened, in the shape of a run. */
export function recordedRun(leads: readonly ReplayLead[]): ReplayRun {
  const seconds = new Float64Array(leads.length).fill(Number.NaN);
  const missed = new Uint16Array(leads.length);
  const takenBy = leads.map(({ course }, at) => {
    const { arrivedAt, held, talkedAfterMs, answers } = course;
    missed[at] = answers.filter(({ how }) => how === 'missed').length;
    if (held && talkedAfterMs !== undefined) seconds[at] = (held.from + talkedAfterMs - arrivedAt) / SECOND;
    return held?.agentId;
  });
  return { seconds, takenBy, missed };
}

/** How long each agent was there within the period. Who was there for minutes only can't be compared. */
export function hoursThere({ presences, from, until }: ReplayPeriod): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  const hours = new Map<string, number>();
  const add = (agentId: string, at: number) => {
    const began = since.get(agentId);
    if (began === undefined) return;
    since.delete(agentId);
    hours.set(agentId, (hours.get(agentId) ?? 0) + Math.max(0, Math.min(at, until) - Math.max(began, from)) / HOUR);
  };
  for (const { at, agentId, isThere } of presences) {
    if (isThere) since.set(agentId, at);
    else add(agentId, at);
  }
  for (const agentId of [...since.keys()]) add(agentId, until);
  return hours;
}

const LEAST_HOURS = 0.25;

function evennessOf(taken: readonly string[], hours: ReadonlyMap<string, number>): number | null {
  const counts = new Map<string, number>();
  for (const agentId of taken) counts.set(agentId, (counts.get(agentId) ?? 0) + 1);
  const rates = [...hours].flatMap(([agentId, there]) =>
    there < LEAST_HOURS ? [] : [(counts.get(agentId) ?? 0) / there],
  );
  const sum = rates.reduce((all, rate) => all + rate, 0);
  const squares = rates.reduce((all, rate) => all + rate * rate, 0);
  return squares === 0 ? null : (sum * sum) / (rates.length * squares);
}

function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
