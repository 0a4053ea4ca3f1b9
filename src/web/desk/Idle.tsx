/** Shown in place of a lead while there is none: starting the shift, or waiting for an offer. */
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { chooseTalkHere, talkHere } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Icon } from '../base/ui/Icon.tsx';
import { isUnableToCall, type Softphone } from '../softphone/softphone.ts';
import { useLine, usePhone, useUnreachablePhone } from './context.ts';
import { connectHere } from './phone.ts';
import { enableSound } from './ringtone.ts';
import { pendingFor } from './requests.ts';
import { requestNotifications } from './useRingAlert.ts';

export function Idle() {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const phone = usePhone();
  const here = useStore(talkHere);
  const outOfReach = useUnreachablePhone();
  if (!state.presence || !state.me) return <section class="card idle" />;

  if (state.presence.presence === 'offline') {
    const isStarting = pendingFor(state, 'presence:set') !== undefined;
    const start = () => {
      enableSound();
      requestNotifications();
      line.ask({ event: 'presence:set', body: { presence: 'available' } });
    };
    return (
      <section class="card idle">
        <h1>{t('shift.head', { name: state.me.name })}</h1>
        <p class="muted">{t('shift.body')}</p>
        {phone ? (
          <label class="check">
            <input type="checkbox" checked={here} onChange={(event) => chooseTalkHere(event.currentTarget.checked)} />
            <span>
              {t('shift.phone')}
              <span class="field-hint"> – {t('shift.phoneHint')}</span>
            </span>
          </label>
        ) : null}
        <button type="button" class="button button-primary button-large" disabled={isStarting} onClick={start}>
          {t('shift.start')}
        </button>
      </section>
    );
  }
  if (outOfReach) return <PhoneUnreachable phone={outOfReach} />;
  const isAway = state.presence.presence === 'away';
  const isWithoutPhone = phone !== null && !here && !state.me.hasTelephone && !isAway;
  return (
    <section class="card idle">
      <span class={isAway ? 'idle-bell' : 'idle-bell idle-bell-on'}>
        <Icon name={isAway ? 'bellOff' : 'bell'} size={28} />
      </span>
      <h1>{t(isAway ? 'idle.away' : 'idle.available')}</h1>
      <p class="muted">{t(isAway ? 'idle.awayBody' : 'idle.availableBody')}</p>
      {isWithoutPhone ? <p class="small muted">{t('phone.hint.off')}</p> : null}
    </section>
  );
}

/** The agent is available, but the network cannot ring them: shows why and what to do. */
function PhoneUnreachable({ phone }: { phone: Softphone }) {
  const t = useText(deskText);
  const state = useStore(phone.state);
  return (
    <section class="card idle">
      <span class="idle-bell">
        <Icon name="bellOff" size={28} />
      </span>
      <h1>{t('phone.outOfReach')}</h1>
      <p class="muted">{state.kind === 'failed' ? t(`phone.trouble.${state.why}`) : t('phone.hint.off')}</p>
      {isUnableToCall(state) ? null : (
        <button type="button" class="button button-primary button-large" onClick={() => connectHere(phone)}>
          {t(state.kind === 'failed' && state.why !== 'elsewhere' ? 'phone.again' : 'phone.connectHere')}
        </button>
      )}
    </section>
  );
}
