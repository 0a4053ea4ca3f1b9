/** `/reports/agents`: what agents did, for supervisors. */
import { deskText } from '../../shared/text/desk.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { AGENTS_BY, type AgentNumbers, type AgentsReport } from '../../shared/workReports.ts';
import { awayText } from '../base/awayText.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { agentColumns } from './agentFigures.ts';
import { wholeOnly } from './Chart.tsx';
import { Filters } from './Filters.tsx';
import { GroupChart } from './GroupChart.tsx';
import { GroupTable } from './GroupTable.tsx';
import { GROUPED_FIELDS } from './query.ts';
import { Figures, ReportFrame } from './ReportFrame.tsx';
import { useFormats } from './useFormats.ts';

export function AgentsPage() {
  return (
    <ReportFrame<AgentsReport>
      name="agents"
      fields={GROUPED_FIELDS}
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
  const { by, period, rows, total, before, reasons } = report;
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
        <>
          <Figures
            label={t('agents.declines')}
            title={t('agents.declines')}
            figures={reasons.map(({ id, name }) => ({
              name: name || t('none'),
              value: formats.count(total.declines[id] ?? 0),
              before: before ? formats.count(before.declines[id] ?? 0) : undefined,
            }))}
          />
          <GroupTable<AgentNumbers>
            title={t('agents.declines.groups')}
            {...{ by, period }}
            rows={rows.filter(({ now, before: earlier }) => now.declined + (earlier?.declined ?? 0) > 0)}
            size={({ declined }) => declined}
            columns={reasons.map(({ id, name }) => ({
              name: name || t('none'),
              text: ({ declines }) => formats.count(declines[id] ?? 0),
            }))}
          />
        </>
      )}
      <AwayTimes report={report} />
    </>
  );
}

function AwayTimes({ report: { by, period, rows, total, before, awayNames } }: { report: AgentsReport }) {
  const t = useText(reportsText);
  const desk = useText(deskText);
  const reads = useStore(language);
  const { duration } = useFormats();
  const reasons = Object.keys(total.time?.awayBy ?? {});
  if (reasons.length === 0) return null;
  const nameOf = (reason: string) => awayNames[reason] ?? awayText({ reason }, desk, reads) ?? reason;
  const figures = reasons.map((reason) => ({
    name: nameOf(reason),
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
      <GroupTable<AgentNumbers>
        title={t('agents.awayBy.groups')}
        {...{ by, period }}
        rows={rows.filter(({ now, before: earlier }) => awayIn(now) + (earlier ? awayIn(earlier) : 0) > 0)}
        size={awayIn}
        columns={reasons.map((reason) => ({
          name: nameOf(reason),
          text: ({ time }) => duration(time?.awayBy[reason] ?? 0),
        }))}
      />
      <Figures label={t('agents.awayAs')} title={t('agents.awayAs')} figures={kinds} />
    </>
  );
}

const awayIn = ({ time }: AgentNumbers) => time?.away ?? 0;

const COUNTS = ['work', 'paid', 'unpaid'] as const;

function Pictures({ report: { by, period, rows, total } }: { report: AgentsReport }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const common = { by, period, rows, size: ({ offered }: AgentNumbers) => offered };
  return (
    <div class="reports-pictures">
      <GroupChart<AgentNumbers>
        {...common}
        title={t('agents.offers')}
        about={t('agents.offers.about')}
        bars={[
          { label: t('agents.offered'), color: '--line-strong', value: ({ offered }) => offered },
          { label: t('accepted'), color: '--accent', value: ({ accepted }) => accepted },
        ]}
        format={wholeOnly}
      />
      {total.time ? (
        <GroupChart<AgentNumbers>
          {...common}
          title={t('agents.occupancy')}
          about={t('agents.occupancy.about')}
          bars={[
            { label: t('agents.staffed'), color: '--line-strong', value: ({ time }) => (time?.staffed ?? 0) / 3600 },
            { label: t('agents.busy'), color: '--accent', value: ({ time }) => (time?.busy ?? 0) / 3600 },
          ]}
          format={formats.hours}
        />
      ) : null}
    </div>
  );
}
