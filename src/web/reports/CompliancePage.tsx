/** `/reports/compliance`: what the law refused, what permitted contact, do-not-call requests, and callbacks. */
import type { ComponentChildren } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import type { LawSection } from '../../core/report/lawActs.ts';
import { countIn, type ComplianceReport, type ComplianceRow, type LawCounts } from '../../shared/complianceReport.ts';
import { complianceText } from '../../shared/text/compliance.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { COMMON_BY } from '../../shared/workReports.ts';
import { useText } from '../base/text.ts';
import { wholeOnly } from './Chart.tsx';
import { DaysChart } from './DaysChart.tsx';
import { Filters } from './Filters.tsx';
import { GroupChart } from './GroupChart.tsx';
import { GroupTable } from './GroupTable.tsx';
import { GROUPED_FIELDS } from './query.ts';
import { ReportFrame } from './ReportFrame.tsx';
import { useFormats } from './useFormats.ts';

const COUNTED = ['refused', 'basis', 'consent', 'asked', 'lifted'] as const satisfies readonly LawSection[];
const CALLBACKS = ['promised', 'kept', 'late', 'expired'] as const satisfies readonly LawSection[];

export function CompliancePage() {
  return (
    <ReportFrame<ComplianceReport>
      name="compliance"
      fields={GROUPED_FIELDS}
      filters={(query, report, onChange) => (
        <Filters {...{ query, report, onChange }} groups={COMMON_BY} usual="campaign" />
      )}
    >
      {(report) => <Report report={report} />}
    </ReportFrame>
  );
}

function Report({ report }: { report: ComplianceReport }) {
  const t = useText(complianceText);
  const { time } = useFormats();
  const { zone, since, sections } = report;
  return (
    <>
      {since === null ? null : <p class="notice">{t('since', { time: time(since, zone) })}</p>}
      <Groups report={report} />
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

/** What happened by day and by group, with the figures of each group. */
function Groups({ report: { by, period, rows, days } }: { report: ComplianceReport }) {
  const t = useText(complianceText);
  const reports = useText(reportsText);
  const { count } = useFormats();
  if (rows.length === 0) return null;
  const refused = (counts: LawCounts) => countIn(counts, 'refused');
  const asked = (counts: LawCounts) => countIn(counts, 'asked');
  const size = (counts: LawCounts) => Object.values(counts).reduce((sum, one) => sum + one, 0);
  const hasPictures = days.some((day) => day.refused + day.asked > 0);
  const column = (name: string, of: (counts: LawCounts) => number) => ({
    name,
    text: (counts: LawCounts) => count(of(counts)),
  });
  const columns = [
    column(t('group.refused'), refused),
    column(t('group.basis'), (counts) => countIn(counts, 'basis')),
    column(t('group.withdrawn'), (counts) => counts['consent.withdrawn'] ?? 0),
    column(t('asked'), asked),
    column(t('group.lifted'), (counts) => countIn(counts, 'lifted')),
    ...CALLBACKS.map((section) => column(t(`group.${section}`), (counts) => countIn(counts, section))),
  ];
  return (
    <>
      {hasPictures ? (
        <div class="reports-pictures">
          <Days days={days} />
          {by === 'day' ? null : (
            <GroupChart<LawCounts>
              {...{ by, period, rows, size }}
              title={reports(`by.${by}`)}
              about={t('group.about')}
              bars={[
                { label: t('refused'), color: '--line-strong', value: refused },
                { label: t('asked'), color: '--accent', value: asked },
              ]}
              isPairs
              format={wholeOnly}
            />
          )}
        </div>
      ) : null}
      <GroupTable<LawCounts> {...{ by, period, rows, columns, size }} />
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
