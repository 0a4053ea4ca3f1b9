/** Erases the customer: what stays, the effects of that choice, and a typed confirmation. */
import { useId, useState } from 'preact/hooks';
import { ERASURE_KEEPS, type ErasureKeeps, type ErasureView, type PersonFound } from '../../../shared/adminPersons.ts';
import { DAY } from '../../../core/vocabulary/time.ts';
import { adminPersonsText } from '../../../shared/text/adminPersons.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { troubleText } from '../../base/troubleText.ts';
import { useFigure } from '../ui/useFigure.ts';
import { useDate } from './useDate.ts';
import type { Whom } from './whom.ts';

interface Props {
  readonly found: PersonFound;
  readonly whom: Whom;
  readonly onStarted: (erasure: ErasureView) => void;
}

export function EraseCard({ found, whom, onStarted }: Props) {
  const t = useText(adminPersonsText);
  const id = useId();
  const maySeal = found.sealable.records > 0;
  // Neither is chosen beforehand where there is a choice.
  const [keeps, setKeeps] = useState<ErasureKeeps | null>(maySeal ? null : 'nothing');
  const [tellsCustomer, setTells] = useState(false);
  const [lastFour, setLastFour] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const erase = async () => {
    setBusy(true);
    const body = { ...whom, lastFour, tellsCustomer, keeps };
    const answer = await ask<ErasureView>('/api/persons/erase', { method: 'POST', body });
    setBusy(false);
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) onStarted(answer.data);
  };
  return (
    <section class="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('erase.title')}</h2>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <fieldset class="field">
          <legend>{t('erase.what')}</legend>
          <div class="row">
            {ERASURE_KEEPS.map((one) => (
              <label class="choice" key={one}>
                <input
                  type="radio"
                  name={`${id}-keeps`}
                  required
                  disabled={one === 'sealed' && !maySeal}
                  checked={keeps === one}
                  onChange={() => setKeeps(one)}
                />
                <span>{t(`keeps.${one}`)}</span>
              </label>
            ))}
          </div>
          {maySeal ? null : <p class="muted small">{t('keeps.sealed.none')}</p>}
        </fieldset>
        <Effects found={found} keeps={keeps} />
        {found.counts.appointments > 0 ? (
          <label class="check">
            <input
              type="checkbox"
              checked={tellsCustomer}
              onChange={({ currentTarget }) => setTells(currentTarget.checked)}
            />
            <span>{t('erase.tells')}</span>
          </label>
        ) : null}
        <div class="field">
          <label for={`${id}-confirm`}>{t('erase.confirm', { lastFour: found.lastFour })}</label>
          <input
            id={`${id}-confirm`}
            class="input"
            autocomplete="off"
            required
            maxLength={4}
            aria-describedby={`${id}-hint ${id}-error`}
            value={lastFour}
            onInput={({ currentTarget }) => setLastFour(currentTarget.value)}
          />
          <p id={`${id}-hint`} class="field-hint">
            {t('erase.confirm.hint')}
          </p>
        </div>
        <p id={`${id}-error`} class="field-error" role="alert">
          {trouble ? troubleText(trouble) : ''}
        </p>
        <div class="row">
          <button
            type="submit"
            class="button button-danger"
            disabled={isBusy || keeps === null || lastFour !== found.lastFour}
          >
            {t('erase.go')}
          </button>
        </div>
      </form>
    </section>
  );
}

function Effects({ found, keeps }: { found: PersonFound; keeps: ErasureKeeps | null }) {
  const t = useText(adminPersonsText);
  const figure = useFigure();
  const { date } = useDate();
  const { backupDays } = found;
  const { records, until } = found.sealable;
  const sealed = { count: records, figure: figure(records), until: until === null ? '' : date(until) };
  return (
    <ul class="consequences">
      <li>{t('effect.goes')}</li>
      <li>{t('effect.stays')}</li>
      {keeps === 'sealed' ? (
        <>
          <li>{t('effect.sealed', sealed)}</li>
          <li>{t('effect.sealed.who')}</li>
        </>
      ) : null}
      {keeps === 'nothing' && records > 0 ? <li>{t('effect.nothing')}</li> : null}
      {keeps === 'nothing' && found.seals.length > 0 ? <li>{t('effect.unseals')}</li> : null}
      <li>
        {backupDays === null
          ? t('effect.backups')
          : t('effect.backups.until', { date: date(Date.now() + backupDays * DAY) })}
      </li>
    </ul>
  );
}
