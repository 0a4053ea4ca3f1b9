/**
 * Keeps agents in sync with people. A person who takes leads has an agent with their name and profile; a person who no
 * longer does is retired, and their leads, outcomes and callbacks go to others. Everything is idempotent, and the sweep
 * finishes a deactivation that a crash interrupted.
 */
import { isSame } from '../../core/vocabulary/isSame.ts';
import type { Agent } from '../../core/agent/agent.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { changeLead } from '../lead/changeLead.ts';
import { takesLeads } from './validationContext.ts';

const BATCH = 200;

export async function syncAgent(parts: Parts, user: User): Promise<void> {
  if (!takesLeads(user) || !user.agent) return;
  await parts.agents.setProfile(user.id, profileOf(user, user.agent), parts.clock.now());
}

/** Sets the agent offline for good and releases all of their work. Returns the number of leads released. */
export async function retirePerson(parts: Parts, userId: string): Promise<number> {
  await parts.agents.retire(userId, parts.clock.now());
  const [held, reserved] = await Promise.all([parts.leads.heldBy(userId), parts.leads.reservedFor(userId, BATCH)]);
  const leadIds = [...new Set([...held, ...reserved].map(({ id }) => id))];
  for (const leadId of leadIds) {
    await changeLead(parts, leadId, { kind: 'agentLost', agentId: userId, why: 'deactivated' });
  }
  // The sweep handles the rest if there are very many callbacks.
  if (leadIds.length > 0) parts.bell.ring();
  return leadIds.length;
}

/** Brings every agent in line with its person. Agents without a person are not changed. */
export async function sweepAgents(parts: Parts): Promise<void> {
  const [users, agents] = await Promise.all([parts.users.all(), parts.agents.all()]);
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  for (const user of users) {
    const agent = byId.get(user.id);
    if (takesLeads(user)) {
      if (!agent || agent.presenceReason === 'deactivated' || !isUpToDate(agent, user)) await syncAgent(parts, user);
    } else if (agent) {
      await retirePerson(parts, user.id);
    }
  }
}

function isUpToDate(agent: Agent, user: User): boolean {
  const { name, isSupervisor, teamIds, languages, skills, siteId, capacity, telephone } = agent;
  const known = { name, isSupervisor, teamIds, languages, skills, siteId, capacity, telephone };
  return user.agent !== undefined && isSame(known, profileOf(user, user.agent));
}

function profileOf({ name, role }: User, agent: NonNullable<User['agent']>) {
  return { name, ...agent, ...(role !== 'agent' && { isSupervisor: true as const }) };
}
