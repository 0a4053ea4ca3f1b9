/** A lead as a row in a list, and the owner it is listed under. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { detailGaps, takesDetails } from '../../core/lead/details.ts';
import { waitsSince, type Lead } from '../../core/lead/lead.ts';
import { firstArrival, lastArrival } from '../../core/lead/touches.ts';
import type { FieldAudience } from '../../core/vocabulary/form.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { bandOf, type LeadScore } from '../../core/vocabulary/score.ts';
import { sourceIn } from '../../core/vocabulary/touch.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { LeadRow } from '../../shared/api.ts';
import { lastDigits } from './personLabel.ts';
import { presentDetail } from './profile.ts';
import { presentScore } from './score.ts';
import { inLanguage, interestLabel, presentOutcome } from './wording.ts';

/** `audience`: who sees what is still to be completed and the reasons for the score; no one if absent. */
export async function presentRows(
  parts: Parts,
  leads: readonly Lead[],
  user: Pick<User, 'language'>,
  audience?: FieldAudience,
): Promise<readonly LeadRow[]> {
  const campaigns = new Map((await parts.campaigns.all()).map((campaign) => [campaign.id, campaign]));
  const business = await parts.business.known();
  const names = await parts.users.names(leads.map(ownerOf).filter((id) => id !== undefined));
  return leads.map((lead) => {
    const campaign = campaigns.get(lead.campaignId);
    const owner = ownerOf(lead);
    const [firstSource, lastSource] = [firstArrival(lead), lastArrival(lead)].map((one) => one && sourceIn(one.source));
    return {
      id: lead.id,
      state: lead.state,
      name: lead.person.name,
      ...(lead.person.tel !== undefined && { numberEnd: lastDigits(lead.person.tel) }),
      campaign: campaign ? inLanguage(campaign.name, user.language) : lead.campaignId,
      ...(lead.interest !== undefined && {
        interest: campaign ? interestLabel(campaign, lead.interest, user.language) : lead.interest,
      }),
      ...(lead.score && { score: lead.score.points, band: bandOf(lead.score.points) }),
      ...(lead.score && campaign && audience && reasonsOf(campaign, lead.score, user.language, audience)),
      createdAt: lead.createdAt,
      changedAt: lead.changedAt,
      ...(owner !== undefined && { owner: names.get(owner) ?? owner }),
      ...(lead.state === 'closed' && presentOutcome(business, lead, user.language)),
      ...('wait' in lead && { waitingSince: waitsSince(lead.wait) }),
      ...(lead.state === 'callback' && { dueAt: lead.promise.dueAt }),
      ...(campaign && audience && { gaps: gapsOf(campaign, lead, audience, user.language) }),
      inquiries: allInquiries(lead).length,
      source: lead.inquiries[0]?.kind ?? 'form',
      ...(firstSource !== undefined && { firstSource }),
      ...(lastSource !== undefined && { lastSource }),
    };
  });
}

function reasonsOf(
  campaign: Campaign,
  score: LeadScore,
  language: Language,
  audience: FieldAudience,
): Pick<LeadRow, 'scoreReason' | 'scoreWhy'> {
  const { reasons, why } = presentScore(campaign, score, language, audience);
  const [strongest] = reasons;
  return strongest ? { scoreReason: strongest.text, scoreWhy: why } : {};
}

/** None on a lead whose details can no longer be changed. */
function gapsOf(
  campaign: Campaign,
  lead: Lead,
  audience: FieldAudience,
  language: Language,
): NonNullable<LeadRow['gaps']> {
  if (!takesDetails(lead)) return [];
  return detailGaps(campaign, lead, audience).map(({ path, why }) => ({
    ...presentDetail(campaign, path, language),
    ...(why === 'invalid' && { isInvalid: true }),
  }));
}

/** The current owner, the agent who promised to call, or the owner when it closed. */
export function ownerOf(lead: Lead): string | undefined {
  if ('owner' in lead) return lead.owner.agentId;
  return lead.state === 'closed' ? lead.ownerId : lead.state === 'callback' ? lead.promise.ownerId : undefined;
}
