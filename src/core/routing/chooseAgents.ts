/**
 * Who gets a lead: eligibility.ts filters the candidates (the first reason that refuses is recorded), the policy's
 * order ranks the rest, a draw decides ties, and as many as the step says are chosen. Decides on given values; claiming is
 * done elsewhere.
 */
import { EVERYONE } from '../vocabulary/atOnce.ts';
import { PlainError } from '../vocabulary/errors.ts';
import { isWaived, teamsAsked } from '../vocabulary/reach.ts';
import type { Moment } from '../vocabulary/time.ts';
import { freeSlot, type Candidate, type RoutedLead, type Tried } from './candidate.ts';
import type { Asked, Decision, PassedOverReason, Preferred, Winner } from './decision.ts';
import { insistingOn, questionOf } from './eligibility.ts';
import { Floor } from './floor.ts';
import { keptFor } from './order/lastAgent.ts';
import type { Eligible } from './order/order.ts';
import { orderOf } from './order/table.ts';
import { pick, type Ranked } from './pick.ts';
import { placesOf, type PolicyStep } from './policy.ts';
import type { LeadPolicy } from './rules.ts';
import { countBusy, countFree, isAnyonePossible, isOnlyBusy, isPossible, type Screened } from './screening.ts';
import { asksSupervisors, stepsAhead } from './takersIfThere.ts';
import { behindOf, passedOverOf, type Aside, type Standing } from './writeDecision.ts';

const NO_CREDIT: ReadonlyMap<string, number> = new Map();
const NO_ONE: ReadonlyMap<string, PassedOverReason> = new Map();
const NO_WINNERS: readonly Winner[] = [];

/** A choice whose record isn't written yet. It is written, if at all, before the floor changes and before its next choice. */
export interface Choice {
  /** Empty when no one can be offered the lead. */
  readonly winners: readonly Winner[];
  /** The IDs of the others who were eligible; of no one if it went to the agent the customer knows. */
  readonly behind: () => readonly string[];
  /** What is stored: everyone else is in `passedOver`. */
  readonly record: () => Decision;
}

/** What `choose` chooses, with its record. */
export function chooseAgents(...input: Parameters<typeof choose>): Decision {
  return choose(...input).record();
}

/**
 * Chooses who is offered the lead now. Agents who declined or missed this lead are passed over while another could take
 * it now, or once free. `credit`: of round robin, by agent ID.
 */
export function choose(
  lead: RoutedLead,
  agents: Floor | readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
  credit = NO_CREDIT,
): Choice {
  const floor = agents instanceof Floor ? agents : new Floor(agents);
  const { screened, required, asked } = screenFor(lead, floor, policy, step, now);
  const chosen = eligibleFor(screened, lead, policy, now);
  const { free } = screened;
  const most = placesOf(step);
  const { ranks } = floor;
  const order = chosen.count > 0 ? orderOf(policy.order) : null;
  const ranking = order?.(chosen, { lead, choice: policy.order, credit, places: most }, ranks) ?? null;
  if (ranking) for (const position of chosen.excluded) ranks[position] = Number.NaN;
  const winners = ranking
    ? pick(chosen.ids, ranks, most, lead, floor).map((one) => winnerOf(one, free, now))
    : NO_WINNERS;
  const standing: Standing = { floor, screened, required, aside: chosen.aside, ranking };
  floor.turn += 1;
  const { turn } = floor;
  const still = () => {
    if (floor.turn !== turn) throw new PlainError('a choice is recorded before the floor changes');
    return standing;
  };
  return {
    winners,
    behind: () => behindOf(still(), winners),
    record: () => ({
      leadId: lead.id,
      epoch: lead.epoch,
      at: now,
      policyVersion: policy.version,
      roster: floor.roster,
      ...(policy.rule && { rule: policy.rule.name }),
      order: ranking?.by ?? policy.order.kind,
      step: step.afterMs,
      ...(policy.burn !== undefined && { burn: policy.burn }),
      priorityMs: lead.priorityMs,
      asked: asked(),
      offerTo: most,
      ...(step.offerTo === EVERYONE && { toEveryone: true as const }),
      winners,
      ...passedOverOf(still(), winners),
    }),
  };
}

function winnerOf({ at, rank, draw }: Ranked, free: readonly Candidate[], now: Moment): Winner {
  const candidate = free[at] as Candidate;
  return {
    agentId: candidate.agent.id,
    slot: freeSlot(candidate) ?? 1,
    idleMs: Math.max(0, now - candidate.agent.idleSince),
    rank,
    ...(draw !== undefined && { draw }),
  };
}

/** By what the lead requires and the step prefers, if someone has it who is free; otherwise by what it requires. */
function screenFor(lead: RoutedLead, floor: Floor, policy: LeadPolicy, step: PolicyStep, now: Moment) {
  const all = floor.screen(questionOf(lead, policy, step, now));
  const insisting = insistingOn(step);
  if (!insisting) return { screened: all, required: all, asked: () => askedOf(lead, step) };
  // The agent the customer knows comes before what is preferred, or the lead would wait for them in vain.
  const some = isForKnownAgent(all, lead, policy) ? null : floor.screen(questionOf(lead, policy, insisting, now));
  const isMet = some !== null && countFree(some) > hadFree(some, lead).size;
  return {
    screened: some && isMet ? some : all,
    required: all,
    asked: (): Asked => ({ ...askedOf(lead, step), preferred: preferredOf(lead, step, isMet) }),
  };
}

function preferredOf(lead: RoutedLead, { prefer: needs = [], relax }: PolicyStep, isMet: boolean): Preferred {
  if (!isMet) return { needs, isMet };
  const { teamIds, language, skills, siteIds } = lead;
  // What is waived as well isn't asked for (saved by an earlier version).
  const has = (need: (typeof needs)[number]) => needs.includes(need) && !relax.some((waived) => waived === need);
  return {
    ...{ needs, isMet },
    ...(has('teams') && { teamIds }),
    ...(has('language') && { language }),
    ...(has('skills') && Object.keys(skills).length > 0 && { skills }),
    ...(has('sites') && siteIds && siteIds.length > 0 && { siteIds }),
  };
}

function isForKnownAgent(screened: Screened, lead: RoutedLead, { order }: LeadPolicy): boolean {
  const { knownAgentId } = lead;
  if (order.kind !== 'lastAgent' || knownAgentId === undefined || lastTry(knownAgentId, lead)) return false;
  return screened.reasonOf(knownAgentId) === null || isWaitingForLastAgent(screened, keptFor(lead, order));
}

function askedOf(lead: RoutedLead, step: PolicyStep): Asked {
  const { language, skills, siteIds = [] } = lead;
  return {
    teamIds: teamsAsked(lead, step),
    ...(!isWaived(step, 'language') && { language }),
    ...(!isWaived(step, 'skills') && Object.keys(skills).length > 0 && { skills }),
    ...(!isWaived(step, 'sites') && siteIds.length > 0 && { siteIds }),
    ...(step.supervisors && { supervisors: true as const }),
  };
}

/** The agents who are eligible for one lead. */
class EligibleAgents implements Eligible {
  readonly free: readonly Candidate[];
  readonly ids: readonly string[];
  readonly excluded: readonly number[];
  readonly count: number;
  /** Why the others of the free agents aren't, by ID; one reason for all of them if no one is eligible. */
  readonly aside: Aside;
  readonly #screened: Screened;

  constructor(screened: Screened, aside: Aside = NO_ONE) {
    const { free, ids, excluded } = screened;
    this.#screened = screened;
    this.free = free;
    this.ids = ids;
    this.aside = aside;
    const isNoOne = typeof aside === 'string';
    this.excluded =
      isNoOne || aside.size === 0
        ? excluded
        : [...excluded, ...[...aside.keys()].flatMap((id) => screened.positionOf(id) ?? [])];
    this.count = isNoOne ? 0 : free.length - this.excluded.length;
  }

  positionOf(agentId: string): number | undefined {
    const isAside = typeof this.aside === 'string' || this.aside.has(agentId);
    return isAside ? undefined : this.#screened.positionOf(agentId);
  }

  column(key: string | object, valueOf: (candidate: Candidate) => number): Float64Array {
    return this.#screened.column(key, valueOf);
  }
}

/** Of the free agents, those who haven't had this lead; everyone again when no one else could take it. */
function eligibleFor(screened: Screened, lead: RoutedLead, policy: LeadPolicy, now: Moment): EligibleAgents {
  if (isWaitingForLastAgent(screened, keptFor(lead, policy.order)))
    return new EligibleAgents(screened, 'keptForLastAgent');
  if (lead.tried.length === 0) return new EligibleAgents(screened);
  const had = hadFree(screened, lead);
  if (had.size === 0) return new EligibleAgents(screened);
  // Another agent is only busy: a lead declined here waits for them instead of returning here.
  const isForOthers = countFree(screened) > had.size || isAnotherBusy(screened, lead);
  const aside = new Map<string, PassedOverReason>();
  for (const id of had) {
    const last = lastTry(id, lead);
    if (isForOthers) aside.set(id, last?.how === 'declined' ? 'declined' : 'tried');
    else if (last && now < last.at + policy.retrySameAgentMs) aside.set(id, 'justTried');
  }
  return new EligibleAgents(screened, aside);
}

/** The free agents who have had this lead. */
function hadFree(screened: Screened, { tried }: RoutedLead): ReadonlySet<string> {
  return new Set(tried.flatMap(({ agentId }) => (screened.reasonOf(agentId) === null ? agentId : [])));
}

/** Whether an agent who hasn't had this lead is only busy. */
function isAnotherBusy(screened: Screened, { tried }: RoutedLead): boolean {
  const had = [...new Set(tried.map(({ agentId }) => agentId))].map((id) => screened.reasonOf(id));
  return countBusy(screened) > had.filter((reason) => reason && isOnlyBusy(reason)).length;
}

/** Whether the agent that the lead waits for can't take it now, but soon. */
function isWaitingForLastAgent(screened: Screened, agentId: string | undefined): boolean {
  const reason = agentId === undefined ? null : screened.reasonOf(agentId);
  return reason !== null && reason !== undefined && isPossible(reason);
}

function lastTry(agentId: string, lead: RoutedLead): Tried | undefined {
  return lead.tried.findLast((tried) => tried.agentId === agentId);
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
  return (
    asksSupervisors(policy, step) ||
    stepsAhead(policy, step).some((one) => couldAnyoneTake(lead, agents, policy, one, now))
  );
}
