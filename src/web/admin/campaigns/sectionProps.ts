/** What each section of the campaign editor gets. */
import type { CampaignFields, CampaignView } from '../../../shared/admin.ts';
import type { Draft } from '../form/useDraft.ts';
import type { CampaignData } from './useCampaignData.ts';

export interface SectionProps {
  readonly draft: Draft<CampaignFields>;
  readonly surroundings: CampaignData;
  /** null: a new campaign. */
  readonly view: CampaignView | null;
}
