/**
 * Replays a period through given policies, with the functions that route live leads (routeFor, stepAt, choose,
 * turnChanges). Leads arrive and agents come and go as they did; how agents answer is recorded or drawn (chance.ts).
 * One run is a generator, so that a caller can do it in slices.
 */
import { atAnyLevel } from '../vocabulary/skills.ts';
import type { RoutedLead } from '../routing/candidate.ts';
import { choose, couldAnyoneEverTake } from '../routing/chooseAgents.ts';
import { turnChanges } from '../routing/order/roundRobin.ts';
import { countsTurns, nextStepAt, stepAt } from '../routing/policy.ts';
import type { Who } from '../vocabulary/reach.ts';
import { routeFor, type RoutingCampaign } from '../routing/routeFor.ts';
import { Timeline } from '../routing/timeline.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';
import type { AnswerKind } from './courses.ts';
import { Chance } from './chance.ts';
import { ReplayFloor } from './replayFloor.ts';
import type { ReplayPeriod, ReplayRun } from './period.ts';
import { ReplayPace } from './replayPace.ts';
import { ReplayQueue, type Waiting } from './replayQueue.ts';

type Happening =
  | { readonly kind: 'arrives' | 'looked at' | 'leaves'; readonly lead: number }
  | { readonly kind: 'presence'; readonly agentId: string; readonly isThere: boolean }
  | { readonly kind: 'other begins'; readonly agentId: string; readonly until: Moment }
  | { readonly kind: 'freed'; readonly agentId: string; readonly slot: number }
  | {
      readonly kind: 'answered';
      readonly lead: number;
      readonly offer: number;
      readonly agentId: string;
      readonly how: AnswerKind;
    };

export const REPLAY_RUNS = 20;

/**
 * How many waiting leads of a campaign and language are looked at when an agent becomes free: like the lanes of a live
 * pass (R18), so that leads no one can take hide none that someone can.
 */
const LOOK = 100;
const LOOK_AGAIN_MS = 5 * SECOND;
/** The caller may continue with other work after this many events. */
const EVENTS_PER_SLICE = 100;

/** Yields the number of leads that have arrived so far. */
export function* replayRun(
  period: ReplayPeriod,
  campaigns: ReadonlyMap<string, RoutingCampaign>,
  run: number,
): Generator<number, ReplayRun> {
  const replay = new Replay(period, campaigns, run);
  for (let events = 0; replay.step(); events += 1) if (events % EVENTS_PER_SLICE === 0) yield replay.arrived;
  return replay.result;
}

class Replay {
  readonly result: ReplayRun;
  arrived = 0;
  readonly #period: ReplayPeriod;
  readonly #campaigns: ReadonlyMap<string, RoutingCampaign>;
  readonly #chance: Chance;
  readonly #floor: ReplayFloor;
  readonly #timeline: Timeline<Happening>;
  readonly #known = new Map<number, Waiting>();
  readonly #queue = new ReplayQueue();
  readonly #pace = new ReplayPace();
  readonly #credits = new Map<string, Map<string, number>>();

  constructor(period: ReplayPeriod, campaigns: ReadonlyMap<string, RoutingCampaign>, run: number) {
    const { leads, presences, courses } = period;
    this.#period = period;
    this.#campaigns = campaigns;
    this.#chance = new Chance(run, courses);
    this.#floor = new ReplayFloor(
      period,
      [...campaigns.values()].map(({ policy }) => policy),
    );
    this.result = {
      seconds: new Float64Array(leads.length).fill(Number.NaN),
      takenBy: new Array<string | undefined>(leads.length).fill(undefined),
      missed: new Uint16Array(leads.length),
    };
    // What waited when the period began is looked at once it's known who is there.
    const beginsAt = Math.max(period.from, presences[0]?.at ?? 0);
    this.#timeline = new Timeline<Happening>([
      ...presences.map(({ at, agentId, isThere }) => ({ at, event: { kind: 'presence' as const, agentId, isThere } })),
      ...courses.others.map(({ agentId, from, until }) => ({
        at: from,
        event: { kind: 'other begins' as const, agentId, until: until ?? period.until },
      })),
      ...leads.map(({ course: { arrivedAt } }, lead) => ({
        at: arrivedAt < period.from ? beginsAt : arrivedAt,
        event: { kind: 'arrives' as const, lead },
      })),
    ]);
    for (const [key, credit] of period.turns) this.#credits.set(key, new Map(credit));
  }

  /** Applies what happens next; false when nothing does. */
  step(): boolean {
    const next = this.#timeline.take();
    if (!next) return false;
    this.#apply(next.event, next.at);
    return true;
  }

  #apply(event: Happening, now: Moment): void {
    switch (event.kind) {
      case 'presence':
        this.#floor.setPresence(event.agentId, event.isThere, now);
        if (event.isThere) this.#lookAll(now);
        return;
      case 'other begins': {
        const slot = this.#floor.take(event.agentId, 'talking');
        this.#timeline.add(Math.max(event.until, now), { kind: 'freed', agentId: event.agentId, slot });
        return;
      }
      case 'freed':
        this.#floor.release(event.agentId, event.slot, now);
        this.#lookAll(now);
        return;
      case 'arrives':
        this.#arrive(event.lead, now);
        return;
      case 'leaves': {
        const waiting = this.#known.get(event.lead);
        if (waiting?.state === 'waiting') this.#end(waiting);
        return;
      }
      case 'looked at': {
        const waiting = this.#known.get(event.lead);
        if (waiting?.state === 'waiting') this.#look(waiting, now, true);
        return;
      }
      case 'answered':
        this.#answer(event, now);
    }
  }

  #arrive(index: number, now: Moment): void {
    this.arrived += 1;
    const lead = this.#period.leads[index];
    if (!lead) return;
    const { campaignId, arrivedAt, triedBefore = [] } = lead.course;
    const timed = this.#pace.arrive(campaignId, arrivedAt);
    const waiting: Waiting = {
      index,
      lead,
      timed,
      state: 'waiting',
      tried: [...triedBefore],
      offer: 0,
      offeredTo: new Map(),
    };
    this.#known.set(index, waiting);
    this.#queue.add(waiting);
    const { leftAt } = lead.course;
    if (leftAt !== undefined) this.#timeline.add(leftAt, { kind: 'leaves', lead: index });
    this.#look(waiting, now, true);
  }

  /** An agent became free: the most urgent leads are looked at until no one is. */
  #lookAll(now: Moment): void {
    if (this.#floor.free === 0) return;
    for (const waiting of this.#queue.firstOfLanes(LOOK)) {
      this.#look(waiting, now, false);
      if (this.#floor.free === 0) return;
    }
  }

  /** Offers the lead if someone can be, and otherwise gives up or decides when to look again. */
  #look(waiting: Waiting, now: Moment, looksAgain: boolean): void {
    const { lead, index } = waiting;
    const { course } = lead;
    const known = this.#campaigns.get(course.campaignId);
    if (!known) return this.#end(waiting);
    const campaign = this.#pace.paced(known, now);
    const startedAt = course.arrivedAt;
    const { policy, who, turnKey } = routeFor(lead.facts, campaign, now);
    if (now >= startedAt + policy.giveUpMs) return this.#end(waiting);
    const step = stepAt(policy, startedAt, now);
    const routed = routedLead(waiting, who, now);
    const floor = this.#floor.at(now);
    if (this.#floor.free > 0) {
      const credit = countsTurns(policy) ? this.#creditOf(turnKey) : undefined;
      const { winners, behind } = choose(routed, floor, policy, step, now, credit);
      if (winners.length > 0) {
        const won = winners.map(({ agentId }) => agentId);
        if (credit)
          for (const [id, change] of turnChanges(won, behind(), policy.order.weights))
            credit.set(id, (credit.get(id) ?? 0) + change);
        return this.#offer(waiting, won, policy, now);
      }
    }
    const aloneAt = startedAt + policy.nobodyMs;
    if (now >= aloneAt && !couldAnyoneEverTake(routed, floor, policy, step, now)) return this.#end(waiting);
    if (!looksAgain) return;
    const again = Math.min(nextStepAt(policy, startedAt, now), now + LOOK_AGAIN_MS, aloneAt > now ? aloneAt : Infinity);
    this.#timeline.add(again, { kind: 'looked at', lead: index });
  }

  #creditOf(turnKey: string): Map<string, number> {
    const credit = this.#credits.get(turnKey) ?? new Map<string, number>();
    this.#credits.set(turnKey, credit);
    return credit;
  }

  #offer(
    waiting: Waiting,
    agentIds: readonly string[],
    { offerMs, seenMs }: Pick<RoutingCampaign['policy'], 'offerMs' | 'seenMs'>,
    now: Moment,
  ): void {
    this.#queue.remove(waiting);
    waiting.state = 'offered';
    waiting.offer += 1;
    const { index: lead, offer } = waiting;
    for (const agentId of agentIds) {
      waiting.offeredTo.set(agentId, this.#floor.take(agentId, 'offered'));
      const nth = waiting.tried.filter((one) => one.agentId === agentId).length;
      const { how, afterMs } = this.#chance.answer(waiting.lead.course, agentId, nth);
      const limit = how === 'missed' ? offerMs : how === 'unseen' ? seenMs : Math.min(afterMs, offerMs - 1);
      this.#timeline.add(now + limit, { kind: 'answered', lead, offer, agentId, how });
    }
  }

  #answer({ lead, offer, agentId, how }: Extract<Happening, { kind: 'answered' }>, now: Moment): void {
    const waiting = this.#known.get(lead);
    const slot = waiting?.offeredTo.get(agentId);
    // The offer ended otherwise.
    if (!waiting || waiting.state !== 'offered' || waiting.offer !== offer || slot === undefined) return;
    waiting.offeredTo.delete(agentId);
    if (how === 'accepted') return this.#accept(waiting, agentId, slot, now);
    if (how === 'missed') this.result.missed[lead] = (this.result.missed[lead] ?? 0) + 1;
    if (how !== 'unseen') this.#floor.noteAnswer(agentId, how, now);
    waiting.tried.push({ agentId, how, at: now });
    this.#floor.release(agentId, slot, null);
    if (waiting.offeredTo.size === 0) {
      waiting.state = 'waiting';
      this.#queue.add(waiting);
      this.#look(waiting, now, true);
    }
    this.#lookAll(now);
  }

  #accept(waiting: Waiting, agentId: string, slot: number, now: Moment): void {
    waiting.state = 'done';
    const { course } = waiting.lead;
    const { afterMs, heldMs } = this.#chance.talk(course, agentId);
    if (afterMs !== null) {
      waiting.timed.talkedAt = now + afterMs;
      this.result.seconds[waiting.index] = (now + afterMs - course.arrivedAt) / SECOND;
    }
    (this.result.takenBy as (string | undefined)[])[waiting.index] = agentId;
    this.#floor.noteAccept(agentId, now);
    this.#timeline.add(now + heldMs, { kind: 'freed', agentId, slot });
    const others = [...waiting.offeredTo];
    waiting.offeredTo.clear();
    for (const [id, taken] of others) this.#floor.release(id, taken, null);
    if (others.length > 0) this.#lookAll(now);
  }

  #end(waiting: Waiting): void {
    this.#queue.remove(waiting);
    waiting.state = 'done';
  }
}

/** Without spreading parts into it: this is done for each look at a lead. */
function routedLead(waiting: Waiting, who: Who, now: Moment): RoutedLead {
  const { lead, tried } = waiting;
  const { course, bonusMs, knownAgentId } = lead;
  const waitedMs = now - course.arrivedAt;
  const routed: RoutedLead = {
    id: course.leadId,
    epoch: epochOf(waiting),
    language: lead.language,
    teamIds: who.teamIds,
    ...(who.siteIds && { siteIds: who.siteIds }),
    skills: lead.skills.length === 0 ? who.skills : { ...atAnyLevel(lead.skills), ...who.skills },
    tried,
    kind: lead.kind,
    waitedMs,
    priorityMs: waitedMs + bonusMs,
  };
  return knownAgentId === undefined ? routed : { ...routed, knownAgentId };
}

/** Of a lead that arrived and wasn't offered yet. */
const NEW_EPOCH = 1;

/** Draws depend on it: a lead gets the next one with each offer, and when it returns to the queue. */
function epochOf({ offer, lead }: Waiting): number {
  return (lead.firstEpoch ?? NEW_EPOCH) + 2 * offer;
}
