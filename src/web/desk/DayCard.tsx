/** The agent's day in six figures. */
import type { DeskDay } from '../../shared/desk.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useText } from '../base/text.ts';

const FIGURES = ['offered', 'accepted', 'missed', 'talked', 'closed', 'won'] as const;

export function DayCard({ day }: { day: DeskDay }) {
  const t = useText(deskText);
  return (
    <section class="card card-flush">
      <div class="card-head">
        <h2>{t('day')}</h2>
        {/* In tabs of their own: leaving the desk ends the shift. */}
        <a class="small" href="/week" target="_blank" rel="noopener">
          {t('day.week')}
        </a>
        <a class="small" href="/why" target="_blank" rel="noopener">
          {t('day.why')}
        </a>
      </div>
      <dl class="day">
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t(`day.${figure}`)}</dt>
            <dd>{day[figure]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
