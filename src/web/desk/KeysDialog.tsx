/** The keyboard shortcuts, and the switch for single-key shortcuts. */
import { Fragment } from 'preact';
import { commonText } from '../../shared/text/common.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { chooseSingleKeys, singleKeys } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { OfferAnnouncer } from './OfferAnnouncer.tsx';

const KEYS = [
  ['A / Enter', 'keys.accept'],
  ['D', 'keys.decline'],
  ['T', 'keys.talking'],
  ['1', 'keys.connect'],
  ['H', 'keys.hold'],
  ['U', 'keys.unmute'],
  ['K', 'keys.keypad'],
  ['R', 'keys.transfer'],
  ['V', 'keys.voicemail'],
  ['E', 'keys.hangUp'],
  ['O', 'keys.objection'],
  ['N', 'keys.note'],
  ['1 … 9', 'keys.outcome'],
  ['Ctrl+Enter', 'keys.close'],
  ['M', 'keys.mute'],
  ['?', 'keys.help'],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useText(deskText);
  const common = useText(commonText);
  const single = useStore(singleKeys);
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <OfferAnnouncer />
      <dl class="facts">
        {KEYS.map(([key, text]) => (
          <Fragment key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </Fragment>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={single} onChange={(event) => chooseSingleKeys(event.currentTarget.checked)} />
        <span>
          {t('keys.single')}
          <span class="field-hint"> – {t('keys.singleHint')}</span>
        </span>
      </label>
      <div class="row">
        <button type="button" class="button" onClick={onClose}>
          {common('close')}
        </button>
      </div>
    </Dialog>
  );
}
