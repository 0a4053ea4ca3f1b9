/** How many agents are scheduled now, and who of them isn't there. Always one line at least, so that less moves. */
import type { FloorSchedule } from '../../shared/floor.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { formatDuration } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';

/** More are counted. */
const MOST_NAMED = 12;

export function ScheduleLine({ scheduled, missing }: FloorSchedule) {
  const t = useText(floorText);
  const common = useText(commonText);
  const now = serverNow();
  return (
    <div class="scheduled small">
      <span class="muted">{t('scheduled', { count: scheduled })}</span>
      {missing.length > 0 ? (
        <>
          {' · '}
          <span id="missing" class="late">
            {t('missing')}
          </span>{' '}
          <ul aria-labelledby="missing">
            {missing.slice(0, MOST_NAMED).map(({ id, name, since, hasLeft }) => (
              <li key={id}>
                <strong>
                  <Name name={name} />
                </strong>{' '}
                <span class="muted">
                  {t(hasLeft ? 'missing.left' : 'missing.late', { time: formatDuration(now - since, common) })}
                </span>
              </li>
            ))}
            {missing.length > MOST_NAMED ? (
              <li class="muted">{t('waiting.more', { count: missing.length - MOST_NAMED })}</li>
            ) : null}
          </ul>
        </>
      ) : null}
    </div>
  );
}
