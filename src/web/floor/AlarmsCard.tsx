/** Alerts for the supervisor, newest first, each with a link and a button to mark it as seen. */
import { useState } from 'preact/hooks';
import type { FloorAlarm } from '../../shared/floor.ts';
import { alarmText } from '../../shared/text/alarm.ts';
import { commonText } from '../../shared/text/common.ts';
import { formatDuration } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { serverNow } from '../base/serverClock.ts';
import { useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';

/** Target of the link in the floor's first line. */
export const ALARMS_ID = 'alarms';

interface Props {
  readonly alarms: readonly FloorAlarm[];
  /** Whether the reader may open admin. */
  readonly isAdministrator: boolean;
}

export function AlarmsCard({ alarms, isAdministrator }: Props) {
  const t = useText(alarmText);
  const [shown, setShown] = useState('all');
  const kinds = [...new Set(alarms.map(({ kind }) => kind))];
  // When the last alert of a kind is gone, its filter is too.
  const filter = shown === 'unseen' || kinds.some((kind) => kind === shown) ? shown : 'all';
  const visible = alarms.filter(
    ({ kind, seenBy }) => filter === 'all' || (filter === 'unseen' ? seenBy === undefined : kind === filter),
  );
  return (
    <section class="card card-flush" id={ALARMS_ID} tabIndex={-1}>
      <div class="card-head">
        <h2>{t('heading')}</h2>
        <span class="row">
          {alarms.length > 1 ? (
            <select
              class="input alarm-filter"
              aria-label={t('filter')}
              value={filter}
              onChange={(event) => setShown(event.currentTarget.value)}
            >
              <option value="all">{t('all')}</option>
              <option value="unseen">{t('unseen')}</option>
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(kind)}
                </option>
              ))}
            </select>
          ) : null}
          <span class={`badge ${alarms.length > 0 ? 'badge-bad' : ''}`}>{alarms.length}</span>
        </span>
      </div>
      {alarms.length === 0 ? <p class="empty">{t('empty')}</p> : null}
      <ul class="alarms">
        {visible.map((alarm) => (
          <AlarmLine key={alarm.key} alarm={alarm} isAdministrator={isAdministrator} />
        ))}
      </ul>
    </section>
  );
}

const LAW = { path: '/admin/law', says: 'lawPage' } as const;
/** Where administrators see more. */
const PAGES: Partial<Readonly<Record<FloorAlarm['kind'], { path: string; says: 'mailList' | 'lawPage' }>>> = {
  mailUndelivered: { path: '/admin/mail?state=dead', says: 'mailList' },
  hoursTableOld: LAW,
  hoursTableAging: LAW,
  hoursMissing: LAW,
};

function AlarmLine({ alarm, isAdministrator }: { alarm: FloorAlarm; isAdministrator: boolean }) {
  const t = useText(alarmText);
  const common = useText(commonText);
  const { key, kind, since, leadId, name, numberEnd, agent, campaign, seenBy } = alarm;
  const page = PAGES[kind];
  const see = () => void ask(`/api/alarms/${encodeURIComponent(key)}/seen`, { method: 'POST' });
  return (
    <li class="row-apart">
      <span class="grow">
        {t(kind)}
        {leadId === undefined ? null : (
          <>
            {': '}
            <a href={`/leads/${encodeURIComponent(leadId)}`}>
              {name === undefined ? t('someLead') : <Name name={name} numberEnd={numberEnd} />}
            </a>
          </>
        )}
        {page !== undefined && isAdministrator ? (
          <>
            {': '}
            <a href={page.path}>{t(page.says)}</a>
          </>
        ) : null}
        {agent === undefined ? null : <bdi class="muted"> · {agent}</bdi>}
        {campaign === undefined ? null : <span class="muted"> · {campaign}</span>}
        <span class="small muted nowrap">
          {' '}
          · {common('ago', { time: formatDuration(serverNow() - since, common) })}
        </span>
      </span>
      {seenBy === undefined ? (
        <button type="button" class="button button-small" onClick={see}>
          {t('seen')}
          <span class="visually-hidden">: {t(kind)}</span>
        </button>
      ) : (
        <bdi class="small muted">{t('seenBy', { name: seenBy })}</bdi>
      )}
    </li>
  );
}
