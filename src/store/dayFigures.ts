/**
 * The figures of one business day, computed from facts: each fact counts once, in any order. Memory doesn't grow with the
 * day's leads: `settle` forgets which facts were counted, and all but the newest routed leads of each campaign.
 */
import type { Fact } from '../core/lead/facts.ts';
import { countPromises } from '../core/report/keptPromises.ts';
import type { Taken } from '../core/routing/candidate.ts';
import { HOUR, type Moment } from '../core/vocabulary/time.ts';
import type { AgentDay, FloorDay, RoutedLeadOfDay, RoutedLeads } from '../ports/facts.ts';

/** The median wait covers the day's most recent conversations: what a caller can expect now. */
const WAITS_LOOKED_AT = 200;
/** Of each campaign: "Why not me?" looks at 60. */
const ROUTED_KEPT = 500;
const LEAST_TALKS = 10;

export interface DayFigures {
  /** Ignores facts from before the day and facts already counted. */
  count(fact: Fact): void;
  /** No fact from before will be counted a second time. */
  settle(before: Moment): void;
  ofAgent(agentId: string): AgentDay;
  /** What the agent took since the day began, for routing. */
  takenBy(agentId: string, now: Moment): Taken;
  ofFloor(now: Moment): FloorDay;
  /** The average conversation so far; null while there are fewer than ten. */
  talkSeconds(): number | null;
  /** The leads that were offered, or that no one could take, newest first. */
  routed(): RoutedLeads;
  /** How much is in memory, for tests of its limits. */
  kept(): { readonly facts: number; readonly promises: number; readonly waits: number; readonly routed: number };
}

/** When an agent accepted leads, and last declined or missed one. */
interface TakenMoments {
  today: number;
  /** Within the last hour, and some from before. */
  acceptedAt: Moment[];
  declinedAt?: Moment;
  missedAt?: Moment;
}

interface Wait {
  readonly at: Moment;
  readonly seconds: number;
}

const NOTHING: AgentDay = { offered: 0, accepted: 0, missed: 0, talked: 0, closed: 0, won: 0 };

export function startDay(since: Moment): DayFigures {
  const counted = new Map<string, Moment>();
  const agents = new Map<string, AgentDay>();
  const taken = new Map<string, TakenMoments>();
  const floor = { leads: 0, conversations: 0, closed: 0, won: 0, missedOffers: 0 };
  const routed = new Map<string, RoutedLeadOfDay>();
  const talks = { count: 0, seconds: 0 };
  const promises = countPromises();
  let waits: Wait[] = [];
  let isWhole = true;

  function countForFloor({ kind, at, seconds, outcome, openedAt, closedAt }: Fact): void {
    switch (kind) {
      case 'opened':
        floor.leads += 1;
        break;
      case 'talked':
        if (seconds === undefined) break;
        floor.conversations += 1;
        waits.push({ at, seconds });
        break;
      case 'mailbox':
        if (seconds !== undefined) floor.conversations -= 1;
        break;
      case 'ended':
        if (seconds === undefined) break;
        talks.count += 1;
        talks.seconds += seconds;
        break;
      case 'missed':
        floor.missedOffers += 1;
        break;
      case 'closed':
        floor.closed += 1;
        if (outcome === 'won') floor.won += 1;
        break;
      case 'superseded':
        // A replaced lead counts once, as the lead that replaced it.
        if (openedAt !== undefined && openedAt >= since) floor.leads -= 1;
        if (closedAt === undefined || closedAt < since) break;
        floor.closed -= 1;
        if (outcome === 'won') floor.won -= 1;
        break;
      default:
    }
  }

  return {
    count(fact) {
      if (fact.at < since || counted.has(fact.id)) return;
      counted.set(fact.id, fact.at);
      countForFloor(fact);
      promises.count(fact);
      noteRouted(routed, fact);
      for (const agentId of fact.agentIds ?? []) {
        agents.set(agentId, addFact(agents.get(agentId) ?? NOTHING, fact));
        countTaken(taken, agentId, fact);
      }
    },
    settle(before) {
      for (const [id, at] of counted) if (at < before) counted.delete(id);
      promises.settle(before);
      waits = latest(waits);
      isWhole = keepNewest(routed) && isWhole;
    },
    ofAgent: (agentId) => agents.get(agentId) ?? NOTHING,
    takenBy(agentId, now) {
      const moments = taken.get(agentId);
      if (!moments) return { today: 0, lastHour: 0 };
      const { today, acceptedAt, ...last } = moments;
      const ofHour = acceptedAt.filter((at) => at > now - HOUR);
      moments.acceptedAt = ofHour;
      return { today, lastHour: ofHour.length, ...last };
    },
    talkSeconds: () => (talks.count < LEAST_TALKS ? null : talks.seconds / talks.count),
    kept: () => ({ facts: counted.size, promises: promises.kept(), waits: waits.length, routed: routed.size }),
    routed: () => ({ leads: newestFirst([...routed.values()]), isWhole }),
    ofFloor: (now) => ({
      ...floor,
      medianSecondsToTalk: median(latest(waits).map(({ seconds }) => seconds)),
      promises: promises.at(now),
    }),
  };
}

function newestFirst(leads: readonly RoutedLeadOfDay[]): readonly RoutedLeadOfDay[] {
  return leads.toSorted((one, other) => other.at - one.at);
}

/** Returns whether that was all. */
function keepNewest(routed: Map<string, RoutedLeadOfDay>): boolean {
  const kept = new Map<string, number>();
  let isWhole = true;
  for (const { leadId, campaignId } of newestFirst([...routed.values()])) {
    const count = (kept.get(campaignId) ?? 0) + 1;
    kept.set(campaignId, count);
    if (count <= ROUTED_KEPT) continue;
    routed.delete(leadId);
    isWhole = false;
  }
  return isWhole;
}

function noteRouted(routed: Map<string, RoutedLeadOfDay>, { id, kind, at, campaignId, agentIds = [] }: Fact): void {
  if (kind !== 'offered' && kind !== 'promised') return;
  const leadId = id.slice(0, id.lastIndexOf(':'));
  const known = routed.get(leadId);
  routed.set(leadId, {
    leadId,
    campaignId,
    at: Math.max(at, known?.at ?? 0),
    offeredTo: [...(known?.offeredTo ?? []), ...(kind === 'offered' ? agentIds : [])],
  });
}

function countTaken(taken: Map<string, TakenMoments>, agentId: string, { kind, at }: Fact): void {
  if (kind !== 'accepted' && kind !== 'declined' && kind !== 'missed') return;
  const moments = taken.get(agentId) ?? { today: 0, acceptedAt: [] };
  taken.set(agentId, moments);
  if (kind === 'accepted') {
    moments.today += 1;
    moments.acceptedAt.push(at);
  } else if (kind === 'declined') moments.declinedAt = Math.max(moments.declinedAt ?? 0, at);
  else moments.missedAt = Math.max(moments.missedAt ?? 0, at);
}

function addFact(day: AgentDay, { kind, outcome }: Fact): AgentDay {
  switch (kind) {
    case 'offered':
    case 'accepted':
    case 'missed':
    case 'talked':
      return { ...day, [kind]: day[kind] + 1 };
    case 'mailbox':
      return { ...day, talked: day.talked - 1 };
    case 'closed':
      return { ...day, closed: day.closed + 1, won: day.won + (outcome === 'won' ? 1 : 0) };
    default:
      return day;
  }
}

function latest(waits: readonly Wait[]): Wait[] {
  return waits.toSorted((one, other) => other.at - one.at).slice(0, WAITS_LOOKED_AT);
}

function median(seconds: readonly number[]): number | null {
  const sorted = [...seconds].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
