/** The last training: whether its model is used or why not, and its figures in a picture and a table. */
import { useMemo } from 'preact/hooks';
import type { ScoringView } from '../../../shared/adminScoring.ts';
import { adminScoringText } from '../../../shared/text/adminScoring.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Chart } from '../../reports/Chart.tsx';

type Last = NonNullable<ScoringView['last']>;
const percent = (share: number) => `${Math.round(share * 100)}%`;

interface Props {
  view: ScoringView;
  isTraining: boolean;
  onTrain: () => void;
}

export function TrainingCard({ view: { last, leastWins }, isTraining, onTrain }: Props) {
  const t = useText(adminScoringText);
  const reads = useStore(language);
  return (
    <section class="card stack" aria-labelledby="scoring-last">
      <div class="row-apart">
        <h2 id="scoring-last">{t('last')}</h2>
        <button type="button" class="button button-small" disabled={isTraining} onClick={onTrain}>
          {t(isTraining ? 'training' : 'train')}
        </button>
      </div>
      <div class="stack" role="status">
        {last ? (
          <>
            <p class="row">
              <span class={`badge ${last.isInUse ? 'badge-good' : ''}`}>{t(last.isInUse ? 'inUse' : 'unused')}</span>
              <span>{t('version', { version: last.version, when: whenOf(last.trainedAt, serverNow(), reads) })}</span>
            </p>
            {last.refusal ? <p class="notice">{t(`refusal.${last.refusal}`, { least: leastWins })}</p> : null}
            <FiguresList figures={last.figures} />
          </>
        ) : (
          <p class="muted">{t('never')}</p>
        )}
      </div>
      {last && last.figures.calibration.length > 0 ? <Calibration bins={last.figures.calibration} /> : null}
    </section>
  );
}

function FiguresList({ figures: { leads, wins, area, rules } }: { figures: Last['figures'] }) {
  const t = useText(adminScoringText);
  const reads = useStore(language);
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t('leads')}</dt>
          <dd>{leads.toLocaleString(reads)}</dd>
        </div>
        <div>
          <dt>{t('wins')}</dt>
          <dd>{wins.toLocaleString(reads)}</dd>
        </div>
        <div>
          <dt>{t('area')}</dt>
          <dd>{area === null ? '–' : area.toFixed(3)}</dd>
        </div>
        <div>
          <dt>{t('rules')}</dt>
          <dd>{rules === null ? '–' : rules.toFixed(3)}</dd>
        </div>
      </dl>
      <p class="small muted">{t('area.about')}</p>
    </>
  );
}

function Calibration({ bins }: { bins: Last['figures']['calibration'] }) {
  const t = useText(adminScoringText);
  const points = useMemo(() => bins.map((_bin, at) => String(at + 1)), [bins]);
  const series = useMemo(
    () => [
      { label: t('actual'), values: bins.map(({ actual }) => actual), color: '--accent' },
      { label: t('predicted'), values: bins.map(({ predicted }) => predicted), color: '--good', isDashed: true },
    ],
    [bins, t],
  );
  const most = Math.max(0.05, ...bins.flatMap(({ predicted, actual }) => [predicted, actual])) * 1.05;
  return (
    <div class="stack">
      <h3>{t('calibration')}</h3>
      <Chart label={t('calibration')} kind="line" points={points} series={series} format={percent} most={most} />
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('tenth')}</th>
            <th scope="col" class="number">
              {t('predicted')}
            </th>
            <th scope="col" class="number">
              {t('actual')}
            </th>
            <th scope="col" class="number">
              {t('leads')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ predicted, actual, count }, at) => (
            <tr key={at}>
              <td>{at + 1}</td>
              <td class="number">{percent(predicted)}</td>
              <td class="number">{percent(actual)}</td>
              <td class="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
