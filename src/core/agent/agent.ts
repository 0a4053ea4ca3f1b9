/**
 * An agent is a person who talks with leads. Three separate things are known about each:
 *
 * - presence  what the agent chose, or what two missed offers or a lost desk set, always with the reason
 * - activity  derived from the leads in the agent's slots; not stored
 * - reach     whether the desk answers the server's ping: reachable, silent (10 s), lost (30 s) or absent (no desk)
 */
import type { Language } from '../vocabulary/language.ts';
import type { LeadState } from '../vocabulary/states.ts';
import type { Activity, AwayReason, Presence, Reach, SystemReason } from '../vocabulary/presence.ts';
import { assertNever } from '../vocabulary/errors.ts';
import type { SkillLevels } from '../vocabulary/skills.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';

export interface Agent {
  readonly id: string;
  readonly name: string;
  /** The person is a supervisor or administrator who takes leads. */
  readonly isSupervisor?: true;
  readonly teamIds: readonly string[];
  readonly languages: readonly Language[];
  readonly skills: SkillLevels;
  /** Where they work; absent if unknown. */
  readonly siteId?: string;
  /** Maximum number of concurrent leads; slots are numbered from 1. */
  readonly capacity: number;
  readonly presence: Presence;
  readonly presenceReason?: AwayReason | SystemReason;
  /** The supervisor who set it, and their reason; absent when the agent or the system did. */
  readonly presenceBy?: string;
  readonly presenceNote?: string;
  readonly presenceAt: Moment;
  /** What it was before, for reports: its fact is written after the change. */
  readonly presenceBefore?: {
    readonly presence: Presence;
    readonly presenceReason?: AwayReason | SystemReason;
    readonly presenceAt: Moment;
  };
  readonly reach: Reach;
  readonly reachAt: Moment;
  /** When the agent closed their last desk; absent while one is connected, and where the connection was lost. */
  readonly deskClosedAt?: Moment;
  /** When the agent last became free, by finishing a lead or becoming available. The longest idle agent goes first. */
  readonly idleSince: Moment;
  readonly missedInRow: number;
  /** E.164: the agent's own phone, called when no browser is ready. */
  readonly telephone?: string;
  /** When a desk reported its softphone as registered; absent when none is. */
  readonly softphoneSince?: Moment;
}

/** How long a closed desk may take to come back. A page reload takes less. */
export const DESK_CLOSED_MS = 10 * SECOND;
/** How long a desk may be silent before it counts as gone. */
export const DESK_GONE_MS = 30 * SECOND;

/**
 * Whether a supervisor may take what the agent holds: the desk hasn't answered for a long time, or the agent went
 * offline.
 */
export function isDeskGone(
  { presence, reach, reachAt }: Pick<Agent, 'presence' | 'reach' | 'reachAt'>,
  now: Moment,
): boolean {
  // An agent who went offline isn't just reloading the page.
  if (presence === 'offline' && reach !== 'reachable') return true;
  // `absent` already includes this delay and starts its own timestamp.
  return reach === 'absent' || (reach === 'silent' && now - reachAt >= DESK_GONE_MS);
}

/** Since when the agent could have been offered a lead, if they hold none: the last lead, status change or return. */
export function freeSince({
  idleSince,
  presenceAt,
  reachAt,
}: Pick<Agent, 'idleSince' | 'presenceAt' | 'reachAt'>): Moment {
  return Math.max(idleSince, presenceAt, reachAt);
}

/** Where the network calls this agent: the browser if it is ready, otherwise their phone; null if neither. */
export function deviceOf({ id, softphoneSince, telephone }: Agent): string | null {
  return softphoneSince !== undefined ? clientOf(id) : (telephone ?? null);
}

/** The network address of a user's browser. */
export function clientOf(userId: string): string {
  return `client:${userId}`;
}

/** A slot is one unit of an agent's capacity, stored as `agentId#n`. */
export function slotKey(agentId: string, slot: number): string {
  return `${agentId}#${slot}`;
}

/** The agent and slot of such a key. */
export function slotOf(key: string): { readonly agentId: string; readonly slot: number } {
  const hash = key.lastIndexOf('#');
  return { agentId: key.slice(0, hash), slot: Number(key.slice(hash + 1)) };
}

/** What an agent is doing, from the states of the leads in the agent's slots. The most engaged state wins. */
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
