/** A dry run, an import or its undoing, while it works: how far it is, and how to stop it. */
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { useText } from '../../base/text.ts';
import { Counts } from './Counts.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import type { StepProps } from './importSteps.ts';
import { Progress } from './Progress.tsx';
import { useFigure } from '../ui/useFigure.ts';

export function WorkingStep({ view, put }: StepProps) {
  const t = useText(adminImportText);
  const figure = useFigure();
  const { state, settings } = view;
  const isReleasing = state === 'running' && settings?.mode === 'open';
  return (
    <div class="stack">
      <section class="card stack-tight">
        <Progress line={view} />
        {isReleasing ? <p>{t('progress.open', { rate: figure(settings.perHour) })}</p> : null}
        <p class="muted small">{t('progress.leave')}</p>
      </section>
      {state === 'running' ? <Counts view={view} /> : null}
      {state === 'undoing' ? null : <DiscardButton view={view} put={put} />}
    </div>
  );
}
