/** Today in eight figures. */
import type { Floor } from '../../shared/floor.ts';
import { floorText } from '../../shared/text/floor.ts';
import { useText } from '../base/text.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';

const FIGURES = ['inquiries', 'leads', 'conversations', 'closed', 'won', 'missedOffers'] as const;

export function TodayCard({ today }: { today: Floor['today'] }) {
  const ticking = useElapsedFormat();
  const t = useText(floorText);
  const median = today.medianSecondsToTalk;
  const { due, kept } = today.promises;
  return (
    <section class="card today">
      <h2>{t('today')}</h2>
      <dl class="figures">
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t(`today.${figure}`)}</dt>
            <dd>{today[figure]}</dd>
          </div>
        ))}
        <div>
          <dt>{due === 0 ? t('today.promises') : t('today.promisesOf', { kept, due })}</dt>
          <dd>{due === 0 ? '–' : `${Math.floor((kept / due) * 100)}%`}</dd>
        </div>
        <div>
          <dt>{t('today.medianSecondsToTalk')}</dt>
          <dd>{median === null ? '–' : ticking(median * 1000)}</dd>
        </div>
      </dl>
    </section>
  );
}
