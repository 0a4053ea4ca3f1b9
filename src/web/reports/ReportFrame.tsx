/** What every report’s page has: the other reports, export and print, filters in the URL, and when it was counted. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ReportHead } from '../../shared/workReports.ts';
import { commonText } from '../../shared/text/common.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { zoneName } from '../../shared/text/clockTime.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { useResource } from '../base/useResource.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { badFilters, BadFilters } from '../base/ui/BadFilters.tsx';
import { FailedNotice } from '../base/ui/FailedNotice.tsx';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { addressOf, COMMON_FIELDS, useReportQuery, type Fields, type ReportQuery } from './query.ts';
import { useFormats } from './useFormats.ts';

const REPORTS = ['speed', 'agents', 'callers', 'survey', 'compliance'] as const;
type ReportName = (typeof REPORTS)[number];

/** What the page calls each field. */
const NAMES = {
  last: 'period',
  compare: 'compare',
  beforeFrom: 'compare.from',
  beforeTo: 'compare.to',
  campaign: 'campaign',
  by: 'by',
  target: 'target',
  short: 'callers.shortTime',
} as const satisfies Readonly<Record<Exclude<Fields[number], 'from' | 'to'>, keyof typeof reportsText>>;

interface Props<Report> {
  name: ReportName;
  fields: Fields;
  filters: (query: ReportQuery, report: Report | null, change: (changes: ReportQuery) => void) => ComponentChildren;
  children: (report: Report, change: (changes: ReportQuery) => void) => ComponentChildren;
}

export function ReportFrame<Report extends ReportHead>({ name, fields, filters, children }: Props<Report>) {
  const t = useText(reportsText);
  const common = useText(commonText);
  const me = useMe();
  const { query, change } = useReportQuery(fields);
  const address = addressOf(query, fields);
  const path = `/api/reports/${name}`;
  const { data, trouble, reload } = useResource<Report>(`${path}${address}`);
  // The report before stays until the next is there, so that nothing jumps.
  const [latest, setLatest] = useState<Report | null>(null);
  useEffect(() => {
    if (data) setLatest(data);
  }, [data]);
  // Figures of another question are no answer to this one.
  const report = trouble && !data ? null : latest;
  const isForbidden = trouble?.code === 'not-allowed';
  const names = Object.fromEntries(
    fields.map((field) => [field, field === 'from' || field === 'to' ? common(field) : t(NAMES[field])]),
  );
  const bad = badFilters(trouble, names, query);
  useEffect(() => {
    document.title = `${t('title')} · Leadbell`;
  }, [t]);
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="reports" aria-busy={!data && !trouble}>
        <div class="reports-head">
          <h1>{t(name)}</h1>
          <nav class="reports-others" aria-label={t('title')}>
            {REPORTS.map((other) => (
              <a
                key={other}
                href={`/reports${other === 'speed' ? '' : `/${other}`}${addressOf(query, COMMON_FIELDS)}`}
                aria-current={other === name ? 'page' : undefined}
              >
                {t(other)}
              </a>
            ))}
          </nav>
          <div class="grow" />
          {trouble && !data ? null : (
            <>
              <a class="button button-small" href={`${path}${address === '' ? '?' : `${address}&`}format=csv`} download>
                {t('export')}
              </a>
              <button type="button" class="button button-small" onClick={() => print()}>
                {t('print')}
              </button>
            </>
          )}
        </div>
        {isForbidden ? null : filters(query, report, change)}
        <div class="live" role="alert">
          {bad.length > 0 ? (
            <BadFilters
              bad={bad}
              of="report"
              onRemove={(wrong) => change(Object.fromEntries(wrong.map((field) => [field, ''])))}
            />
          ) : trouble ? (
            <FailedNotice
              reason={isForbidden ? common('failed.notAllowed') : troubleText(trouble)}
              onRetry={isForbidden ? undefined : reload}
            />
          ) : null}
        </div>
        {report ? (
          <>
            {report.missingDays > 0 ? (
              <p class="notice notice-warn">{t('missing', { count: report.missingDays })}</p>
            ) : null}
            {children(report, change)}
            <Counted report={report} />
          </>
        ) : trouble ? null : (
          <p class="muted">{t('loading')}</p>
        )}
      </main>
      <Toasts />
    </>
  );
}

/** In which zone days and hours are, and up to when everything is counted. */
export function Counted({ report: { zone, countedUntil } }: { report: Pick<ReportHead, 'zone' | 'countedUntil'> }) {
  const t = useText(reportsText);
  const { time } = useFormats();
  const name = zoneName(zone, countedUntil, useStore(language));
  return <p class="muted">{t('zone', { zone: name, time: time(countedUntil, zone) })}</p>;
}

/** Figures with their names; each with what it was before, where there is a before. */
export function Figures({
  label,
  title,
  figures,
}: {
  label: string;
  title?: string;
  figures: readonly {
    readonly name: string;
    readonly value: string;
    readonly before?: string | undefined;
    readonly note?: string | undefined;
  }[];
}) {
  const t = useText(reportsText);
  return (
    <section class="card" aria-label={label}>
      {title === undefined ? null : <h2>{title}</h2>}
      <dl class="reports-figures">
        {figures.map(({ name, value, before, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {note === undefined ? null : <span class="reports-note">{note}</span>}
              {before === undefined ? null : <span class="muted reports-before">{t('before', { value: before })}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
