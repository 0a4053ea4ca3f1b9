/** What became, or would become, of the rows: how many of each, and the first that failed with why. */
import { useId } from 'preact/hooks';
import type { ImportFate, ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { useText } from '../../base/text.ts';
import { useFigure } from '../ui/useFigure.ts';

const ALWAYS: readonly ImportFate[] = ['fresh', 'attached', 'listed', 'broken'];
const FATES: readonly ImportFate[] = [
  ...(['fresh', 'attached', 'repeated', 'again', 'listed', 'broken', 'empty', 'removed', 'kept'] as const),
];

/** W214: while it runs, each beside what its check counted. */
export function Counts({ view: { state, counts, checked } }: { view: ImportView }) {
  const t = useText(adminImportText);
  const figure = useFigure();
  const expected = state === 'running' ? checked : null;
  const most = (fate: ImportFate) => Math.max(counts[fate] ?? 0, expected?.[fate] ?? 0);
  const shown = FATES.filter((fate) => ALWAYS.includes(fate) || most(fate) > 0);
  const textOf = (fate: ImportFate) => {
    const done = figure(counts[fate] ?? 0);
    return expected ? t('counts.of', { done, all: figure(most(fate)) }) : done;
  };
  return (
    <section class="card card-flush">
      <dl class="lines">
        {shown.map((fate) => (
          <div class="line" key={fate}>
            <dt class="grow">{t(`fate.${fate}`)}</dt>
            <dd class="import-count">{textOf(fate)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function FailedFile({ id }: { id: string }) {
  const t = useText(adminImportText);
  return (
    <a class="button button-small" download href={`/api/imports/${encodeURIComponent(id)}/errors.csv`}>
      {t('failed.file')}
    </a>
  );
}

export function FailedRows({ view: { id, failed, counts } }: { view: ImportView }) {
  const t = useText(adminImportText);
  const figure = useFigure();
  const titleId = useId();
  if (failed.length === 0) return null;
  const all = Math.max(failed.length, (counts.broken ?? 0) + (counts.listed ?? 0));
  return (
    <section class="card card-flush" aria-labelledby={titleId}>
      <div class="card-head">
        <h3 id={titleId}>{t('failed.title')}</h3>
        <FailedFile id={id} />
      </div>
      <table class="table import-failed">
        <thead>
          <tr>
            <th>{t('failed.row')}</th>
            <th>{t('failed.why')}</th>
            <th>{t('failed.cells')}</th>
          </tr>
        </thead>
        <tbody>
          {failed.map(({ row, cells, reason }) => (
            <tr key={row}>
              <td>{figure(row)}</td>
              <td>{reason}</td>
              <td>
                <bdi class="user-text user-text-block small muted fold fold-2">
                  {cells.filter((cell) => cell !== '').join(' · ')}
                </bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small muted import-note">
        {all > failed.length ? `${t('failed.more', { count: failed.length, all: figure(all) })} ` : ''}
        {t('failed.hint')}
      </p>
    </section>
  );
}
