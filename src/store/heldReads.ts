/** The leads in agents' slots, read in groups (see inGroups.ts): each of a thousand returning desks asks for its own. */
import { slotKey, slotOf } from '../core/agent/agent.ts';
import { holding } from '../core/lead/holding.ts';
import type { Lead } from '../core/lead/lead.ts';
import { inGroups } from './inGroups.ts';
import { isWellShaped } from './routingQueue.ts';

/** Slots to query for one agent's leads; no agent has more. */
const MAX_CAPACITY = 16;
/** Each is as many keys as an agent can have slots. */
const MAX_READS = 16;

/** `inSlots` reads the leads in any of these slots. A lead whose shape contradicts its state may be in no list. */
export function heldReads(
  inSlots: (slots: readonly string[]) => Promise<readonly Lead[]>,
): (agentId: string) => Promise<readonly Lead[]> {
  return inGroups<string, readonly Lead[]>(MAX_READS, async (asked) => {
    const agentIds = [...new Set(asked)];
    const found = await inSlots(agentIds.flatMap(slotsOf));
    if (agentIds.length === 1) return asked.map(() => found);
    return asked.map((agentId) => found.filter((lead) => isWellShaped(lead) && isWith(lead, agentId)));
  });
}

function slotsOf(agentId: string): readonly string[] {
  return Array.from({ length: MAX_CAPACITY }, (_, index) => slotKey(agentId, index + 1));
}

function isWith(lead: Lead, agentId: string): boolean {
  return (holding(lead).heldBy ?? []).some((key) => slotOf(key).agentId === agentId);
}
