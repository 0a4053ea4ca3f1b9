/**
 * One pass of the routing engine: offers every waiting lead, most urgent first, to the agents that core chooses; each
 * claim is one conditional write. Concurrent passes, here or on other nodes, are harmless: the database's indexes
 * decide, and the loser retries.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import { freeSince } from '../../core/agent/agent.ts';
import { isTakenUp, mayOffer } from '../../core/callback/planPromise.ts';
import { isOverdue } from '../../core/lead/advance.ts';
import { COMES_FORWARD, type CallbackPromise } from '../../core/vocabulary/promise.ts';
import type { Lead, LeadIn, Wait } from '../../core/lead/lead.ts';
import { isOwedNow } from '../../core/lead/queue.ts';
import type { Candidate } from '../../core/routing/candidate.ts';
import { choose, chooseAgents, couldAnyoneEverTake } from '../../core/routing/chooseAgents.ts';
import { countEligible, type Decision } from '../../core/routing/decision.ts';
import { turnChanges } from '../../core/routing/order/roundRobin.ts';
import { isIn, lanesOf, type Lane } from '../../core/routing/lanes.ts';
import { countsTurns, stepAt } from '../../core/routing/policy.ts';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { offerIdFor } from './answerOffer.ts';
import { Board } from './board.ts';
import { candidatesOf } from './candidatesOf.ts';
import { pace, pacedCampaigns } from './pacedCampaigns.ts';
import { routeOf, type Route } from './routeOf.ts';
import { changeLead } from '../lead/changeLead.ts';
import { campaignOf, contextOf } from '../lead/context.ts';
import { withdrawFromAbsentAgents } from '../lead/withdrawFromAbsentAgents.ts';

/** A node whose clock is off by more than this doesn't route (rule T1). */
export const MAX_CLOCK_OFFSET_MS = 500;
/** How many leads at the head of the queue a thorough pass checks for eligible agents. */
const FIRST_LOOK = 100;
/** Leads read per free slot, because some may turn out not to be offerable now. */
const LOOK_PER_SLOT = 4;
/** The most offers per pass; every offer rings the bell for the next pass. */
const LANE_LOOK = 200;
/** How far a thorough pass reads while an agent is free and nothing at the head of their lanes can be offered. */
const FAR_LOOK = 2000;
const WRITES_AT_ONCE = 16;
/** How long a pass gives up on leads that no one could ever take; the rest is for the next one. */
const GIVING_UP_MS = 200;
/** How old a do-not-call answer an offer may use. */
const REMEMBERED_MS = 2 * SECOND;

export interface RoutingResult {
  readonly offered: number;
  /** Whether leads are waiting that an agent may soon be free for: check again soon. */
  readonly isWaiting: boolean;
  readonly isStopped: boolean;
}

/**
 * One pass. `isThorough` also checks leads while no agent is free, to find those that no one on shift could ever take;
 * without it, such a pass costs almost nothing. `isFresh` reads the database instead of memory.
 */
export async function routeLeads(
  parts: Parts,
  { isThorough = true, isFresh = true }: { readonly isThorough?: boolean; readonly isFresh?: boolean } = {},
): Promise<RoutingResult> {
  if (Math.abs(parts.clock.offset()) > MAX_CLOCK_OFFSET_MS) {
    const fields = { offsetMs: parts.clock.offset() };
    parts.log.error(fields, 'this node’s clock is too far from the database’s clock; routing is stopped on this node');
    return { offered: 0, isWaiting: false, isStopped: true };
  }
  const queue = await parts.leads.routingQueue(isFresh);
  const { held, owesWhenFree } = queue;
  if (queue.waiting.length + held.length === 0 && !owesWhenFree)
    return { offered: 0, isWaiting: false, isStopped: false };
  const agents = await parts.agents.onShift();
  await withdrawFromAbsentAgents(parts, held, new Map(agents.map((agent) => [agent.id, agent])));
  const isWaiting = queue.waiting.length > 0;
  if (!isWaiting && !owesWhenFree) return { offered: 0, isWaiting, isStopped: false };

  const all = await pacedCampaigns(parts);
  const board = new Board(await candidatesOf(parts, agents, held, all));
  const free = board.freeSlots();
  if (free === 0 && !isThorough) return { offered: 0, isWaiting, isStopped: false };

  const seen = new Set<string>();
  const campaigns = new Map(all.map((campaign) => [campaign.id, campaign]));
  const offerFrom = async (leads: readonly Lead[]): Promise<number> => {
    const fresh = leads.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return offerAll(parts, fresh, board, campaigns);
  };
  // R19: a lead whose deadline has passed is the sweep's, and blocks no one here.
  const now = parts.clock.now();
  const ready = queue.waiting.filter((lead) => !isOverdue(lead, { now }));
  let offered = isThorough ? await offerFrom(ready.slice(0, FIRST_LOOK)) : 0;
  // R18: leads that free agents can take are read from their own lanes, however long the queue ahead is.
  const lanes = lanesOf(all, board.free(), now);
  const look = Math.min(LANE_LOOK, board.freeSlots() * LOOK_PER_SLOT);
  if (lanes.length > 0 && look > 0) {
    let first: readonly Lead[] = ready.filter(isIn(lanes)).slice(0, look);
    offered += await offerFrom(first);
    // O62: nothing beyond the head in memory is more urgent than what is in it.
    if (!queue.isWhole && board.freeSlots() > 0 && first.length < look) {
      first = await parts.leads.waiting(look, { lanes, now });
      offered += await offerFrom(first);
    }
    const isStuck = offered === 0 && first.length === look;
    if (isStuck && isThorough) offered += await offerFrom(await parts.leads.waiting(FAR_LOOK, { lanes, now }));
  }
  if (owesWhenFree && lanes.length > 0) await bringForward(parts, lanes, board, campaigns);
  return { offered, isWaiting, isStopped: false };
}

/**
 * P11, P20: a callback promised because no one was on shift or free returns to the queue as soon as a free agent could
 * take it. Each uses a slot of the pass, so that no more return than can be offered; the bell rings for the offers.
 */
async function bringForward(
  parts: Parts,
  lanes: readonly Lane[],
  board: Board,
  campaigns: Map<string, Campaign>,
): Promise<void> {
  if (board.freeSlots() === 0) return;
  const now = parts.clock.now();
  for (const lead of await parts.leads.promisedBecause(COMES_FORWARD, LANE_LOOK, lanes)) {
    const campaign = campaigns.get(lead.campaignId);
    if (!campaign || lead.state !== 'callback') continue;
    if (!isDueWhenFree(lead, campaign, now)) continue;
    const { promise } = lead;
    // P20: agents who were free when it was promised had their chance. They get it when it's due.
    const isFresh = ({ agent }: Candidate) => promise.why !== 'noAgent' || freeSince(agent) >= promise.promisedAt;
    const candidates = board.floor.candidates.filter(isFresh);
    const { routed, policy } = routeOf({ ...lead, wait: waitOf(lead.promise) }, campaign, now);
    const [winner] = choose(routed, candidates, policy, stepAt(policy, now, now), now).winners;
    if (!winner) continue;
    const result = await changeLead(parts, lead.id, { kind: 'comeForward' });
    if (result.ok && result.isChanged) board.take(winner.agentId, winner.slot);
    if (board.freeSlots() === 0) return;
  }
}

/** Whether this callback comes as soon as an agent is free; one that hours or the law postponed waits for them. */
export function isDueWhenFree(
  lead: Lead,
  { cadence }: Pick<Campaign, 'cadence'>,
  now: Moment,
): lead is LeadIn<'callback'> {
  if (lead.state !== 'callback' || !COMES_FORWARD.includes(lead.promise.why)) return false;
  // R141: a turn is when it's called at the latest.
  return lead.promise.why === 'backlog' || lead.promise.dueAt <= now + cadence.firstMs;
}

/** The wait as if it started now: no one was tried, and a callback with an owner goes to them first. */
export function waitOf({ promisedAt, ownerId }: CallbackPromise): Wait {
  const forAgentId = ownerId === undefined ? {} : { forAgentId: ownerId };
  return { startedAt: promisedAt, rankedFrom: promisedAt, bonusMs: 0, tried: [], ...forAgentId };
}

async function offerAll(
  parts: Parts,
  leads: readonly Lead[],
  board: Board,
  campaigns: Map<string, Campaign>,
): Promise<number> {
  const claims: Write[] = [];
  const givingUp: Write[] = [];
  for (const lead of leads) {
    if (lead.state !== 'waiting') continue;
    const campaign = campaigns.get(lead.campaignId) ?? (await campaignOf(parts, lead.campaignId));
    campaigns.set(lead.campaignId, campaign);
    const route = routeOf(lead, campaign, parts.clock.now());
    const credit = countsTurns(route.policy) ? await parts.turns.of(route.turnKey) : undefined;
    const plan = planForLead(parts, lead, route, board, credit);
    if (plan) (plan.isOffer ? claims : givingUp).push(plan.write);
  }
  const offered = await writeAll(parts, claims);
  const until = parts.clock.now() + GIVING_UP_MS;
  await writeAll(parts, givingUp, () => parts.clock.now() > until);
  return offered;
}

/** Resolves to whether the lead was offered. */
type Write = () => Promise<boolean>;

/** Several at a time, until `isTimeUp`. Returns how many leads were offered. */
async function writeAll(parts: Parts, writes: readonly Write[], isTimeUp = () => false): Promise<number> {
  let offered = 0;
  for (let start = 0; start < writes.length && !isTimeUp(); start += WRITES_AT_ONCE) {
    const results = await Promise.allSettled(writes.slice(start, start + WRITES_AT_ONCE).map((write) => write()));
    offered += results.filter((result) => result.status === 'fulfilled' && result.value).length;
    for (const result of results) if (result.status === 'rejected') skipUnlessStoreDown(parts, result.reason);
  }
  return offered;
}

/** A lead that can't be offered must not block others; an unavailable store ends the pass. */
function skipUnlessStoreDown(parts: Parts, error: unknown): void {
  if (error instanceof StoreUnavailable) throw error;
  parts.log.error({ err: error }, 'failed to offer a lead');
}

/** What to do with one waiting lead now: claim it, give up on it, or nothing yet. */
function planForLead(
  parts: Parts,
  lead: LeadIn<'waiting'>,
  route: Route,
  board: Board,
  credit?: ReadonlyMap<string, number>,
): { readonly isOffer: boolean; readonly write: Write } | null {
  const now = parts.clock.now();
  if (isOverdue(lead, { now })) return null;

  const { campaign, policy, step, routed } = route;
  const { winners, behind, record } = choose(routed, board.floor, policy, step, now, credit);
  if (winners.length === 0) {
    // P10: a callback that is due now waits until an agent comes on shift.
    if (isOwedNow(lead, now)) return null;
    const isAlone =
      !couldAnyoneEverTake(routed, board.floor, policy, step, now) && now >= lead.wait.startedAt + policy.nobodyMs;
    return isAlone ? { isOffer: false, write: () => giveUp(parts, lead, 'nobodyThere') } : null;
  }
  const decision = record();
  const others = credit ? behind() : [];
  for (const { agentId, slot } of winners) board.take(agentId, slot);
  if (!credit) return { isOffer: true, write: () => claim(parts, lead, campaign, decision) };
  // The next lead of this pass is decided with this turn taken; a lost claim gives it back.
  const won = winners.map(({ agentId }) => agentId);
  const changes = turnChanges(won, others, policy.order.weights);
  parts.turns.add(route.turnKey, changes);
  const write = async () => {
    let isOffered = false;
    try {
      isOffered = await claim(parts, lead, campaign, decision);
    } finally {
      if (!isOffered) parts.turns.add(route.turnKey, new Map([...changes].map(([id, change]) => [id, -change])));
    }
    return isOffered;
  };
  return { isOffer: true, write };
}

async function claim(parts: Parts, lead: LeadIn<'waiting'>, campaign: Campaign, decision: Decision): Promise<boolean> {
  // An offer contacts no one; the accept reads the database.
  const context = await contextOf(parts, campaign, lead.person.tel, REMEMBERED_MS);
  // Law 8: a lead that must be dialed is offered only while it may be dialed.
  if (!mayOffer(lead, context).allowed) return giveUp(parts, lead, 'notPermittedYet');
  if (!isTakenUp(lead, context)) return giveUp(parts, lead, 'outsideHours');

  const { policy } = campaign;
  // R23: an offer keeps the reasons it is shown with, however the list has been edited since.
  const { declineReasons } = (await parts.business.known()) ?? {};
  const offer = {
    id: offerIdFor(lead.id, lead.epoch),
    agents: decision.winners.map(({ agentId, slot, idleMs }) => ({ agentId, slot, idleMs })),
    candidates: countEligible(decision),
    ...(decision.order !== undefined && decision.order !== 'longestIdle' && { order: decision.order }),
    offeredAt: context.now,
    expiresAt: context.now + policy.offerMs,
    seenBy: context.now + policy.seenMs,
    ...(declineReasons && { declineReasons }),
  };
  // Law 9: the record of the choice is part of the claim.
  const result = await changeLead(parts, lead.id, { kind: 'offer', offer }, { decision });
  if (!result.ok) parts.bell.ring();
  return result.ok && result.isChanged;
}

async function giveUp(
  parts: Parts,
  lead: LeadIn<'waiting'>,
  why: 'nobodyThere' | 'notPermittedYet' | 'outsideHours',
): Promise<boolean> {
  if (why === 'nobodyThere') await recordNoEligibleAgent(parts, lead);
  await changeLead(parts, lead.id, { kind: 'giveUp', why });
  return false;
}

/** Law 9: “no eligible agent” is a decision too; its record lists every agent with the reason. */
export async function recordNoEligibleAgent(parts: Parts, lead: LeadIn<'waiting'>): Promise<void> {
  const now = parts.clock.now();
  const [campaign = await campaignOf(parts, lead.campaignId)] = await pace(parts, [
    await campaignOf(parts, lead.campaignId),
  ]);
  const [agents, { held }] = await Promise.all([parts.agents.all(), parts.leads.routingQueue(false)]);
  const candidates = await candidatesOf(parts, agents, held, [campaign]);
  const { routed, policy, step } = routeOf(lead, campaign, now);
  const decision = chooseAgents(routed, candidates, policy, step, now);
  if (decision.winners.length === 0) await parts.decisions.put(decision);
}
