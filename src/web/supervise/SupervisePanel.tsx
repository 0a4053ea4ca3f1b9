/** The supervisor's own telephone while they take part: what it is doing, and the way out. Over the page, and out of its way. */
import { commonText } from '../../shared/text/common.ts';
import { deskText } from '../../shared/text/desk.ts';
import { floorText } from '../../shared/text/floor.ts';
import { createStore, useStore } from '../base/createStore.ts';
import { known, useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';
import { useTick } from '../base/useTick.ts';
import { useTicking } from '../base/useTicking.ts';
import type { Softphone } from '../softphone/softphone.ts';
import { SuperviseButtons } from './SuperviseButtons.tsx';
import { end, softphone, supervision, type Supervision } from './supervision.ts';

const UNKNOWN: Softphone['microphone'] = createStore<ReturnType<Softphone['microphone']['get']>>('unknown');

export function SupervisePanel() {
  const now = useStore(supervision);
  return now.kind === 'off' ? null : <Panel now={now} />;
}

function Panel({ now }: { now: Exclude<Supervision, { kind: 'off' }> }) {
  const ticking = useTicking();
  const t = useText(floorText);
  const desk = useText(deskText);
  const common = useText(commonText);
  const microphone = useStore(useStore(softphone)?.microphone ?? UNKNOWN);
  useTick(1000, now.kind === 'in');
  const { mode, name } = now.target;
  const isDeaf = now.kind !== 'failed' && mode !== 'listen' && (microphone === 'none' || microphone === 'denied');
  const said =
    now.kind === 'in'
      ? t(`supervise.in.${mode}`)
      : now.kind === 'joining'
        ? t(now.isElsewhere ? 'supervise.elsewhere' : 'supervise.joining')
        : sayWhy(now.why);
  return (
    <section class="supervise-panel" aria-label={t('supervise', { name })}>
      <div class="grow stack-tight">
        <p role="status">
          <strong>{said}</strong>
        </p>
        <p class="small muted row">
          <Name name={name} />
          {now.kind === 'in' ? <span>{ticking(performance.now() - now.since)}</span> : null}
        </p>
        {now.kind === 'in' && now.why !== undefined ? (
          <p class="small late" role="alert">
            {sayWhy(now.why)}
          </p>
        ) : null}
        {isDeaf ? <p class="small late">{desk(`phone.microphone.${microphone}`)}</p> : null}
      </div>
      <button type="button" class={`button ${now.kind === 'failed' ? '' : 'button-danger'}`} onClick={end}>
        {now.kind === 'failed' ? common('close') : t('supervise.end')}
      </button>
      {now.kind === 'in' ? <SuperviseButtons leadId={now.target.leadId} name={name} /> : null}
    </section>
  );

  function sayWhy(why: string): string {
    const key = known(deskText, why);
    if (key) return desk(key);
    return why === 'network' ? common('failed.network') : why;
  }
}
