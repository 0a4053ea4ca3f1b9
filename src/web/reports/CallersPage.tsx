/** `/reports/callers`: how long callers waited in line, and how that ended. */
import { useMemo } from 'preact/hooks';
import { ANSWER_TARGETS, DEFAULT_ANSWER_GOAL, SHORT_CALLS } from '../../core/vocabulary/answerGoal.ts';
import type { Durations } from '../../shared/reports.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { CALLERS_BY, countedCallers, type CallerNumbers, type CallersReport } from '../../shared/workReports.ts';
import { useText } from '../base/text.ts';
import { Select } from '../base/ui/Select.tsx';
import { wholeOnly } from './Chart.tsx';
import { Filters } from './Filters.tsx';
import { GroupChart } from './GroupChart.tsx';
import { GroupTable, type Column } from './GroupTable.tsx';
import { CALLERS_FIELDS } from './query.ts';
import { Figures, ReportFrame } from './ReportFrame.tsx';
import { useFormats } from './useFormats.ts';
import { percentsWithin, WithinChart } from './WithinChart.tsx';

export function CallersPage() {
  const t = useText(reportsText);
  const { duration } = useFormats();
  const choices = (values: readonly number[]) =>
    values.map((seconds) => ({ value: String(seconds), label: duration(seconds) }));
  return (
    <ReportFrame<CallersReport>
      name="callers"
      fields={CALLERS_FIELDS}
      filters={(query, report, onChange) => (
        <Filters {...{ query, report, onChange }} groups={CALLERS_BY} usual="halfHour">
          <Select
            label={t('target')}
            value={query.target ?? String(report?.target ?? DEFAULT_ANSWER_GOAL.withinSeconds)}
            choices={choices(ANSWER_TARGETS)}
            onChoose={(target) => onChange({ target })}
          />
          <Select
            label={t('callers.shortTime')}
            value={query.short ?? String(report?.short ?? DEFAULT_ANSWER_GOAL.shortSeconds)}
            choices={choices(SHORT_CALLS)}
            onChoose={(short) => onChange({ short })}
          />
        </Filters>
      )}
    >
      {(report) => <Report report={report} />}
    </ReportFrame>
  );
}

function Report({ report }: { report: CallersReport }) {
  const t = useText(reportsText);
  const { count, share, duration } = useFormats();
  const { by, period, rows, total, before, target, short, goal } = report;
  const median = ({ p50, p90 }: Durations) => (p50 === null ? duration(null) : `${duration(p50)} / ${duration(p90)}`);
  const spread = (name: string) => `${name} (${t('p50')} / ${t('p90')})`;
  const columns: readonly Column<CallerNumbers>[] = [
    { name: t('callers.arrived'), text: ({ arrived }) => count(arrived) },
    { name: t('callers.answered'), text: ({ answered }) => count(answered) },
    {
      name:
        goal === null
          ? t('callers.level', { target: duration(target) })
          : t('callers.level.goal', { target: duration(target), goal }),
      text: (numbers) => share(numbers.inTarget, countedCallers(numbers)),
      note: (numbers) => (isBelow(numbers, goal) ? t('callers.below') : undefined),
    },
    { name: t('callers.abandoned'), text: (numbers) => share(numbers.abandoned, countedCallers(numbers)) },
    { name: t('callers.short', { short: duration(short) }), text: (numbers) => count(numbers.short) },
    { name: spread(t('callers.answer')), text: ({ answer }) => median(answer) },
    { name: spread(t('callers.abandon')), text: ({ abandon }) => median(abandon) },
    { name: t('callers.messages'), text: ({ messages }) => count(messages) },
    { name: t('callers.asked'), text: ({ asked }) => count(asked) },
    { name: t('callers.promised'), text: ({ promised }) => count(promised) },
  ];
  return (
    <>
      <Figures
        label={t('summary')}
        figures={[
          ...columns,
          { name: t('callers.otherMessages'), text: (n: CallerNumbers) => count(n.otherMessages) },
        ].map(({ name, text, note }: Column<CallerNumbers>) => ({
          ...{ name, value: text(total), note: note?.(total) },
          before: before ? text(before) : undefined,
        }))}
      />
      {total.arrived === 0 ? (
        <p class="muted">{t('callers.empty')}</p>
      ) : (
        <>
          <Pictures report={report} />
          <GroupTable {...{ by, period, rows, columns }} size={({ arrived }) => arrived} />
        </>
      )}
    </>
  );
}

function isBelow(numbers: CallerNumbers, goal: number | null): boolean {
  const counted = countedCallers(numbers);
  return goal !== null && counted > 0 && numbers.inTarget * 100 < goal * counted;
}

function Pictures({ report: { by, period, rows, total, target } }: { report: CallersReport }) {
  const t = useText(reportsText);
  const { duration } = useFormats();
  const goal = duration(target);
  const waits = useMemo(() => {
    const { answer, abandon, arrived } = total;
    return [
      { label: t('callers.answered'), values: percentsWithin(answer, arrived), color: '--accent' },
      { label: t('callers.hungUp'), values: percentsWithin(abandon, arrived), color: '--bad' },
    ];
  }, [total, t]);
  const about = t('callers.waits.about');
  return (
    <div class="reports-pictures">
      <WithinChart title={t('callers.waits')} {...{ about, label: about, series: waits }} />
      <GroupChart<CallerNumbers>
        {...{ by, period, rows }}
        title={t(`by.${by}`)}
        about={t('callers.bars.about', { target: goal })}
        size={({ arrived }) => arrived}
        bars={[
          { label: t('callers.arrived'), color: '--line-strong', value: ({ arrived }) => arrived },
          { label: t('inTarget', { target: goal }), color: '--accent', value: ({ inTarget }) => inTarget },
        ]}
        format={wholeOnly}
      />
    </div>
  );
}
