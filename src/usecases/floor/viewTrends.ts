/**
 * Today against the same weekday of last week, from the lines of reports. It's the same for all supervisors, so each
 * node keeps it for a while, and reads nothing while no one is looking.
 */
import { dateOf, dayStart, plusDays, sameTimeOn, weekdayOf } from '../../core/report/localDays.ts';
import { trendFigures } from '../../core/report/trend.ts';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { FloorTrends } from '../../shared/floor.ts';
import { DEFAULT_SPEED_TARGET } from '../../shared/reports.ts';
import { settledUntil } from '../reports/settleReports.ts';
import { businessZone } from './businessDay.ts';

const KEPT_MS = 15 * SECOND;
const DAYS_OF_WEEK = 7;

/** Reads the trends at most once every KEPT_MS, however many ask. A failed read isn't kept. */
export function trendsReader(): (parts: Parts) => Promise<FloorTrends> {
  let kept: { readonly at: Moment; readonly trends: Promise<FloorTrends> } | null = null;
  return (parts) => {
    const now = parts.clock.now();
    if (kept && Math.abs(now - kept.at) < KEPT_MS) return kept.trends;
    const reading = { at: now, trends: viewTrends(parts) };
    kept = reading;
    reading.trends.catch(() => {
      if (kept === reading) kept = null;
    });
    return reading.trends;
  };
}

async function viewTrends(parts: Parts): Promise<FloorTrends> {
  const zone = await businessZone(parts);
  const today = dateOf(parts.clock.now(), zone);
  // Neither day may be ahead of the other.
  const at = await settledUntil(parts);
  const before = plusDays(today, -DAYS_OF_WEEK);
  const common = { at, zone, weekday: weekdayOf(today), target: DEFAULT_SPEED_TARGET };
  if (dateOf(at, zone) !== today) return { ...common, now: null, before: null };
  const figures = async (from: Moment, until: Moment) =>
    trendFigures((await parts.reports.lines(from, until)).lines, until, DEFAULT_SPEED_TARGET);
  const [now, then] = await Promise.all([
    figures(dayStart(today, zone), at),
    figures(dayStart(before, zone), sameTimeOn(before, at, zone)),
  ]);
  return { ...common, now, before: then.leads === 0 ? null : then };
}
