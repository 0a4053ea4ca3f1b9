/** A keypad for phone menus. Keys are sent as they are pressed and never stored, since they may be a PIN. */
import { useState } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useText } from '../../base/text.ts';
import { Dialog } from '../../base/ui/Dialog.tsx';
import { useLine } from '../context.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

export function KeypadDialog({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const t = useText(deskText);
  const common = useText(commonText);
  const line = useLine();
  const [count, setCount] = useState(0);
  const press = (keys: string) => {
    setCount((before) => before + 1);
    line.ask({ event: 'call:keys', body: { leadId, keys } });
  };
  return (
    <Dialog title={t('keypad')} onClose={onClose}>
      <div
        class="stack"
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.some((key) => key === event.key)) return;
          event.preventDefault();
          press(event.key);
        }}
      >
        <p class="muted">{t('keypad.hint')}</p>
        <div class="keypad">
          {KEYS.map((key) => (
            <button type="button" class="button button-large" key={key} onClick={() => press(key)}>
              {key}
            </button>
          ))}
        </div>
        <div class="row-apart">
          <button type="button" class="button" onClick={onClose}>
            {common('close')}
          </button>
          <span class="small muted" role="status">
            {t('keypad.sent', { count })}
          </span>
        </div>
      </div>
    </Dialog>
  );
}
