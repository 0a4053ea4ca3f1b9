/** Today's leads of my teams that weren't offered to me: when, why, and what would have changed it. */
import { useEffect } from 'preact/hooks';
import type { PassedOverList } from '../../shared/whyNotMe.ts';
import { commonText } from '../../shared/text/common.ts';
import { whyText } from '../../shared/text/why.ts';
import { useStore } from '../base/createStore.ts';
import { timeOf } from '../base/format.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { useResource } from '../base/useResource.ts';
import { changeOf, reasonOf } from './whySentences.ts';

const READ_EVERY_MS = 15_000;

export function WhyPage() {
  const t = useText(whyText);
  const common = useText(commonText);
  const me = useMe();
  const reads = useStore(language);
  const list = useResource<PassedOverList>('/api/me/passed-over', { everyMs: READ_EVERY_MS, version: reads }).data;
  useEffect(() => {
    document.title = `${t('title')} · Leadbell`;
  }, [t]);
  const words = { t, common };
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="why-page">
        <div class="why-head">
          <h1>{t('title')}</h1>
          <p class="muted">{t('intro')}</p>
        </div>
        {list ? (
          <section class="card card-flush" aria-label={t('title')}>
            {list.leads.length === 0 ? <p class="empty">{t('empty')}</p> : null}
            <ol class="why-list">
              {list.leads.map((lead, index) => (
                <li key={`${lead.at}-${index}`}>
                  <time class="muted" dateTime={new Date(lead.at).toISOString()}>
                    {timeOf(lead.at, reads)}
                  </time>
                  <div class="why-said">
                    <strong>
                      <bdi>{reasonOf(lead, words)}</bdi>
                    </strong>
                    <span>
                      <span class="muted">{t('changed')}</span> {changeOf(lead, words)}
                    </span>
                    <span class="small muted">{lead.campaign}</span>
                  </div>
                </li>
              ))}
            </ol>
            {list.isCut ? <p class="table-foot small muted">{t('cut')}</p> : null}
          </section>
        ) : (
          <p class="muted">{common('loading')}</p>
        )}
      </main>
      <Toasts />
    </>
  );
}
