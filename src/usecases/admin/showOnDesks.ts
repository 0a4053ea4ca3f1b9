/** What an administrator changed reaches the desks that work with it. */
import type { Parts } from '../../ports/parts.ts';
import { announcePresence } from '../agents/agentPresence.ts';
import { presentLead } from '../present/lead.ts';

/** Every open desk lists the away reasons as they are now. */
export async function showAwayReasons(parts: Parts): Promise<void> {
  for (const { id, reach } of await parts.agents.all()) if (reach !== 'absent') await announcePresence(parts, id);
}

/**
 * Shows leads in hand again with the new script, fields and outcomes (those of one campaign, or all), and has the engine
 * check its queue.
 */
export async function showOnDesks(parts: Parts, campaignId?: string): Promise<void> {
  for (const lead of await parts.leads.held()) {
    if ((campaignId !== undefined && lead.campaignId !== campaignId) || !('owner' in lead)) continue;
    const { agentId } = lead.owner;
    const user = await parts.users.byId(agentId);
    const language = user?.language ?? 'en';
    parts.desk.lead(agentId, { lead: await presentLead(parts, lead, { kind: 'owner', language }) });
  }
  parts.desk.floorChanged();
  parts.bell.ring();
}
