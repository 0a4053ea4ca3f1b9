/** Callbacks that this agent promised and those open to anyone in their teams. They are offered automatically when due. */
import type { CallbackList } from '../../shared/api.ts';
import type { DeskPromise } from '../../shared/desk.ts';
import { commonText } from '../../shared/text/common.ts';
import { deskText } from '../../shared/text/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { formatDuration, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';
import { useResource } from '../base/useResource.ts';
import { useTick } from '../base/useTick.ts';

const TEAMS_EVERY_MS = 60_000;

type ShownPromise = Pick<
  DeskPromise,
  | 'leadId'
  | 'name'
  | 'numberEnd'
  | 'interest'
  | 'campaign'
  | 'dueAt'
  | 'why'
  | 'attemptsMade'
  | 'agreedFor'
  | 'isAppointment'
  | 'place'
>;

/** `version` changes with the agent's lead, when the list may have changed too. */
export function PromisesCard({ promises, version }: { promises: readonly DeskPromise[]; version: string }) {
  const t = useText(deskText);
  // Other agents' work changes this list without an event for this desk.
  const path = '/api/callbacks?anyone=true&limit=20';
  const teams = useResource<CallbackList>(path, { everyMs: TEAMS_EVERY_MS, version }).data;
  const sorted = [...promises].sort((a, b) => a.dueAt - b.dueAt);
  useTick(5000);
  return (
    <section class="card card-flush">
      <div class="card-head">
        <h2>{t('promises')}</h2>
        <span class="badge">{promises.length}</span>
      </div>
      {sorted.length === 0 ? <p class="empty">{t('promises.empty')}</p> : null}
      <PromiseRows promises={sorted} />
      {teams && teams.callbacks.length > 0 ? (
        <>
          <div class="card-head card-head-next">
            <h2>{t('promises.teams')}</h2>
            <span class="badge">{teams.next === null ? teams.callbacks.length : `${teams.callbacks.length}+`}</span>
          </div>
          <PromiseRows promises={teams.callbacks} />
        </>
      ) : null}
    </section>
  );
}

function PromiseRows({ promises }: { promises: readonly ShownPromise[] }) {
  return (
    <ul class="promises">
      {promises.map((promise) => (
        <PromiseRow key={promise.leadId} promise={promise} />
      ))}
    </ul>
  );
}

function PromiseRow({ promise }: { promise: ShownPromise }) {
  const t = useText(deskText);
  const about = useText(leadText);
  const common = useText(commonText);
  const reads = useStore(language);
  const now = serverNow();
  const left = promise.dueAt - now;
  return (
    <li>
      <strong>
        <Name name={promise.name} numberEnd={promise.numberEnd} />
      </strong>
      <div class="small muted clip">
        <bdi>{promise.interest ?? promise.campaign}</bdi>
      </div>
      <div class="row-apart">
        <time class="nowrap" dateTime={new Date(promise.dueAt).toISOString()}>
          {whenOf(promise.dueAt, now, reads)}
        </time>
        <span class={left < 0 ? 'badge badge-bad' : 'small muted nowrap'}>
          {left < 0
            ? common('overdueBy', { time: formatDuration(-left, common) })
            : common('in', { time: formatDuration(left, common) })}
        </span>
      </div>
      <div class="small muted">
        {promise.isAppointment ? (
          <>
            <span class="badge">{about('appointment')}</span> <bdi>{promise.place ?? about('appointment.byPhone')}</bdi>
          </>
        ) : (
          about(`why.${promise.why}`)
        )}
        {promise.agreedFor === undefined ? null : (
          <p class="late">{t('promises.moved', { when: whenOf(promise.agreedFor, now, reads) })}</p>
        )}
        {promise.attemptsMade > 0 ? ` · ${t('promises.attempts', { count: promise.attemptsMade })}` : ''}
      </div>
    </li>
  );
}
