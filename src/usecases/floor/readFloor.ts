/**
 * What the floor shows, read once for all who look at it: the same for every supervisor, whatever their language. With a
 * hundred thousand leads waiting, its counts take the database tenths of a second.
 */
import type { Business } from '../../core/administration/business.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Agent } from '../../core/agent/agent.ts';
import { waitsSince, type Lead } from '../../core/lead/lead.ts';
import type { SpeedBudget } from '../../core/routing/speedBudget.ts';
import { DAY, type Moment } from '../../core/vocabulary/time.ts';
import { SearchTooBroad } from '../../ports/leads.ts';
import type { Alarm } from '../../ports/operations.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Conservation, Floor, FloorSchedule } from '../../shared/floor.ts';
import { checkConservation } from '../lead/checkConservation.ts';
import { explainWaits, type ExplainedWait } from '../routing/explainWaits.ts';
import { pacedWith, speedBudgets } from '../routing/pacedCampaigns.ts';
import { businessDay } from './businessDay.ts';
import { viewSchedule } from './viewSchedule.ts';

const ROWS = 100;
const SPAM_ROWS = 20;
/** Of those that have waited longest: some may have been taken since their cards were written. */
const LONGEST_LOOKED_AT = 5;

export interface FloorReading {
  readonly now: Moment;
  readonly campaigns: readonly Campaign[];
  readonly budgets: ReadonlyMap<string, SpeedBudget>;
  readonly business: Business | null;
  /** The head of the queue, and how many wait. */
  readonly waiting: readonly Lead[];
  readonly waitingTotal: number;
  /** When the longest wait in the queue began; null if all are in `waiting`, or it took too long to find. */
  readonly longestSince: Moment | null;
  readonly held: readonly Lead[];
  readonly agents: readonly Agent[];
  readonly callbacks: readonly Lead[];
  readonly callbacksTotal: number;
  readonly today: Floor['today'];
  readonly spam: readonly { readonly leadId: string; readonly name: string }[];
  readonly conservation: Conservation;
  readonly alarms: readonly Alarm[];
  /** Names of those who set a presence or saw an alert. */
  readonly setters: ReadonlyMap<string, string>;
  /** Why each of `waiting` waits. */
  readonly waits: ReadonlyMap<string, ExplainedWait>;
  readonly schedule: FloorSchedule | null;
  readonly hasNetwork: boolean;
  readonly clockOffset: number;
}

export async function readFloor(parts: Parts): Promise<FloorReading> {
  const now = parts.clock.now();
  const all = await parts.campaigns.all();
  const budgets = await speedBudgets(parts, all);
  const campaigns = pacedWith(budgets, all);
  const business = await parts.business.known();
  const since = await businessDay(parts);
  const [waiting, waitingTotal, held, agents, callbacks, callbacksTotal, today, spam, conservation, alarms] =
    await Promise.all([
      parts.leads.waiting(ROWS),
      parts.leads.countWaiting(),
      parts.leads.held(),
      parts.agents.all(),
      parts.leads.callbacks({ limit: ROWS }),
      parts.leads.countCallbacks(),
      parts.floor.today(since, now),
      parts.floor.suspectedSpam(now - DAY, SPAM_ROWS),
      checkConservation(parts),
      parts.alarms.open(),
    ]);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const setters = await parts.users.names(
    [...agents.map(({ presenceBy }) => presenceBy), ...alarms.map(({ seenBy }) => seenBy?.userId)].filter(
      (id) => id !== undefined,
    ),
  );
  return {
    now,
    campaigns,
    budgets,
    business,
    waiting,
    waitingTotal,
    longestSince: waitingTotal > waiting.length ? await ifInTime(longestSince(parts)) : null,
    held,
    agents,
    callbacks: callbacks.items,
    callbacksTotal,
    today: { since, ...today },
    spam,
    conservation,
    alarms,
    setters,
    waits: await explainWaits(parts, waiting, { agents, held, campaigns: byId }),
    schedule: await viewSchedule(parts, agents, held, now),
    hasNetwork: parts.phone !== undefined,
    clockOffset: parts.clock.offset(),
  };
}

/**
 * V307: leads are listed by priority, so the one that has waited longest may be any of them. null if none waits; throws
 * SearchTooBroad.
 */
export async function longestSince({ leads }: Pick<Parts, 'leads'>): Promise<Moment | null> {
  const { items } = await leads.search({ state: 'waiting', sort: 'waiting', limit: LONGEST_LOOKED_AT });
  const moments = items.flatMap((lead) => (lead.state === 'waiting' ? [waitsSince(lead.wait)] : []));
  return moments.length === 0 ? null : Math.min(...moments);
}

async function ifInTime<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof SearchTooBroad) return null;
    throw error;
  }
}

/**
 * O48: all who ask while a reading is in progress share the next one, which begins after their own changes. So twenty
 * supervisors cost the database what one does.
 */
export function floorReader(
  read: (parts: Parts) => Promise<FloorReading> = readFloor,
): (parts: Parts) => Promise<FloorReading> {
  let running: Promise<unknown> | null = null;
  let next: Promise<FloorReading> | null = null;
  const begin = (parts: Parts) => {
    const reading = read(parts);
    const ended = reading.then(ignore, ignore).then(() => {
      if (running === ended) running = null;
    });
    running = ended;
    return reading;
  };
  return (parts) => {
    if (next) return next;
    if (!running) return begin(parts);
    const shared = running.then(() => {
      next = null;
      return begin(parts);
    });
    next = shared;
    return shared;
  };
}

function ignore(): void {
  // Those who asked hear of a failure.
}
