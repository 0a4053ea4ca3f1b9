/** Scheduled callbacks: overdue first, then by due time. */
import type { CallbackRow } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { formatDuration, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { LeadLink } from './LeadLink.tsx';

export function CallbacksCard({ callbacks, total }: { callbacks: readonly CallbackRow[]; total: number }) {
  const t = useText(floorText);
  const overdue = callbacks.filter((row) => row.overdue).length;
  const sorted = [...callbacks].sort((a, b) => Number(b.overdue) - Number(a.overdue) || a.dueAt - b.dueAt);
  return (
    <section class="card card-flush">
      <div class="card-head">
        <h2>{t('callbacks')}</h2>
        <span class="row">
          {overdue > 0 ? <span class="badge badge-bad">{t('overdue.count', { count: overdue })}</span> : null}
          <span class="badge">{total}</span>
        </span>
      </div>
      {callbacks.length === 0 ? <p class="empty">{t('callbacks.empty')}</p> : null}
      {callbacks.length > 0 ? (
        <table class="table">
          <thead>
            <tr>
              <th>{t('due')}</th>
              <th>{t('lead')}</th>
              <th class="owner">{t('owner')}</th>
              <th class="number wide-only">{t('attempts')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <CallbackLine key={row.leadId} row={row} />
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function CallbackLine({ row }: { row: CallbackRow }) {
  const t = useText(floorText);
  const common = useText(commonText);
  const about = useText(leadText);
  const reads = useStore(language);
  const now = serverNow();
  const left = row.dueAt - now;
  return (
    <tr>
      <td class="nowrap">
        {whenOf(row.dueAt, now, reads)}
        <div class={`small ${row.overdue ? 'late' : 'muted'}`}>
          {left < 0
            ? common('overdueBy', { time: formatDuration(-left, common) })
            : common('in', { time: formatDuration(left, common) })}
        </div>
      </td>
      <td>
        <LeadLink id={row.leadId} name={row.name} numberEnd={row.numberEnd} about={about(`why.${row.why}`)} />
      </td>
      <td>{row.owner === null ? <span class="muted">{t('anyone')}</span> : <bdi>{row.owner}</bdi>}</td>
      <td class="number wide-only">
        {row.attemptsMade}/{row.maxAttempts}
      </td>
    </tr>
  );
}
