/** A dry run, an import or its undoing, while it works: how far it is, and how to stop it. */
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Counts, FailedFile } from './Counts.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import type { StepProps } from './importSteps.ts';
import { Progress } from './Progress.tsx';
import { useFigure } from '../ui/useFigure.ts';

export function WorkingStep({ view, put }: StepProps) {
  const t = useText(adminImportText);
  const figure = useFigure();
  const reads = useStore(language);
  const { id, state, settings, waiting, checked } = view;
  const isReleasing = state === 'running' && settings?.mode === 'open';
  return (
    <div class="stack">
      <section class="card stack-tight">
        <Progress line={view} />
        {isReleasing ? <p>{t('progress.open', { rate: figure(settings.perHour) })}</p> : null}
        {waiting ? (
          <p>
            {t('progress.waiting', { count: waiting.rows, rows: figure(waiting.rows) })} {t(`waits.${waiting.why}`)}{' '}
            {t('progress.next', { when: whenOf(waiting.releaseAt, serverNow(), reads) })}
          </p>
        ) : null}
        <p class="muted small">{t('progress.leave')}</p>
      </section>
      {state === 'running' ? <Counts view={view} /> : null}
      {/* Leads are released for days; nobody has to wait for the end to fix the rest. */}
      {isReleasing && (checked?.broken ?? 0) + (checked?.listed ?? 0) > 0 ? (
        <div class="row">
          <FailedFile id={id} />
        </div>
      ) : null}
      {state === 'undoing' ? null : <DiscardButton view={view} put={put} />}
    </div>
  );
}
