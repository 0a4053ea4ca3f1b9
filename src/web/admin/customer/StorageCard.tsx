/** What the database's file and backups may still hold of what was erased, and removing it now. */
import { useId, useState } from 'preact/hooks';
import type { StorageView } from '../../../shared/adminPersons.ts';
import { adminPersonsText } from '../../../shared/text/adminPersons.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import type { Resource } from '../../base/useResource.ts';
import { Loaded } from '../ui/Page.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { useFigure } from '../ui/useFigure.ts';
import { useDate } from './useDate.ts';

export function StorageCard({ storage }: { storage: Resource<StorageView> }) {
  const t = useText(adminPersonsText);
  const id = useId();
  const { when } = useDate();
  const figure = useFigure();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const remove = async () => {
    setBusy(true);
    const answer = await ask<StorageView>('/api/persons/storage/compact', { method: 'POST' });
    setBusy(false);
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) storage.put(answer.data);
  };
  const sentence = ({ database, compactedAt, goneBy }: StorageView) => {
    if (database === 'mongodb') return t('storage.mongodb');
    if (goneBy !== null) return t('storage.left', { when: when(goneBy) });
    return compactedAt === null ? t('storage.never') : t('storage.gone', { when: when(compactedAt) });
  };
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{t('storage.title')}</h2>
      <Loaded asked={storage}>
        {(view) => (
          <>
            <p role="status">{sentence(view)}</p>
            <p class="muted">
              {view.backupDays === null
                ? t('effect.backups')
                : t('effect.backups.days', { count: view.backupDays, days: figure(view.backupDays) })}
            </p>
            <p class="field-error" role="alert">
              {trouble ? troubleText(trouble) : ''}
            </p>
            {view.database === 'embedded' ? (
              <div class="row">
                <button type="button" class="button" disabled={isBusy} onClick={() => void remove()}>
                  {t('storage.go')}
                </button>
              </div>
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
}
