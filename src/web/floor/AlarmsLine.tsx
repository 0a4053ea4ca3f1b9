/**
 * The first line of the floor: whether customers wait without an available agent, how many other alerts there are, the
 * latest one, and a link to the list. Always one line, so that nothing moves when alerts come and go.
 */
import type { Floor, FloorAlarm } from '../../shared/floor.ts';
import { alarmText } from '../../shared/text/alarm.ts';
import { serverNow } from '../base/serverClock.ts';
import { useText } from '../base/text.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import { ALARMS_ID } from './AlarmsCard.tsx';
import { WAITING_ID } from './WaitingCard.tsx';

interface Props {
  alarms: readonly FloorAlarm[];
  unattended: Floor['unattended'];
}

export function AlarmsLine({ alarms, unattended }: Props) {
  const ticking = useElapsedFormat();
  const t = useText(alarmText);
  const unseen = alarms.filter(({ seenBy }) => seenBy === undefined);
  const newest = unseen[0] ?? alarms[0];
  const kind = unattended || unseen.length > 0 ? 'alarms-line-bad' : '';
  return (
    <p class={`alarms-line ${kind}`}>
      <span role="status" class="alarms-line-part">
        {unattended ? (
          <a href={`#${WAITING_ID}`}>
            <strong class="nowrap">{t('unattended', { count: unattended.count })}</strong>
          </a>
        ) : null}
      </span>
      {unattended ? <span class="nowrap">{ticking(serverNow() - unattended.since)}</span> : null}
      <span role="status" class="alarms-line-part">
        {newest === undefined ? null : (
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
        {newest === undefined && !unattended ? <span class="muted">{t('none')}</span> : null}
      </span>
    </p>
  );
}
