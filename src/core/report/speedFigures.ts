/**
 * The figures of the speed report. They add up: the figures of a period are the sum of those of its days, and the
 * figures of a day are counted from the lines of the leads that arrived on it (leadLine.ts).
 */
import { inCents } from '../vocabulary/money.ts';
import { idOfOutcome } from '../vocabulary/outcomes.ts';
import type { Moment } from '../vocabulary/time.ts';
import { sourceNamed } from '../vocabulary/touch.ts';
import { addHistogram, addTo, emptyHistogram, pack, type Histogram, type PackedHistogram } from './histogram.ts';
import type { LeadLine } from './leadLine.ts';
import { localHour } from './localDays.ts';

/** Counts of leads. Spam is in `spam` and `outcomes` only. */
interface Counts {
  leads: number;
  /** Leads whose call was set for a time on arrival. They have no part in the two histograms. */
  scheduled: number;
  spam: number;
  offered: number;
  accepted: number;
  talked: number;
  won: number;
  closed: number;
  /** Dials up to the first conversation. */
  attempts: number;
  promisesKept: number;
  promisesMissed: number;
  /** The value of all sales whose value is known, in the currency of the business. */
  saleValue: number;
  /** Won leads whose value is known. */
  valued: number;
  /** By the outcome's ID. What is won, closed or spam is counted by what it means. */
  readonly outcomes: Record<string, number>;
}

export interface SpeedFigures extends Counts {
  readonly toOffer: Histogram;
  readonly toTalk: Histogram;
}

export interface StoredFigures extends Readonly<Counts> {
  readonly toOffer: PackedHistogram;
  readonly toTalk: PackedHistogram;
}

/** Changes with what is stored: figures in another format are never read, and computed again. */
export const FIGURES_FORMAT = 6;

/** What the rows of a day are counted by, in addition to the campaign; `total`: by nothing else. */
export const DAY_TABLES = ['total', 'hour', 'source', 'firstSource', 'lastSource', 'agent', 'interest'] as const;
export type DayTable = (typeof DAY_TABLES)[number];

/** `key`: the hour of the day, a source, an agent, an interest; empty if the lead has none, and in totals. */
export interface SpeedRow {
  readonly campaignId: string;
  readonly key: string;
  readonly figures: StoredFigures;
}

export function noFigures(): SpeedFigures {
  return {
    leads: 0,
    scheduled: 0,
    spam: 0,
    offered: 0,
    accepted: 0,
    talked: 0,
    won: 0,
    closed: 0,
    attempts: 0,
    promisesKept: 0,
    promisesMissed: 0,
    saleValue: 0,
    valued: 0,
    toOffer: emptyHistogram(),
    toTalk: emptyHistogram(),
    outcomes: {},
  };
}

/** The rows of one table for these leads. */
export function foldLines(lines: readonly LeadLine[], table: DayTable, zone: string): readonly SpeedRow[] {
  const rows = new Map<string, { campaignId: string; key: string; figures: SpeedFigures }>();
  for (const line of lines) {
    const key = keyOf(line, table, zone);
    const id = `${line.campaignId} ${key}`;
    const row = rows.get(id) ?? { campaignId: line.campaignId, key, figures: noFigures() };
    rows.set(id, row);
    countLine(row.figures, line);
  }
  return [...rows.values()].map(({ figures, ...row }) => ({
    ...row,
    figures: stored(figures),
  }));
}

export function stored(figures: SpeedFigures): StoredFigures {
  return { ...figures, toOffer: pack(figures.toOffer), toTalk: pack(figures.toTalk) };
}

export function addFigures(total: SpeedFigures, more: StoredFigures): void {
  total.leads += more.leads;
  total.scheduled += more.scheduled;
  total.spam += more.spam;
  total.offered += more.offered;
  total.accepted += more.accepted;
  total.talked += more.talked;
  total.won += more.won;
  total.closed += more.closed;
  total.attempts += more.attempts;
  total.promisesKept += more.promisesKept;
  total.promisesMissed += more.promisesMissed;
  total.saleValue = inCents(total.saleValue + more.saleValue);
  total.valued += more.valued;
  addHistogram(total.toOffer, more.toOffer);
  addHistogram(total.toTalk, more.toTalk);
  for (const id in more.outcomes) total.outcomes[id] = (total.outcomes[id] ?? 0) + (more.outcomes[id] ?? 0);
}

function countLine(figures: SpeedFigures, line: LeadLine): void {
  const { outcome } = line;
  if (outcome !== undefined) {
    const id = idOfOutcome({ ...line, outcome });
    figures.outcomes[id] = (figures.outcomes[id] ?? 0) + 1;
  }
  if (outcome === 'spam') {
    figures.spam += 1;
    return;
  }
  figures.leads += 1;
  if (line.offerSeconds !== undefined) figures.offered += 1;
  if (line.isAccepted) figures.accepted += 1;
  if (line.talkSeconds !== undefined) figures.talked += 1;
  if (outcome === 'won') figures.won += 1;
  if (outcome !== undefined) figures.closed += 1;
  figures.attempts += line.attempts;
  figures.promisesKept += line.promisesKept;
  figures.promisesMissed += line.promisesMissed;
  figures.saleValue = inCents(figures.saleValue + (line.saleValue ?? 0));
  if (line.saleValue !== undefined) figures.valued += 1;
  if (line.isScheduled) {
    figures.scheduled += 1;
    return;
  }
  if (line.offerSeconds !== undefined) addTo(figures.toOffer, line.offerSeconds);
  if (line.talkSeconds !== undefined) addTo(figures.toTalk, line.talkSeconds);
}

function keyOf(line: LeadLine, table: DayTable, zone: string): string {
  const { openedAt, source = '', agentId = '', interest = '' } = line;
  if (table === 'total') return '';
  if (table === 'hour') return hourKey(openedAt, zone);
  // Lines of earlier versions have the source as it was typed.
  if (table === 'agent' || table === 'interest') return { agent: agentId, interest }[table];
  return (table === 'source' ? undefined : line[table]) ?? sourceNamed(source);
}

function hourKey(at: Moment, zone: string): string {
  return String(localHour(at, zone));
}
