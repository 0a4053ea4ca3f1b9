/** The agents during a replay: who is there, what they hold, and what they took so far. */
import type { Agent } from '../agent/agent.ts';
import { freeSlot, type Candidate } from '../routing/candidate.ts';
import { Floor } from '../routing/floor.ts';
import { countsTaken, type Policy } from '../routing/policy.ts';
import type { Results } from '../routing/results.ts';
import type { Activity } from '../vocabulary/presence.ts';
import { HOUR, type Moment } from '../vocabulary/time.ts';

interface FloorInput {
  readonly agents: readonly Agent[];
  readonly from: Moment;
  readonly dayStarts: readonly Moment[];
  readonly idleSince: ReadonlyMap<string, Moment>;
  readonly resultsOf: (agentId: string) => Results | undefined;
}

interface TakenSoFar {
  readonly acceptedAt: Moment[];
  declinedAt?: Moment;
  missedAt?: Moment;
}

export class ReplayFloor {
  /** Agents who could take a lead now. */
  free = 0;
  readonly #floor: Floor;
  readonly #taken: TakenSoFar[] | null;
  /** From when on an agent's counts may differ from what their candidate says, and the earliest of these. */
  readonly #outdatedAt: Float64Array;
  #firstOutdatedAt = Number.NEGATIVE_INFINITY;
  /** Agents whose counts changed by what they did. */
  readonly #changed: number[] = [];
  readonly #dayStarts: readonly Moment[];
  readonly #isIdleKnown: (agentId: string) => boolean;

  constructor({ agents, from, dayStarts, idleSince, resultsOf }: FloorInput, policies: readonly Policy[]) {
    this.#dayStarts = dayStarts;
    this.#isIdleKnown = (agentId) => idleSince.has(agentId);
    this.#taken = policies.some(countsTaken) ? agents.map(() => ({ acceptedAt: [] })) : null;
    this.#outdatedAt = new Float64Array(agents.length).fill(Number.NEGATIVE_INFINITY);
    const candidates = agents.map((agent): Candidate => {
      const results = resultsOf(agent.id);
      return {
        agent: {
          ...agent,
          ...{ presence: 'offline', reach: 'reachable', presenceAt: 0 },
          idleSince: idleSince.get(agent.id) ?? from,
        },
        heldSlots: [],
        ...(results && { results }),
      };
    });
    this.#floor = new Floor(candidates);
  }

  /** The agents, with what they took until now. */
  at(now: Moment): Floor {
    if (!this.#taken || (this.#changed.length === 0 && now < this.#firstOutdatedAt)) return this.#floor;
    const since = this.#dayStarts.findLast((at) => at <= now) ?? Number.NEGATIVE_INFINITY;
    const nextDay = this.#dayStarts.find((at) => at > now) ?? Number.POSITIVE_INFINITY;
    for (const index of this.#changed.splice(0)) this.#countTaken(index, since, nextDay, now);
    if (now < this.#firstOutdatedAt) return this.#floor;
    this.#firstOutdatedAt = nextDay;
    for (let index = 0; index < this.#outdatedAt.length; index += 1) {
      if (now >= (this.#outdatedAt[index] ?? nextDay)) this.#countTaken(index, since, nextDay, now);
      this.#firstOutdatedAt = Math.min(this.#firstOutdatedAt, this.#outdatedAt[index] ?? nextDay);
    }
    return this.#floor;
  }

  setPresence(agentId: string, isThere: boolean, now: Moment): void {
    this.#change(agentId, ({ agent, ...candidate }) => ({
      ...candidate,
      // Becoming available starts idle time; what is recorded of the first time is exact.
      agent: {
        ...agent,
        presence: isThere ? 'available' : 'offline',
        idleSince: isThere && (agent.presenceAt > 0 || !this.#isIdleKnown(agentId)) ? now : agent.idleSince,
        presenceAt: now,
      },
    }));
  }

  /** Returns the slot, one beyond the agent's capacity if none is free. */
  take(agentId: string, doing: Activity): number {
    let taken = 1;
    this.#change(agentId, (candidate) => {
      taken = freeSlot(candidate) ?? Math.max(candidate.agent.capacity, ...candidate.heldSlots) + 1;
      return { ...candidate, heldSlots: [...candidate.heldSlots, taken], doing };
    });
    return taken;
  }

  /** `idleSince`: null if they didn't take the lead, so that their place stays. */
  release(agentId: string, slot: number, idleSince: Moment | null): void {
    this.#change(agentId, ({ doing: _doing, ...candidate }) => {
      const heldSlots = candidate.heldSlots.filter((one) => one !== slot);
      return {
        ...candidate,
        heldSlots,
        ...(heldSlots.length > 0 && { doing: 'talking' as const }),
        agent: idleSince === null ? candidate.agent : { ...candidate.agent, idleSince },
      };
    });
  }

  noteAccept(agentId: string, now: Moment): void {
    this.#takenOf(agentId)?.acceptedAt.push(now);
  }

  noteAnswer(agentId: string, how: 'declined' | 'missed', now: Moment): void {
    const taken = this.#takenOf(agentId);
    if (taken) taken[how === 'declined' ? 'declinedAt' : 'missedAt'] = now;
  }

  /** To be changed. */
  #takenOf(agentId: string): TakenSoFar | undefined {
    const index = this.#floor.indexOf(agentId) ?? -1;
    if (this.#taken) this.#changed.push(index);
    return this.#taken?.[index];
  }

  /** Allocates only what changed. */
  #countTaken(index: number, since: Moment, nextDay: Moment, now: Moment): void {
    const candidate = this.#floor.candidates[index];
    const sums = this.#taken?.[index];
    if (!candidate || !sums) return;
    const { acceptedAt, declinedAt, missedAt } = sums;
    const open = candidate.doing === 'offered' ? 1 : 0;
    const today = countFrom(acceptedAt, since) + open;
    const inHour = countFrom(acceptedAt, now - HOUR + 1);
    const lastHour = inHour + open;
    const oldest = inHour === 0 ? Number.POSITIVE_INFINITY : (acceptedAt[acceptedAt.length - inHour] ?? now);
    const outdatedAt = Math.min(oldest + HOUR, nextDay);
    this.#outdatedAt[index] = outdatedAt;
    this.#firstOutdatedAt = Math.min(this.#firstOutdatedAt, outdatedAt);
    const { taken } = candidate;
    const isSame =
      taken?.today === today &&
      taken.lastHour === lastHour &&
      taken.declinedAt === declinedAt &&
      taken.missedAt === missedAt;
    if (isSame) return;
    const last = { ...(declinedAt !== undefined && { declinedAt }), ...(missedAt !== undefined && { missedAt }) };
    this.#floor.replace(index, { ...candidate, taken: { today, lastHour, ...last } });
  }

  /** Agents who have left the business since are unknown. */
  #change(agentId: string, change: (candidate: Candidate) => Candidate): void {
    const index = this.#floor.indexOf(agentId);
    const before = index === undefined ? undefined : this.#floor.candidates[index];
    if (index === undefined || !before) return;
    const after = change(before);
    this.free += Number(isFree(after)) - Number(isFree(before));
    if (this.#taken) this.#changed.push(index);
    this.#floor.replace(index, after);
  }
}

function isFree(candidate: Candidate): boolean {
  return candidate.agent.presence === 'available' && freeSlot(candidate) !== null;
}

/** How many of these moments, in order, aren't before `since`. */
function countFrom(moments: readonly Moment[], since: Moment): number {
  let [first, end] = [0, moments.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((moments[middle] ?? 0) < since) first = middle + 1;
    else end = middle;
  }
  return moments.length - first;
}
