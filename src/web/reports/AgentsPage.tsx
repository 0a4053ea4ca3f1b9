/** `/reports/agents`: what agents did, for supervisors. */
import { useMemo } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { AGENTS_BY, type AgentNumbers, type AgentsReport } from '../../shared/workReports.ts';
import { awayText } from '../base/awayText.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { agentColumns } from './agentFigures.ts';
import { Chart, wholeOnly } from './Chart.tsx';
import { Filters } from './Filters.tsx';
import { GroupTable, nameOf, sortedRows } from './GroupTable.tsx';
import { AGENTS_FIELDS } from './query.ts';
import { Figures, ReportFrame } from './ReportFrame.tsx';
import { useFormats } from './useFormats.ts';

export function AgentsPage() {
  return (
    <ReportFrame<AgentsReport>
      name="agents"
      fields={AGENTS_FIELDS}
      filters={(query, report, onChange) => (
        <Filters {...{ query, report, onChange }} groups={AGENTS_BY} usual="agent" />
      )}
    >
      {(report) => <Report report={report} />}
    </ReportFrame>
  );
}

function Report({ report }: { report: AgentsReport }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const { by, period, rows, total, before, reasons, awayNames } = report;
  const columns = agentColumns(t, formats, total.time !== undefined);
  const isEmpty = total.offered === 0 && total.talked === 0 && (total.time?.staffed ?? 0) === 0;
  return (
    <>
      <Figures
        label={t('summary')}
        figures={columns.map(({ name, text }) => ({
          name,
          value: text(total),
          before: before ? text(before) : undefined,
        }))}
      />
      {isEmpty ? (
        <p class="muted">{t('agents.empty')}</p>
      ) : (
        <>
          <Pictures report={report} />
          <GroupTable {...{ by, period, rows, columns }} size={({ offered }) => offered} />
        </>
      )}
      {reasons.length === 0 ? null : (
        <Figures
          label={t('agents.declines')}
          title={t('agents.declines')}
          figures={reasons.map(({ id, name }) => ({
            name: name || t('none'),
            value: formats.count(total.declines[id] ?? 0),
            before: before ? formats.count(before.declines[id] ?? 0) : undefined,
          }))}
        />
      )}
      <AwayTimes total={total} before={before} awayNames={awayNames} />
    </>
  );
}

function AwayTimes({ total, before, awayNames }: Pick<AgentsReport, 'total' | 'before' | 'awayNames'>) {
  const t = useText(reportsText);
  const desk = useText(deskText);
  const reads = useStore(language);
  const { duration } = useFormats();
  const reasons = Object.keys(total.time?.awayBy ?? {});
  if (reasons.length === 0) return null;
  const figures = reasons.map((reason) => ({
    name: awayNames[reason] ?? awayText({ reason }, desk, reads) ?? reason,
    value: duration(total.time?.awayBy[reason] ?? 0),
    before: before ? duration(before.time?.awayBy[reason] ?? 0) : undefined,
  }));
  const kinds = COUNTS.map((kind) => ({
    name: t(`agents.${kind}`),
    value: duration(total.time?.awayAs[kind] ?? 0),
    before: before ? duration(before.time?.awayAs[kind] ?? 0) : undefined,
  }));
  return (
    <>
      <Figures label={t('agents.awayBy')} title={t('agents.awayBy')} figures={figures} />
      <Figures label={t('agents.awayAs')} title={t('agents.awayAs')} figures={kinds} />
    </>
  );
}

const COUNTS = ['work', 'paid', 'unpaid'] as const;
const MOST_BARS = 40;

function Pictures({ report: { by, period, rows, total } }: { report: AgentsReport }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const spoken = useStore(language);
  const { points, offers, times } = useMemo(() => {
    const sorted = sortedRows(rows, by, period, ({ offered }) => offered);
    const shown = (by === 'day' ? sorted.toReversed() : sorted).slice(0, by === 'day' ? undefined : MOST_BARS);
    const series = (label: string, color: string, value: (numbers: AgentNumbers) => number) => ({
      ...{ label, color },
      values: shown.map(({ now }) => value(now)),
    });
    return {
      points: shown.map(({ key, label }) => nameOf(by, key, label, formats) || t('none')),
      offers: [
        series(t('agents.offered'), '--line-strong', ({ offered }) => offered),
        series(t('accepted'), '--accent', ({ accepted }) => accepted),
      ],
      times: [
        series(t('agents.staffed'), '--line-strong', ({ time }) => (time?.staffed ?? 0) / 3600),
        series(t('agents.busy'), '--accent', ({ time }) => (time?.busy ?? 0) / 3600),
      ],
    };
    // Names depend on the language alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, by, period, spoken]);
  return (
    <div class="reports-pictures">
      <section class="card">
        <h2>{t('agents.offers')}</h2>
        <p class="muted">{t('agents.offers.about')}</p>
        <Chart label={t('agents.offers.about')} kind="bars" points={points} series={offers} format={wholeOnly} />
      </section>
      {total.time ? (
        <section class="card">
          <h2>{t('agents.occupancy')}</h2>
          <p class="muted">{t('agents.occupancy.about')}</p>
          <Chart
            label={t('agents.occupancy.about')}
            kind="bars"
            points={points}
            series={times}
            format={formats.hours}
          />
        </section>
      ) : null}
    </div>
  );
}
