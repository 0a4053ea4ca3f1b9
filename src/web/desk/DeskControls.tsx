/** Controls in the top bar: status, phone, ring on or off, keyboard shortcuts. */
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { chooseSound, soundOn } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Icon } from '../base/ui/Icon.tsx';
import { PhoneMenu } from './PhoneMenu.tsx';
import { PresenceMenu } from './PresenceMenu.tsx';
import { isSoundEnabled, enableSound } from './ringtone.ts';
import { useShortcut } from './useKeys.ts';

export function DeskControls({ onHelp }: { onHelp: () => void }) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  return (
    <>
      <PresenceMenu />
      <PhoneMenu />
      <SoundButton />
      <button
        type="button"
        class="icon-button keys-button"
        title={t('keys')}
        aria-label={t('keys')}
        aria-haspopup="dialog"
        aria-keyshortcuts={shortcut('?')}
        onClick={onHelp}
      >
        <Icon name="keyboard" />
      </button>
    </>
  );
}

function SoundButton() {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const on = useStore(soundOn);
  const unlocked = useStore(isSoundEnabled);
  if (on && !unlocked) {
    return (
      <button type="button" class="icon-button sound-locked" title={t('sound.lockedHint')} onClick={enableSound}>
        <Icon name="bellOff" />
        <span class="wide-only">{t('sound.locked')}</span>
      </button>
    );
  }
  const label = t(on ? 'sound.on' : 'sound.off');
  return (
    <button
      type="button"
      class="icon-button"
      title={label}
      aria-label={label}
      aria-keyshortcuts={shortcut('M')}
      onClick={() => chooseSound(!on)}
    >
      <Icon name={on ? 'bell' : 'bellOff'} />
    </button>
  );
}
