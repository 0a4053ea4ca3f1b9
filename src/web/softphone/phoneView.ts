/**
 * What a phone displays, derived from its events. Pure: the same events give the same view, so a reloaded page shows the
 * same as before.
 */
import type { Audio, HandsetEvent, HandsetState, Sound } from '../../shared/phone.ts';

export interface Caption {
  readonly n: number;
  readonly at: number;
  /** `said` by the network, `voice` of another person on the line, `keys` sent to us. */
  readonly kind: 'said' | 'voice' | 'keys';
  readonly text: string;
  /** A tag such as `en-US`; null if unknown. */
  readonly language: string | null;
}

/** Continuous sound until something replaces it. */
export type Background = 'none' | 'music' | 'ringback' | 'busy' | 'error' | 'not-in-service';

export interface PhoneView {
  readonly state: HandsetState;
  /** The network's id of the current or last call. */
  readonly callSid: string | null;
  /** The other side of the current or last call. */
  readonly other: string | null;
  /** Start of the current state, in ms since 1970; 0 before the first event. */
  readonly since: number;
  /** How the last call ended; null during a call and before the first one. */
  readonly ended: string | null;
  readonly audio: Audio;
  /** Captions of the current or last call, oldest first. */
  readonly captions: readonly Caption[];
  readonly background: Background;
}

export const INITIAL_VIEW: PhoneView = {
  state: 'idle',
  callSid: null,
  other: null,
  since: 0,
  ended: null,
  audio: { hears: [], heardBy: [] },
  captions: [],
  background: 'none',
};

/** Older captions are dropped. */
const MAX_CAPTIONS = 50;

export function advanceView(view: PhoneView, event: HandsetEvent): PhoneView {
  switch (event.kind) {
    case 'state':
      return changeState(view, event);
    case 'hears':
      return hear(view, event, event.sound);
    case 'audio':
      return {
        ...view,
        audio: event.audio,
        background: event.audio.hears.length > 0 ? 'none' : view.background,
      };
    case 'signal':
      return view;
  }
}

function changeState(view: PhoneView, event: HandsetEvent & { readonly kind: 'state' }): PhoneView {
  const { state, at } = event;
  const begins = view.state === 'idle' && state !== 'idle';
  return {
    ...view,
    state,
    since: at,
    callSid: event.callSid ?? view.callSid,
    other: event.with ?? view.other,
    ended: state === 'idle' ? event.reason : null,
    captions: begins ? [] : view.captions,
    background: state === 'idle' ? backgroundAfter(event.reason) : state === 'dialling' ? 'ringback' : 'none',
  };
}

/** The sound after a call: none, unless the call was never connected. */
function backgroundAfter(reason: string | null): Background {
  if (reason === 'busy') return 'busy';
  return reason === 'not-in-service' ? 'not-in-service' : 'none';
}

function hear(view: PhoneView, { n, at }: HandsetEvent, sound: Sound): PhoneView {
  const caption = (kind: Caption['kind'], text: string, language: string | null): PhoneView => ({
    ...view,
    // A prompt replaces music; voices and keys are heard over it.
    background: kind === 'said' ? 'none' : view.background,
    captions: [...view.captions, { n, at, kind, text, language }].slice(-MAX_CAPTIONS),
  });
  switch (sound.kind) {
    case 'say':
      return caption('said', sound.text, sound.language);
    case 'voice':
      return caption('voice', sound.text, null);
    case 'digits':
      return caption('keys', sound.digits, null);
    case 'play':
    case 'music':
      return { ...view, background: 'music' };
    case 'tone':
      return { ...view, background: sound.tone };
    case 'beep':
      return view;
  }
}
