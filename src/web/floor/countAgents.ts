/** How many agents are available, busy and away. Each counts once, by what they do first. */
import type { FloorAgent } from '../../shared/floor.ts';

export interface AgentCounts {
  readonly available: number;
  readonly engaged: number;
  readonly away: number;
}

/** An agent with a lead is busy, whatever their status. */
export function countAgents(agents: readonly Pick<FloorAgent, 'presence' | 'activity'>[]): AgentCounts {
  const idle = agents.filter(({ activity }) => activity === 'idle');
  const count = (presence: FloorAgent['presence']) => idle.filter((agent) => agent.presence === presence).length;
  return { available: count('available'), engaged: agents.length - idle.length, away: count('away') };
}
