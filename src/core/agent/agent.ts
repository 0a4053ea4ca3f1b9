/**
 * An agent is a person who talks with leads. Three different things are known about each:
 *
 * - presence  what the agent chose, or what two missed offers or a lost desk set for them, always with the reason
 * - activity  derived from the leads that hold the agent's slots; stored nowhere
 * - reach     whether the desk answers the server's ping: reachable, silent (10 s), lost (30 s) or absent (no desk)
 */
import type { Language } from '../campaign.ts';
import type { LeadState } from '../lead/lead.ts';
import { assertNever } from '../errors.ts';
import type { SkillLevels } from './skills.ts';
import { SECOND, type Moment } from '../time.ts';

export const PRESENCES = ['available', 'away', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

/** What an agent may give as the reason for being away. */
export const AWAY_REASONS = ['break', 'meal', 'meeting', 'training', 'technical', 'other'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

/** Reasons that the system gives when it sets an agent to away. */
export type SystemReason =
  'missedOffers' | 'deskLost' | 'wrapUpOverdue' | 'connectOverdue' | 'setBySupervisor' | 'deactivated';

export type Activity = 'idle' | 'offered' | 'connecting' | 'talking' | 'wrapUp';
export type Reach = 'reachable' | 'silent' | 'absent';

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly teamIds: readonly string[];
  readonly languages: readonly Language[];
  readonly skills: SkillLevels;
  /** How many leads at once; slots are numbered from 1. */
  readonly capacity: number;
  readonly presence: Presence;
  readonly presenceReason?: AwayReason | SystemReason;
  /** The supervisor who set it, and why in their words; absent when the agent or the system did. */
  readonly presenceBy?: string;
  readonly presenceNote?: string;
  readonly presenceAt: Moment;
  readonly reach: Reach;
  readonly reachAt: Moment;
  /** When the agent last became free: by finishing a lead, or by becoming available. Longest idle is offered first. */
  readonly idleSince: Moment;
  readonly missedInRow: number;
  /** E.164: their own telephone, rung when no browser is ready. */
  readonly telephone?: string;
  /** Since when a desk of theirs says that its softphone is registered; absent while none is. */
  readonly softphoneSince?: Moment;
}

/** As long as a desk may be silent before it is gone: a page that is loaded anew answers sooner. */
export const DESK_GONE_MS = 30 * SECOND;

/** Whether what the agent holds is a supervisor's to take: their desk has not answered for long, or they left on purpose. */
export function isDeskGone(
  { presence, reach, reachAt }: Pick<Agent, 'presence' | 'reach' | 'reachAt'>,
  now: Moment,
): boolean {
  // Nobody who left is loading a page anew.
  if (presence === 'offline' && reach !== 'reachable') return true;
  // Absent is what a desk becomes after that long, with a moment of its own.
  return reach === 'absent' || (reach === 'silent' && now - reachAt >= DESK_GONE_MS);
}

/** Where the network rings this agent: the browser while it is ready, otherwise their telephone; null for nowhere. */
export function deviceOf({ id, softphoneSince, telephone }: Agent): string | null {
  return softphoneSince !== undefined ? clientOf(id) : (telephone ?? null);
}

/** The address of a person's browser in the network. */
export function clientOf(userId: string): string {
  return `client:${userId}`;
}

/** A slot is one unit of an agent's capacity, written `agentId#n` in the database. */
export function slotKey(agentId: string, slot: number): string {
  return `${agentId}#${slot}`;
}

/** What an agent is doing, from the states of the leads that hold the agent's slots; the most engaged one counts. */
export function activityOf(held: readonly LeadState[]): Activity {
  const order: readonly Activity[] = ['talking', 'connecting', 'wrapUp', 'offered', 'idle'];
  const activities = held.map(activityIn);
  return order.find((activity) => activities.includes(activity)) ?? 'idle';
}

function activityIn(state: LeadState): Activity {
  switch (state) {
    case 'offered':
    case 'connecting':
    case 'talking':
    case 'wrapUp':
      return state;
    case 'waiting':
    case 'callback':
    case 'closed':
      return 'idle';
    default:
      return assertNever(state);
  }
}
