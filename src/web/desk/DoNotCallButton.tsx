/** "Do not call", at any moment of a call: asks once, and says afterwards that the number is listed. */
import { useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useText } from '../base/text.ts';
import { Lazy } from '../base/ui/Lazy.tsx';

const loadDialog = () => import('../lead/ActionDialog.tsx').then((module) => module.ActionDialog);

export function DoNotCallButton({ lead }: { lead: DeskLead }) {
  const t = useText(leadText);
  const [isAsking, setAsking] = useState(false);
  // Said by the history, so that a desk that was loaded again knows it too.
  const isListed = lead.history.some(({ kind }) => kind === 'listed');
  if (isListed) return <p class="notice notice-warn">{t('timeline.listed')}</p>;
  return (
    <>
      <button type="button" class="button button-small" onClick={() => setAsking(true)}>
        {t('action.doNotCall')}
      </button>
      {isAsking ? (
        <Lazy
          load={loadDialog}
          props={{
            lead,
            action: 'doNotCall' as const,
            onClose: () => setAsking(false),
            onDone: () => setAsking(false),
          }}
        />
      ) : null}
    </>
  );
}
