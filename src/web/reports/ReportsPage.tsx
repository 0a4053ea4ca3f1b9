/** `/reports`: the speed report, with its filters in the URL. */
import { useEffect, useState } from 'preact/hooks';
import type { SpeedReport } from '../../shared/reports.ts';
import { commonText } from '../../shared/text/common.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { useResource } from '../base/useResource.ts';
import { useText } from '../base/text.ts';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { figuresOf, headingOf, textOf } from './figures.ts';
import { Filters } from './Filters.tsx';
import { Pictures } from './Pictures.tsx';
import { addressOf, useReportQuery } from './query.ts';
import { SpeedTable } from './SpeedTable.tsx';
import { useFormats } from './useFormats.ts';

const PATH = '/api/reports/speed';

export function ReportsPage() {
  const t = useText(reportsText);
  const common = useText(commonText);
  const me = useMe();
  const { query, change } = useReportQuery();
  const address = addressOf(query);
  const { data, trouble, reload } = useResource<SpeedReport>(`${PATH}${address}`);
  // The report before stays until the next is there, so that nothing jumps.
  const [report, setReport] = useState<SpeedReport | null>(null);
  useEffect(() => {
    if (data) setReport(data);
  }, [data]);
  useEffect(() => {
    document.title = `${t('title')} · Leadbell`;
  }, [t]);
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="reports" aria-busy={!data && !trouble}>
        <div class="reports-head">
          <h1>{t('speed')}</h1>
          <div class="grow" />
          <a class="button button-small" href={`${PATH}${address === '' ? '?' : `${address}&`}format=csv`} download>
            {t('export')}
          </a>
          <button type="button" class="button button-small" onClick={() => print()}>
            {t('print')}
          </button>
        </div>
        <Filters query={query} report={report} onChange={change} />
        <div class="live" role="alert">
          {trouble ? (
            <p class="notice notice-bad row-apart">
              <span>
                {trouble.code === 'network'
                  ? common('failed.network')
                  : trouble.code === 'not-allowed'
                    ? common('failed.notAllowed')
                    : Object.values(trouble.fields)[0] || trouble.detail}
              </span>
              <button type="button" class="button button-small" onClick={reload}>
                {common('tryAgain')}
              </button>
            </p>
          ) : null}
        </div>
        {report ? <Report report={report} /> : trouble ? null : <p class="muted">{t('loading')}</p>}
      </main>
      <Toasts />
    </>
  );
}

function Report({ report }: { report: SpeedReport }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const { total, before, zone, countedUntil, missingDays, target, currency } = report;
  const goal = formats.duration(target);
  return (
    <>
      {missingDays > 0 ? <p class="notice notice-warn">{t('missing', { count: missingDays })}</p> : null}
      <section class="card" aria-label={t('summary')}>
        <dl class="reports-figures">
          {figuresOf(report).map((figure) => (
            <div key={figure}>
              <dt>{headingOf(figure, t, goal)}</dt>
              <dd>
                {textOf(figure, total, formats, currency)}
                {before ? (
                  <span class="muted reports-before">
                    {t('before', { value: textOf(figure, before, formats, currency) })}
                  </span>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {total.leads === 0 && total.cost === undefined ? (
        <p class="muted">{t('empty')}</p>
      ) : (
        <>
          <Pictures report={report} />
          <SpeedTable report={report} />
        </>
      )}
      <Outcomes report={report} />
      <p class="muted">{t('zone', { zone, time: formats.time(countedUntil, zone) })}</p>
    </>
  );
}

function Outcomes({ report: { total, outcomes } }: { report: SpeedReport }) {
  const t = useText(reportsText);
  const { count } = useFormats();
  const counted = outcomes.filter(({ id }) => total.outcomes[id] !== undefined);
  if (counted.length === 0) return null;
  return (
    <section class="card">
      <h2>{t('outcomes')}</h2>
      <dl class="reports-figures">
        {counted.map(({ id, name }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{count(total.outcomes[id] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
