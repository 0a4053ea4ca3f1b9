/** `/admin/campaigns`: all campaigns, which are on, and which no agent can take. */
import type { CampaignView, PersonView } from '../../../shared/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { useResource } from '../../base/useResource.ts';
import { CampaignState } from './CampaignState.tsx';
import { eligibleAgents } from './eligibleAgents.ts';

export function CampaignsPage() {
  const t = useText(adminCampaignsText);
  const asked = useResource<{ campaigns: readonly CampaignView[] }>('/api/admin/campaigns');
  const people = useResource<{ people: readonly PersonView[] }>('/api/admin/people');
  return (
    <Page
      title={t('title')}
      name={t('title')}
      intro={t('intro')}
      actions={
        <a class="button button-primary" href="/admin/campaigns/new">
          {t('new')}
        </a>
      }
    >
      <Loaded asked={asked}>
        {({ campaigns }) => (
          <Loaded asked={people}>{(all) => <CampaignTable campaigns={campaigns} people={all.people} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface TableProps {
  readonly campaigns: readonly CampaignView[];
  readonly people: readonly PersonView[];
}

function CampaignTable({ campaigns, people }: TableProps) {
  const t = useText(adminCampaignsText);
  const reads = useStore(language);
  return (
    <section class="card card-flush">
      {campaigns.length === 0 ? <p class="empty">{t('none')}</p> : null}
      {campaigns.length > 0 ? (
        <table class="table">
          <thead>
            <tr>
              <th>{t('column.name')}</th>
              <th>{t('column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {campaigns.map((campaign) => (
              <tr key={campaign.id}>
                <td>
                  <a href={`/admin/campaigns/${encodeURIComponent(campaign.id)}`}>
                    <bdi>{campaign.name[reads] ?? campaign.name.en}</bdi>
                  </a>
                  <div>
                    <a href={campaign.formPath} target="_blank" rel="noreferrer" class="code">
                      {campaign.formPath}
                    </a>
                  </div>
                </td>
                <td>
                  <span class="row">
                    <CampaignState active={campaign.active} />
                    {campaign.active && eligibleAgents(campaign, people).length === 0 ? (
                      <span class="badge badge-warn">{t('nobody')}</span>
                    ) : null}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
