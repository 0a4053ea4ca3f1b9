/**
 * Each node measures its clock against the database's, but any node may be the one that checks alarms. So one that is off
 * reports this in the database for as long as it lasts.
 */
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { MAX_CLOCK_OFFSET_MS } from '../routing/routeLeads.ts';

const KEY = 'clockOff';
/** An older report is outdated, or its node has stopped. */
const FRESH_MS = 15 * SECOND;

type Clocked = Pick<Parts, 'settings' | 'clock'>;

export async function reportClock(parts: Clocked): Promise<void> {
  if (isOff(parts)) await parts.settings.set(KEY, { at: parts.clock.now() });
}

/** Whether the clock of this node or another one is off. */
export async function isAnyClockOff(parts: Clocked, now: Moment): Promise<boolean> {
  if (isOff(parts)) return true;
  const report = await parts.settings.get<{ readonly at: Moment }>(KEY);
  return report !== null && now - report.at < FRESH_MS;
}

function isOff({ clock }: Pick<Parts, 'clock'>): boolean {
  return Math.abs(clock.offset()) > MAX_CLOCK_OFFSET_MS;
}
