/**
 * What a telephone shows, from the events that it was sent. Pure: the same events give the same view, so a page that is
 * loaded anew shows what it showed before.
 */
import type { Audio, HandsetEvent, HandsetState, Sound } from '../../shared/phone.ts';

export interface Caption {
  readonly n: number;
  readonly at: number;
  /** `said` by the network, `voice` by somebody on the line, `keys` that were sent to us. */
  readonly kind: 'said' | 'voice' | 'keys';
  readonly text: string;
  /** A tag such as `en-US`; null where nobody says which. */
  readonly language: string | null;
}

/** What goes on until something else begins. */
export type Background = 'none' | 'music' | 'ringback' | 'busy' | 'error' | 'not-in-service';

export interface PhoneView {
  readonly state: HandsetState;
  /** The network's name for the present call, or the last one. */
  readonly callSid: string | null;
  /** The other end of the present call, or of the last one. */
  readonly other: string | null;
  /** When the present state began, in ms since 1970; 0 before the first event. */
  readonly since: number;
  /** How the last call ended; null while there is one, and before the first. */
  readonly ended: string | null;
  readonly audio: Audio;
  /** Of the present call, or of the last one; oldest first. */
  readonly captions: readonly Caption[];
  readonly background: Background;
}

export const NOTHING_YET: PhoneView = {
  state: 'idle',
  callSid: null,
  other: null,
  since: 0,
  ended: null,
  audio: { hears: [], heardBy: [] },
  captions: [],
  background: 'none',
};

/** Longer ago than this many captions nobody reads. */
const MOST_CAPTIONS = 50;

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
    background: state === 'idle' ? afterwards(event.reason) : state === 'dialling' ? 'ringback' : 'none',
  };
}

/** What is heard when the call is over: nothing, unless it never came about. */
function afterwards(reason: string | null): Background {
  if (reason === 'busy') return 'busy';
  return reason === 'not-in-service' ? 'not-in-service' : 'none';
}

function hear(view: PhoneView, { n, at }: HandsetEvent, sound: Sound): PhoneView {
  const caption = (kind: Caption['kind'], text: string, language: string | null): PhoneView => ({
    ...view,
    // The network speaks instead of playing music; what people say and keys are heard over it.
    background: kind === 'said' ? 'none' : view.background,
    captions: [...view.captions, { n, at, kind, text, language }].slice(-MOST_CAPTIONS),
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
