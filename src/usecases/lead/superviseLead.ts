/** Supervisor actions on a lead, from its page or the floor. Each is recorded in its history with their name. */
import { mistake } from '../../core/vocabulary/mistake.ts';
import { checkSaleValue } from '../../core/vocabulary/sales.ts';
import { assertNever, failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Actor } from '../../core/vocabulary/people.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { asksValueOf, offeredOutcomes } from '../../core/administration/outcomeChoices.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';
import { chooseOutcome, refuseSale } from './chooseOutcome.ts';
import { campaignOf, currencyFor } from './context.ts';
import { departedOwnerOf } from '../routing/departedOwner.ts';
import { workLead, type WorkResult } from './workLead.ts';

export type Supervision =
  | { readonly verb: 'requeue' }
  | { readonly verb: 'release' }
  | { readonly verb: 'notSpam' }
  | { readonly verb: 'takeUp' }
  /** `outcome`: the ID of any that is in use. */
  | { readonly verb: 'close'; readonly outcome: string; readonly saleValue?: number; readonly note?: string }
  /** null: unknown. */
  | { readonly verb: 'saleValue'; readonly saleValue: number | null }
  | {
      readonly verb: 'callback';
      readonly at: number;
      readonly ownerId?: string;
      readonly windowMs?: number;
      readonly note?: string;
    }
  | { readonly verb: 'cancel'; readonly reason: string }
  | { readonly verb: 'reassign'; readonly agentId: string };

export async function superviseLead(
  parts: Parts,
  supervisorId: string,
  leadId: string,
  action: Supervision,
): Promise<WorkResult> {
  const event = await supervisionEvent(parts, supervisorId, await parts.leads.byId(leadId), action);
  if ('ok' in event) return event;
  const isRestoring = event.kind === 'notSpam' || event.kind === 'takenUp';
  return isRestoring ? restoreAndFollow(parts, leadId, event) : workLead(parts, leadId, event);
}

/** The event of the action, or why it can't apply to this lead, whatever its state. */
export async function supervisionEvent(
  parts: Parts,
  supervisorId: string,
  lead: Lead | null,
  action: Supervision,
): Promise<LeadEvent | Failure> {
  const by = { kind: 'supervisor', id: supervisorId } as const;
  const taking = { by, goneAgentId: await departedOwnerOf(parts, lead) };
  switch (action.verb) {
    case 'requeue':
    case 'release':
      return { kind: action.verb, ...taking };
    case 'notSpam':
      return { kind: 'notSpam', by };
    case 'takeUp':
      return { kind: 'takenUp', by };
    case 'close': {
      const { outcome, saleValue, note } = action;
      const offered = offeredOutcomes(await parts.business.known());
      const chosen = chooseOutcome(offered, outcome, { saleValue, currency: await currencyOfLead(parts, lead) });
      if (!chosen.ok) return chosen;
      return { kind: 'close', ...taking, ...chosen.closing, ...(note !== undefined && { note }) };
    }
    case 'saleValue': {
      const { saleValue } = action;
      const asked = lead?.state === 'closed' ? asksValueOf(await parts.business.known(), lead) : undefined;
      const wrong = checkSaleValue(saleValue ?? undefined, await currencyOfLead(parts, lead), asked);
      return wrong ? refuseSale(wrong) : { kind: 'saleValue', by, saleValue };
    }
    case 'callback': {
      const { verb: _verb, ...wanted } = action;
      const { ownerId } = wanted;
      const refusal = ownerId === undefined ? null : await whyNotFor(parts, 'ownerId', ownerId, lead);
      return refusal ?? { kind: 'followUp', ...taking, ...wanted };
    }
    case 'cancel':
      return { kind: 'cancelPromise', by, reason: action.reason };
    case 'reassign': {
      const { agentId } = action;
      const refusal = await whyNotFor(parts, 'agentId', agentId, lead);
      return refusal ?? { kind: 'reassign', ...taking, agentId };
    }
    default:
      return assertNever(action);
  }
}

async function currencyOfLead(parts: Parts, lead: Lead | null): Promise<string> {
  return currencyFor(parts, lead ? await campaignOf(parts, lead.campaignId) : undefined);
}

type RestoreEvent = { readonly kind: 'notSpam' | 'takenUp'; readonly by: Actor };

/** Returns the closed lead with the ID of its continuation; if that is absent, it follows within seconds. */
async function restoreAndFollow(parts: Parts, leadId: string, event: RestoreEvent): Promise<WorkResult> {
  const cleared = await changeLead(parts, leadId, event);
  if (!cleared.ok) return 'taken' in cleared ? failure('stale', 'This lead is changing. Try again.') : cleared;
  return { ok: true, lead: (await parts.leads.byId(leadId)) ?? cleared.lead };
}

/** Refuses an agent who could never take the lead. Null if the agent can. */
async function whyNotFor(parts: Parts, field: string, agentId: string, lead: Lead | null): Promise<Failure | null> {
  const agent = await parts.agents.byId(agentId);
  if (!agent) return failure('bad-input', 'Agent not found.', { mistakes: [mistake(field, 'agentUnknown')] });
  if (lead?.refusedBy?.includes(agentId)) {
    const message = `${agent.name} declined this lead for good. Choose another agent.`;
    return failure('bad-input', message, { mistakes: [mistake(field, 'agentRefused')] });
  }
  if (agent.presenceReason !== 'deactivated') return null;
  const sentence = `${agent.name} was deactivated, or takes no leads any more. Choose another agent.`;
  return failure('bad-input', sentence, { mistakes: [mistake(field, 'agentRetired')] });
}
