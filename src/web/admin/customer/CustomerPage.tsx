/** `/admin/customer`: what is stored about one customer, erasing it, and the latest erasures. */
import { useCallback, useEffect, useId, useState } from 'preact/hooks';
import type { ErasureView, PersonFound, StorageView } from '../../../shared/adminPersons.ts';
import { adminPersonsText } from '../../../shared/text/adminPersons.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { useResource } from '../../base/useResource.ts';
import type { AdminPageProps } from '../pageProps.ts';
import { FindForm } from '../ui/FindForm.tsx';
import { Loaded, Page } from '../ui/Page.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { EraseCard } from './EraseCard.tsx';
import { ErasureLine } from './ErasureLine.tsx';
import { ErasureResult } from './ErasureResult.tsx';
import { KnownCard } from './KnownCard.tsx';
import { StorageCard } from './StorageCard.tsx';
import { whomOf, type Whom } from './whom.ts';

/** By a lead if the path names one; no number or address is ever in a path. */
export function CustomerPage({ id }: AdminPageProps) {
  const t = useText(adminPersonsText);
  const [whom, setWhom] = useState<Whom | null>(id === '' ? null : { leadId: id });
  const [found, setFound] = useState<PersonFound | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [erasure, setErasure] = useState<ErasureView | null>(null);
  const latest = useResource<{ erasures: readonly ErasureView[] }>('/api/persons/erasures');
  const look = useCallback(async (wanted: Whom) => {
    const answer = await ask<PersonFound>('/api/persons/find', { method: 'POST', body: wanted });
    setWhom(answer.ok ? whomOf(answer.data, wanted) : wanted);
    setFound(answer.ok ? answer.data : null);
    setTrouble(answer.ok ? null : answer.trouble);
  }, []);
  useEffect(() => {
    if (id !== '') void look({ leadId: id });
  }, [id, look]);
  const storage = useResource<StorageView>('/api/persons/storage');
  const { reload } = latest;
  const { reload: reloadStorage } = storage;
  const done = useCallback(
    (now: ErasureView) => {
      setErasure(now);
      reload();
      reloadStorage();
      if (now.state === 'done' && whom) void look(whom);
    },
    [look, reload, reloadStorage, whom],
  );
  const start = (wanted: Whom) => {
    setErasure(null);
    void look(wanted);
  };
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <FindCard trouble={trouble} onLook={start} />
      {erasure ? <ErasureResult erasure={erasure} found={found} onChange={done} /> : null}
      {found ? (
        <>
          <KnownCard found={found} whom={whom} onLook={start} onOpened={reload} />
          {found.hasAnything && whom && erasure?.state !== 'running' ? (
            <EraseCard key={`${found.address}:${erasure?.id ?? ''}`} found={found} whom={whom} onStarted={done} />
          ) : null}
        </>
      ) : null}
      <section class="card card-flush" aria-labelledby="latest-erasures">
        <div class="card-head">
          <h2 id="latest-erasures">{t('latest.title')}</h2>
        </div>
        <Loaded asked={latest}>
          {({ erasures }) =>
            erasures.length === 0 ? (
              <p class="muted import-note">{t('latest.none')}</p>
            ) : (
              <ul class="lines">
                {erasures.map((one) => (
                  <ErasureLine key={one.id} erasure={one} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      <StorageCard storage={storage} />
    </Page>
  );
}

function FindCard({ trouble, onLook }: { trouble: Trouble | null; onLook: (whom: Whom) => void }) {
  const t = useText(adminPersonsText);
  const id = useId();
  const error = trouble ? (trouble.code === 'not-found' ? t('find.gone') : troubleText(trouble)) : '';
  return (
    <section class="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('find.title')}</h2>
      <FindForm
        keyboard="text"
        most={254}
        label={t('find.label')}
        action={t('find.go')}
        error={error}
        onFind={(typed) => onLook(typed.includes('@') ? { email: typed.trim() } : { tel: typed })}
      />
    </section>
  );
}
