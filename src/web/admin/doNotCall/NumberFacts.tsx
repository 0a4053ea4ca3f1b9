/** A number that is or was listed: its acts, lifting it with a reason, erasing it. */
import { useId, useState } from 'preact/hooks';
import type { DoNotCallFound, DoNotCallNumber } from '../../../shared/adminDoNotCall.ts';
import { adminDoNotCallText } from '../../../shared/text/adminDoNotCall.ts';
import { useStore } from '../../base/createStore.ts';
import { showNumber, whenOf } from '../../base/format.ts';
import { ask } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { Name } from '../../base/ui/UserText.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

interface Props {
  readonly number: DoNotCallNumber;
  /** As it was typed and read, also where the list does not hold it. */
  readonly tel: string;
  readonly onChanged: (now: DoNotCallFound) => void;
}

export function NumberFacts({ number, tel, onChanged }: Props) {
  const t = useText(adminDoNotCallText);
  const reads = useStore(language);
  const [asking, setAsking] = useState<'lift' | 'erase' | null>(null);
  const when = (at: number) => whenOf(at, serverNow(), reads);
  const { isListed, since, liftedAt } = number;
  const done = (now: DoNotCallFound) => {
    toast(t(`${asking ?? 'lift'}.done`));
    setAsking(null);
    onChanged(now);
  };
  return (
    <div class="stack">
      <p>
        <strong>
          <bdi>{showNumber(tel)}</bdi>
        </strong>{' '}
        · {isListed ? t('find.listed', { when: when(since) }) : t('find.lifted', { when: when(liftedAt ?? since) })}
      </p>
      <Acts number={number} />
      <div class="row">
        {isListed ? (
          <button type="button" class="button button-danger" onClick={() => setAsking('lift')}>
            {t('lift')}
          </button>
        ) : null}
        {number.tel === null ? null : (
          <button type="button" class="button" onClick={() => setAsking('erase')}>
            {t('erase')}
          </button>
        )}
      </div>
      {asking === 'lift' ? <LiftDialog tel={tel} onDone={done} onClose={() => setAsking(null)} /> : null}
      {asking === 'erase' ? (
        <ConfirmDialog<DoNotCallFound>
          title={t('erase.title', { tel: showNumber(tel) })}
          act={t('erase')}
          send={() => ask('/api/do-not-call/erase', { method: 'POST', body: { tel } })}
          onDone={done}
          onClose={() => setAsking(null)}
        >
          <p>{t('erase.body')}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

export function Acts({ number: { acts } }: { number: DoNotCallNumber }) {
  const t = useText(adminDoNotCallText);
  const reads = useStore(language);
  if (acts.length === 0) return <p class="muted small">{t('act.none')}</p>;
  return (
    <ul class="lines">
      {acts.map(({ kind, at, source, by, reason, leadId }) => (
        <li class="line" key={`${kind}-${at}`}>
          <span class="grow">
            <strong>{t(`act.${kind}`)}</strong> · {t(`source.${source}`)}
            {by === undefined ? null : (
              <>
                {' · '}
                <Name name={by} />
              </>
            )}
            {leadId === undefined ? null : (
              <>
                {' · '}
                <a href={`/leads/${encodeURIComponent(leadId)}`}>{t('act.lead')}</a>
              </>
            )}
            {reason === undefined ? null : <bdi class="small muted user-text user-text-block">{reason}</bdi>}
          </span>
          <span class="muted small">{whenOf(at, serverNow(), reads)}</span>
        </li>
      ))}
    </ul>
  );
}

interface LiftProps {
  readonly tel: string;
  readonly onDone: (now: DoNotCallFound) => void;
  readonly onClose: () => void;
}

function LiftDialog({ tel, onDone, onClose }: LiftProps) {
  const t = useText(adminDoNotCallText);
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog<DoNotCallFound>
      title={t('lift.title', { tel: showNumber(tel) })}
      act={t('lift')}
      send={() => ask('/api/do-not-call', { method: 'DELETE', body: { tel, reason } })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t('lift.body')}</p>
      <div class="field">
        <label for={id}>{t('lift.reason')}</label>
        <textarea
          id={id}
          class="input"
          rows={3}
          required
          maxLength={500}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}
