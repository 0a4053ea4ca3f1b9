/** The time at which a requested callback would be scheduled, by the real decision but without saving it. */
import { planRequestedTime } from '../../core/callback/planPromise.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CallbackTimePreview } from '../../shared/api.ts';
import { campaignOf, contextOf } from './context.ts';

export async function previewCallbackTime(parts: Parts, lead: Lead, askedAt: number): Promise<CallbackTimePreview> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const context = await contextOf(parts, campaign, lead.person.tel);
  return { askedAt, ...planRequestedTime(lead, context, askedAt) };
}
