/**
 * Who gets a lead: a list of rules filters the candidates (the first that refuses is the recorded reason), the rest are
 * ranked by idle time, and the first `offerTo` are chosen. Decides on given values; claiming is done elsewhere.
 */
import { deviceOf, type Agent } from '../agent/agent.ts';
import { skillGap, type SkillLevels } from '../agent/skills.ts';
import { isForTeams } from '../agent/teams.ts';
import type { Language } from '../vocabulary/language.ts';

import type { Moment } from '../vocabulary/time.ts';
import type { Policy, PolicyStep } from './policy.ts';

export type PassedOverReason =
  | 'away'
  | 'offline'
  | 'silent'
  | 'absent'
  | 'otherTeam'
  | 'promisedToAnother'
  | 'refused'
  | 'language'
  | 'skills'
  | 'skillLevel'
  | 'busy'
  | 'noTelephone'
  | 'declined'
  | 'justTried'
  | 'tried'
  | 'idleLess';

/** An unsuccessful offer of this lead to an agent, and when. */
export interface Tried {
  readonly agentId: string;
  readonly how: 'declined' | 'missed' | 'unseen' | 'lost';
  readonly at: Moment;
  readonly reason?: string;
}

export interface RoutedLead {
  readonly id: string;
  readonly epoch: number;
  readonly language: Language;
  /** The minimum level of each. */
  readonly skills: SkillLevels;
  readonly teamIds: readonly string[];
  readonly tried: readonly Tried[];
  /** Agents who declined it permanently. */
  readonly refusedBy?: readonly string[];
  /** The agent who promised to call, while the promise is theirs alone. */
  readonly promisedTo?: string;
  readonly priorityMs: number;
  /** The person is on the line: the agent needs a phone that the network can call. */
  readonly isLive?: boolean;
}

export interface Candidate {
  readonly agent: Agent;
  /** Slots that hold a lead now. */
  readonly heldSlots: readonly number[];
}

export interface Winner {
  readonly agentId: string;
  readonly slot: number;
  readonly idleMs: number;
}

/** The record of one choice, keyed (lead, epoch). */
export interface Decision {
  readonly leadId: string;
  readonly epoch: number;
  readonly at: Moment;
  readonly policyVersion: number;
  /** `afterMs` of the policy step in force. */
  readonly step: number;
  readonly priorityMs: number;
  readonly winners: readonly Winner[];
  /** Agent ids by the one reason each was passed over for. */
  readonly passedOver: Readonly<Partial<Record<PassedOverReason, readonly string[]>>>;
}

interface Rule {
  readonly reason: PassedOverReason;
  readonly passesOver: (candidate: Candidate, lead: RoutedLead, step: PolicyStep) => boolean;
}

const RULES: readonly Rule[] = [
  { reason: 'offline', passesOver: ({ agent }) => agent.presence === 'offline' },
  {
    reason: 'otherTeam',
    passesOver: ({ agent }, lead) => !isForTeams(agent.teamIds, lead.teamIds),
  },
  { reason: 'refused', passesOver: ({ agent }, lead) => lead.refusedBy?.includes(agent.id) === true },
  {
    reason: 'promisedToAnother',
    passesOver: ({ agent }, lead) => lead.promisedTo !== undefined && lead.promisedTo !== agent.id,
  },
  {
    reason: 'language',
    passesOver: ({ agent }, lead, step) => !step.relax.includes('language') && !agent.languages.includes(lead.language),
  },
  {
    reason: 'skills',
    passesOver: ({ agent }, lead, step) =>
      !step.relax.includes('skills') && skillGap(lead.skills, agent.skills) === 'skills',
  },
  {
    reason: 'skillLevel',
    passesOver: ({ agent }, lead, step) =>
      !step.relax.includes('skills') && skillGap(lead.skills, agent.skills) === 'skillLevel',
  },
  { reason: 'away', passesOver: ({ agent }) => agent.presence === 'away' },
  { reason: 'absent', passesOver: ({ agent }) => agent.reach === 'absent' },
  { reason: 'silent', passesOver: ({ agent }) => agent.reach === 'silent' },
  { reason: 'noTelephone', passesOver: ({ agent }, lead) => lead.isLive === true && deviceOf(agent) === null },
  { reason: 'busy', passesOver: (candidate) => freeSlot(candidate) === null },
];

/**
 * Chooses who is offered the lead now. `winners` is empty when no one can be; every candidate is then in `passedOver`.
 * Agents who declined or missed this lead are passed over while another could take it now, or once free.
 */
export function chooseAgents(
  lead: RoutedLead,
  candidates: readonly Candidate[],
  policy: Policy,
  step: PolicyStep,
  now: Moment,
): Decision {
  const passedOver: Partial<Record<PassedOverReason, string[]>> = {};
  const passOver = (candidate: Candidate, reason: PassedOverReason) => {
    (passedOver[reason] ??= []).push(candidate.agent.id);
  };

  const free: Candidate[] = [];
  let othersAreBusy = false;
  for (const candidate of candidates) {
    const refusing = RULES.find((rule) => rule.passesOver(candidate, lead, step));
    if (!refusing) free.push(candidate);
    else {
      passOver(candidate, refusing.reason);
      // Another agent is only busy: a lead declined here waits for them instead of returning here.
      if (refusing.reason === 'busy' && !hasTried(candidate.agent.id, lead)) othersAreBusy = true;
    }
  }

  const fresh = free.filter((candidate) => !hasTried(candidate.agent.id, lead));
  const tried = free.filter((candidate) => hasTried(candidate.agent.id, lead));
  const again =
    fresh.length > 0 || othersAreBusy
      ? []
      : tried.filter((candidate) => !isJustTried(candidate.agent.id, lead, policy, now));
  const eligible = fresh.length > 0 ? fresh : again;
  for (const candidate of tried) {
    if (again.includes(candidate)) continue;
    const last = lastTry(candidate.agent.id, lead);
    passOver(
      candidate,
      fresh.length === 0 && !othersAreBusy ? 'justTried' : last?.how === 'declined' ? 'declined' : 'tried',
    );
  }

  const ranked = [...eligible].sort(byLongestIdle);
  const chosen = ranked.slice(0, step.offerTo);
  for (const candidate of ranked.slice(step.offerTo)) passOver(candidate, 'idleLess');

  return {
    leadId: lead.id,
    epoch: lead.epoch,
    at: now,
    policyVersion: policy.version,
    step: step.afterMs,
    priorityMs: lead.priorityMs,
    winners: chosen.map((candidate) => ({
      agentId: candidate.agent.id,
      slot: freeSlot(candidate) ?? 1,
      idleMs: Math.max(0, now - candidate.agent.idleSince),
    })),
    passedOver,
  };
}

/** Whether anyone on shift could ever take the lead under this step, including busy, away or silent agents. */
export function couldAnyoneTake(lead: RoutedLead, candidates: readonly Candidate[], step: PolicyStep): boolean {
  const decisive: readonly PassedOverReason[] = [
    'offline',
    'otherTeam',
    'refused',
    'promisedToAnother',
    'language',
    'skills',
    'skillLevel',
    'away',
    'absent',
    'noTelephone',
  ];
  return candidates.some((candidate) => {
    const refusing = RULES.find((rule) => rule.passesOver(candidate, lead, step));
    return !refusing || !decisive.includes(refusing.reason);
  });
}

/** Longest idle first; ties by id, so that every node makes the same choice. */
function byLongestIdle(a: Candidate, b: Candidate): number {
  return a.agent.idleSince - b.agent.idleSince || (a.agent.id < b.agent.id ? -1 : 1);
}

/** The lowest free slot of the agent, or null when all are taken. */
export function freeSlot({ agent, heldSlots }: Candidate): number | null {
  for (let slot = 1; slot <= agent.capacity; slot += 1) if (!heldSlots.includes(slot)) return slot;
  return null;
}

function hasTried(agentId: string, lead: RoutedLead): boolean {
  return lead.tried.some((tried) => tried.agentId === agentId);
}

function lastTry(agentId: string, lead: RoutedLead): Tried | undefined {
  return lead.tried.findLast((tried) => tried.agentId === agentId);
}

function isJustTried(agentId: string, lead: RoutedLead, policy: Policy, now: Moment): boolean {
  const last = lastTry(agentId, lead);
  return last !== undefined && now < last.at + policy.retrySameAgentMs;
}
