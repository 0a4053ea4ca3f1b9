/** A uPlot chart in the page's colors, as wide as its place. What it shows is in the table too; `label` sums it up. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useStore } from '../base/createStore.ts';
import { theme } from '../base/settings.ts';

const HEIGHT = 220;

/** The share of its place that a bar takes, and its pixels at most. */
const BAR: uPlot.Series.BarsPathBuilderOpts = { size: [0.7, 40] };
/** The first ends where the second begins. */
const PAIR = [
  { size: [0.35, 24], align: -1 },
  { size: [0.35, 24], align: 1 },
] as const satisfies readonly uPlot.Series.BarsPathBuilderOpts[];

export interface Series {
  readonly label: string;
  readonly values: readonly number[];
  /** A custom property of the page's colors. */
  readonly color: string;
  readonly isDashed?: boolean;
}

interface Props {
  label: string;
  /** `bars`: each later series is a part of the first. `pairs`: two series, side by side. */
  kind: 'line' | 'bars' | 'pairs';
  /** The names of the points on the x-axis. */
  points: readonly string[];
  series: readonly Series[];
  /** As shown on the y-axis. */
  format: (value: number) => string;
  /** The end of the y-axis; otherwise the largest value. */
  most?: number;
}

/** For counts: no label between whole numbers. */
export const wholeOnly = (value: number) => (Number.isInteger(value) ? String(value) : '');

export function Chart({ label, kind, points, series, format, most }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const shownTheme = useStore(theme);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const isLine = kind === 'line';
    const style = getComputedStyle(element);
    const color = (name: string) => style.getPropertyValue(name);
    const axis = {
      stroke: color('--muted'),
      font: `12px ${style.fontFamily}`,
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
    };
    const options: uPlot.Options = {
      width: element.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: {
          time: false,
          // Of a single point too, which would be at the edge of a hundred.
          range: () => (isLine && points.length > 1 ? [0, points.length - 1] : [-0.5, points.length - 0.5]),
        },
        y: { range: (_plot, _least, largest) => [0, most ?? Math.max(1, largest * 1.05)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          // Below the points of zeros.
          gap: 9,
          size: 30,
          space: isLine ? 48 : 84,
          incrs: [1, 2, 5, 7, 14, 30, 60, 90],
          values: (_plot, splits) => splits.map((at) => points[at] ?? ''),
        },
        { ...axis, size: 46, values: (_plot, splits) => splits.map(format) },
      ],
      series: [
        {},
        ...series.map(({ label: name, color: shade, isDashed }, at) => ({
          label: name,
          stroke: color(shade),
          width: 2,
          points: { show: isLine && points.length < 40, size: 5 },
          ...(isDashed && { dash: [5, 4] }),
          ...(!isLine && {
            fill: color(shade),
            width: 0,
            ...(uPlot.paths.bars && { paths: uPlot.paths.bars(kind === 'pairs' ? PAIR[at === 0 ? 0 : 1] : BAR) }),
          }),
        })),
      ],
    };
    const data = [points.map((_name, at) => at), ...series.map(({ values }) => [...values])] as uPlot.AlignedData;
    const plot = new uPlot(options, data, element);
    const watch = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [kind, points, series, format, most, shownTheme]);
  return (
    <>
      <div ref={place} class="chart" role="img" aria-label={label} />
      <ul class="chart-legend" aria-hidden="true">
        {series.map(({ label: name, color, isDashed }) => (
          <li key={name}>
            <svg width="18" height="8">
              <line
                x1="0"
                x2="18"
                y1="4"
                y2="4"
                stroke={`var(${color})`}
                stroke-width={kind === 'line' ? 2 : 8}
                {...(isDashed && { 'stroke-dasharray': '5 4' })}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </>
  );
}
