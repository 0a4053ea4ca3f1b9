/**
 * A supervisor's actions on a lead in a list, without leaving the floor. The dialog belongs to the page, so typed text
 * survives when the lead's row disappears.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { createStore, useStore } from '../base/createStore.ts';
import { ask, type Trouble } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { Icon } from '../base/ui/Icon.tsx';
import { ActionDialog } from '../lead/ActionDialog.tsx';
import { ActionButtons } from '../lead/Actions.tsx';
import type { Action } from '../lead/actionsFor.ts';

interface Chosen {
  readonly id: string;
  readonly label: string;
}

const chosen = createStore<Chosen | null>(null);

/** `name` as shown in the list. */
export function LeadMenuButton({ id, name }: { id: string; name: string }) {
  const t = useText(floorText);
  const label = t('lead.actions', { name });
  return (
    <button
      type="button"
      class="icon-button lead-menu"
      aria-haspopup="dialog"
      aria-label={label}
      title={label}
      onClick={() => chosen.set({ id, label })}
    >
      <Icon name="more" size={20} />
    </button>
  );
}

/** Include once per page with such buttons. `onDone`: after an action. */
export function LeadMenu({ onDone }: { onDone?: () => void }) {
  const lead = useStore(chosen);
  return lead ? <LeadDialog key={lead.id} {...lead} onDone={onDone} /> : null;
}

function LeadDialog({ id, label, onDone }: Chosen & { onDone: (() => void) | undefined }) {
  const common = useText(commonText);
  const [lead, setLead] = useState<DeskLead | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [action, setAction] = useState<Action | null>(null);
  /** The menu dialog also closes when an action's dialog opens, which does not count as closing. */
  const isChosen = useRef(false);
  useEffect(() => {
    let isOver = false;
    void ask<DeskLead>(`/api/leads/${encodeURIComponent(id)}`).then((answer) => {
      if (isOver) return;
      if (answer.ok) setLead(answer.data);
      else setTrouble(answer.trouble);
    });
    return () => {
      isOver = true;
    };
  }, [id]);
  const close = () => chosen.set(null);
  const finish = () => {
    close();
    onDone?.();
  };
  if (lead && action) return <ActionDialog lead={lead} action={action} onClose={close} onDone={finish} />;
  return (
    <Dialog title={label} onClose={() => (isChosen.current ? undefined : close())}>
      <p class="field-error live" role="alert">
        {trouble ? troubleText(trouble) : ''}
      </p>
      {lead ? (
        <ActionButtons
          lead={lead}
          onChoose={(one) => {
            isChosen.current = true;
            setAction(one);
          }}
        />
      ) : null}
      {!lead && !trouble ? <p class="muted">{common('loading')}</p> : null}
      <div class="row">
        <button type="button" class="button" onClick={close}>
          {common('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
