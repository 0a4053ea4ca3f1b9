/** `/reports/compliance`: what the law refused, what permitted contact, do-not-call requests, and callbacks. */
import type { ComponentChildren } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import type { LawSection } from '../../core/report/lawActs.ts';
import type { ComplianceReport, ComplianceRow } from '../../shared/complianceReport.ts';
import { complianceText } from '../../shared/text/compliance.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { useText } from '../base/text.ts';
import { DaysChart } from './DaysChart.tsx';
import { Filters } from './Filters.tsx';
import { COMMON_FIELDS } from './query.ts';
import { ReportFrame } from './ReportFrame.tsx';
import { useFormats } from './useFormats.ts';

const COUNTED = ['refused', 'basis', 'consent', 'asked', 'lifted'] as const satisfies readonly LawSection[];
const CALLBACKS = ['promised', 'kept', 'late', 'expired'] as const satisfies readonly LawSection[];

export function CompliancePage() {
  return (
    <ReportFrame<ComplianceReport>
      name="compliance"
      fields={COMMON_FIELDS}
      filters={(query, report, onChange) => <Filters {...{ query, report, onChange }} />}
    >
      {(report) => <Report report={report} />}
    </ReportFrame>
  );
}

function Report({ report: { zone, since, sections, days } }: { report: ComplianceReport }) {
  const t = useText(complianceText);
  const { time } = useFormats();
  return (
    <>
      {since === null ? null : <p class="notice">{t('since', { time: time(since, zone) })}</p>}
      <Days days={days} />
      <div class="reports-cards">
        {COUNTED.map((section) => (
          <Counted key={section} section={section} rows={sections[section]} />
        ))}
        <Callbacks sections={sections} />
        <Card title={t('abandoned')} about={t('abandoned.about')} />
      </div>
    </>
  );
}

function Days({ days }: Pick<ComplianceReport, 'days'>) {
  const t = useText(complianceText);
  const { dates, series } = useMemo(
    () => ({
      dates: days.map(({ date }) => date),
      series: [
        { label: t('refused'), color: '--line-strong', values: days.map(({ refused }) => refused) },
        { label: t('asked'), color: '--accent', values: days.map(({ asked }) => asked) },
      ],
    }),
    [days, t],
  );
  if (days.every(({ refused, asked }) => refused + asked === 0)) return null;
  return <DaysChart title={t('days')} about={t('days.about')} {...{ dates, series }} />;
}

function Card({ title, about, children }: { title: string; about: string; children?: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card stack" aria-labelledby={id}>
      <div class="stack-tight">
        <h2 id={id}>{title}</h2>
        <p class="muted small">{about}</p>
      </div>
      {children}
    </section>
  );
}

function Count({ value, before }: { value: number; before: number | undefined }) {
  const reports = useText(reportsText);
  const { count } = useFormats();
  return (
    <td class="number">
      {count(value)}
      {before === undefined ? null : (
        <span class="muted reports-before">{reports('before', { value: count(before) })}</span>
      )}
    </td>
  );
}

/** What was counted, most frequent first, with its share as a bar. Refusals add up to a total. */
function Counted({ section, rows }: { section: (typeof COUNTED)[number]; rows: readonly ComplianceRow[] }) {
  const t = useText(complianceText);
  const most = Math.max(1, ...rows.map(({ now }) => now));
  const sum = (of: (row: ComplianceRow) => number | undefined) =>
    rows.every((row) => of(row) !== undefined) ? rows.reduce((all, row) => all + (of(row) ?? 0), 0) : undefined;
  return (
    <Card title={t(section)} about={t(`${section}.about`)}>
      {rows.length === 0 ? (
        <p class="muted">{t('nothing')}</p>
      ) : (
        <table class="table" aria-label={t(section)}>
          <thead>
            <tr>
              <th scope="col">{t(section === 'consent' ? 'kind' : 'reason')}</th>
              <th scope="col" class="number">
                {t('count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, rule, now, before }) => (
              <tr key={key}>
                <th scope="row">
                  <bdi>{label}</bdi>
                  {rule === undefined ? null : (
                    <span class="muted">
                      {' '}
                      {t('rule')} {rule}
                    </span>
                  )}
                  <span class="reports-bar" style={{ width: `${(now / most) * 100}%` }} />
                </th>
                <Count value={now} before={before} />
              </tr>
            ))}
          </tbody>
          {section === 'refused' ? (
            <tfoot>
              <tr>
                <th scope="row">{t('total')}</th>
                <Count value={sum(({ now }) => now) ?? 0} before={sum(({ before }) => before)} />
              </tr>
            </tfoot>
          ) : null}
        </table>
      )}
    </Card>
  );
}

function Callbacks({ sections }: Pick<ComplianceReport, 'sections'>) {
  const t = useText(complianceText);
  const all = CALLBACKS.flatMap((section) => sections[section]);
  const names = new Map(all.map(({ key, label }) => [key, label]));
  const hasBefore = all.some(({ before }) => before !== undefined);
  return (
    <Card title={t('callbacks')} about={t('callbacks.about')}>
      {names.size === 0 ? (
        <p class="muted">{t('nothing')}</p>
      ) : (
        <div class="reports-table" role="region" tabIndex={0} aria-label={t('callbacks')}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('reason')}</th>
                {CALLBACKS.map((section) => (
                  <th key={section} scope="col" class="number">
                    {t(section)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...names].map(([key, label]) => (
                <tr key={key}>
                  <th scope="row">
                    <bdi>{label}</bdi>
                  </th>
                  {CALLBACKS.map((section) => {
                    const row = sections[section].find((one) => one.key === key);
                    return (
                      <Count key={section} value={row?.now ?? 0} before={hasBefore ? (row?.before ?? 0) : undefined} />
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
