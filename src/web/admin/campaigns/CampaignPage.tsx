/** `/admin/campaigns/:id`: edit, pause and duplicate a campaign. */
import { useState } from 'preact/hooks';
import type { CampaignFields, CampaignView } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useStore } from '../../base/createStore.ts';
import { ask } from '../../base/http.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { useDraft } from '../form/useDraft.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { useChangedBy } from '../ui/useChangedBy.ts';
import type { AdminPageProps } from '../pageProps.ts';
import { useResource } from '../../base/useResource.ts';
import { CampaignEditor } from './CampaignEditor.tsx';
import { CampaignState } from './CampaignState.tsx';
import { DuplicateDialog } from './DuplicateDialog.tsx';
import { savedCampaign } from './campaignFields.ts';
import { PauseDialog } from './PauseDialog.tsx';
import { useCampaignData, type CampaignData } from './useCampaignData.ts';

export function CampaignPage({ id }: AdminPageProps) {
  const t = useText(adminCampaignsText);
  const reads = useStore(language);
  const asked = useResource<CampaignView>(`/api/admin/campaigns/${encodeURIComponent(id)}`);
  const surroundings = useCampaignData();
  const view = asked.data;
  const name = view ? (view.name[reads] ?? view.name.en) : t('title');
  return (
    <Page
      wide
      title={<bdi>{name}</bdi>}
      name={name}
      actions={view ? <Actions view={view} name={name} onChanged={asked.put} /> : null}
    >
      <p class="small admin-crumb">
        <a href="/admin/campaigns">{t('title')}</a>
      </p>
      <Loaded asked={asked}>
        {(campaign) => (
          <Loaded asked={surroundings}>
            {(around) => <Editing view={campaign} surroundings={around} onSaved={asked.put} reload={asked.reload} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface EditingProps {
  readonly view: CampaignView;
  readonly surroundings: CampaignData;
  readonly onSaved: (view: CampaignView) => void;
  readonly reload: () => void;
}

function Editing({ view, surroundings, onSaved, reload }: EditingProps) {
  const common = useText(adminText);
  const changedBy = useChangedBy(view);
  const draft = useDraft<CampaignFields, CampaignView>({
    saved: savedCampaign(view),
    savedOf: savedCampaign,
    send: (fields, version) =>
      ask(`/api/admin/campaigns/${encodeURIComponent(view.id)}`, { method: 'PUT', body: { version, ...fields } }),
    onSaved: (saved) => {
      onSaved(saved);
      toast(common('save.saved'));
    },
  });
  return <CampaignEditor draft={draft} surroundings={surroundings} view={view} state={changedBy} reload={reload} />;
}

interface ActionsProps {
  readonly view: CampaignView;
  readonly name: string;
  readonly onChanged: (view: CampaignView) => void;
}

function Actions({ view, name, onChanged }: ActionsProps) {
  const t = useText(adminCampaignsText);
  const [doing, setDoing] = useState<'pause' | 'duplicate' | null>(null);
  const activate = async () => {
    const path = `/api/admin/campaigns/${encodeURIComponent(view.id)}/activate`;
    const answer = await ask<CampaignView>(path, { method: 'POST', body: { version: view.version } });
    if (!answer.ok) return toast(troubleText(answer.trouble));
    onChanged(answer.data);
    toast(t('activate.done', { name }));
  };
  return (
    <>
      <CampaignState active={view.active} />
      <button type="button" class="button" onClick={() => setDoing('duplicate')}>
        {t('duplicate')}
      </button>
      {view.active ? (
        <button type="button" class="button" onClick={() => setDoing('pause')}>
          {t('pause')}
        </button>
      ) : (
        <button type="button" class="button button-primary" onClick={() => void activate()}>
          {t('activate')}
        </button>
      )}
      {doing === 'pause' ? (
        <PauseDialog
          view={view}
          name={name}
          onClose={() => setDoing(null)}
          onDone={(paused) => {
            setDoing(null);
            onChanged(paused);
          }}
        />
      ) : null}
      {doing === 'duplicate' ? <DuplicateDialog view={view} onClose={() => setDoing(null)} /> : null}
    </>
  );
}
