/** Bars by group in a card of their own; of groups without an order, the largest. */
import { useMemo } from 'preact/hooks';
import type { ReportPeriod } from '../../shared/reports.ts';
import type { WorkRow } from '../../shared/workReports.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { Chart } from './Chart.tsx';
import { hasOrder, nameOf, sortedRows, type GroupBy } from './GroupTable.tsx';
import { useFormats } from './useFormats.ts';

const MOST_BARS = 40;

interface Props<Numbers> {
  title: string;
  about: string;
  by: GroupBy;
  period: ReportPeriod;
  rows: readonly WorkRow<Numbers>[];
  size: (numbers: Numbers) => number;
  /** `color`: a custom property of the page’s colors. */
  bars: readonly {
    readonly label: string;
    readonly color: string;
    readonly value: (numbers: Numbers) => number;
  }[];
  /** Side by side, where one isn’t a part of the other. */
  isPairs?: true;
  format: (value: number) => string;
}

/** Names beside each other mustn’t overlap; the table has them in full. */
const LONGEST_NAME = 14;

function shortened(name: string): string {
  const characters = Array.from(name);
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join('')}…` : name;
}

export function GroupChart<Numbers>({ title, about, by, period, rows, size, bars, isPairs, format }: Props<Numbers>) {
  const formats = useFormats();
  const spoken = useStore(language);
  const { points, series } = useMemo(() => {
    const sorted = sortedRows(rows, by, period, size);
    const ordered = by === 'day' ? sorted.toReversed() : sorted;
    const shown = hasOrder(by) ? ordered : ordered.slice(0, MOST_BARS);
    return {
      points: shown.map(({ key, label }) => shortened(nameOf(by, key, label, formats))),
      series: bars.map(({ label, color, value }) => ({ label, color, values: shown.map(({ now }) => value(now)) })),
    };
    // Names depend on the language alone, and bars on the report.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, by, period, spoken, about]);
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="muted">{about}</p>
      <Chart label={about} kind={isPairs ? 'pairs' : 'bars'} points={points} series={series} format={format} />
    </section>
  );
}
