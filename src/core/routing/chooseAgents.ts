/**
 * Who gets a lead: a list of rules filters the candidates (the first that refuses is the recorded reason), the policy's
 * order ranks the rest, a draw decides ties, and the first `offerTo` are chosen. Decides on given values; claiming is
 * done elsewhere.
 */
import { deviceOf } from '../agent/agent.ts';
import { skillGap } from '../agent/skills.ts';
import { isForTeams } from '../agent/teams.ts';
import { assertNever } from '../vocabulary/errors.ts';
import type { Moment } from '../vocabulary/time.ts';
import { freeSlot, type Candidate, type RoutedLead, type Tried } from './candidate.ts';
import type { Asked, Decision, PassedOverReason } from './decision.ts';
import { drawOf, seedOf } from './draw.ts';
import { keptFor } from './order/lastAgent.ts';
import type { Ranking } from './order/order.ts';
import { orderOf } from './order/table.ts';
import type { PolicyStep } from './policy.ts';
import type { LeadPolicy } from './rules.ts';

interface Question {
  readonly lead: RoutedLead;
  readonly policy: LeadPolicy;
  readonly step: PolicyStep;
  readonly now: Moment;
  readonly isOrderKnown: boolean;
}

interface Rule {
  readonly reason: PassedOverReason;
  readonly passesOver: (candidate: Candidate, question: Question) => boolean;
  /** The agent can't take the lead soon, whatever happens to what they hold now. */
  readonly isLasting: boolean;
}

const lasting = (reason: PassedOverReason, passesOver: Rule['passesOver']): Rule => ({
  reason,
  passesOver,
  isLasting: true,
});
const passing = (reason: PassedOverReason, passesOver: Rule['passesOver']): Rule => ({
  reason,
  passesOver,
  isLasting: false,
});

const RULES: readonly Rule[] = [
  lasting('orderUnknown', (_candidate, { isOrderKnown }) => !isOrderKnown),
  lasting('offline', ({ agent }) => agent.presence === 'offline'),
  lasting(
    'otherTeam',
    ({ agent }, { lead, step }) => !isForTeams(agent.teamIds, lead.teamIds) && !isAlsoFor(agent, step),
  ),
  lasting('refused', ({ agent }, { lead }) => lead.refusedBy?.includes(agent.id) === true),
  lasting('promisedToAnother', ({ agent }, { lead }) => lead.promisedTo !== undefined && lead.promisedTo !== agent.id),
  lasting(
    'language',
    ({ agent }, { lead, step }) => !step.relax.includes('language') && !agent.languages.includes(lead.language),
  ),
  lasting(
    'skills',
    ({ agent }, { lead, step }) => !step.relax.includes('skills') && skillGap(lead.skills, agent.skills) === 'skills',
  ),
  lasting(
    'skillLevel',
    ({ agent }, { lead, step }) =>
      !step.relax.includes('skills') && skillGap(lead.skills, agent.skills) === 'skillLevel',
  ),
  lasting('away', ({ agent }) => agent.presence === 'away'),
  lasting('absent', ({ agent }) => agent.reach === 'absent'),
  passing('silent', ({ agent }) => agent.reach === 'silent'),
  lasting('noTelephone', ({ agent }, { lead }) => lead.isLive === true && deviceOf(agent) === null),
  lasting('capDay', ({ taken }, { policy: { limits } }) => (taken?.today ?? 0) >= (limits.perDay ?? Infinity)),
  passing('capHour', ({ taken }, { policy: { limits } }) => (taken?.lastHour ?? 0) >= (limits.perHour ?? Infinity)),
  passing('coolDown', ({ taken }, { policy: { limits }, now }) => now < pausedUntil(taken, limits)),
  passing('busy', (candidate) => freeSlot(candidate) === null),
];

function isAlsoFor({ teamIds }: Candidate['agent'], { teamIds: also = [] }: PolicyStep): boolean {
  return also.some((id) => teamIds.includes(id));
}

/** Who was last offered a lead and didn't take it gets no other one of this policy until then; 0 without a pause. */
function pausedUntil(taken: Candidate['taken'], { afterDeclineMs, afterMissMs }: LeadPolicy['limits']): Moment {
  const declined = taken?.declinedAt === undefined ? 0 : taken.declinedAt + afterDeclineMs;
  const missed = taken?.missedAt === undefined ? 0 : taken.missedAt + afterMissMs;
  return Math.max(declined, missed);
}

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
  const question = { lead, policy, step, now, isOrderKnown: order !== null };

  const free: Candidate[] = [];
  let othersAreBusy = false;
  const lastAgentId = keptFor(lead, policy.order);
  let isKept = false;
  for (const candidate of candidates) {
    const refusing = refusalOf(candidate, question);
    if (!refusing) {
      free.push(candidate);
      continue;
    }
    passOver(candidate, refusing.reason === 'busy' ? busyWith(candidate) : refusing.reason);
    // Another agent is only busy: a lead declined here waits for them instead of returning here.
    if (refusing.reason === 'busy' && !hasTried(candidate.agent.id, lead)) othersAreBusy = true;
    if (!refusing.isLasting && candidate.agent.id === lastAgentId) isKept = true;
  }

  const eligible = isKept ? [] : withoutTried(free, lead, policy, now, othersAreBusy, passOver);
  if (isKept) for (const candidate of free) passOver(candidate, 'keptForLastAgent');
  const ranking = order && eligible.length > 0 ? order(eligible, { lead, choice: policy.order, credit }) : null;
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

function askedOf({ teamIds, language, skills }: RoutedLead, { relax, teamIds: also = [] }: PolicyStep): Asked {
  const isAsked = !relax.includes('skills') && Object.keys(skills).length > 0;
  return {
    teamIds: teamIds.length > 0 && also.length > 0 ? [...new Set([...teamIds, ...also])] : teamIds,
    ...(!relax.includes('language') && { language }),
    ...(isAsked && { skills }),
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

function refusalOf(candidate: Candidate, question: Question): Rule | undefined {
  for (const rule of RULES) if (rule.passesOver(candidate, question)) return rule;
  return undefined;
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
  { lead, step }: Pick<Question, 'lead' | 'step'>,
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
  const drawn = tied.length > places ? drawAmong(tied, lead) : tied.map((candidate) => ({ candidate }));
  for (const { candidate } of drawn.slice(places)) passOver(candidate, 'notDrawn');
  const placed = drawn.slice(0, places).map((one) => ({ ...one, rank: last }));
  return [...sure, ...placed].sort((one, other) => one.rank - other.rank);
}

/** The rank of the last of this many places; of the last candidate if there are fewer. */
function lastPlace(ranks: readonly number[], places: number): number {
  if (places === 1) return ranks.reduce((least, rank) => (rank < least ? rank : least), Number.POSITIVE_INFINITY);
  return Float64Array.from(ranks).sort()[Math.min(places, ranks.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/** R51: in the order of their draws. */
function drawAmong(tied: readonly Candidate[], { id, epoch }: RoutedLead) {
  const seed = seedOf(id, epoch);
  return tied
    .map((candidate) => ({ candidate, draw: drawOf(seed, candidate.agent.id) }))
    .sort((one, other) => one.draw - other.draw);
}

/** Whether anyone on shift could ever take the lead under this step, including busy, away or silent agents. */
export function couldAnyoneTake(
  lead: RoutedLead,
  candidates: readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
): boolean {
  const question = { lead, policy, step, now, isOrderKnown: orderOf(policy.order) !== null };
  return candidates.some((candidate) => !refusalOf(candidate, question)?.isLasting);
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
