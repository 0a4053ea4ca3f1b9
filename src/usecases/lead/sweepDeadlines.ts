/**
 * Applies every stored deadline that has passed, from the database alone, including any that a timer or a node missed.
 * Returns how many were settled and when the next one is due.
 */
import { deadlineOf } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { backlogLoads, byUrgency, type BacklogLoads } from './backlogLoads.ts';
import { changeLead } from './changeLead.ts';
import { recordNoEligibleAgent } from '../routing/routeLeads.ts';

const BATCH = 200;
/** A backlog, such as thousands of leads after an outage, is processed between routing passes, never before one. */
const BACKLOG_MS = 200;

/** With `isFresh`, reads the database; otherwise only if the remembered deadline has passed. */
export async function sweepDeadlines(
  parts: Parts,
  isFresh = true,
): Promise<{ settled: number; nextAt: Moment | null }> {
  const startedAt = parts.clock.now();
  const { nextDeadline } = await parts.leads.routingQueue(isFresh);
  if (nextDeadline === null || nextDeadline > startedAt) return { settled: 0, nextAt: nextDeadline };
  // Leads held by agents come first: an expired offer blocks its agent.
  const inHand = await parts.leads.due(startedAt, BATCH, 'inHand');
  for (const lead of inHand) await settle(parts, lead);

  const backlog = await byUrgency(parts, await parts.leads.due(startedAt, BATCH));
  const loads = backlogLoads(parts);
  let looked = 0;
  for (const lead of backlog) {
    if (parts.clock.now() - startedAt > BACKLOG_MS) break;
    await settle(parts, lead, loads);
    looked += 1;
  }
  // Law 2: if more remains than one run allows, the rest is late but not lost.
  if (looked > 0 && (looked < backlog.length || looked === BATCH)) {
    await parts.floor.markSweep({ at: parts.clock.now(), reached: reachedIn(backlog, looked) });
  }
  return { settled: inHand.length + looked, nextAt: (await parts.leads.routingQueue(true)).nextDeadline };
}

/** Every deadline before this one is settled. */
function reachedIn(leads: readonly Lead[], looked: number): Moment {
  const deadlines = leads.map((lead) => (lead.state === 'closed' ? Number.POSITIVE_INFINITY : deadlineOf(lead)));
  return looked < leads.length ? Math.min(...deadlines.slice(looked)) : Math.max(...deadlines);
}

async function settle(parts: Parts, lead: Lead, loads?: BacklogLoads): Promise<void> {
  // A lead that can't be settled must not block others; the floor counts it as overdue.
  try {
    if (lead.state === 'waiting') await recordNoEligibleAgent(parts, lead);
    const load = lead.state === 'callback' ? await loads?.of(lead) : undefined;
    const result = await changeLead(parts, lead.id, { kind: 'deadline' }, load && { load });
    if (lead.state === 'callback' && result.ok && 'lead' in result) loads?.note(result.lead);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    parts.log.error({ leadId: lead.id, err: error }, 'failed to apply a deadline');
  }
}
