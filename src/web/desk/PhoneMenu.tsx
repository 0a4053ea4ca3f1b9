/** The phone in this browser: its state, problems and how to fix them, connect and disconnect. */
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { chooseTalkHere } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Icon } from '../base/ui/Icon.tsx';
import { isUnableToCall, type Softphone, type SoftphoneState } from '../softphone/softphone.ts';
import { usePhone } from './context.ts';
import { useMenu } from '../base/ui/useMenu.ts';

const DOT: Readonly<Record<SoftphoneState['kind'], string>> = {
  off: '',
  connecting: 'dot-warn',
  ready: 'dot-good',
  ringing: 'dot-accent',
  inCall: 'dot-accent',
  failed: 'dot-bad',
};

export function PhoneMenu() {
  const phone = usePhone();
  return phone ? <Menu phone={phone} /> : null;
}

function Menu({ phone }: { phone: Softphone }) {
  const t = useText(deskText);
  const state = useStore(phone.state);
  const microphone = useStore(phone.microphone);
  const { open, setOpen, close, ref, onKeyDown } = useMenu();
  const isDeaf = state.kind !== 'failed' && (microphone === 'none' || microphone === 'denied');
  const isUp = state.kind !== 'off' && state.kind !== 'failed';
  const label = t(`phone.${state.kind}`);
  const act = () => {
    close();
    chooseTalkHere(!isUp);
    void (isUp ? phone.disconnect() : phone.connect());
  };
  return (
    <div class="menu" ref={ref} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="icon-button phone-button"
        title={label}
        aria-label={label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="phone" />
        <span class={`dot ${isUp && isDeaf ? 'dot-warn' : DOT[state.kind]}`} />
      </button>
      {open ? (
        <div class="menu-list menu-text stack-tight">
          <p class="label">{label}</p>
          <p class="small">
            {state.kind === 'failed' ? t(`phone.trouble.${state.why}`) : t(`phone.hint.${state.kind}`)}
          </p>
          {isDeaf ? <p class="small notice notice-warn">{t(`phone.microphone.${microphone}`)}</p> : null}
          {isUnableToCall(state) ? null : (
            <button type="button" class="button button-small" disabled={state.kind === 'inCall'} onClick={act}>
              {t(isUp ? 'phone.disconnect' : state.kind === 'failed' ? 'phone.again' : 'phone.connect')}
            </button>
          )}
        </div>
      ) : null}
    </div>
  );
}
