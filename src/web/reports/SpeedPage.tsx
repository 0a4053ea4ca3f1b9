/** `/reports`: the speed report. */
import { SPEED_BY, SPEED_TARGETS, type SpeedNumbers, type SpeedReport } from '../../shared/reports.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { useText } from '../base/text.ts';
import { Select } from '../base/ui/Select.tsx';
import { figuresOf, headingOf, textOf } from './figures.ts';
import { Filters } from './Filters.tsx';
import { GroupTable } from './GroupTable.tsx';
import { Pictures } from './Pictures.tsx';
import { SPEED_FIELDS } from './query.ts';
import { Figures, ReportFrame } from './ReportFrame.tsx';
import { useFormats } from './useFormats.ts';

const hasOutcome = ({ outcomes }: SpeedNumbers) => Object.keys(outcomes).length > 0;

export function SpeedPage() {
  const t = useText(reportsText);
  const { duration } = useFormats();
  return (
    <ReportFrame<SpeedReport>
      name="speed"
      fields={SPEED_FIELDS}
      filters={(query, report, onChange) => (
        <Filters {...{ query, report, onChange }} groups={SPEED_BY} usual="day">
          <Select
            label={t('target')}
            value={query.target ?? '60'}
            choices={SPEED_TARGETS.map((seconds) => ({ value: String(seconds), label: duration(seconds) }))}
            onChoose={(target) => onChange({ target })}
          />
        </Filters>
      )}
    >
      {(report, change) => <Report report={report} onShowCosts={() => change({ by: 'source', campaign: '' })} />}
    </ReportFrame>
  );
}

function Report({ report, onShowCosts }: { report: SpeedReport; onShowCosts: () => void }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const { by, period, rows, total, before, target, currency, costsLeftOut } = report;
  const goal = formats.duration(target);
  const figures = figuresOf(report);
  return (
    <>
      <Figures
        label={t('summary')}
        figures={figuresOf(report, total.cost ?? before?.cost).map((figure) => ({
          name: headingOf(figure, t, goal),
          value: textOf(figure, total, formats, currency),
          before: before ? textOf(figure, before, formats, currency) : undefined,
        }))}
      />
      {costsLeftOut ? (
        <p class="notice row-apart">
          <span>{t(`costs.${costsLeftOut}`)}</span>
          <button type="button" class="button button-small" onClick={onShowCosts}>
            {t('costs.show')}
          </button>
        </p>
      ) : null}
      {total.leads === 0 && total.cost === undefined ? (
        <p class="muted">{t('empty')}</p>
      ) : (
        <>
          <Pictures report={report} />
          <GroupTable<SpeedNumbers>
            {...{ by, period, rows }}
            size={({ leads }) => leads}
            columns={figures.map((figure) => ({
              name: headingOf(figure, t, goal),
              text: (numbers) => textOf(figure, numbers, formats, currency),
            }))}
          />
        </>
      )}
      <Outcomes report={report} />
    </>
  );
}

/** In total, and by group. */
function Outcomes({ report: { by, period, rows, total, outcomes } }: { report: SpeedReport }) {
  const t = useText(reportsText);
  const { count } = useFormats();
  const counted = outcomes.filter(({ id }) => total.outcomes[id] !== undefined);
  if (counted.length === 0) return null;
  const figures = counted.map(({ id, name }) => ({ name, value: count(total.outcomes[id] ?? 0) }));
  const columns = counted.map(({ id, name }) => ({
    name,
    text: (numbers: SpeedNumbers) => count(numbers.outcomes[id] ?? 0),
  }));
  return (
    <>
      <Figures label={t('outcomes')} title={t('outcomes')} figures={figures} />
      <GroupTable<SpeedNumbers>
        title={t('outcomes.groups')}
        {...{ by, period, columns }}
        rows={rows.filter(({ now, before }) => hasOutcome(now) || (before && hasOutcome(before)))}
        size={({ closed }) => closed}
      />
    </>
  );
}
