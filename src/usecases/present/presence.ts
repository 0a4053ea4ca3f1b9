/** An agent's presence, activity and reach, as the desk shows them. */
import { activityOf } from '../../core/agent/agent.ts';
import { offeredAwayReasons, ownWordsForAway } from '../../core/agent/awayReasons.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskPresence } from '../../shared/desk.ts';

/** `known`: the leads in the agent's slots, if already loaded. */
export async function presentPresence(parts: Parts, agentId: string, known?: readonly Lead[]): Promise<DeskPresence> {
  const [agent, held, business] = await Promise.all([
    parts.agents.byId(agentId),
    known ?? parts.leads.heldBy(agentId),
    parts.business.known(),
  ]);
  const reasonLabel = ownWordsForAway(business, agent?.presenceReason);
  return {
    presence: agent?.presence ?? 'offline',
    ...(agent?.presenceReason !== undefined && { reason: agent.presenceReason }),
    ...(reasonLabel && { reasonLabel }),
    ...(business?.awayReasons && {
      awayReasons: offeredAwayReasons(business).map(({ id, label }) => ({ id, ...(label && { label }) })),
    }),
    ...(agent?.presenceBy !== undefined && { by: await nameOf(parts, agent.presenceBy) }),
    ...(agent?.presenceNote !== undefined && { note: agent.presenceNote }),
    since: agent?.presenceAt ?? parts.clock.now(),
    activity: activityOf(held.map((lead) => lead.state)),
    reach: agent?.reach ?? 'absent',
  };
}

async function nameOf(parts: Parts, userId: string): Promise<string> {
  return (await parts.users.names([userId])).get(userId) ?? userId;
}
