/** The time at which a requested callback would be scheduled, by the real decision but without saving it. */
import { planRequestedTime } from '../../core/callback/planPromise.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CallbackTimePreview } from '../../shared/api.ts';
import { nearestPlaces } from '../booking/agentPlace.ts';
import { campaignOf, contextOf } from './context.ts';

export async function previewCallbackTime(parts: Parts, lead: Lead, askedAt: number): Promise<CallbackTimePreview> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const context = await contextOf(parts, campaign, lead.person.tel);
  const plan = planRequestedTime(lead, context, askedAt);
  const nearest = plan.dueAt === null ? undefined : await nearestPlaces(parts, campaign, lead, context, plan.dueAt);
  return { askedAt, ...plan, ...(nearest && { nearest }) };
}
