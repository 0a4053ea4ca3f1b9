/** The editable fields of a campaign's view. */
import type { CampaignFields, CampaignView } from '../../../shared/admin.ts';
import type { Saved } from '../form/useDraft.ts';

/** The compiler requires every field here. */
const CHOSEN: Readonly<Record<keyof CampaignFields, true>> = {
  name: true,
  formKey: true,
  language: true,
  country: true,
  contactBy: true,
  kind: true,
  interests: true,
  fields: true,
  consent: true,
  embedOrigins: true,
  hours: true,
  teamIds: true,
  skills: true,
  siteIds: true,
  bonusSeconds: true,
  script: true,
  scriptSteps: true,
  objections: true,
  survey: true,
  scoring: true,
  policy: true,
  cadence: true,
  callsPerSlot: true,
  slotShare: true,
  outcomes: true,
};

export function campaignFields(view: CampaignFields): CampaignFields {
  const chosen = Object.entries(view).filter(([name]) => Object.hasOwn(CHOSEN, name));
  return Object.fromEntries(chosen) as unknown as CampaignFields;
}

export function savedCampaign(view: CampaignView): Saved<CampaignFields> {
  return { fields: campaignFields(view), version: view.version };
}
