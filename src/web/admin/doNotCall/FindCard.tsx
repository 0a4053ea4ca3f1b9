/** One number: whether it is listed, since when, by which acts; and what can be done about it. */
import { useId, useState } from 'preact/hooks';
import type { DoNotCallFound } from '../../../shared/adminDoNotCall.ts';
import { adminDoNotCallText } from '../../../shared/text/adminDoNotCall.ts';
import { useStore } from '../../base/createStore.ts';
import { showNumber, whenOf } from '../../base/format.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { FindForm } from '../ui/FindForm.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { AddDialog } from './AddDialog.tsx';
import { NumberFacts } from './NumberFacts.tsx';

export function FindCard({ onChanged }: { onChanged: () => void }) {
  const t = useText(adminDoNotCallText);
  const id = useId();
  const reads = useStore(language);
  const [found, setFound] = useState<DoNotCallFound | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const look = async (tel: string) => {
    const answer = await ask<DoNotCallFound>('/api/do-not-call/find', { method: 'POST', body: { tel } });
    setFound(answer.ok ? answer.data : null);
    setTrouble(answer.ok ? null : answer.trouble);
  };
  const changed = (now: DoNotCallFound) => {
    setFound(now);
    onChanged();
  };
  return (
    <section class="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('find.title')}</h2>
      <FindForm
        keyboard="tel"
        most={60}
        label={t('find.tel')}
        action={t('find.go')}
        error={trouble ? troubleText(trouble) : ''}
        onFind={(typed) => void look(typed)}
        other={(typed) => (
          <button type="button" class="button button-primary" onClick={() => setAdding(typed)}>
            {t('add')}
          </button>
        )}
      />
      <div role="status">
        {found ? (
          found.number ? (
            <NumberFacts number={found.number} tel={found.tel} onChanged={changed} />
          ) : (
            <p>{t('find.never', { tel: showNumber(found.tel) })}</p>
          )
        ) : null}
        {found?.notInServiceSince == null ? null : (
          <p>{t('find.notInService', { when: whenOf(found.notInServiceSince, serverNow(), reads) })}</p>
        )}
        {found?.registry ? <p class="muted">{t(`find.registry.${found.registry}`)}</p> : null}
      </div>
      {adding === null ? null : (
        <AddDialog
          tel={adding}
          onClose={() => setAdding(null)}
          onDone={(now) => {
            setAdding(null);
            changed(now);
          }}
        />
      )}
    </section>
  );
}
