/** One number: whether it is listed, since when, by which acts; and what can be done about it. */
import { useId, useState } from 'preact/hooks';
import type { DoNotCallFound } from '../../../shared/adminDoNotCall.ts';
import { adminDoNotCallText } from '../../../shared/text/adminDoNotCall.ts';
import { commonText } from '../../../shared/text/common.ts';
import { showNumber } from '../../base/format.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { troubleText } from '../ui/troubleText.ts';
import { AddDialog } from './AddDialog.tsx';
import { NumberFacts } from './NumberFacts.tsx';

export function FindCard({ onChanged }: { onChanged: () => void }) {
  const t = useText(adminDoNotCallText);
  const common = useText(commonText);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<DoNotCallFound | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const look = async () => {
    const answer = await ask<DoNotCallFound>('/api/do-not-call/find', { method: 'POST', body: { tel: typed } });
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
      <form
        class="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <label class="visually-hidden" for={id}>
          {t('find.tel')}
        </label>
        <input
          id={id}
          class="input grow"
          type="tel"
          autocomplete="off"
          required
          maxLength={60}
          placeholder={t('find.tel')}
          aria-describedby={`${id}-error`}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" class="button">
          {t('find.go')}
        </button>
        <button type="button" class="button button-primary" onClick={() => setAdding(typed)}>
          {t('add')}
        </button>
      </form>
      <p id={`${id}-error`} class="field-error" role="alert">
        {trouble ? troubleText(trouble, common) : ''}
      </p>
      <div role="status">
        {found ? (
          found.number ? (
            <NumberFacts number={found.number} tel={found.tel} onChanged={changed} />
          ) : (
            <p>{t('find.never', { tel: showNumber(found.tel) })}</p>
          )
        ) : null}
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
