/**
 * The agent follows the person: who takes leads has an agent with their name and profile; who does not any more is retired,
 * and everything they held, owed or promised goes on to others. All of it may be done again at any time, and the sweep
 * does: a deactivation that a crash cut off is finished by it.
 */
import { isSame } from '../../core/administration/changedFields.ts';
import type { Agent } from '../../core/agent/agent.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { changeLead } from '../lead/changeLead.ts';
import { takesLeads } from './surroundings.ts';

const BATCH = 200;

export async function syncAgent(parts: Parts, user: User): Promise<void> {
  if (!takesLeads(user) || !user.agent) return;
  await parts.agents.setProfile(user.id, { name: user.name, ...user.agent }, parts.clock.now());
}

/** Offline for good, then all of their work to others. Returns how many leads went on. */
export async function retirePerson(parts: Parts, userId: string): Promise<number> {
  await parts.agents.retire(userId, parts.clock.now());
  const [held, reserved] = await Promise.all([parts.leads.heldBy(userId), parts.leads.reservedFor(userId, BATCH)]);
  const leadIds = [...new Set([...held, ...reserved].map(({ id }) => id))];
  for (const leadId of leadIds) {
    await changeLead(parts, leadId, { kind: 'agentLost', agentId: userId, why: 'deactivated' });
  }
  // What is left of very many promises is found by the sweep.
  if (leadIds.length > 0) parts.bell.ring();
  return leadIds.length;
}

/** Brings every agent to what its person is. Agents without a person are left alone. */
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
  const { name, teamIds, languages, skills, capacity, telephone } = agent;
  return isSame({ name, teamIds, languages, skills, capacity, telephone }, { name: user.name, ...user.agent });
}
