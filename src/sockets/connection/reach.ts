/**
 * Whether desks can be reached, from their answers to our ping. Only answers show it, never a page's timer: browsers
 * throttle hidden tabs to one a minute.
 */
import { MINUTE, type Moment } from '../../core/vocabulary/time.ts';
import { markDeskReachable, markDeskSilent, SILENT_MS } from '../../usecases/agents/agentPresence.ts';
import { workLead } from '../../usecases/lead/workLead.ts';
import type { DeskParts } from './namespaces.ts';

/** How often a conversation reported by a desk is renewed in the database. */
const RENEW_MS = MINUTE;

export interface Reach {
  /** The agent's desk answered, and says which lead it is talking with. */
  answered(agentId: string, talkingLeadId?: string): Promise<void>;
  /** The agent no longer has a desk on this node. */
  left(agentId: string): void;
  /** Compares each agent's reach in the database with the answers this node received. */
  judge(): Promise<void>;
}

export function createReach(parts: DeskParts): Reach {
  const answeredAt = new Map<string, Moment>();
  const renewedAt = new Map<string, Moment>();

  /** False if the conversation was renewed within the last minute. */
  const startRenewal = (leadId: string, now: Moment): boolean => {
    if (now < (renewedAt.get(leadId) ?? 0) + RENEW_MS) return false;
    // Conversations end without notifying this map, so entries that are no longer renewed are dropped.
    for (const [known, renewed] of renewedAt) {
      if (now < renewed + RENEW_MS) break;
      renewedAt.delete(known);
    }
    renewedAt.set(leadId, now);
    return true;
  };

  return {
    async answered(agentId, talkingLeadId) {
      const now = parts.clock.now();
      answeredAt.set(agentId, now);
      if (talkingLeadId === undefined || !startRenewal(talkingLeadId, now)) return;
      const lead = await parts.leads.byId(talkingLeadId);
      if (lead?.state === 'talking' && lead.owner.agentId === agentId)
        await workLead(parts, talkingLeadId, { kind: 'stillTalking' });
    },
    left: (agentId) => void answeredAt.delete(agentId),
    async judge() {
      if (answeredAt.size === 0) return;
      const now = parts.clock.now();
      for (const agent of await parts.agents.onShift()) {
        const at = answeredAt.get(agent.id);
        if (at === undefined) continue;
        const isSilent = now - at >= SILENT_MS;
        if (isSilent && agent.reach === 'reachable') await markDeskSilent(parts, agent.id);
        // An answer counts only if it is newer than the moment reach was lost.
        if (!isSilent && agent.reach !== 'reachable' && at > agent.reachAt) await markDeskReachable(parts, agent.id);
      }
    },
  };
}
