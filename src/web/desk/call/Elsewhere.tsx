/**
 * The agent's telephone rings, or is in the call, and not in this window: where it is, and, where the network lets a call
 * come along, the button that brings it here.
 */
import { useMemo } from 'preact/hooks';
import type { PhoneDevice } from '../../../shared/desk.ts';
import type { Softphone } from '../../softphone/softphone.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useText } from '../../base/text.ts';
import { usePhone, usePhoneState } from '../context.ts';
import { connectHere } from '../phone.ts';
import { useKeys, useShortcut } from '../useKeys.ts';

/** The telephone of this window, when another window of the agent's has the call; null when it is here, or no window has it. */
export function usePhoneElsewhere(device: PhoneDevice | undefined): Softphone | null {
  const phone = usePhone();
  const { kind } = usePhoneState();
  return device === 'browser' && (kind === 'off' || kind === 'failed') ? phone : null;
}

/** Beside the steps of a call that rings there. */
export function TakeOver({ phone }: { phone: Softphone | null }) {
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

/** Below a conversation that goes on there. */
export function TalksElsewhere({ device }: { device: PhoneDevice | undefined }) {
  const t = useText(deskText);
  const phone = usePhoneElsewhere(device);
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
