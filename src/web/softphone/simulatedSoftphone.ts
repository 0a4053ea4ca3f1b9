/** The softphone on the demo's simulated network. */
import { createStore } from '../base/createStore.ts';
import type { HandsetLink } from './handsetClient.ts';
import type { PhoneView } from './phoneView.ts';
import type { Softphone, SoftphoneState, SoftphoneTrouble } from './softphone.ts';
import { createTelephone } from './telephone.ts';

/** `base` and `identity` come from `GET /api/phone/token`. */
export function simulatedSoftphone({ base, identity }: { base: string; identity: string }): Softphone {
  const telephone = createTelephone({ base, rings: false });
  const { link, view, microphone } = telephone;
  const state = createStore<SoftphoneState>({ kind: 'off' });
  const caption = createStore('');
  const show = () => {
    const next = stateOf(link.get(), view.get());
    if (!isSame(state.get(), next)) state.set(next);
    caption.set(captionOf(view.get()));
  };
  link.watch(show);
  view.watch(show);

  return {
    state,
    microphone,
    caption,
    takesCalls: true,
    async connect() {
      if (!('RTCPeerConnection' in globalThis)) return state.set({ kind: 'failed', why: 'browser' });
      // Registration does not wait for microphone permission.
      void telephone.askForMicrophone();
      await telephone.register(`client:${identity}`);
    },
    answer: telephone.answer,
    press: telephone.press,
    setMuted: telephone.setMuted,
    hangUp: telephone.hangUp,
    disconnect: telephone.leave,
  };
}

const TROUBLE: Partial<Record<HandsetLink, SoftphoneTrouble>> = { taken: 'elsewhere', refused: 'notAllowed' };

export function stateOf(link: HandsetLink, view: Pick<PhoneView, 'state' | 'since'>): SoftphoneState {
  const why = TROUBLE[link];
  if (why) return { kind: 'failed', why };
  if (link === 'off') return { kind: 'off' };
  // A broken stream is retried; the call continues in the meantime.
  if (view.state === 'ringing') return { kind: 'ringing' };
  if (view.state === 'talking') return { kind: 'inCall', since: view.since };
  return { kind: link === 'open' ? 'ready' : 'connecting' };
}

/** The last prompt while the network speaks; empty during a conversation. */
export function captionOf({ state, audio, captions }: PhoneView): string {
  if (state !== 'talking') return '';
  const last = captions.at(-1);
  if (!last || last.kind === 'keys') return '';
  return audio.hears.length > 0 && last.kind === 'said' ? '' : last.text;
}

function isSame(one: SoftphoneState, other: SoftphoneState): boolean {
  return one.kind === other.kind && JSON.stringify(one) === JSON.stringify(other);
}
