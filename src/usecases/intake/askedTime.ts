/** When a call asked for at some moment would be promised, before anything is saved: the decision itself, made for show. */
import { whenAsked } from '../../core/callback/planPromise.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { AskedTime } from '../../shared/api.ts';
import { campaignOf, contextOf } from '../lead/context.ts';

export async function askedTime(parts: Parts, lead: Lead, askedAt: number): Promise<AskedTime> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const context = await contextOf(parts, campaign, lead.person.tel);
  return { askedAt, ...whenAsked(lead, context, askedAt) };
}
