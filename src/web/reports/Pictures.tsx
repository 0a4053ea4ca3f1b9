/** The speed report in pictures: how fast leads were offered and reached, how many each day, and how many of each group. */
import { useMemo } from 'preact/hooks';
import { SPEED_WITHIN, type Durations, type SpeedNumbers, type SpeedReport } from '../../shared/reports.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Chart, wholeOnly, type Series } from './Chart.tsx';
import { GroupChart } from './GroupChart.tsx';
import { useFormats } from './useFormats.ts';
import { percentsWithin, WithinChart } from './WithinChart.tsx';

export function Pictures({ report }: { report: SpeedReport }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const spoken = useStore(language);
  const { by, period, rows, total, before, days, target } = report;
  const dates = useMemo(
    () => days.map(({ date }) => formats.date(date)),
    // Names depend on the language alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [days, spoken],
  );
  const curves = useMemo(() => {
    const curve = (label: string, numbers: SpeedNumbers, which: 'toOffer' | 'toTalk', isDashed: boolean): Series => ({
      label: isDashed ? t('chart.before', { name: label }) : label,
      values: percentsWithin(numbers[which], numbers.immediate),
      color: which === 'toTalk' ? '--accent' : '--good',
      isDashed,
    });
    // Without leads before, there is no curve to compare with.
    return [total, ...(before && before.immediate > 0 ? [before] : [])].flatMap((numbers, at) => [
      curve(t('toOffer'), numbers, 'toOffer', at === 1),
      curve(t('toTalk'), numbers, 'toTalk', at === 1),
    ]);
  }, [total, before, t]);
  const goal = formats.duration(target);
  const bars = useMemo(
    () => [
      { label: t('leads'), values: days.map(({ leads }) => leads), color: '--line-strong' },
      { label: t('inTarget', { target: goal }), values: days.map(({ inTarget }) => inTarget), color: '--accent' },
    ],
    [days, goal, t],
  );
  const said = {
    target: goal,
    offer: formats.share(withinOf(total.toOffer, target), total.immediate),
    talk: formats.share(total.inTarget, total.immediate),
  };
  return (
    <div class="reports-pictures">
      <WithinChart
        title={t('chart.within')}
        about={t('chart.within.about')}
        label={t('chart.within.said', said)}
        series={curves}
      />
      <section class="card">
        <h2>{t('chart.days')}</h2>
        <p class="muted">{t('chart.days.about', { target: goal })}</p>
        <Chart
          label={t('chart.days.about', { target: goal })}
          kind="bars"
          points={dates}
          series={bars}
          format={wholeOnly}
        />
      </section>
      {by === 'day' ? null : (
        <GroupChart<SpeedNumbers>
          {...{ by, period, rows }}
          title={t(`by.${by}`)}
          about={t('chart.groups.about', { target: goal })}
          size={({ leads }) => leads}
          bars={[
            { label: t('leads'), color: '--line-strong', value: ({ leads }) => leads },
            { label: t('inTarget', { target: goal }), color: '--accent', value: ({ inTarget }) => inTarget },
          ]}
          format={wholeOnly}
        />
      )}
    </div>
  );
}

function withinOf({ within }: Durations, target: number): number {
  return within[SPEED_WITHIN.findLastIndex((seconds) => seconds <= target)] ?? 0;
}
