/**
 * What the floor can take of a backlog of due callbacks, by campaign, during one sweep. From memory, except for the
 * last turn.
 */
import { holdMsOf, LEAST_BACKLOG, type FloorLoad } from '../../core/callback/backlog.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { bonusOf } from '../../core/lead/precedence.ts';
import { takersOf } from '../../core/vocabulary/reach.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { businessDay } from '../floor/businessDay.ts';
import { campaignOf } from './context.ts';

export interface BacklogLoads {
  /** For a due callback; undefined while few leads of its campaign wait. */
  of(lead: Lead): Promise<FloorLoad | undefined>;
  /** What became of it. */
  note(lead: Lead): void;
}

export function backlogLoads(parts: Parts): BacklogLoads {
  const known = new Map<string, Omit<FloorLoad, 'waiting'>>();
  /** By campaign: counted once, and then by what this sweep adds. */
  let queued: Map<string, number> | null = null;
  async function of({ campaignId }: Lead) {
    queued ??= countByCampaign((await parts.leads.routingQueue(false)).waiting);
    const waiting = queued.get(campaignId) ?? 0;
    if (waiting < LEAST_BACKLOG) return undefined;
    const load = known.get(campaignId) ?? (await floorFor(parts, campaignId));
    known.set(campaignId, load);
    return { ...load, waiting };
  }
  return {
    of,
    note({ campaignId, state, promise }) {
      if (state === 'waiting') queued?.set(campaignId, (queued.get(campaignId) ?? 0) + 1);
      const load = known.get(campaignId);
      if (!load || state !== 'callback' || promise.why !== 'backlog') return;
      known.set(campaignId, { ...load, lastTurn: Math.max(load.lastTurn, promise.dueAt) });
    },
  };
}

function countByCampaign(leads: readonly Lead[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { campaignId } of leads) counts.set(campaignId, (counts.get(campaignId) ?? 0) + 1);
  return counts;
}

async function floorFor(parts: Parts, campaignId: string): Promise<Omit<FloorLoad, 'waiting'>> {
  const campaign = await campaignOf(parts, campaignId);
  const active = (await parts.agents.all()).filter(({ presenceReason }) => presenceReason !== 'deactivated');
  const agents = takersOf(campaign, active);
  const onShift = agents.filter(({ presence }) => presence !== 'offline');
  const slots = (onShift.length > 0 ? onShift : agents).reduce((sum, { capacity }) => sum + capacity, 0);
  const [talkSeconds, lastTurn] = await Promise.all([
    parts.facts.talkSeconds(await businessDay(parts)),
    parts.leads.latestPromised('backlog', campaignId),
  ]);
  return { slots, holdMs: holdMsOf(talkSeconds), lastTurn };
}

/** The most urgent first: how long each has been due, plus its bonus. Others keep their order, before callbacks. */
export async function byUrgency(parts: Parts, leads: readonly Lead[]): Promise<readonly Lead[]> {
  const ranks = new Map<string, Moment>();
  for (const lead of leads) {
    if (lead.state !== 'callback') continue;
    const campaign = await campaignOf(parts, lead.campaignId);
    ranks.set(lead.id, (lead.promise.since ?? lead.promise.dueAt) - bonusOf(lead, campaign));
  }
  const rankOf = ({ id }: Lead) => ranks.get(id) ?? Number.NEGATIVE_INFINITY;
  return leads.toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : Number(rankOf(one) > rankOf(other))));
}
