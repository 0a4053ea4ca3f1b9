/** Transfer: to which teammate, and warm or cold. The list of available teammates refreshes while the dialog is open. */
import { useEffect } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useStore } from '../../base/createStore.ts';
import { useText } from '../../base/text.ts';
import { Dialog } from '../../base/ui/Dialog.tsx';
import { useLine } from '../context.ts';
import { pendingFor } from '../requests.ts';

const ASK_EVERY_MS = 3000;

export function TransferDialog({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const t = useText(deskText);
  const about = useText(leadText);
  const common = useText(commonText);
  const line = useLine();
  const state = useStore(line.state);
  useEffect(() => {
    const ask = () => line.ask({ event: 'call:colleagues', body: {} });
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [line]);

  const hand = (to: string, warm: boolean) => {
    line.ask({ event: 'call:transfer', body: { leadId, to, warm } });
    onClose();
  };
  const { colleagues } = state;
  const isHanding = pendingFor(state, 'call:transfer', leadId) !== undefined;
  return (
    <Dialog title={t('transfer.title')} onClose={onClose}>
      <p class="muted">{t('transfer.hint')}</p>
      {colleagues === null ? <p class="muted">{common('loading')}</p> : null}
      {colleagues?.length === 0 ? <p class="notice notice-warn">{t('transfer.nobody')}</p> : null}
      <ul class="colleagues">
        {(colleagues ?? []).map(({ id, name, languages, isFree, presence }) => (
          <li key={id}>
            <div class="grow">
              <strong>
                <bdi>{name}</bdi>
              </strong>
              <div class="row small muted">
                <span class={`badge ${isFree ? 'badge-good' : ''}`}>
                  {t(isFree || presence !== 'available' ? `presence.${presence}` : 'transfer.busy')}
                </span>
                <span>{languages.map((language) => about(`language.${language}`)).join(', ')}</span>
              </div>
            </div>
            {isFree ? (
              <div class="row">
                <button
                  type="button"
                  class="button button-small button-primary"
                  disabled={isHanding}
                  onClick={() => hand(id, true)}
                >
                  {t('transfer.warm')}
                  <span class="visually-hidden">: {name}</span>
                </button>
                <button type="button" class="button button-small" disabled={isHanding} onClick={() => hand(id, false)}>
                  {t('transfer.cold')}
                  <span class="visually-hidden">: {name}</span>
                </button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <div class="row">
        <button type="button" class="button" onClick={onClose}>
          {common('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
