/**
 * The softphone on Twilio's network. The package is loaded when the telephone is connected: nobody else pays for it. It is
 * rung and dials nobody; one call at a time.
 *
 * The package ends a call that is accepted without a microphone. So the microphone is asked for before a call is accepted,
 * and without one this browser is no telephone: it gives its registration back, and a call that rings goes on ringing until
 * the server takes it elsewhere.
 */
import type { Call, Device } from '@twilio/voice-sdk';
import { createStore } from '../base/createStore.ts';
import { askForMicrophone, type MicrophoneState } from './microphone.ts';
import type { MicrophoneTrouble, Softphone, SoftphoneState, SoftphoneTrouble } from './softphone.ts';

export interface TwilioToken {
  readonly token: string;
}

/** What we use of the package's Device. */
type UsedDevice = Pick<Device, 'on' | 'register' | 'unregister' | 'destroy' | 'updateToken' | 'audio'>;
export type DeviceMaker = (token: string, options: Device.Options) => UsedDevice;

export interface TwilioParts {
  /** A new token, or null when there is none to be had. */
  readonly renew: () => Promise<string | null>;
  /** Null where the browser cannot be a telephone. */
  readonly load?: () => Promise<DeviceMaker | null>;
  readonly askMicrophone?: () => Promise<MicrophoneState>;
}

/** A new token is asked for this long before the old one ends. */
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
  /** Said yes to once: the page says so as long as it rings. */
  let answered: Call | null = null;
  let token: string | null = first.token;

  const fail = (why: SoftphoneTrouble) => state.set({ kind: 'failed', why });
  /** Back to waiting; what failed meanwhile stays said. */
  const over = (ended: Call) => {
    if (call !== ended) return;
    call = null;
    if (state.get().kind !== 'failed') state.set({ kind: 'ready' });
  };

  /** No telephone here: nothing more rings, and what rings is left to the server. */
  function withoutMicrophone(why: MicrophoneTrouble): Promise<void> {
    const given = device;
    [device, call] = [null, null];
    fail(why);
    return retire(given);
  }

  async function accept(incoming: Call): Promise<void> {
    const state = await askMicrophone();
    microphone.set(state);
    // Given up meanwhile, by either side.
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
      // Ours to be told of only when it was not our own doing; the package goes on trying.
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
      // One that failed is begun anew, with a new token.
      device?.destroy();
      state.set({ kind: 'connecting' });
      try {
        const makeDevice = await load();
        if (makeDevice === null) return fail('browser');
        // The first token may be old by now: a shift begins when it begins.
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
        // The desk has a bell of its own, which can be muted.
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
      await retire(given);
      state.set({ kind: 'off' });
    },
  };
}

/** One that is not registered refuses to unregister; it goes all the same. */
async function retire(device: UsedDevice | null): Promise<void> {
  await device?.unregister().catch(() => undefined);
  device?.destroy();
}

/** `unknown`: the browser did not say, and the package will. */
const TROUBLE_WITH: Readonly<Partial<Record<MicrophoneState, MicrophoneTrouble>>> = {
  denied: 'microphoneDenied',
  none: 'microphoneNone',
};

/** https://www.twilio.com/docs/api/errors: 20101 to 20161 are about tokens. */
const FIRST_TOKEN_ERROR = 20_101;
const LAST_TOKEN_ERROR = 20_161;
/** 31401, and 31208 before it: the person or the browser said no; 31402: there is none, or it cannot be opened. */
const MICROPHONE_ERRORS: Readonly<Record<number, 'denied' | 'none'>> = {
  31_208: 'denied',
  31_401: 'denied',
  31_402: 'none',
};
