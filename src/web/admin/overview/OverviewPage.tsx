/** `/admin`: the setup steps until they are done, then what is on and what needs attention. */
import type { CampaignView, PersonView, SetupProgress } from '../../../shared/admin.ts';
import { adminOverviewText } from '../../../shared/text/adminOverview.ts';
import { useText } from '../../base/text.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import type { AdminPageProps } from '../pageProps.ts';
import { useResource } from '../../base/useResource.ts';
import { AttentionCard } from './AttentionCard.tsx';
import { FirstSteps, hasStartedSetup } from './FirstSteps.tsx';
import { RunningCards } from './RunningCards.tsx';

export function OverviewPage({ me }: AdminPageProps) {
  const t = useText(adminOverviewText);
  const start = useResource<SetupProgress>('/api/admin/start');
  const campaigns = useResource<{ campaigns: readonly CampaignView[] }>('/api/admin/campaigns');
  const people = useResource<{ people: readonly PersonView[] }>('/api/admin/people');
  return (
    <Page title={t('title')} name={t('title')}>
      <Loaded asked={start}>
        {(state) => (
          <Loaded asked={campaigns}>
            {(running) => (
              <Loaded asked={people}>
                {(staff) =>
                  hasStartedSetup(state) ? (
                    <>
                      <AttentionCard start={state} {...running} {...staff} />
                      <RunningCards {...running} {...staff} />
                    </>
                  ) : (
                    <FirstSteps state={state} me={me} {...running} {...staff} />
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
