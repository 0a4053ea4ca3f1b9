/**
 * The speed report after a year of a busy floor. The lines of its leads are stored as the sweep stores them, which the
 * fill measures too: reading a day's lines and computing its figures. Then reports are asked for as the page does.
 */
import { performance } from 'node:perf_hooks';
import type { LeadLine } from '../src/core/report/leadLine.ts';
import { dateOf, datesBetween, dayEnd, dayStart, plusDays } from '../src/core/report/localDays.ts';
import { OUTCOMES } from '../src/core/vocabulary/outcomes.ts';
import { HOUR, type Moment } from '../src/core/vocabulary/time.ts';
import { SPEED_BY } from '../src/shared/reports.ts';
import { foldDay } from '../src/usecases/reports/settleReports.ts';
import { viewSpeed, type SpeedQuery } from '../src/usecases/reports/viewSpeed.ts';
import { dice } from './many/dice.ts';
import { quantiles } from './measure.ts';
import { withStores } from './people.ts';
import { startDatabase, withFolder } from './programs.ts';
import { systemParts } from './systemParts.ts';

export interface ReportsOptions {
  readonly leadsPerDay: number;
  readonly days: number;
}

export interface ReportsMeasured {
  readonly leads: number;
  /** Milliseconds to store the lines of a day, and to compute its figures from them. */
  readonly storeDay: number;
  readonly computeDay: number;
  /** Milliseconds for a report of all days, by grouping; and compared with the half before. */
  readonly year: Readonly<Record<string, { readonly p50: number; readonly p99: number }>>;
  readonly compared: { readonly p50: number; readonly p99: number };
}

const AGENTS = 60;
const CAMPAIGNS = 5;
const SOURCES = 20;
const TIMES = 7;
const LAST = '2026-10-31';
/** Few inquiries by night. */
const BY_HOUR = Array.from({ length: 24 }, (_hour, hour) => [hour, hour < 7 ? 1 : 6] as const);

export function reports({ leadsPerDay, days }: ReportsOptions): Promise<ReportsMeasured> {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    return withStores(database.address, async (stores) => {
      const parts = systemParts(stores.parts);
      const period = { from: plusDays(LAST, 1 - days), to: LAST };
      const usual = { period, compared: null, by: 'day', target: 60 } as const;
      const view = (changes: Partial<SpeedQuery> = {}) => viewSpeed(parts, { ...usual, ...changes }, 'en');
      const { zone } = await view();
      const [storing, computing] = [[] as number[], [] as number[]];
      for (const date of datesBetween(period.from, period.to)) {
        storing.push(await timed(() => storeDay(parts.reports, zone, date, leadsPerDay)));
        computing.push(await timed(() => foldDay(parts, zone, date)));
      }
      const asked = async (changes: Partial<SpeedQuery>) => {
        const took: number[] = [];
        for (let time = 0; time < TIMES; time += 1) took.push(await timed(() => view(changes)));
        return quantiles(took);
      };
      const year: Record<string, { p50: number; p99: number }> = {};
      for (const by of SPEED_BY) year[by] = await asked({ by });
      const { total } = await view();
      const half = plusDays(LAST, -Math.floor(days / 2));
      const halves = { period: { from: half, to: LAST }, compared: { from: period.from, to: plusDays(half, -1) } };
      return {
        leads: total.leads + total.spam,
        storeDay: quantiles(storing).p50,
        computeDay: quantiles(computing).p50,
        year,
        compared: await asked({ ...halves, by: 'source' }),
      };
    });
  });
}

export function showReports({ leads, storeDay, computeDay, year, compared }: ReportsMeasured): readonly string[] {
  const row = (name: string, { p50, p99 }: { readonly p50: number; readonly p99: number }) =>
    `  ${name.padEnd(40)}${String(p50).padStart(10)}${String(p99).padStart(10)}`;
  return [
    '',
    `  The speed report over ${leads} leads. A day: ${storeDay} ms to store its lines, ${computeDay} ms to compute its figures.`,
    '',
    `  ${'ms'.padEnd(40)}${'p50'.padStart(10)}${'p99'.padStart(10)}`,
    ...Object.entries(year).map(([by, quantile]) => row(`all days, by ${by}`, quantile)),
    row('half of them against the other, by source', compared),
  ];
}

async function storeDay(
  store: { readonly changeLines: (hour: Moment, lines: ReadonlyMap<string, LeadLine>) => Promise<void> },
  zone: string,
  date: string,
  leads: number,
): Promise<void> {
  const byHour = new Map<Moment, Map<string, LeadLine>>();
  for (const line of linesOf(date, zone, leads)) {
    const hour = Math.floor(line.openedAt / HOUR) * HOUR;
    byHour.set(hour, (byHour.get(hour) ?? new Map<string, LeadLine>()).set(line.leadId, line));
  }
  for (const [hour, lines] of byHour) await store.changeLines(hour, lines);
}

function linesOf(date: string, zone: string, leads: number): readonly LeadLine[] {
  const [from, until] = [dayStart(date, zone), dayEnd(date, zone)];
  const { upTo, of, weighted } = dice(from / HOUR);
  return Array.from({ length: leads }, (_lead, index) => {
    const offerSeconds = 1 + upTo(1 + upTo(120));
    const isTalked = upTo(10) < 7;
    return {
      leadId: `ld_${dateOf(from, zone)}_${index}`,
      openedAt: Math.min(until - 1, from + weighted(BY_HOUR) * HOUR + upTo(HOUR)),
      campaignId: `campaign${upTo(CAMPAIGNS)}`,
      source: `source${upTo(1 + upTo(SOURCES))}`,
      interest: of(['roof', 'battery', 'advice']),
      agentId: `agent${upTo(AGENTS)}`,
      offerSeconds,
      ...(isTalked && { talkSeconds: offerSeconds + upTo(1 + upTo(900)) }),
      isAccepted: isTalked || upTo(2) === 0,
      isScheduled: upTo(10) === 0,
      attempts: upTo(3),
      promisesKept: upTo(2),
      promisesMissed: upTo(20) === 0 ? 1 : 0,
      outcome: of(OUTCOMES),
    };
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
