/** The keyboard shortcuts, and the switch for single-key shortcuts. Loaded when it is opened. */
import { Fragment, type ComponentChildren } from 'preact';
import { commonText } from '../../shared/text/common.ts';
import { deskKeysText } from '../../shared/text/deskKeys.ts';
import { useStore } from '../base/createStore.ts';
import { chooseSingleKeys, singleKeys } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';

const KEYS = [
  ['A / Enter', 'accept'],
  ['D', 'decline'],
  ['T', 'talking'],
  ['1', 'connect'],
  ['H', 'hold'],
  ['U', 'unmute'],
  ['K', 'keypad'],
  ['R', 'transfer'],
  ['V', 'voicemail'],
  ['E', 'hangUp'],
  ['O', 'objection'],
  ['N', 'note'],
  ['1 … 9', 'outcome'],
  ['Ctrl+Enter', 'close'],
  ['M', 'mute'],
  ['?', 'help'],
] as const;

/** `children`: what is announced over it. */
export function KeysDialog({ onClose, children }: { onClose: () => void; children: ComponentChildren }) {
  const t = useText(deskKeysText);
  const common = useText(commonText);
  const single = useStore(singleKeys);
  return (
    <Dialog title={t('title')} onClose={onClose}>
      {children}
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
          {t('single')}
          <span class="field-hint"> – {t('singleHint')}</span>
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
