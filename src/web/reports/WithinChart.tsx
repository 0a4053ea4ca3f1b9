/** How many percent reached something within each time, as curves in a card of their own. */
import { useMemo } from 'preact/hooks';
import { SPEED_WITHIN, type Durations } from '../../shared/reports.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { Chart, type Series } from './Chart.tsx';
import { useFormats } from './useFormats.ts';

interface Props {
  title: string;
  about: string;
  /** The picture in words, for those who don’t see it. */
  label: string;
  /** `values`: from `percentsWithin`. */
  series: readonly Series[];
}

const percent = (value: number) => `${Math.round(value)}%`;

export function WithinChart({ title, about, label, series }: Props) {
  const formats = useFormats();
  const spoken = useStore(language);
  const points = useMemo(
    () => SPEED_WITHIN.map((seconds) => formats.duration(seconds)),
    // Names depend on the language alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [spoken],
  );
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="muted">{about}</p>
      <Chart label={label} kind="line" points={points} series={series} format={percent} most={100} />
    </section>
  );
}

/** For each time of `SPEED_WITHIN`, how many percent of `of`; 0 if `of` is. */
export function percentsWithin({ within }: Durations, of: number): readonly number[] {
  return within.map((count) => (of === 0 ? 0 : (count / of) * 100));
}
