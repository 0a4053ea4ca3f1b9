/** The live check of the law of conservation: green when every open lead is accounted for, red with the exceptions. */
import type { Conservation } from '../../shared/floor.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { formatDuration } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { knownKey, useText } from '../base/text.ts';

const FIGURES = ['open', 'accounted', 'unaccounted', 'repaired'] as const;

export function LawCard({ law }: { law: Conservation }) {
  const t = useText(floorText);
  const common = useText(commonText);
  const isBroken = law.unaccounted > 0;
  const exceptions = Object.entries(law.exceptions);
  return (
    <section class={`card law ${isBroken ? 'law-broken' : 'law-whole'}`}>
      <div class="row-apart">
        <h2>{t('law')}</h2>
        <span class="small muted">
          {t('law.checked', { time: formatDuration(serverNow() - law.checkedAt, common) })}
        </span>
      </div>
      <p class="law-verdict" role="status">
        <span class={`dot ${isBroken ? 'dot-bad' : 'dot-good'}`} />{' '}
        {isBroken ? t('law.broken', { count: law.unaccounted }) : t('law.whole')}
      </p>
      <dl class="figures">
        {FIGURES.map((figure) => (
          <div key={figure} class={figure === 'unaccounted' && isBroken ? 'figure-bad' : ''}>
            <dt>{t(`law.${figure}`)}</dt>
            <dd>{law[figure]}</dd>
          </div>
        ))}
      </dl>
      {exceptions.length > 0 ? (
        <ul class="small">
          {exceptions.map(([kind, count]) => {
            const key = knownKey(floorText, `exception.${kind}`);
            return (
              <li key={kind} class="row-apart">
                <span>{key ? t(key) : kind}</span>
                <strong>{count}</strong>
              </li>
            );
          })}
        </ul>
      ) : null}
    </section>
  );
}
