/** A number that someone asked us not to call: how the request came in, and a note. */
import { useId, useState } from 'preact/hooks';
import { HEARD_SOURCES, type DoNotCallFound } from '../../../shared/adminDoNotCall.ts';
import { adminDoNotCallText } from '../../../shared/text/adminDoNotCall.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

interface Props {
  readonly tel: string;
  readonly onDone: (now: DoNotCallFound) => void;
  readonly onClose: () => void;
}

export function AddDialog({ tel: given, onDone, onClose }: Props) {
  const t = useText(adminDoNotCallText);
  const id = useId();
  const [tel, setTel] = useState(given);
  const [source, setSource] = useState<(typeof HEARD_SOURCES)[number]>('spoken');
  const [note, setNote] = useState('');
  return (
    <ConfirmDialog<DoNotCallFound>
      title={t('add')}
      act={t('add')}
      harmless
      send={() => ask('/api/do-not-call', { method: 'POST', body: { tel, source, note } })}
      onDone={(now) => {
        toast(t('add.done'));
        onDone(now);
      }}
      onClose={onClose}
    >
      <p>{t('add.body')}</p>
      <div class="field">
        <label for={`${id}-tel`}>{t('find.tel')}</label>
        <input
          id={`${id}-tel`}
          class="input"
          type="tel"
          autocomplete="off"
          required
          maxLength={60}
          value={tel}
          onInput={({ currentTarget }) => setTel(currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-source`}>{t('add.source')}</label>
        <select
          id={`${id}-source`}
          class="input"
          value={source}
          onChange={({ currentTarget: { value } }) =>
            setSource(HEARD_SOURCES.find((one) => one === value) ?? HEARD_SOURCES[0])
          }
        >
          {HEARD_SOURCES.map((one) => (
            <option key={one} value={one}>
              {t(`source.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-note`}>{t('add.note')}</label>
        <textarea
          id={`${id}-note`}
          class="input"
          rows={2}
          maxLength={500}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}
