/** A lead's score, its band, and why. */
import type { ScoreView } from '../../shared/desk.ts';
import { scoreText } from '../../shared/text/score.ts';
import { useText } from '../base/text.ts';

const TONE = { high: 'badge-good', medium: 'badge-accent', low: '' } as const;

export function ScoreFacts({ score }: { score: ScoreView }) {
  const t = useText(scoreText);
  return (
    <div class="stack-tight">
      <h2 class="subhead">{t('title')}</h2>
      <p class="row">
        <strong class="number">{score.points}</strong>
        <span class={`badge ${TONE[score.band]}`}>{t(`band.${score.band}`)}</span>
        <span class="small muted">{score.by}</span>
      </p>
      {score.reasons.length === 0 ? (
        <p class="small muted">{t('none')}</p>
      ) : (
        <ul class="score-reasons small">
          {score.reasons.map(({ text, raises, points }) => (
            <li key={text}>
              <span class="number" aria-label={points === undefined ? t(raises ? 'raises' : 'lowers') : undefined}>
                {points === undefined ? (raises ? '↑' : '↓') : `${raises ? '+' : '−'}${Math.abs(points)}`}
              </span>{' '}
              <bdi>{text}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
