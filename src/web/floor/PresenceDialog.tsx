/** Sets an agent to away or ends their shift, with a reason that their desk shows. */
import { useId, useState } from 'preact/hooks';
import type { FloorAgent } from '../../shared/floor.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { usePost } from '../base/usePost.ts';

const CHOICES = ['away', 'offline'] as const;

export function PresenceDialog({ agent, onClose }: { agent: FloorAgent; onClose: () => void }) {
  const t = useText(floorText);
  const common = useText(commonText);
  const id = useId();
  const [presence, setPresence] = useState<(typeof CHOICES)[number]>('away');
  const [reason, setReason] = useState('');
  const { send, isBusy, trouble } = usePost(onClose);
  return (
    <Dialog title={t('agent.setTitle', { name: agent.name })} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send(`/api/agents/${encodeURIComponent(agent.id)}/presence`, { presence, reason: reason.trim() });
        }}
      >
        <p class="muted">{t('agent.setHint')}</p>
        <fieldset class="row">
          <legend class="visually-hidden">{t('presence')}</legend>
          {CHOICES.map((choice) => (
            <label class="choice" key={choice}>
              <input type="radio" name="presence" checked={presence === choice} onChange={() => setPresence(choice)} />
              <span>{t(`agent.set.${choice}`)}</span>
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for={id}>{t('agent.reason')}</label>
          <input
            id={id}
            class="input"
            type="text"
            maxLength={200}
            required
            dir="auto"
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </div>
        <p class="field-error" role="alert">
          {trouble}
        </p>
        <div class="row">
          <button type="submit" class="button button-primary" disabled={reason.trim() === '' || isBusy}>
            {t('agent.setDo')}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {common('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
