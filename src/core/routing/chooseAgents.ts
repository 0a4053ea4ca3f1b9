/**
 * Who gets a lead: eligibility.ts filters the candidates (the first reason that refuses is recorded), the policy's
 * order ranks the rest, a draw decides ties, and the first `offerTo` are chosen. Decides on given values; claiming is
 * done elsewhere.
 */
import { assertNever } from '../vocabulary/errors.ts';
import type { Moment } from '../vocabulary/time.ts';
import { freeSlot, type Candidate, type RoutedLead, type Tried } from './candidate.ts';
import type { Asked, Decision, PassedOverReason } from './decision.ts';
import { drawOf, seedOf } from './draw.ts';
import { isLasting, questionOf, refusalOf, teamsAsked } from './eligibility.ts';
import { keptFor } from './order/lastAgent.ts';
import type { Ranking } from './order/order.ts';
import { orderOf } from './order/table.ts';
import type { PolicyStep } from './policy.ts';
import type { LeadPolicy } from './rules.ts';

const NO_CREDIT: ReadonlyMap<string, number> = new Map();

/**
 * Chooses who is offered the lead now. `winners` is empty when no one can be; every candidate is then in `passedOver`.
 * Agents who declined or missed this lead are passed over while another could take it now, or once free. `credit`: of
 * round robin, by agent ID.
 */
export function chooseAgents(
  lead: RoutedLead,
  candidates: readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
  credit = NO_CREDIT,
): Decision {
  const passedOver: Partial<Record<PassedOverReason, string[]>> = {};
  const passOver = (candidate: Candidate, reason: PassedOverReason) => {
    (passedOver[reason] ??= []).push(candidate.agent.id);
  };
  const order = orderOf(policy.order);
  const question = questionOf(lead, policy, step, now);

  const free: Candidate[] = [];
  let othersAreBusy = false;
  const lastAgentId = keptFor(lead, policy.order);
  let isKept = false;
  for (const candidate of candidates) {
    const reason = refusalOf(candidate, question);
    if (reason === null) {
      free.push(candidate);
      continue;
    }
    passOver(candidate, reason === 'busy' ? busyWith(candidate) : reason);
    // Another agent is only busy: a lead declined here waits for them instead of returning here.
    if (reason === 'busy' && !hasTried(candidate.agent.id, lead)) othersAreBusy = true;
    if (candidate.agent.id === lastAgentId && !isLasting(reason)) isKept = true;
  }

  const eligible = isKept ? [] : withoutTried(free, lead, policy, now, othersAreBusy, passOver);
  if (isKept) for (const candidate of free) passOver(candidate, 'keptForLastAgent');
  const input = { lead, choice: policy.order, credit, places: step.offerTo };
  const ranking = order && eligible.length > 0 ? order(eligible, input) : null;
  const ranks: number[] = [];
  const passBehind = (candidate: Candidate, rank: number, reason: PassedOverReason) => {
    passOver(candidate, reason);
    ranks.push(rank);
  };
  const winners = ranking ? pick(eligible, { lead, step }, ranking, passOver, passBehind) : [];
  return {
    leadId: lead.id,
    epoch: lead.epoch,
    at: now,
    policyVersion: policy.version,
    ...(policy.rule && { rule: policy.rule.name }),
    order: ranking?.by ?? policy.order.kind,
    step: step.afterMs,
    ...(policy.burn !== undefined && { burn: policy.burn }),
    priorityMs: lead.priorityMs,
    asked: askedOf(lead, step),
    offerTo: step.offerTo,
    winners: winners.map(({ candidate, rank, draw }) => ({
      agentId: candidate.agent.id,
      slot: freeSlot(candidate) ?? 1,
      idleMs: Math.max(0, now - candidate.agent.idleSince),
      rank,
      ...(draw !== undefined && { draw }),
    })),
    passedOver,
    ...(ranking && ranks.length > 0 && { ranks: { [ranking.behind]: ranks } }),
  };
}

function askedOf(lead: RoutedLead, step: PolicyStep): Asked {
  const { language, skills } = lead;
  const { relax } = step;
  const isAsked = !relax.includes('skills') && Object.keys(skills).length > 0;
  return {
    teamIds: teamsAsked(lead, step),
    ...(!relax.includes('language') && { language }),
    ...(isAsked && { skills }),
    ...(step.supervisors && { supervisors: true as const }),
  };
}

/** What takes the agent's last slot. */
function busyWith({ doing = 'idle' }: Candidate): PassedOverReason {
  switch (doing) {
    case 'talking':
      return 'onCall';
    case 'offered':
      return 'otherOffer';
    case 'connecting':
    case 'wrapUp':
      return doing;
    case 'idle':
      return 'busy';
    default:
      return assertNever(doing);
  }
}

/** Of the free agents, those who haven't had this lead; everyone again when no one else could take it. */
function withoutTried(
  free: readonly Candidate[],
  lead: RoutedLead,
  policy: LeadPolicy,
  now: Moment,
  othersAreBusy: boolean,
  passOver: PassOver,
): readonly Candidate[] {
  if (lead.tried.length === 0) return free;
  const fresh = free.filter((candidate) => !hasTried(candidate.agent.id, lead));
  const tried = free.filter((candidate) => hasTried(candidate.agent.id, lead));
  const again =
    fresh.length > 0 || othersAreBusy
      ? []
      : tried.filter((candidate) => !isJustTried(candidate.agent.id, lead, policy, now));
  for (const candidate of tried) {
    if (again.includes(candidate)) continue;
    const last = lastTry(candidate.agent.id, lead);
    passOver(
      candidate,
      fresh.length === 0 && !othersAreBusy ? 'justTried' : last?.how === 'declined' ? 'declined' : 'tried',
    );
  }
  return fresh.length > 0 ? fresh : again;
}

type PassOver = (candidate: Candidate, reason: PassedOverReason) => void;

interface Picked {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly draw?: number;
}

/** The first `offerTo` in the policy's order. Whoever ties for the last of these places is drawn. */
function pick(
  eligible: readonly Candidate[],
  { lead, step }: { readonly lead: RoutedLead; readonly step: PolicyStep },
  { rank, behind }: Ranking,
  passOver: PassOver,
  passBehind: (candidate: Candidate, rank: number, reason: PassedOverReason) => void,
): readonly Picked[] {
  const ranks = eligible.map(rank);
  const last = lastPlace(ranks, step.offerTo);
  const sure: Picked[] = [];
  const tied: Candidate[] = [];
  for (const [index, candidate] of eligible.entries()) {
    const own = ranks[index] ?? 0;
    if (own < last) sure.push({ candidate, rank: own });
    else if (own === last) tied.push(candidate);
    else passBehind(candidate, own, behind);
  }
  const places = step.offerTo - sure.length;
  const drawn = tied.length > places ? drawAmong(tied, lead, places) : tied.map((candidate) => ({ candidate }));
  for (const { candidate } of drawn.slice(places)) passOver(candidate, 'notDrawn');
  const placed = drawn.slice(0, places).map((one) => ({ ...one, rank: last }));
  return [...sure, ...placed].sort((one, other) => one.rank - other.rank);
}

/** The rank of the last of this many places; of the last candidate if there are fewer. */
function lastPlace(ranks: readonly number[], places: number): number {
  if (places === 1) return ranks.reduce((least, rank) => (rank < least ? rank : least), Number.POSITIVE_INFINITY);
  return Float64Array.from(ranks).sort()[Math.min(places, ranks.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/** R51: in the order of their draws. For one place only the lowest is looked for. */
function drawAmong(tied: readonly Candidate[], { id, epoch }: RoutedLead, places: number) {
  const seed = seedOf(id, epoch);
  const drawn = tied.map((candidate) => ({ candidate, draw: drawOf(seed, candidate.agent.id) }));
  if (places > 1) return drawn.sort((one, other) => one.draw - other.draw);
  let first = 0;
  for (let index = 1; index < drawn.length; index += 1)
    if ((drawn[index]?.draw ?? 0) < (drawn[first]?.draw ?? 0)) first = index;
  return [...drawn.splice(first, 1), ...drawn];
}

/** Whether anyone on shift could ever take the lead under this step, including busy, away or silent agents. */
export function couldAnyoneTake(
  lead: RoutedLead,
  candidates: readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
): boolean {
  const question = questionOf(lead, policy, step, now);
  return candidates.some((candidate) => {
    const reason = refusalOf(candidate, question);
    return reason === null || !isLasting(reason);
  });
}

/**
 * Whether it’s worth waiting: someone could take the lead under this step or one that follows, or it asks supervisors,
 * who may give the lead to someone.
 */
export function couldAnyoneEverTake(
  lead: RoutedLead,
  candidates: readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
): boolean {
  const ahead = policy.steps.slice(policy.steps.indexOf(step));
  return ahead.some((one) => one.supervisors === true || couldAnyoneTake(lead, candidates, policy, one, now));
}

function hasTried(agentId: string, lead: RoutedLead): boolean {
  return lead.tried.some((tried) => tried.agentId === agentId);
}

function lastTry(agentId: string, lead: RoutedLead): Tried | undefined {
  return lead.tried.findLast((tried) => tried.agentId === agentId);
}

function isJustTried(agentId: string, lead: RoutedLead, policy: LeadPolicy, now: Moment): boolean {
  const last = lastTry(agentId, lead);
  return last !== undefined && now < last.at + policy.retrySameAgentMs;
}
