/** Today against the same weekday of last week, up to the same time of day, and the longest wait now. */
import type { Floor } from '../../shared/floor.ts';
import { floorText } from '../../shared/text/floor.ts';
import { useStore } from '../base/createStore.ts';
import { timeOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import { useFormats } from '../reports/useFormats.ts';
import { changesOf, longestWait } from './trends.ts';

const NOTHING = '–';

export function TrendsCard({ floor }: { floor: Pick<Floor, 'trends' | 'waiting' | 'waitingSince'> }) {
  const t = useText(floorText);
  const reads = useStore(language);
  const ticking = useElapsedFormat();
  const { count, share, duration, weekday: nameOf } = useFormats();
  const { trends } = floor;
  const { now, at, zone, target } = trends;
  const changes = changesOf(trends);
  const weekday = nameOf(trends.weekday);
  const longest = longestWait(floor, serverNow());
  const waited = longest ? ticking(longest.ms) : NOTHING;
  const points = (by: number) => t('trends.points', { count: by });
  return (
    <section class="card trends">
      <div>
        <h2>{t('trends', { weekday })}</h2>
        <p class="small muted">{now ? t('trends.until', { time: timeOf(at, reads, zone) }) : t('trends.counting')}</p>
      </div>
      <dl class="figures">
        <div>
          <dt>{t('trends.leads')}</dt>
          <dd>
            {now ? count(now.leads) : NOTHING}
            <Change by={changes.leads} weekday={weekday} show={count} />
          </dd>
        </div>
        <div>
          <dt>{t('trends.talked')}</dt>
          <dd>
            {now ? count(now.talked) : NOTHING}
            <Change by={changes.talked} weekday={weekday} show={count} />
          </dd>
        </div>
        <div>
          <dt>{t('trends.inTarget', { target: duration(target) })}</dt>
          <dd>
            {now ? share(now.inTarget, now.decided) : NOTHING}
            <Change by={changes.inTarget} weekday={weekday} show={points} isShare />
          </dd>
        </div>
        <div>
          <dt>{t('trends.oldest')}</dt>
          <dd>{longest?.isLeast ? t('trends.orMore', { time: waited }) : waited}</dd>
        </div>
      </dl>
    </section>
  );
}

interface ChangeProps {
  readonly by: number | null;
  readonly weekday: string;
  readonly show: (by: number) => string;
  /** A higher share is better. More leads are neither. */
  readonly isShare?: true;
}

/** An arrow and the difference, and a sentence for those who don't see them. */
function Change({ by, weekday, show, isShare }: ChangeProps) {
  const t = useText(floorText);
  const [more, fewer] = isShare ? (['higher', 'lower'] as const) : (['more', 'fewer'] as const);
  const how = by === null ? 'none' : by === 0 ? 'same' : by > 0 ? more : fewer;
  const sentence = t(`trends.${how}`, { weekday, by: show(Math.abs(by ?? 0)) });
  return (
    <span class={`change change-${how}`} title={sentence}>
      <span aria-hidden="true">
        {by === null ? NOTHING : `${by === 0 ? '=' : by > 0 ? '▲' : '▼'} ${show(Math.abs(by))}`}
      </span>
      <span class="visually-hidden">{sentence}</span>
    </span>
  );
}
