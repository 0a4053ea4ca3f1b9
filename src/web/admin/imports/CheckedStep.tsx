/** After the dry run: what will happen to each row, and the button that starts the import. */
import { useState } from 'preact/hooks';
import type { ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { commonText } from '../../../shared/text/common.ts';
import { formatDuration } from '../../base/format.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { troubleText } from '../../base/troubleText.ts';
import { Counts, FailedRows } from './Counts.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import type { StepProps } from './importSteps.ts';
import { useFigure } from '../ui/useFigure.ts';

const HOUR_MS = 3_600_000;

export function CheckedStep({ view, put, onChange }: StepProps & { onChange: () => void }) {
  const t = useText(adminImportText);
  const common = useText(commonText);
  const figure = useFigure();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { counts, settings } = view;
  const fresh = counts.fresh ?? 0;
  const canStart = fresh + (counts.attached ?? 0) > 0;
  const start = async () => {
    if (isBusy) return;
    setBusy(true);
    const answer = await ask<ImportView>(`/api/imports/${encodeURIComponent(view.id)}/start`, { method: 'POST' });
    setBusy(false);
    if (answer.ok) put(answer.data);
    else setTrouble(answer.trouble);
  };
  return (
    <div class="stack">
      <p class={canStart ? 'muted' : 'notice notice-warn'}>{t(canStart ? 'dry.about' : 'dry.nothing')}</p>
      <Counts view={view} />
      <FailedRows view={view} />
      {settings ? (
        <p class="muted">
          {t(`mode.about.${settings.mode}`)}
          {settings.mode === 'open' && fresh > 1
            ? ` ${t('dry.rate', { rate: figure(settings.perHour), time: formatDuration((fresh / settings.perHour) * HOUR_MS, common) })}`
            : ''}
        </p>
      ) : null}
      <p class="field-error" role="alert">
        {trouble ? troubleText(trouble) : ''}
      </p>
      <div class="row">
        {canStart && settings ? (
          <button type="button" class="button button-primary" aria-disabled={isBusy} onClick={() => void start()}>
            {t(`start.${settings.mode}`)}
          </button>
        ) : null}
        <button type="button" class="button" onClick={onChange}>
          {t('change')}
        </button>
        <DiscardButton view={view} put={put} />
      </div>
    </div>
  );
}
