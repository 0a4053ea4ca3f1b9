/**
 * Who gets a lead: eligibility.ts filters the candidates (the first reason that refuses is recorded), the policy's
 * order ranks the rest, a draw decides ties, and the first `offerTo` are chosen. Decides on given values; claiming is
 * done elsewhere.
 */
import type { Moment } from '../vocabulary/time.ts';
import { freeSlot, type Candidate, type RoutedLead, type Tried } from './candidate.ts';
import type { Asked, Decision, PassedOverReason } from './decision.ts';
import { drawOf, seedOf } from './draw.ts';
import { isLasting, questionOf, teamsAsked } from './eligibility.ts';
import { Floor, isAnyoneBusy, isAnyonePossible, isOnlyBusy, type Screened } from './floor.ts';
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
  agents: Floor | readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
  credit = NO_CREDIT,
): Decision {
  const floor = agents instanceof Floor ? agents : new Floor(agents);
  const screened = floor.screen(questionOf(lead, policy, step, now));
  const { free } = screened;
  const passedOver: Partial<Record<PassedOverReason, string[]>> = {};
  const passOver = (candidate: Candidate, reason: PassedOverReason) => {
    (passedOver[reason] ??= []).push(candidate.agent.id);
  };
  const order = orderOf(policy.order);
  // Another agent is only busy: a lead declined here waits for them instead of returning here.
  const othersAreBusy = lead.tried.length > 0 && isAnyoneBusy(screened, (id) => !hasTried(id, lead));
  const isKept = isWaitingForLastAgent(screened, keptFor(lead, policy.order));
  const eligible = isKept ? [] : withoutTried(screened, lead, policy, now, othersAreBusy, passOver);
  if (isKept) for (const candidate of free) passOver(candidate, 'keptForLastAgent');
  const input = { lead, choice: policy.order, credit, places: step.offerTo };
  const ranking = order && eligible.length > 0 ? order(eligible, input) : null;
  const { winners, behind, behindRanks, notDrawn } = ranking ? pick(eligible, lead, step, ranking) : NO_ONE;
  if (ranking && behind.length > 0) passedOver[ranking.behind] = behind;
  if (notDrawn.length > 0) passedOver.notDrawn = [...(passedOver.notDrawn ?? []), ...notDrawn];
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
    passedOver: { ...screened.passedOver, ...passedOver },
    ...(ranking && behindRanks.length > 0 && { ranks: { [ranking.behind]: behindRanks } }),
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

/** Whether the agent that the lead waits for can't take it now, but soon. */
function isWaitingForLastAgent(screened: Screened, agentId: string | undefined): boolean {
  const reason = agentId === undefined ? null : screened.reasonOf(agentId);
  return reason !== null && reason !== undefined && (isOnlyBusy(reason) || !isLasting(reason));
}

/** Of the free agents, those who haven't had this lead; everyone again when no one else could take it. */
function withoutTried(
  { free, reasonOf }: Screened,
  lead: RoutedLead,
  policy: LeadPolicy,
  now: Moment,
  othersAreBusy: boolean,
  passOver: PassOver,
): readonly Candidate[] {
  const had = new Set(lead.tried.flatMap(({ agentId }) => (reasonOf(agentId) === null ? agentId : [])));
  if (had.size === 0) return free;
  const fresh = free.filter(({ agent }) => !had.has(agent.id));
  const tried = free.filter(({ agent }) => had.has(agent.id));
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

interface Ranked {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly draw?: number;
}

interface Picked {
  readonly winners: readonly Ranked[];
  /** Who ranked behind, with their ranks in the same order, and who lost the draw. */
  readonly behind: string[];
  readonly behindRanks: number[];
  readonly notDrawn: string[];
}

const NO_ONE: Picked = { winners: [], behind: [], behindRanks: [], notDrawn: [] };

/** The first `offerTo` in the policy's order. Whoever ties for the last of these places is drawn. */
function pick(eligible: readonly Candidate[], lead: RoutedLead, { offerTo }: PolicyStep, { rank }: Ranking): Picked {
  const ranks = eligible.map(rank);
  const last = lastPlace(ranks, offerTo);
  let [before, ties] = [0, 0];
  // By index: an iterator makes an object for each.
  for (let index = 0; index < ranks.length; index += 1) {
    const own = ranks[index] ?? 0;
    if (own < last) before += 1;
    else if (own === last) ties += 1;
  }
  // Of the right size from the beginning: a grown array costs thrice as much, and there may be thousands of agents.
  const count = ranks.length - before - ties;
  const [behind, behindRanks] = [new Array<string>(count), new Array<number>(count)];
  const sure: Ranked[] = [];
  const tied = new Array<Candidate>(ties);
  let [atBehind, atTied] = [0, 0];
  for (let index = 0; index < ranks.length; index += 1) {
    const candidate = eligible[index];
    const own = ranks[index] ?? 0;
    if (!candidate) continue;
    if (own < last) sure.push({ candidate, rank: own });
    else if (own === last) tied[atTied++] = candidate;
    else {
      behind[atBehind] = candidate.agent.id;
      behindRanks[atBehind++] = own;
    }
  }
  const places = offerTo - sure.length;
  const { won, lost } = ties > places ? drawAmong(tied, lead, places) : { won: tied, lost: [] };
  const winners = [...sure, ...won.map((one) => ({ ...('draw' in one ? one : { candidate: one }), rank: last }))];
  return { winners: winners.sort((one, other) => one.rank - other.rank), behind, behindRanks, notDrawn: lost };
}

/** The rank of the last of this many places; of the last candidate if there are fewer. */
function lastPlace(ranks: readonly number[], places: number): number {
  if (places === 1) return ranks.reduce((least, rank) => (rank < least ? rank : least), Number.POSITIVE_INFINITY);
  return Float64Array.from(ranks).sort()[Math.min(places, ranks.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/** R51: the lowest draws win, as many as there are places. */
function drawAmong(tied: readonly Candidate[], { id, epoch }: RoutedLead, places: number) {
  const seed = seedOf(id, epoch);
  const drawFor = ({ agent }: Candidate) => drawOf(seed, agent.id);
  if (places > 1) {
    const drawn = tied
      .map((candidate) => ({ candidate, draw: drawFor(candidate) }))
      .sort((one, other) => one.draw - other.draw);
    return { won: drawn.slice(0, places), lost: drawn.slice(places).map(({ candidate }) => candidate.agent.id) };
  }
  let [lowest, at] = [Number.POSITIVE_INFINITY, 0];
  for (let index = 0; index < tied.length; index += 1) {
    const candidate = tied[index];
    const draw = candidate ? drawFor(candidate) : lowest;
    if (draw < lowest) [lowest, at] = [draw, index];
  }
  const lost = tied.map(({ agent }) => agent.id);
  lost.splice(at, 1);
  const candidate = tied[at];
  return { won: candidate ? [{ candidate, draw: lowest }] : [], lost };
}

/** Whether anyone on shift could ever take the lead under this step, including busy, away or silent agents. */
export function couldAnyoneTake(
  lead: RoutedLead,
  agents: Floor | readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
): boolean {
  const floor = agents instanceof Floor ? agents : new Floor(agents);
  return isAnyonePossible(floor.screen(questionOf(lead, policy, step, now)));
}

/**
 * Whether it’s worth waiting: someone could take the lead under this step or one that follows, or it asks supervisors,
 * who may give the lead to someone.
 */
export function couldAnyoneEverTake(
  lead: RoutedLead,
  agents: Floor | readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
): boolean {
  const ahead = policy.steps.slice(policy.steps.indexOf(step));
  return ahead.some((one) => one.supervisors === true || couldAnyoneTake(lead, agents, policy, one, now));
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
