/** Active campaigns with their agents, and the number of people by kind. */
import type { CampaignView, PersonView } from '../../../shared/admin.ts';
import { adminOverviewText } from '../../../shared/text/adminOverview.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { eligibleAgents } from '../campaigns/eligibleAgents.ts';

interface Props {
  readonly campaigns: readonly CampaignView[];
  readonly people: readonly PersonView[];
}

export function RunningCards({ campaigns, people }: Props) {
  const t = useText(adminOverviewText);
  const reads = useStore(language);
  const on = campaigns.filter(({ active }) => active);
  const there = people.filter(({ state }) => state === 'active');
  const figures = [
    ['on.agents', there.filter(({ agent }) => agent !== null).length],
    ['on.supervisors', there.filter(({ role }) => role === 'supervisor').length],
    ['on.administrators', there.filter(({ role }) => role === 'administrator').length],
  ] as const;
  return (
    <div class="two-cards">
      <section class="card card-flush" aria-labelledby="campaigns-on">
        <div class="card-head">
          <h2 id="campaigns-on">{t('on.campaigns')}</h2>
          <span class="badge">{on.length}</span>
        </div>
        {on.length === 0 ? <p class="empty">{t('on.none')}</p> : null}
        <ul class="lines">
          {on.map((campaign) => (
            <li class="line" key={campaign.id}>
              <a class="grow" href={`/admin/campaigns/${encodeURIComponent(campaign.id)}`}>
                <bdi>{campaign.name[reads] ?? campaign.name.en}</bdi>
              </a>
              <span class="small muted">{t('on.takers', { count: eligibleAgents(campaign, people).length })}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="card card-flush" aria-labelledby="people-on">
        <div class="card-head">
          <h2 id="people-on">
            <a href="/admin/people">{t('on.people')}</a>
          </h2>
          <span class="badge">{there.length}</span>
        </div>
        <dl class="lines">
          {figures.map(([name, count]) => (
            <div class="line" key={name}>
              <dt class="grow">{t(name)}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
