/** `/admin/campaigns/:id/calls`: how a campaign's calls are handled, with an outline of what callers hear. */
import type { CallFlow } from '../../../../core/call/flow.ts';
import type { CampaignView, SetupProgress } from '../../../../shared/admin.ts';
import { adminText } from '../../../../shared/text/admin.ts';
import { adminCallsText } from '../../../../shared/text/adminCalls.ts';
import { adminCampaignsText } from '../../../../shared/text/adminCampaigns.ts';
import { useStore } from '../../../base/createStore.ts';
import { ask } from '../../../base/http.ts';
import { language } from '../../../base/settings.ts';
import { useText } from '../../../base/text.ts';
import { toast } from '../../../base/ui/Toasts.tsx';
import { Form } from '../../form/Form.tsx';
import { useDraft, type Saved } from '../../form/useDraft.ts';
import type { AdminPageProps } from '../../pageProps.ts';
import { Loaded, Page } from '../../ui/Page.tsx';
import { useChangedBy } from '../../ui/useChangedBy.ts';
import { useResource } from '../../../base/useResource.ts';
import { SectionNav } from '../SectionNav.tsx';
import { useCampaignData, type CampaignData } from '../useCampaignData.ts';
import { CallsFields } from './CallsFields.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';
import { Outline } from './Outline.tsx';

interface Calls {
  readonly calls: CallFlow | null;
}

export function CallsPage({ id }: AdminPageProps) {
  const t = useText(adminCallsText);
  const campaigns = useText(adminCampaignsText);
  const reads = useStore(language);
  const path = `/api/admin/campaigns/${encodeURIComponent(id)}`;
  const asked = useResource<CampaignView>(path);
  const template = useResource<CallFlow>(`${path}/calls/template`);
  const start = useResource<SetupProgress>('/api/admin/start');
  const surroundings = useCampaignData();
  const view = asked.data;
  const name = view ? (view.name[reads] ?? view.name.en) : campaigns('title');
  return (
    <Page wide title={<bdi>{name}</bdi>} name={`${name}: ${t('title')}`} actions={null}>
      <p class="small admin-crumb">
        <a href="/admin/campaigns">{campaigns('title')}</a>
      </p>
      {start.data?.network === false ? <p class="notice">{t('noNetwork')}</p> : null}
      <Loaded asked={asked}>
        {(campaign) => (
          <Loaded asked={surroundings}>
            {(around) => (
              <Loaded asked={template}>
                {(fresh) => <Editing view={campaign} surroundings={around} fresh={fresh} onSaved={asked.put} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface EditingProps {
  readonly view: CampaignView;
  readonly surroundings: CampaignData;
  readonly fresh: CallFlow;
  readonly onSaved: (view: CampaignView) => void;
}

function Editing({ view, surroundings, fresh, onSaved }: EditingProps) {
  const common = useText(adminText);
  const changedBy = useChangedBy(view);
  const draft = useDraft<Calls, CampaignView>({
    saved: savedCalls(view),
    savedOf: savedCalls,
    send: ({ calls }, version) =>
      ask(`/api/admin/campaigns/${encodeURIComponent(view.id)}/calls`, { method: 'PUT', body: { version, calls } }),
    onSaved: (saved) => {
      onSaved(saved);
      toast(common('save.saved'));
    },
  });
  const { calls } = draft.fields;
  return (
    <div class={calls ? 'editor editor-preview' : 'editor'}>
      <SectionNav id={view.id} current="calls" />
      <div class="editor-form">
        <ConnectionCard campaignId={view.id} />
        <Form draft={draft} state={changedBy}>
          <CallsFields fresh={fresh} interests={view.interests} fields={view.fields} skills={surroundings.skills} />
        </Form>
      </div>
      {calls ? <Outline campaignId={view.id} flow={calls} /> : null}
    </div>
  );
}

function savedCalls({ calls, version }: CampaignView): Saved<Calls> {
  return { fields: { calls }, version };
}
