/** A supervisor's actions on a lead. Each click has its own key, so that a repeat has no second effect. */
import { useState } from 'preact/hooks';
import type { DeskLead, Reservation } from '../../shared/desk.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { useText } from '../base/text.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { actionsFor, type Action } from './actionsFor.ts';
import { canTakeNow, useReservationText } from './agentAvailability.ts';

/** A button for each action. A notice above explains actions that the state alone would not allow. */
export function ActionButtons({ lead, onChoose }: { lead: DeskLead; onChoose: (action: Action) => void }) {
  const t = useText(leadPageText);
  return (
    <>
      {lead.takeOver ? <p class="notice notice-warn">{t(`page.takeOver.${lead.takeOver}`)}</p> : null}
      {lead.reservedFor ? <ReservedNotice reservation={lead.reservedFor} /> : null}
      <div class="actions">
        {actionsFor(lead).map((action) => (
          <button
            type="button"
            key={action}
            class={`button ${action === 'close' || action === 'cancel' || action === 'doNotCall' ? 'button-danger' : ''}`}
            onClick={() => onChoose(action)}
          >
            {t(action === 'release' && lead.reservedFor ? 'action.release.reserved' : `action.${action}`)}
          </button>
        ))}
      </div>
    </>
  );
}

function ReservedNotice({ reservation }: { reservation: Reservation }) {
  const t = useText(leadPageText);
  const words = useReservationText();
  return (
    <p class={`notice ${canTakeNow(reservation) ? '' : 'notice-warn'}`}>{t('page.reserved', words(reservation))}</p>
  );
}

export function Actions({ lead, onDone }: { lead: DeskLead; onDone: () => void }) {
  const t = useText(leadPageText);
  const [open, setOpen] = useState<Action | null>(null);
  return (
    <section class="card stack">
      <h2>{t('page.actions')}</h2>
      <ActionButtons lead={lead} onChoose={setOpen} />
      {open ? (
        <ActionDialog
          lead={lead}
          action={open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onDone();
          }}
        />
      ) : null}
    </section>
  );
}
