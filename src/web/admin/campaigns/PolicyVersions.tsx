/**
 * The draft of a routing policy, and its versions so far. Each action names the campaign's version that is shown; if
 * someone has saved a newer one since, nothing is overwritten, and what is stored now replaces what is shown.
 */
import { useEffect, useState } from 'preact/hooks';
import { isIdle } from '../../../core/vocabulary/mistake.ts';
import type { CampaignView, RoutingPolicyView } from '../../../shared/admin.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { ask, type Answer } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { useResource } from '../../base/useResource.ts';
import type { Names } from '../ui/withNames.ts';
import { useSentence } from './idle.ts';
import { PolicyMistakes } from './PolicyMistakes.tsx';
import { PolicyReading } from './PolicyReading.tsx';
import type { SectionProps } from './sectionProps.ts';
import { namesIn } from './useCampaignData.ts';

interface Props extends SectionProps {
  readonly view: CampaignView;
  /** Reads the campaign as it is stored now. */
  readonly onChanged: () => void;
}

export function PolicyVersions({ draft, surroundings, view, onChanged }: Props) {
  const t = useText(adminPolicyText);
  const base = `/api/admin/campaigns/${encodeURIComponent(view.id)}/policy`;
  const asked = useResource<RoutingPolicyView>(base);
  const { reload } = asked;
  // No matter who saved the campaign's newer version, the draft and the versions shown belong to it.
  useEffect(reload, [reload, view.version]);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [isDiscarding, setDiscarding] = useState(false);
  const act = async (send: () => Promise<Answer<RoutingPolicyView>>, done: string) => {
    setBusy(true);
    const answer = await send();
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.trouble));
    if (answer.ok) toast(done);
    // A conflict as well: what is stored now is what the next action is based on.
    if (answer.ok || answer.trouble.code === 'edited-meanwhile') onChanged();
  };
  const { policy, teamIds, skills, siteIds = [] } = draft.fields;
  const keep = () =>
    act(
      () =>
        ask(base, {
          method: 'PUT',
          body: { version: view.version, policy, teamIds, skills, siteIds, activate: false },
        }),
      t('draft.kept'),
    );
  const rollBack = (to: number) =>
    act(
      () => ask(`${base}/rollback`, { method: 'POST', body: { version: view.version, to } }),
      t('history.done', { version: to }),
    );
  const kept = asked.data?.draft ?? null;
  return (
    <section class="card stack" aria-labelledby="policy-versions">
      <h2 id="policy-versions">{t('history.title')}</h2>
      <Warnings title="active.mistakes" mistakes={asked.data?.warnings ?? []} names={namesIn(surroundings)} />
      <div class="stack-tight">
        <p class="small muted">{kept ? t('draft.there') : t('draft.none')}</p>
        <Warnings title="try.mistakes" mistakes={asked.data?.draftWarnings ?? []} names={namesIn(surroundings)} />
        {kept ? (
          <details>
            <summary>{t('draft.read')}</summary>
            <PolicyReading routing={kept} surroundings={surroundings} form={draft.fields} />
          </details>
        ) : null}
        <div class="row">
          <button type="button" class="button" disabled={isBusy || !draft.isChanged} onClick={() => void keep()}>
            {t('draft.keep')}
          </button>
          {kept ? (
            <>
              <button
                type="button"
                class="button"
                disabled={isBusy}
                onClick={() => {
                  for (const part of ['policy', 'teamIds', 'skills'] as const) draft.change(part, kept[part]);
                  draft.change('siteIds', kept.siteIds ?? []);
                  toast(t('draft.loaded'));
                }}
              >
                {t('draft.load')}
              </button>
              <button
                type="button"
                class="button"
                disabled={isBusy || draft.isChanged}
                onClick={() => setDiscarding(true)}
              >
                {t('draft.discard')}
              </button>
            </>
          ) : null}
        </div>
        <p class="field-error" role="alert">
          {trouble}
        </p>
        {isDiscarding ? (
          <ConfirmDialog<RoutingPolicyView>
            title={t('draft.discard.title')}
            act={t('draft.discard')}
            send={() => ask(`${base}/draft`, { method: 'DELETE', body: { version: view.version } })}
            onDone={() => {
              setDiscarding(false);
              toast(t('draft.discarded'));
              onChanged();
            }}
            onClose={() => setDiscarding(false)}
          >
            <p>{t('draft.discard.about')}</p>
          </ConfirmDialog>
        ) : null}
      </div>
      <History
        view={asked.data}
        surroundings={surroundings}
        form={draft.fields}
        isBusy={isBusy || draft.isChanged}
        rollBack={(to) => void rollBack(to)}
      />
      {draft.isChanged ? <p class="small muted">{t('history.unsaved')}</p> : null}
    </section>
  );
}

interface WarningsProps {
  readonly title: 'active.mistakes' | 'try.mistakes';
  readonly mistakes: RoutingPolicyView['warnings'];
  readonly names: Names;
}

/** The first reason of each place. What has no effect is in the reading. */
function Warnings({ title, mistakes, names }: WarningsProps) {
  const say = useSentence();
  const wrong = mistakes.filter((one) => !isIdle(one));
  if (wrong.length === 0) return null;
  const sentences = wrong.toReversed().map((one) => [one.path, say(one)] as const);
  return (
    <div class="notice notice-warn stack-tight" role="status">
      <PolicyMistakes title={title} fields={Object.fromEntries(sentences)} names={names} />
    </div>
  );
}

interface HistoryProps extends Pick<SectionProps, 'surroundings'> {
  readonly view: RoutingPolicyView | null;
  readonly form: SectionProps['draft']['fields'];
  readonly isBusy: boolean;
  readonly rollBack: (to: number) => void;
}

function History({ view, surroundings, form, isBusy, rollBack }: HistoryProps) {
  const t = useText(adminPolicyText);
  const common = useText(commonText);
  const reads = useStore(language);
  if (!view) return <p class="muted">{common('loading')}</p>;
  if (view.history.length === 0) return <p class="small muted">{t('history.empty')}</p>;
  return (
    <ol class="policy-versions">
      {view.history.map((version) => {
        const { policyVersion: n, activatedAt, activatedBy } = version;
        const isActive = n === view.policyVersion;
        return (
          <li key={n}>
            <div class="row-apart">
              <span>
                <strong>{t('history.version', { version: n })}</strong>{' '}
                {isActive ? <span class="badge badge-good">{t('history.active')}</span> : null}
                <br />
                <span class="small muted">
                  {whenOf(activatedAt, serverNow(), reads)}
                  {activatedBy === null ? null : (
                    <>
                      {' · '}
                      <bdi>{activatedBy}</bdi>
                    </>
                  )}
                </span>
              </span>
              {isActive ? null : (
                <button type="button" class="button button-small" disabled={isBusy} onClick={() => rollBack(n)}>
                  {t('history.back')}
                  <span class="visually-hidden"> {t('history.version', { version: n })}</span>
                </button>
              )}
            </div>
            <details>
              <summary>{t('history.read')}</summary>
              <PolicyReading routing={version} surroundings={surroundings} form={form} />
            </details>
          </li>
        );
      })}
    </ol>
  );
}
