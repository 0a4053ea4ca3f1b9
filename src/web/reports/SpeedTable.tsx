/** The rows of the speed report, with what they were before. */
import type { SpeedBy, SpeedReport, SpeedRow } from '../../shared/reports.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { useText } from '../base/text.ts';
import { figuresOf, headingOf, textOf } from './figures.ts';
import { useFormats, type Formats } from './useFormats.ts';

/** Keys in their own order; other rows by size. */
const IN_ORDER: readonly SpeedBy[] = ['day', 'hour', 'weekday'];

export function SpeedTable({ report }: { report: SpeedReport }) {
  const t = useText(reportsText);
  const formats = useFormats();
  const { by, target, currency } = report;
  const figures = figuresOf(report);
  const goal = formats.duration(target);
  return (
    <section class="card card-flush reports-table" tabIndex={0} aria-label={t(`by.${by}`)}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" class="number">
                {headingOf(figure, t, goal)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(report).map(({ key, label, now, before }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{nameOf(by, key, label, formats) || t('none')}</bdi>
              </th>
              {figures.map((figure) => (
                <td key={figure} class="number">
                  {textOf(figure, now, formats, currency)}
                  {before && report.by !== 'day' ? (
                    <span class="muted reports-before">
                      {t('before', { value: textOf(figure, before, formats, currency) })}
                    </span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Days are not compared one by one: those of the other period have other dates. */
function sorted({ rows, by, period }: SpeedReport): readonly SpeedRow[] {
  const shown = by === 'day' ? rows.filter(({ key }) => key >= period.from && key <= period.to) : [...rows];
  if (by === 'day') return shown.sort((one, other) => (one.key < other.key ? 1 : -1));
  if (IN_ORDER.includes(by)) return shown.sort((one, other) => Number(one.key) - Number(other.key));
  return shown.sort((one, other) => other.now.leads - one.now.leads);
}

function nameOf(by: SpeedBy, key: string, label: string | undefined, formats: Formats): string {
  if (by === 'day') return formats.date(key);
  if (by === 'weekday') return formats.weekday(Number(key));
  if (by === 'hour') return `${key.padStart(2, '0')}:00`;
  return label ?? key;
}
