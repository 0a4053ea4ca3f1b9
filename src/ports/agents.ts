/** Agents: presence, reach, and the profile used for routing. */
import type { Agent } from '../core/agent/agent.ts';
import type { AwayReason, Presence, Reach, SystemReason } from '../core/vocabulary/presence.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export interface AgentStore {
  byId(id: string): Promise<Agent | null>;
  byIds(ids: readonly string[]): Promise<readonly Agent[]>;
  /** Agents on shift: Available or Away. */
  onShift(): Promise<readonly Agent[]>;
  all(): Promise<readonly Agent[]>;
  save(agent: Agent): Promise<void>;
  /** Returns the changed agent; null if the presence and reason were the same already. */
  setPresence(
    id: string,
    presence: Presence,
    reason: AwayReason | SystemReason | undefined,
    at: Moment,
    /** The supervisor who sets it, and why. */
    set?: { readonly byId: string; readonly note: string },
  ): Promise<Agent | null>;
  /** Returns the changed agent; null if the reach was the same already. */
  setReach(id: string, reach: Reach, at: Moment): Promise<Agent | null>;
  /** Their desks stopped answering, all at once: reach and softphone of those that were reachable, a few hundred at a time. */
  silence(ids: readonly string[], at: Moment): Promise<void>;
  /** The agent closed their last desk. Holds until the reach changes. */
  closeDesk(id: string, at: Moment): Promise<void>;
  /** Counts a missed offer once, even if reported twice; null if it was counted before. */
  countMiss(id: string, offerId: string): Promise<Agent | null>;
  clearMisses(id: string): Promise<void>;
  /** Sets since when a desk's softphone is registered, or null. Returns the changed agent; null if nothing changed. */
  setSoftphone(id: string, since: Moment | null): Promise<Agent | null>;
  /** The agent became free at `at`; never moves backward. Written later, in a batch. */
  freed(id: string, at: Moment): void;
  /** Creates or updates the agent of a person who takes leads; presence stays, unless the agent was retired. */
  setProfile(id: string, profile: AgentProfile & Pick<Agent, 'name' | 'isSupervisor'>, at: Moment): Promise<void>;
  /** Sets the agent offline as `deactivated`; presence can't be set again until there is a profile. */
  retire(id: string, at: Moment): Promise<void>;
}

export type AgentProfile = Pick<Agent, 'teamIds' | 'languages' | 'skills' | 'siteId' | 'capacity' | 'telephone'>;
