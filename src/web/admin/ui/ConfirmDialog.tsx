/** Confirms an action that is hard to undo, and explains its effects first. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import type { Answer, Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { Dialog } from '../../base/ui/Dialog.tsx';
import { troubleText } from '../../base/troubleText.ts';

interface Props<T> {
  readonly title: string;
  readonly act: string;
  readonly children: ComponentChildren;
  readonly send: () => Promise<Answer<T>>;
  readonly onDone: (data: T) => void;
  readonly onClose: () => void;
  /** Harmless actions are not red. */
  readonly harmless?: boolean;
}

export function ConfirmDialog<T>({ title, act, children, send, onDone, onClose, harmless = false }: Props<T>) {
  const common = useText(commonText);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const go = async () => {
    setBusy(true);
    const answer = await send();
    setBusy(false);
    if (answer.ok) onDone(answer.data);
    else setTrouble(answer.trouble);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        {children}
        <p class="field-error" role="alert">
          {trouble ? troubleText(trouble) : ''}
        </p>
        <div class="row">
          <button type="submit" class={`button ${harmless ? 'button-primary' : 'button-danger'}`} disabled={busy}>
            {act}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {common('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
