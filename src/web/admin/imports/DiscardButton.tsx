/** Ends an import that hasn’t started, or stops one that runs; asks first and says what stays. */
import { useState } from 'preact/hooks';
import type { ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import type { StepProps } from './importSteps.ts';

export function DiscardButton({ view: { id, state }, put }: StepProps) {
  const t = useText(adminImportText);
  const [isAsking, setAsking] = useState(false);
  const kind = state === 'running' ? 'cancel' : 'discard';
  return (
    <div class="row">
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {t(kind)}
      </button>
      {isAsking ? (
        <ConfirmDialog<ImportView>
          title={t(`${kind}.title`)}
          act={t(kind)}
          send={() => ask(`/api/imports/${encodeURIComponent(id)}/cancel`, { method: 'POST' })}
          onDone={(next) => {
            setAsking(false);
            put(next);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t(`${kind}.body`)}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
