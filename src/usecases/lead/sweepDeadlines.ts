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
/** Their writes share commands. */
const AT_ONCE = 16;

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
  await settleAll(parts, inHand);

  const backlog = await byUrgency(parts, await parts.leads.due(startedAt, BATCH));
  const isTimeUp = () => parts.clock.now() - startedAt > BACKLOG_MS;
  // Callbacks come last there, and one by one: each takes its turn after the one before.
  const ofQueue = backlog.filter(({ state }) => state !== 'callback');
  let looked = await settleAll(parts, ofQueue, isTimeUp);
  const loads = backlogLoads(parts);
  for (const lead of backlog.slice(ofQueue.length)) {
    if (looked < ofQueue.length || isTimeUp()) break;
    await settle(parts, lead, loads);
    looked += 1;
  }
  // Law 2: if more remains than one run allows, the rest is late but not lost.
  if (looked > 0 && (looked < backlog.length || looked === BATCH)) {
    await parts.floor.markSweep({ at: parts.clock.now(), reached: reachedIn(backlog, looked) });
  }
  return { settled: inHand.length + looked, nextAt: (await parts.leads.routingQueue(true)).nextDeadline };
}

/** Several at a time, in order, until `isTimeUp`. Returns how many. */
async function settleAll(parts: Parts, leads: readonly Lead[], isTimeUp = () => false): Promise<number> {
  let looked = 0;
  const settleNext = async () => {
    for (let lead = leads[looked]; lead && !isTimeUp(); lead = leads[looked]) {
      looked += 1;
      await settle(parts, lead);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, settleNext));
  return looked;
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
