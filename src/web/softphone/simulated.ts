/** The softphone on the simulated network: the demo's. */
import { createStore } from '../base/createStore.ts';
import type { HandsetLink } from './handsetClient.ts';
import type { PhoneView } from './phoneView.ts';
import type { Softphone, SoftphoneState, SoftphoneTrouble } from './softphone.ts';
import { makeTelephone } from './telephone.ts';

/** `base` and `identity` are what `GET /api/phone/token` says. */
export function simulatedSoftphone({ base, identity }: { base: string; identity: string }): Softphone {
  const telephone = makeTelephone({ base, rings: false });
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
      // The question for the microphone does not hold the registration up.
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
  // A stream that broke is tried again; the call it was in goes on meanwhile.
  if (view.state === 'ringing') return { kind: 'ringing' };
  if (view.state === 'talking') return { kind: 'inCall', since: view.since };
  return { kind: link === 'open' ? 'ready' : 'connecting' };
}

/** What was said last, while the network still speaks: in a conversation it is the people's turn. */
export function captionOf({ state, audio, captions }: PhoneView): string {
  if (state !== 'talking') return '';
  const last = captions.at(-1);
  if (!last || last.kind === 'keys') return '';
  return audio.hears.length > 0 && last.kind === 'said' ? '' : last.text;
}

function isSame(one: SoftphoneState, other: SoftphoneState): boolean {
  return one.kind === other.kind && JSON.stringify(one) === JSON.stringify(other);
}
