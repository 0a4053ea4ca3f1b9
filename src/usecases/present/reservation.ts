/** The agent a waiting lead is reserved for, as supervisors see it. */
import type { Agent } from '../../core/agent/agent.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Reservation } from '../../shared/desk.ts';

/** The agent the lead is reserved for at `now`; undefined if anyone may take it. */
export function reservedFor(lead: Lead, now: Moment): string | undefined {
  return lead.state === 'waiting' && now < lead.wait.startedAt ? lead.wait.forAgentId : undefined;
}

/** `agent` is the result of `reservedFor`. Empty if the lead isn't reserved. */
export function presentReservation(
  lead: Lead,
  agent: Agent | null | undefined,
  now: Moment,
): { readonly reservedFor?: Reservation } {
  const agentId = reservedFor(lead, now);
  if (agentId === undefined || lead.state !== 'waiting') return {};
  return {
    reservedFor: {
      agentId,
      name: agent?.name ?? agentId,
      until: lead.wait.startedAt,
      presence: agent?.presence ?? 'offline',
      reach: agent?.reach ?? 'absent',
    },
  };
}
