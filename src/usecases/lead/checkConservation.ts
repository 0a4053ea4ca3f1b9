/**
 * Law 2, counted from the database alone: every acknowledged inquiry belongs to a lead, every open lead has exactly one
 * existing holder and a deadline that isn't long overdue, and every effect is recent or delivered. Violations are
 * counted, repaired, and counted as repaired.
 */
import { holding } from '../../core/lead/holding.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Conservation } from '../../shared/floor.ts';
import { changeLead } from './changeLead.ts';

const BATCH = 100;

export async function checkConservation(parts: Parts): Promise<Conservation> {
  const now = parts.clock.now();
  const [{ open, exceptions }, repaired] = await Promise.all([parts.floor.conservation(now), parts.floor.repaired()]);
  const unaccounted = Object.values(exceptions).reduce((sum, count) => sum + count, 0);
  return {
    open,
    accounted: Math.max(0, open - unaccounted),
    unaccounted,
    repaired,
    checkedAt: now,
    exceptions: Object.fromEntries(Object.entries(exceptions).filter(([, count]) => count > 0)),
  };
}

/**
 * Repairs leads whose stored shape contradicts their state. Orphaned inquiries, overdue deadlines and effects have
 * their own sweeps.
 */
export async function repairLeads(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  const broken = await parts.floor.misshapen(now, BATCH);
  for (const { leadId, exception } of broken) {
    const result = await changeLead(parts, leadId, { kind: 'repair', exception });
    const holders = result.ok ? (holding(result.lead).heldBy ?? []) : [];
    await parts.floor.countRepair(exception, now);
    parts.log.error({ leadId, exception, holders: holders.length }, 'repaired a lead that was in no place or in two');
  }
  return broken.length;
}
