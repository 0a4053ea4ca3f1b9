/** What supervisors do with a lead from its page or the floor; each is written into its history with their name. */
import { assertNever, failure } from '../core/errors.ts';
import type { Outcome } from '../core/lead/lead.ts';
import type { Parts } from '../ports.ts';
import { workLead, type Worked } from './workLead.ts';

export type Supervision =
  | { readonly verb: 'requeue' }
  | { readonly verb: 'release' }
  | { readonly verb: 'close'; readonly outcome: Outcome; readonly note?: string }
  | { readonly verb: 'callback'; readonly at: number; readonly ownerId?: string }
  | { readonly verb: 'reassign'; readonly agentId: string };

export async function superviseLead(
  parts: Parts,
  supervisorId: string,
  leadId: string,
  action: Supervision,
): Promise<Worked> {
  const by = { kind: 'supervisor', id: supervisorId } as const;
  switch (action.verb) {
    case 'requeue':
    case 'release':
      return workLead(parts, leadId, { kind: action.verb, by });
    case 'close':
      return workLead(parts, leadId, {
        kind: 'close',
        by,
        outcome: action.outcome,
        ...(action.note !== undefined && { note: action.note }),
      });
    case 'callback': {
      const owner = action.ownerId === undefined ? {} : { ownerId: action.ownerId };
      return workLead(parts, leadId, { kind: 'followUp', by, at: action.at, ...owner });
    }
    case 'reassign': {
      const agent = await parts.agents.byId(action.agentId);
      if (!agent) return failure('bad-input', 'There is no such agent.', { fields: { agentId: 'is no agent' } });
      return workLead(parts, leadId, { kind: 'reassign', by, agentId: action.agentId });
    }
    default:
      return assertNever(action);
  }
}
