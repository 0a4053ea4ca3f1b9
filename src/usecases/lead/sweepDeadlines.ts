/**
 * Applies every stored deadline that has passed, from the database alone: whatever a timer or a node forgot is found
 * here. Returns how many were settled and when the next one is due.
 */
import { deadlineOf } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';
import { recordNobody } from '../routing/routeLeads.ts';

const BATCH = 200;
/** A backlog (after an outage, with thousands waiting) is worked off between routing passes, never before one. */
const BACKLOG_MS = 200;

/** With `isFresh` the database is asked; otherwise only when the remembered deadline has passed. */
export async function sweepDeadlines(
  parts: Parts,
  isFresh = true,
): Promise<{ settled: number; nextAt: Moment | null }> {
  const startedAt = parts.clock.now();
  const { nextDeadline } = await parts.leads.routingQueue(isFresh);
  if (nextDeadline === null || nextDeadline > startedAt) return { settled: 0, nextAt: nextDeadline };
  // What agents hold comes first: an offer that ran out keeps its agent from the next one.
  const inHand = await parts.leads.due(startedAt, BATCH, 'inHand');
  for (const lead of inHand) await settle(parts, lead);

  const backlog = await parts.leads.due(startedAt, BATCH);
  let looked = 0;
  for (const lead of backlog) {
    if (parts.clock.now() - startedAt > BACKLOG_MS) break;
    await settle(parts, lead);
    looked += 1;
  }
  const last = backlog[looked - 1];
  // Law 2: with more to be done than one go allows, what is still to come is late and not forgotten.
  if (last && last.state !== 'closed' && (looked < backlog.length || looked === BATCH)) {
    await parts.floor.markSweep({ at: parts.clock.now(), reached: deadlineOf(last) });
  }
  return { settled: inHand.length + looked, nextAt: (await parts.leads.routingQueue(true)).nextDeadline };
}

async function settle(parts: Parts, lead: Lead): Promise<void> {
  // One lead that cannot be settled keeps no other from it; the floor counts it as overdue.
  try {
    if (lead.state === 'waiting') await recordNobody(parts, lead);
    await changeLead(parts, lead.id, { kind: 'deadline' });
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    parts.log.error({ leadId: lead.id, err: error }, 'failed to apply a deadline');
  }
}
