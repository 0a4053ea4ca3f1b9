/** What became of the rows, those to fix as a file, and undoing it all. */
import { useState } from 'preact/hooks';
import type { ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Counts, FailedRows } from './Counts.tsx';
import type { StepProps } from './importSteps.ts';

export function EndedStep({ view, put }: StepProps) {
  const t = useText(adminImportText);
  const { state, counts } = view;
  const mayUndo = state !== 'undone' && (counts.fresh ?? 0) > 0;
  return (
    <div class="stack">
      {Object.keys(counts).length > 0 ? <Counts view={view} /> : null}
      <FailedRows view={view} />
      <div class="row">
        <a class="button button-primary" href="/admin/import">
          {t('another')}
        </a>
        {mayUndo ? <UndoButton view={view} put={put} /> : null}
      </div>
    </div>
  );
}

function UndoButton({ view: { id }, put }: StepProps) {
  const t = useText(adminImportText);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {t('undo')}
      </button>
      {isAsking ? (
        <ConfirmDialog<ImportView>
          title={t('undo.title')}
          act={t('undo')}
          send={() => ask(`/api/imports/${encodeURIComponent(id)}/undo`, { method: 'POST' })}
          onDone={(next) => {
            setAsking(false);
            put(next);
          }}
          onClose={() => setAsking(false)}
        >
          <ul class="consequences">
            <li>{t('undo.removes')}</li>
            <li>{t('undo.keeps')}</li>
            <li>{t('undo.again')}</li>
          </ul>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
