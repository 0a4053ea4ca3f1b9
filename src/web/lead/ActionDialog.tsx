/** A supervisor action: its fields, its request, and what went wrong. */
import { useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { knownKey, useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { toast } from '../base/ui/Toasts.tsx';
import { Name } from '../base/ui/UserText.tsx';
import { usePost } from '../base/usePost.ts';
import { AgentFields, CallbackFields, NoteFields, ReasonFields } from './ActionFields.tsx';
import { CloseFields, SaleValueFields } from './SaleFields.tsx';
import type { Action } from './actionsFor.ts';
import { useReservationText } from './agentAvailability.ts';

/** Actions without fields: a sentence explains the effect. */
const WITHOUT_FIELDS: readonly Action[] = ['requeue', 'call', 'release', 'notSpam', 'takeUp'];
const FINAL: readonly Action[] = ['close', 'cancel', 'doNotCall'];
const PATHS: Partial<Record<Action, string>> = {
  notSpam: 'not-spam',
  takeUp: 'take-up',
  doNotCall: 'do-not-call',
  saleValue: 'sale-value',
};

interface Props {
  lead: DeskLead;
  action: Action;
  onClose: () => void;
  onDone: () => void;
}

export function ActionDialog({ lead, action, onClose, onDone }: Props) {
  const t = useText(leadText);
  const common = useText(commonText);
  const [body, setBody] = useState<Readonly<Record<string, unknown>> | null>(
    WITHOUT_FIELDS.includes(action) ? {} : null,
  );
  const reads = useStore(language);
  const words = useReservationText();
  const { send, isBusy, trouble } = usePost((answer) => {
    const { promise, reservedFor } = answer as DeskLead;
    // The time that it is scheduled for, which the law or business hours may have moved.
    const isPromised = action === 'callback' && promise !== null;
    if (reservedFor && action === 'reassign') toast(t('page.reserved', words(reservedFor)));
    else if (isPromised) toast(t('action.promised', { when: whenOf(promise.dueAt, serverNow(), reads) }));
    else toast(t(`done.${action}`));
    onDone();
  });
  const isReservation = action === 'release' && lead.reservedFor !== undefined;
  const title = isReservation ? 'action.release.reserved' : (`action.${action}` as const);
  const hint = knownKey(leadText, `${title}.hint`);
  return (
    <Dialog title={t(title)} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (body !== null) void send(`/api/leads/${encodeURIComponent(lead.id)}/${PATHS[action] ?? action}`, body);
        }}
      >
        <p>
          <strong>
            <Name name={lead.person.name} />
          </strong>
        </p>
        {hint ? <p class="muted">{t(hint)}</p> : null}
        {action === 'note' ? <NoteFields note={lead.note ?? ''} onBody={setBody} /> : null}
        {action === 'close' ? <CloseFields lead={lead} onBody={setBody} /> : null}
        {action === 'saleValue' ? <SaleValueFields lead={lead} onBody={setBody} /> : null}
        {action === 'callback' ? <CallbackFields lead={lead} onBody={setBody} /> : null}
        {action === 'reassign' ? <AgentFields lead={lead} onBody={setBody} /> : null}
        {action === 'cancel' ? <ReasonFields onBody={setBody} /> : null}
        {action === 'doNotCall' ? <ReasonFields start={t('action.doNotCall.asked')} onBody={setBody} /> : null}
        <p class="field-error" role="alert">
          {trouble}
        </p>
        <div class="row">
          <button
            type="submit"
            class={`button ${FINAL.includes(action) ? 'button-danger' : 'button-primary'}`}
            disabled={body === null || isBusy}
          >
            {t(title)}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {common('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
