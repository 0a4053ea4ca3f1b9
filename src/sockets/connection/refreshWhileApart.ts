/**
 * While nodes can’t reach each other, what another node sends to an agent’s desks here is lost. So each node reads once
 * a second who holds which lead, and refreshes the desks that are affected.
 */
import { slotOf } from '../../core/agent/agent.ts';
import { holding } from '../../core/lead/holding.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskNamespace, DeskSocket } from './namespaces.ts';

const LOOK_MS = SECOND;

/**
 * Returns the stop function. `show` is called for every desk whose agent’s leads have changed or moved since the last
 * read.
 */
export function refreshWhileApart(
  parts: Parts,
  desks: DeskNamespace,
  show: (socket: DeskSocket) => void,
  onError: (error: unknown) => void,
): () => void {
  const shown = new Map<string, string>();
  const read = async () => {
    if ((parts.nodes?.awaySince() ?? null) === null) return shown.clear();
    const held = await heldByAgent(parts);
    for (const socket of desks.sockets.values()) {
      const now = held.get(socket.data.user.id) ?? '';
      if (shown.get(socket.id) === now) continue;
      shown.set(socket.id, now);
      show(socket);
    }
  };
  let isReading = false;
  const timer = setInterval(() => {
    if (isReading) return;
    isReading = true;
    read()
      .catch(onError)
      .finally(() => (isReading = false));
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** By agent: the leads in the agent’s slots, with a value that changes when they do. */
async function heldByAgent(parts: Parts): Promise<ReadonlyMap<string, string>> {
  const held = new Map<string, string>();
  for (const lead of await parts.leads.held()) {
    for (const key of holding(lead).heldBy ?? []) {
      const { agentId } = slotOf(key);
      held.set(agentId, `${held.get(agentId) ?? ''} ${lead.id}.${lead.epoch}.${lead.state}`);
    }
  }
  return held;
}
