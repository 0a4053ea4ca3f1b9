/**
 * A phone of the simulated network in this page: its connection, voice and sounds. Both the phone page and the desk's
 * softphone use it.
 */
import type { HandsetEvent } from '../../shared/phone.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { unlockSound } from './audio.ts';
import { createHandsetClient, type HandsetLink } from './handsetClient.ts';
import type { MicrophoneState } from './microphone.ts';
import type { PhoneView } from './phoneView.ts';
import { makeSpeech } from './speech.ts';
import { playBeep, playKeys, playLoop } from './tones.ts';
import { createVoice } from './voice.ts';

export interface Telephone {
  readonly link: Store<HandsetLink>;
  readonly view: Store<PhoneView>;
  readonly microphone: Store<MicrophoneState>;
  /** Whether prompts are spoken; captions are always shown. */
  readonly isSpoken: Store<boolean>;
  readonly isMuted: Store<boolean>;
  register(address: string): Promise<HandsetLink>;
  /** Asks for microphone permission; call within a click. */
  askForMicrophone(): Promise<void>;
  /** `hidden`: without caller ID. */
  dial(to: string, options: { readonly hidden: boolean }): Promise<boolean>;
  answer(): void;
  decline(): void;
  /** Digits, * and #. */
  press(keys: string): void;
  hangUp(): void;
  setMuted(isMuted: boolean): void;
  leave(): Promise<void>;
}

export interface TelephoneOptions {
  /** The proxy path from the server. */
  readonly base: string;
  /** Whether it plays a ring; a desk has its own bell. */
  readonly rings: boolean;
}

export function createTelephone({ base, rings }: TelephoneOptions): Telephone {
  const isSpoken = createStore(true);
  const isMuted = createStore(false);
  const speech = makeSpeech();
  const client = createHandsetClient(base, { onEvent, onCaughtUp });
  const { link, view } = client;
  const voice = createVoice({
    signal: (to, data) => void client.send('signal', { to, data }),
    talk: (isTalking) => void client.send('talk', { isTalking }),
  });
  let looping: { readonly name: string; readonly stop: () => void } | null = null;

  unlockSound();
  isSpoken.watch((isOn) => {
    if (!isOn) speech.stop();
  });
  view.watch(playBackground);

  function onEvent(event: HandsetEvent): void {
    if (event.kind === 'signal') return voice.receive(event.from, event.data);
    if (event.kind === 'hears') {
      const { sound } = event;
      if (sound.kind === 'say' && isSpoken.get()) speech.say(sound.text, sound.language);
      if (sound.kind === 'voice' && isSpoken.get()) speech.say(sound.text, navigator.language);
      if (sound.kind === 'beep') playBeep();
      if (sound.kind === 'digits') playKeys(sound.digits);
      return;
    }
    // Prompts stop when people talk and when the call ends.
    if (event.kind === 'audio' ? event.audio.hears.length > 0 : event.state !== 'talking') speech.stop();
    followCall();
  }

  /** After a reload, the page continues the call that it finds. */
  function onCaughtUp(): void {
    followCall();
  }

  function followCall(): void {
    const { state, audio } = view.get();
    if (state === 'talking') voice.open();
    if (state === 'idle') {
      voice.close();
      isMuted.set(false);
      return;
    }
    voice.follow(audio);
  }

  function playBackground({ state, background }: PhoneView): void {
    const name = state === 'ringing' ? (rings ? 'bell' : 'none') : background;
    if (looping?.name === name) return;
    looping?.stop();
    looping = name === 'none' ? null : { name, stop: playLoop(name) };
  }

  return {
    link,
    view,
    isSpoken,
    isMuted,
    microphone: voice.microphone,
    register: client.register,
    askForMicrophone: voice.prepare,
    dial: (to, { hidden }) => client.send('dial', { to, hidden }),
    answer: () => void client.send('answer'),
    decline: () => void client.send('reject'),
    press(keys) {
      playKeys(keys);
      // A key interrupts a prompt.
      speech.stop();
      void client.send('press', { keys });
    },
    hangUp: () => void client.send('hang-up'),
    setMuted(muted) {
      isMuted.set(muted);
      voice.setMuted(muted);
    },
    async leave() {
      speech.stop();
      voice.close();
      await client.leave();
    },
  };
}
