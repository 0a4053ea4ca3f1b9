/** Counts by day in a card of their own. The label sums them up. */
import { useMemo } from 'preact/hooks';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { Chart, wholeOnly, type Series } from './Chart.tsx';
import { useFormats } from './useFormats.ts';

interface Props {
  title: string;
  about: string;
  dates: readonly string[];
  series: readonly Series[];
}

export function DaysChart({ title, about, dates, series }: Props) {
  const formats = useFormats();
  const spoken = useStore(language);
  const points = useMemo(
    () => dates.map((date) => formats.date(date)),
    // Names depend on the language alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [dates, spoken],
  );
  const sums = series.map(
    ({ label, values }) => `${label}: ${formats.count(values.reduce((sum, one) => sum + one, 0))}`,
  );
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="muted">{about}</p>
      <Chart label={[about, ...sums].join('. ')} kind="line" points={points} series={series} format={wholeOnly} />
    </section>
  );
}
