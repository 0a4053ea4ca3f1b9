/**
 * The agent's phone rings or talks in another window: shows where, and a button to take the call here if the network allows
 * it.
 */
import { useMemo } from 'preact/hooks';
import type { PhoneDevice } from '../../../shared/deskCall.ts';
import type { Softphone } from '../../softphone/softphone.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useText } from '../../base/text.ts';
import { usePhone, usePhoneState } from '../context.ts';
import { connectHere } from '../phone.ts';
import { useKeys, useShortcut } from '../useKeys.ts';

/** This window's phone while another window of the agent has the call; null when the call is here or in no window. */
export function useOtherDevicePhone(device: PhoneDevice | undefined): Softphone | null {
  const phone = usePhone();
  const { kind } = usePhoneState();
  return device === 'browser' && (kind === 'off' || kind === 'failed') ? phone : null;
}

/** Shown with the steps of a call that rings in another window. */
export function TakeOverButton({ phone }: { phone: Softphone | null }) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const keys = useMemo(() => (phone?.takesCalls ? { a: () => connectHere(phone) } : {}), [phone]);
  useKeys(keys);
  if (!phone?.takesCalls) return null;
  return (
    <button
      type="button"
      class="button button-primary button-large"
      aria-keyshortcuts={shortcut('A')}
      onClick={() => connectHere(phone)}
    >
      {t('call.ringHere')} <kbd>A</kbd>
    </button>
  );
}

/** Shown below a conversation in another window. */
export function CallOnOtherDevice({ device }: { device: PhoneDevice | undefined }) {
  const t = useText(deskText);
  const phone = useOtherDevicePhone(device);
  if (!phone) return null;
  return (
    <p class="small muted row">
      <span>{t('call.talksElsewhere')}</span>
      {phone.takesCalls ? (
        <button type="button" class="link-button" onClick={() => connectHere(phone)}>
          {t('call.talkHere')}
        </button>
      ) : null}
    </p>
  );
}
