/** An agent’s own figures of this week, day by day, beside those of last week up to the same weekday. */
import { useEffect, useMemo } from 'preact/hooks';
import { reportsText } from '../../shared/text/reports.ts';
import type { MyWeek } from '../../shared/workReports.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { useResource } from '../base/useResource.ts';
import { FailedNotice } from '../base/ui/FailedNotice.tsx';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { agentColumns } from '../reports/agentFigures.ts';
import { Chart, wholeOnly } from '../reports/Chart.tsx';
import { GroupTable } from '../reports/GroupTable.tsx';
import { Counted, Figures } from '../reports/ReportFrame.tsx';
import { useFormats } from '../reports/useFormats.ts';

export function WeekPage() {
  const t = useText(reportsText);
  const me = useMe();
  const { data, trouble, reload } = useResource<MyWeek>('/api/my/week');
  useEffect(() => {
    document.title = `${t('week')} · Leadbell`;
  }, [t]);
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="reports week" aria-busy={!data && !trouble}>
        <div class="reports-head">
          <h1>{t('week')}</h1>
          <div class="grow" />
          {data && me?.takesLeads !== false ? (
            <a class="button button-small" href="/api/my/week?format=csv" download>
              {t('export')}
            </a>
          ) : null}
          <button type="button" class="button button-small" onClick={() => print()}>
            {t('print')}
          </button>
        </div>
        <div class="live" role="alert">
          {trouble ? <FailedNotice reason={troubleText(trouble)} onRetry={reload} /> : null}
        </div>
        {me?.takesLeads === false ? (
          <p class="muted">{t('week.noLeads')}</p>
        ) : data ? (
          <Week week={data} />
        ) : trouble ? null : (
          <p class="muted">{t('loading')}</p>
        )}
      </main>
      <Toasts />
    </>
  );
}

function Week({ week: { zone, countedUntil, week, days, total, before } }: { week: MyWeek }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const spoken = useStore(language);
  const columns = agentColumns(t, formats, true);
  const { points, series } = useMemo(
    () => ({
      points: days.map(({ date }) => formats.dayName(date)),
      series: [
        { label: t('week.last'), color: '--line-strong', values: days.map((day) => day.before.talked) },
        { label: t('week.this'), color: '--accent', values: days.map((day) => day.now.talked) },
      ],
    }),
    // Names depend on the language alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [days, spoken],
  );
  return (
    <>
      <p class="muted">{t('week.about')}</p>
      <Figures
        label={t('summary')}
        figures={columns.map(({ name, text }) => ({ name, value: text(total), before: text(before) }))}
      />
      <section class="card">
        <h2>{t('agents.talked')}</h2>
        <p class="muted">{t('week.chart')}</p>
        <Chart label={t('week.chart')} kind="line" points={points} series={series} format={wholeOnly} />
      </section>
      <GroupTable
        by="weekday"
        period={week}
        rows={days.map(({ date, now, before: last }, index) => ({
          key: String(index + 1),
          label: date,
          now,
          before: last,
        }))}
        size={({ offered }) => offered}
        columns={columns}
      />
      <Counted report={{ zone, countedUntil }} />
    </>
  );
}
