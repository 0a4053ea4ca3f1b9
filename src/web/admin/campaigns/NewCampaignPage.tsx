/** `/admin/campaigns/new`: creates a campaign from a template, ready to be turned on. */
import type { CampaignFields, CampaignView } from '../../../shared/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { useDraft } from '../form/useDraft.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { navigate } from '../route.ts';
import { useResource } from '../../base/useResource.ts';
import { CampaignEditor } from './CampaignEditor.tsx';
import { campaignFields, savedCampaign } from './campaignFields.ts';
import { useCampaignData, type CampaignData } from './useCampaignData.ts';

export function NewCampaignPage() {
  const t = useText(adminCampaignsText);
  const template = useResource<CampaignFields>('/api/admin/campaigns/template');
  const surroundings = useCampaignData();
  return (
    <Page wide title={t('new')} name={t('new')} intro={t('new.intro')}>
      <Loaded asked={template}>
        {(fields) => (
          <Loaded asked={surroundings}>{(around) => <Creating template={fields} surroundings={around} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Creating({ template, surroundings }: { template: CampaignFields; surroundings: CampaignData }) {
  const t = useText(adminCampaignsText);
  const draft = useDraft<CampaignFields, CampaignView>({
    saved: { fields: campaignFields(template), version: null },
    savedOf: savedCampaign,
    send: (fields) => ask('/api/admin/campaigns', { method: 'POST', body: { ...fields, active: true } }),
    onSaved: (view) => {
      toast(t('created'));
      navigate(`/admin/campaigns/${encodeURIComponent(view.id)}#share`, 'replace');
    },
  });
  return <CampaignEditor draft={draft} surroundings={surroundings} view={null} save={t('create')} />;
}
