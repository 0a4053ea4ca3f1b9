/**
 * The first line of the floor: whether anything needs a look, what came last, and the way to the list. It is one line
 * whatever is so, so that an alarm that comes or goes moves nothing.
 */
import type { FloorAlarm } from '../../shared/api.ts';
import { alarmText } from '../../shared/text/alarm.ts';
import { useText } from '../base/text.ts';
import { ALARMS_ID } from './AlarmsCard.tsx';

export function AlarmsLine({ alarms }: { alarms: readonly FloorAlarm[] }) {
  const t = useText(alarmText);
  const unseen = alarms.filter(({ seenBy }) => seenBy === undefined);
  const newest = unseen[0] ?? alarms[0];
  const kind = unseen.length > 0 ? 'alarms-line-bad' : '';
  return (
    <p class={`alarms-line ${kind}`} role="status">
      {newest === undefined ? (
        <span class="muted">{t('none')}</span>
      ) : (
        <a href={`#${ALARMS_ID}`}>
          <strong class="nowrap">
            {t('count', { count: alarms.length })}
            {unseen.length > 0 && unseen.length < alarms.length
              ? ` · ${t('unseenCount', { count: unseen.length })}`
              : null}
          </strong>
          <span class="ellipsis">
            {t(newest.kind)}
            {newest.campaign === undefined ? null : ` · ${newest.campaign}`}
          </span>
        </a>
      )}
    </p>
  );
}
