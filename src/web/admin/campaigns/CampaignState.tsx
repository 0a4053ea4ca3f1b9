/** On or paused. */
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';

export function CampaignState({ active }: { active: boolean }) {
  const t = useText(adminCampaignsText);
  return <span class={active ? 'badge badge-good' : 'badge badge-warn'}>{t(active ? 'on' : 'paused')}</span>;
}
