/** What the choice of an agent looks at: the lead, and each agent with what they hold and did today. Plain values. */
import type { Agent } from '../agent/agent.ts';
import type { SkillLevels } from '../vocabulary/skills.ts';
import type { Activity } from '../vocabulary/presence.ts';
import type { Language } from '../vocabulary/language.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Results } from './results.ts';

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
  /** Any of these; absent or empty: wherever the agent works. */
  readonly siteIds?: readonly string[];
  readonly tried: readonly Tried[];
  /** Agents who declined it permanently. */
  readonly refusedBy?: readonly string[];
  /** The agent who promised to call, while the promise is theirs alone. */
  readonly promisedTo?: string;
  /** The agent the customer knows: the owner of the promise, or the last one they talked with. */
  readonly knownAgentId?: string;
  /** Its kind, for what agents achieved with such leads (results.ts); absent where no order asks. */
  readonly kind?: string;
  /** Since the policy's clock started; negative while the lead is reserved. */
  readonly waitedMs: number;
  readonly priorityMs: number;
  /** The person is on the line: the agent needs a phone that the network can call. */
  readonly isLive?: boolean;
}

/** What an agent took recently, open offers included. From memory, so it may be some seconds old. */
export interface Taken {
  /** Since the business day began. */
  readonly today: number;
  /** Within the last 60 minutes, also across midnight. */
  readonly lastHour: number;
  /** The latest of today's declined and missed offers; absent without one. */
  readonly declinedAt?: Moment;
  readonly missedAt?: Moment;
}

export interface Candidate {
  readonly agent: Agent;
  /** Slots that hold a lead now. */
  readonly heldSlots: readonly number[];
  /** Absent where it isn't known. */
  readonly doing?: Activity;
  /** Absent where no policy asks for it: counts as nothing taken. */
  readonly taken?: Taken;
  /** Absent where no policy asks for it, and for an agent without any. */
  readonly results?: Results;
}

/** The lowest free slot of the agent, or null when all are taken. */
export function freeSlot({ agent, heldSlots }: Candidate): number | null {
  if (heldSlots.length === 0) return agent.capacity > 0 ? 1 : null;
  for (let slot = 1; slot <= agent.capacity; slot += 1) if (!heldSlots.includes(slot)) return slot;
  return null;
}
