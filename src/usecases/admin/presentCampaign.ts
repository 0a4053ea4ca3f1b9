/** A campaign as administrators see it, as they send it, and as the audit log keeps it. */
import type { CampaignDraft } from '../../core/administration/campaign.ts';
import type { StoredCampaign } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CampaignView } from '../../shared/admin.ts';
import { namesOf, revisionOf } from './refusals.ts';

export function draftOf(campaign: StoredCampaign): CampaignDraft {
  const {
    id: _id,
    version: _version,
    changedAt: _at,
    changedBy: _by,
    active: _active,
    calls: _calls,
    withheldFields: _withheld,
    policyDraft: _policyDraft,
    ...rest
  } = campaign;
  const { version: _consentVersion, ...consent } = campaign.consent;
  const { version: _policyVersion, ...policy } = campaign.policy;
  const { scriptSteps = [], objections = [], survey = [], siteIds = [] } = campaign;
  return {
    ...rest,
    siteIds,
    scriptSteps,
    objections,
    survey,
    consent,
    policy,
    outcomes: campaign.outcomes ?? null,
    hours: campaign.hours ?? null,
  };
}

export function auditedOf(campaign: StoredCampaign): object {
  const { active, consent, policy, policyDraft } = campaign;
  return {
    ...draftOf(campaign),
    active,
    consentVersion: consent.version,
    policyVersion: policy.version,
    ...(policyDraft && { policyDraft }),
  };
}

export async function presentCampaign(parts: Parts, campaign: StoredCampaign): Promise<CampaignView> {
  const [names, leads] = await Promise.all([
    namesOf(parts, [campaign]),
    parts.leads.search({ campaignId: campaign.id, limit: 1 }),
  ]);
  return {
    ...draftOf(campaign),
    ...revisionOf(campaign, names),
    id: campaign.id,
    active: campaign.active,
    consentVersion: campaign.consent.version,
    policyVersion: campaign.policy.version,
    hasLeads: leads.items.length > 0,
    formPath: `/f/${campaign.formKey}`,
    calls: campaign.calls ?? null,
  };
}
