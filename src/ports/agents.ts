/** Agents: presence, reach, and the profile that routing looks at. */
import type { Agent } from '../core/agent/agent.ts';
import type { AwayReason, Presence, Reach, SystemReason } from '../core/vocabulary/presence.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export interface AgentStore {
  byId(id: string): Promise<Agent | null>;
  byIds(ids: readonly string[]): Promise<readonly Agent[]>;
  /** Agents who are on shift: available or away. */
  onShift(): Promise<readonly Agent[]>;
  all(): Promise<readonly Agent[]>;
  save(agent: Agent): Promise<void>;
  /** The agent afterwards; null when the presence and reason were so already. */
  setPresence(
    id: string,
    presence: Presence,
    reason: AwayReason | SystemReason | undefined,
    at: Moment,
    /** The supervisor who sets it, and why. */
    set?: { readonly byId: string; readonly note: string },
  ): Promise<Agent | null>;
  setReach(id: string, reach: Reach, at: Moment): Promise<Agent | null>;
  /** Counts a missed offer once, however often it is told; null when it was counted before. */
  countMiss(id: string, offerId: string): Promise<Agent | null>;
  clearMisses(id: string): Promise<void>;
  /** Since when a desk's softphone is registered, or null for no longer. The agent afterwards; null when it was so. */
  setSoftphone(id: string, since: Moment | null): Promise<Agent | null>;
  /** The agent became free at `at`; never moves backwards. Written behind. */
  freed(id: string, at: Moment): void;
  /** Makes the agent of a person who takes leads, or brings its profile up to date; presence stays, unless retired. */
  setProfile(id: string, profile: AgentProfile & Pick<Agent, 'name'>, at: Moment): Promise<void>;
  /** Offline as `deactivated`: no presence can be set any more until there is a profile again. */
  retire(id: string, at: Moment): Promise<void>;
}

export type AgentProfile = Pick<Agent, 'teamIds' | 'languages' | 'skills' | 'capacity' | 'telephone'>;
