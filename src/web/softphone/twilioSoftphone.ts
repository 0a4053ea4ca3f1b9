/**
 * The softphone on Twilio's network. The package is loaded on connect, so pages without a phone don't pay for it. It only
 * takes calls, one at a time.
 *
 * The package ends a call that is accepted without a microphone. So the microphone is requested first, and without one this
 * browser is not used as a phone: it unregisters, and a ringing call keeps ringing until the server moves it elsewhere.
 */
import type { Call, Device } from '@twilio/voice-sdk';
import { createStore } from '../base/createStore.ts';
import { askForMicrophone, type MicrophoneState } from './microphone.ts';
import type { MicrophoneTrouble, Softphone, SoftphoneState, SoftphoneTrouble } from './softphone.ts';

export interface TwilioToken {
  readonly token: string;
}

/** The part of the package's Device that we use. */
type UsedDevice = Pick<Device, 'on' | 'register' | 'unregister' | 'destroy' | 'updateToken' | 'audio'>;
export type DeviceMaker = (token: string, options: Device.Options) => UsedDevice;

export interface TwilioParts {
  /** A new token, or null if none is available. */
  readonly renew: () => Promise<string | null>;
  /** Null if the browser is not supported. */
  readonly load?: () => Promise<DeviceMaker | null>;
  readonly askMicrophone?: () => Promise<MicrophoneState>;
}

/** Renew the token this long before it expires. */
const RENEW_BEFORE_MS = 60_000;

async function loadDevice(): Promise<DeviceMaker | null> {
  const { Device } = await import('@twilio/voice-sdk');
  if (!Device.isSupported) return null;
  return (token, options) => new Device(token, options);
}

export function twilioSoftphone(first: TwilioToken, parts: TwilioParts): Softphone {
  const { renew, load = loadDevice, askMicrophone = askForMicrophone } = parts;
  const state = createStore<SoftphoneState>({ kind: 'off' });
  const microphone = createStore<MicrophoneState>('unknown');
  const caption = createStore('');
  let device: UsedDevice | null = null;
  let call: Call | null = null;
  /** The call that was accepted, since the page repeats `answer` as long as it rings. */
  let answered: Call | null = null;
  let token: string | null = first.token;

  const fail = (why: SoftphoneTrouble) => state.set({ kind: 'failed', why });
  /** Back to ready, unless something has failed since. */
  const over = (ended: Call) => {
    if (call !== ended) return;
    call = null;
    if (state.get().kind !== 'failed') state.set({ kind: 'ready' });
  };

  /** Unregisters. A ringing call is left to the server. */
  function withoutMicrophone(why: MicrophoneTrouble): Promise<void> {
    const given = device;
    [device, call] = [null, null];
    fail(why);
    return destroyDevice(given);
  }

  async function accept(incoming: Call): Promise<void> {
    const state = await askMicrophone();
    microphone.set(state);
    // Either side has given up since.
    if (call !== incoming) return;
    const trouble = TROUBLE_WITH[state];
    if (!trouble) return incoming.accept();
    incoming.ignore();
    return withoutMicrophone(trouble);
  }

  function ringing(incoming: Call): void {
    call = incoming;
    state.set({ kind: 'ringing' });
    incoming.on('accept', () => state.set({ kind: 'inCall', since: Date.now() }));
    for (const end of ['cancel', 'disconnect', 'reject'] as const) incoming.on(end, () => over(incoming));
    incoming.on('error', ({ code }: { code?: number }) => {
      const trouble = MICROPHONE_ERRORS[code ?? 0];
      if (!trouble) return;
      microphone.set(trouble);
      void withoutMicrophone(trouble === 'denied' ? 'microphoneDenied' : 'microphoneNone');
    });
  }

  async function renewToken(): Promise<void> {
    const next = await renew();
    if (next !== null) device?.updateToken(next);
  }

  function listen(made: UsedDevice): void {
    made.on('incoming', ringing);
    made.on('tokenWillExpire', () => void renewToken());
    made.on('registered', () => {
      if (call === null) state.set({ kind: 'ready' });
    });
    made.on('unregistered', () => {
      // Report it only if we did not cause it; the package keeps retrying.
      if (device === made && call === null) state.set({ kind: 'connecting' });
    });
    made.on('error', ({ code }: { code: number }) => {
      if (device === made && call === null)
        fail(code >= FIRST_TOKEN_ERROR && code <= LAST_TOKEN_ERROR ? 'notAllowed' : 'network');
    });
  }

  return {
    state,
    microphone,
    caption,
    takesCalls: false,
    async connect() {
      if (device && state.get().kind !== 'failed') return;
      // Replace a failed device, with a new token.
      device?.destroy();
      state.set({ kind: 'connecting' });
      try {
        const makeDevice = await load();
        if (makeDevice === null) return fail('browser');
        // The first token may have expired: the shift starts later than the page.
        const usable = token ?? (await renew());
        token = null;
        if (usable === null) return fail('notAllowed');
        const made = makeDevice(usable, {
          tokenRefreshMs: RENEW_BEFORE_MS,
          logLevel: 'silent',
          closeProtection: false,
        });
        device = made;
        listen(made);
        // The desk has its own bell, which can be muted.
        made.audio?.incoming(false);
        const heard = await askMicrophone();
        microphone.set(heard);
        const trouble = TROUBLE_WITH[heard];
        if (trouble) return await withoutMicrophone(trouble);
        await made.register();
      } catch {
        device?.destroy();
        device = null;
        if (state.get().kind !== 'failed') fail('network');
      }
    },
    answer() {
      if (!call || call === answered || state.get().kind !== 'ringing') return;
      answered = call;
      void accept(call);
    },
    press: (keys) => call?.sendDigits(keys),
    setMuted: (isMuted) => call?.mute(isMuted),
    hangUp() {
      if (state.get().kind === 'ringing') call?.reject();
      else call?.disconnect();
    },
    async disconnect() {
      const given = device;
      device = null;
      call?.disconnect();
      call = null;
      await destroyDevice(given);
      state.set({ kind: 'off' });
    },
  };
}

/** `unregister` rejects for a device that is not registered; destroy it anyway. */
async function destroyDevice(device: UsedDevice | null): Promise<void> {
  await device?.unregister().catch(() => undefined);
  device?.destroy();
}

/** `unknown`: the browser did not say, and the package will. */
const TROUBLE_WITH: Readonly<Partial<Record<MicrophoneState, MicrophoneTrouble>>> = {
  denied: 'microphoneDenied',
  none: 'microphoneNone',
};

/** https://www.twilio.com/docs/api/errors: 20101 to 20161 concern tokens. */
const FIRST_TOKEN_ERROR = 20_101;
const LAST_TOKEN_ERROR = 20_161;
/** 31401 and the older 31208: permission denied by the user or browser; 31402: no microphone, or it cannot be opened. */
const MICROPHONE_ERRORS: Readonly<Record<number, 'denied' | 'none'>> = {
  31_208: 'denied',
  31_401: 'denied',
  31_402: 'none',
};
