/** What a supervisor should look at, the newest first. */
import type { Floor } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { inWords } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { known, useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';

export function AlarmsCard({ alarms }: { alarms: Floor['alarms'] }) {
  const t = useText(floorText);
  const common = useText(commonText);
  const newestFirst = [...alarms].sort((a, b) => b.at - a.at);
  return (
    <section class="card card-flush">
      <div class="card-head">
        <h2>{t('alarms')}</h2>
        <span class={`badge ${alarms.length > 0 ? 'badge-bad' : ''}`}>{alarms.length}</span>
      </div>
      {alarms.length === 0 ? <p class="empty">{t('alarms.empty')}</p> : null}
      <ul class="alarms">
        {newestFirst.map((alarm, index) => {
          const key = known(floorText, `alarm.${alarm.kind}`);
          const { leadId, name } = alarm.data;
          return (
            <li key={`${alarm.kind} ${index}`} class="row-apart">
              <span class="grow">
                {key ? t(key) : alarm.kind}
                {typeof leadId === 'string' ? (
                  <>
                    {': '}
                    <a href={`/leads/${encodeURIComponent(leadId)}`}>
                      <Name name={typeof name === 'string' ? name : leadId} />
                    </a>
                  </>
                ) : null}
              </span>
              <span class="small muted nowrap">{common('ago', { time: inWords(serverNow() - alarm.at, common) })}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
