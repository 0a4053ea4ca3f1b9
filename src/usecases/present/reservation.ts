/** For whom alone a waiting lead is held, as supervisors see it. */
import type { Agent } from '../../core/agent/agent.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Reservation } from '../../shared/desk.ts';

/** The agent whom the lead waits for at `now`; undefined when anyone may take it. */
export function reservedFor(lead: Lead, now: Moment): string | undefined {
  return lead.state === 'waiting' && now < lead.wait.startedAt ? lead.wait.forAgentId : undefined;
}

/** `agent` is whom `reservedFor` named. Empty when the lead is anyone's. */
export function presentReservation(
  lead: Lead,
  agent: Agent | null | undefined,
  now: Moment,
): { readonly reservedFor?: Reservation } {
  const agentId = reservedFor(lead, now);
  if (agentId === undefined || lead.state !== 'waiting') return {};
  return {
    reservedFor: {
      ...{ agentId, name: agent?.name ?? agentId, until: lead.wait.startedAt },
      ...{ presence: agent?.presence ?? 'offline', reach: agent?.reach ?? 'absent' },
    },
  };
}
