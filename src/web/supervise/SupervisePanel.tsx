/** The supervisor's phone during supervision: its state and the button to leave. Floats over the page. */
import { commonText } from '../../shared/text/common.ts';
import { deskText } from '../../shared/text/desk.ts';
import { floorText } from '../../shared/text/floor.ts';
import { createStore, useStore } from '../base/createStore.ts';
import { knownKey, useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';
import { useTick } from '../base/useTick.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import type { Softphone } from '../softphone/softphone.ts';
import { SuperviseButtons } from './SuperviseButtons.tsx';
import { end, softphone, supervision, type Supervision } from './supervision.ts';

const UNKNOWN: Softphone['microphone'] = createStore<ReturnType<Softphone['microphone']['get']>>('unknown');

export function SupervisePanel() {
  const now = useStore(supervision);
  const t = useText(floorText);
  const isOff = now.kind === 'off';
  // The live regions exist before they have text, so that it is announced.
  return (
    <section
      class={isOff ? 'visually-hidden' : 'supervise-panel'}
      aria-label={isOff ? undefined : t('supervise', { name: now.target.name })}
    >
      <div class="grow stack-tight">
        <p role="status">{isOff ? '' : <Said now={now} />}</p>
        {isOff ? null : <Facts now={now} />}
        <p class="small late live" role="alert">
          {now.kind === 'in' && now.why !== undefined ? <Why why={now.why} /> : ''}
        </p>
      </div>
      {isOff ? null : <Steps now={now} />}
    </section>
  );
}

type Present = Exclude<Supervision, { kind: 'off' }>;

function Said({ now }: { now: Present }) {
  const t = useText(floorText);
  if (now.kind === 'failed') return <Why why={now.why} />;
  if (now.kind === 'in') return <strong>{t(`supervise.in.${now.target.mode}`)}</strong>;
  return <strong>{t(now.isElsewhere ? 'supervise.elsewhere' : 'supervise.joining')}</strong>;
}

function Why({ why }: { why: string }) {
  const desk = useText(deskText);
  const common = useText(commonText);
  const key = knownKey(deskText, why);
  return <strong>{key ? desk(key) : why === 'network' ? common('failed.network') : why}</strong>;
}

function Facts({ now }: { now: Present }) {
  const ticking = useElapsedFormat();
  const desk = useText(deskText);
  const microphone = useStore(useStore(softphone)?.microphone ?? UNKNOWN);
  useTick(1000, now.kind === 'in');
  const { mode, name } = now.target;
  const isDeaf = now.kind !== 'failed' && mode !== 'listen' && (microphone === 'none' || microphone === 'denied');
  return (
    <>
      <p class="small muted row">
        <Name name={name} />
        {now.kind === 'in' ? <span>{ticking(performance.now() - now.since)}</span> : null}
      </p>
      {isDeaf ? <p class="small late">{desk(`phone.microphone.${microphone}`)}</p> : null}
    </>
  );
}

function Steps({ now }: { now: Present }) {
  const t = useText(floorText);
  const common = useText(commonText);
  return (
    <>
      <button type="button" class={`button ${now.kind === 'failed' ? '' : 'button-danger'}`} onClick={end}>
        {now.kind === 'failed' ? common('close') : t('supervise.end')}
      </button>
      {now.kind === 'in' ? <SuperviseButtons leadId={now.target.leadId} name={now.target.name} /> : null}
    </>
  );
}
