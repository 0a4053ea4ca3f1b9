/**
 * Applies every stored deadline that has passed, from the database alone: whatever a timer or a node forgot is found
 * here. Returns how many were settled and when the next one is due.
 */
import type { Moment } from '../core/time.ts';
import { StoreUnavailable, type Parts } from '../ports.ts';
import { changeLead } from './changeLead.ts';
import { recordNobody } from './routeLeads.ts';

const BATCH = 200;

export async function sweepDeadlines(parts: Parts): Promise<{ settled: number; nextAt: Moment | null }> {
  const due = await parts.leads.due(parts.clock.now(), BATCH);
  for (const lead of due) {
    // One lead that cannot be settled keeps no other from it; the floor counts it as overdue.
    try {
      if (lead.state === 'waiting') await recordNobody(parts, lead);
      await changeLead(parts, lead.id, { kind: 'deadline' });
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      parts.log.error({ leadId: lead.id, err: error }, 'a deadline could not be applied');
    }
  }
  return { settled: due.length, nextAt: await parts.leads.nextDeadline() };
}
