/** `/admin/import/:id`: one import, at the step where it stands. The steps are in the database, so a reload continues there. */
import { useEffect, useState } from 'preact/hooks';
import type { CampaignView } from '../../../shared/admin.ts';
import type { ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { useStepFocus } from '../../base/focus.ts';
import { useText } from '../../base/text.ts';
import { useResource } from '../../base/useResource.ts';
import type { AdminPageProps } from '../pageProps.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { CheckedStep } from './CheckedStep.tsx';
import { EndedStep } from './EndedStep.tsx';
import { isWorking, stepOf, STEPS, type Step, type StepProps } from './importSteps.ts';
import { SettingsStep } from './SettingsStep.tsx';
import { WorkingStep } from './WorkingStep.tsx';

const ASK_EVERY_MS = 1000;

export function ImportPage({ id }: AdminPageProps) {
  const t = useText(adminImportText);
  const [isLive, setLive] = useState(false);
  const asked = useResource<ImportView>(
    `/api/imports/${encodeURIComponent(id)}`,
    isLive ? { everyMs: ASK_EVERY_MS } : {},
  );
  const works = asked.data !== null && isWorking(asked.data.state);
  useEffect(() => setLive(works), [works]);
  const campaigns = useResource<{ campaigns: readonly CampaignView[] }>('/api/admin/campaigns');
  const name = asked.data?.fileName ?? t('title');
  return (
    <Page title={<bdi class="user-text">{name}</bdi>} name={name}>
      <p class="small admin-crumb">
        <a href="/admin/import">{t('title')}</a>
      </p>
      <Loaded asked={asked}>
        {(view) => (
          <Loaded asked={campaigns}>
            {(all) => <Import view={view} campaigns={all.campaigns.filter(({ active }) => active)} put={asked.put} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Import({ view, campaigns, put }: StepProps & { campaigns: readonly CampaignView[] }) {
  const t = useText(adminImportText);
  const [isChanging, setChanging] = useState(false);
  const { state } = view;
  // The settings of a checked import are its step before.
  const shown = state === 'checked' && isChanging ? 'ready' : state;
  const heading = useStepFocus(shown);
  const checked = (next: ImportView) => {
    setChanging(false);
    put(next);
  };
  return (
    <div class="stack import">
      <Steps now={stepOf(shown)} />
      <h2 ref={heading} tabIndex={-1}>
        {t(`heading.${shown}`)}
      </h2>
      {shown === 'ready' ? (
        <SettingsStep view={view} put={checked} campaigns={campaigns} />
      ) : shown === 'checked' ? (
        <CheckedStep view={view} put={put} onChange={() => setChanging(true)} />
      ) : isWorking(shown) ? (
        <WorkingStep view={view} put={put} />
      ) : (
        <EndedStep view={view} put={put} />
      )}
    </div>
  );
}

function Steps({ now }: { now: Step }) {
  const t = useText(adminImportText);
  return (
    <ol class="import-steps" aria-label={t('steps.label')}>
      {STEPS.map((step) => (
        <li key={step} aria-current={step === now ? 'step' : undefined}>
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
