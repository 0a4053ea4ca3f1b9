/**
 * Warnings about what a change to this person leaves without agents in active campaigns: their leads, those of a rule,
 * or a step. The change isn't refused, because people do leave.
 */
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { adminPeopleText } from '../../shared/text/adminPeople.ts';
import { translator } from '../../shared/text/index.ts';
import { leftToNoOne, sentenceOfLeft } from '../../shared/unstaffed.ts';
import { takerOf, takesLeads } from './validationContext.ts';

/** For API clients; the page warns in its own language before saving. */
const t = translator(adminPeopleText, 'en');

export async function unstaffedCampaignWarnings(parts: Parts, before: User, after: User): Promise<readonly string[]> {
  const [campaigns, users] = await Promise.all([parts.campaigns.stored(), parts.users.all()]);
  const others = users.filter(({ id }) => id !== before.id);
  const takersWith = (person: User) => [person, ...others].filter(takesLeads).flatMap(takerOf);
  const [had, have] = [takersWith(before), takersWith(after)];
  return campaigns
    .filter(({ active }) => active)
    .flatMap((campaign) => leftToNoOne(campaign, had, have).map((left) => sentenceOfLeft(left, campaign.name.en, t)));
}
