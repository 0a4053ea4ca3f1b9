/**
 * A person's phone: one line, its keys, and numbered events for everything it hears. States:
 *
 * - idle      nothing.
 * - dialling  a call was made and is not answered yet.
 * - ringing   a call comes in.
 * - talking   answered, at either end.
 *
 * Tests drive it in process; browsers over HTTP (handsets/http.ts).
 */
import type { Clock } from '../clock.ts';
import type { Audio, Device, Line, Nature, Rejection, Sound } from './device.ts';

export type HandsetState = 'idle' | 'dialling' | 'ringing' | 'talking';

interface EventBase {
  readonly n: number;
  /** Milliseconds since 1970 on the network's clock. */
  readonly at: number;
  readonly callSid: string | null;
}

export type HandsetEvent = EventBase &
  (
    | {
        readonly kind: 'state';
        readonly state: HandsetState;
        readonly with: string | null;
        readonly reason: string | null;
      }
    | { readonly kind: 'hears'; readonly sound: Sound }
    | { readonly kind: 'audio'; readonly audio: Audio }
    | { readonly kind: 'signal'; readonly from: string; readonly data: unknown }
  );

export interface DialOptions {
  /** Hides the caller ID: the network shows +266696687, which spells ANONYMOUS. */
  readonly hidden?: boolean;
  /** Shown as the caller instead of the handset's own address. */
  readonly callerId?: string;
  /** Extra webhook parameters, as a client may send them. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface Handset {
  readonly address: string;
  readonly state: HandsetState;
  /** The call it is in; null when idle. */
  readonly callSid: string | null;
  /** Whom it hears now, and who hears it. */
  readonly audio: Audio;
  /** What answering machine detection finds. Default: a person. */
  nature: Nature;
  /** False for a landline: texts to it are not delivered. */
  takesTexts: boolean;
  /** The latest thousand events. */
  readonly events: readonly HandsetEvent[];
  /** Everything the network said to it, oldest first. */
  readonly said: readonly string[];
  dial(to: string, options?: DialOptions): void;
  answer(): void;
  /** Default: busy. */
  reject(how?: Rejection): void;
  /** Presses keys one after another. */
  press(keys: string): void;
  /** Says something; takes as long as people need, or `ms`. */
  speak(text: string, ms?: number): void;
  talk(isTalking: boolean): void;
  hangUp(): void;
  signal(to: string, data: unknown): boolean;
  /**
   * The next event that matches: part of what is heard (words, an address, `beep`, `music`, a tone's name), or a
   * predicate. Each event is returned once. A manual clock moves as far as needed; a real one rejects after `timeoutMs`
   * (5000).
   */
  waitFor(wanted: string | RegExp | ((event: HandsetEvent) => boolean), timeoutMs?: number): Promise<HandsetEvent>;
  /** Resolves when the phone is in this state. */
  waitForState(state: HandsetState, timeoutMs?: number): Promise<void>;
  listen(listener: (event: HandsetEvent) => void): () => void;
  [Symbol.asyncIterator](): AsyncIterator<HandsetEvent>;
}

export interface HandsetParts {
  readonly clock: Clock;
  readonly speechMsPerCharacter: number;
  /** Places a call; null if the number is not in service. */
  readonly call: (device: Device, to: string, from: string, extra: Readonly<Record<string, string>>) => Line | null;
}

const MAX_EVENTS = 1000;
const ANONYMOUS = '+266696687';
const SILENCE: Audio = { hears: [], heardBy: [] };

export function makeHandset(address: string, parts: HandsetParts): { handset: Handset; device: Device } {
  const { clock } = parts;
  const events: HandsetEvent[] = [];
  const listeners = new Set<(event: HandsetEvent) => void>();
  let n = 0;
  let seen = 0;
  let state: HandsetState = 'idle';
  let line: Line | null = null;
  let audio = SILENCE;
  let nature: Nature = 'human';
  let takesTexts = true;

  type Happening = HandsetEvent extends infer E ? (E extends unknown ? Omit<E, keyof EventBase> : never) : never;
  function happen(happening: Happening, callSid = line?.callSid ?? null): void {
    const event = { n: ++n, at: clock.now(), callSid, ...happening } as HandsetEvent;
    events.push(event);
    if (events.length > MAX_EVENTS) events.shift();
    for (const listener of [...listeners]) listener(event);
  }
  function become(
    next: HandsetState,
    other: string | null,
    reason: string | null = null,
    callSid = line?.callSid ?? null,
  ) {
    state = next;
    happen({ kind: 'state', state, with: other, reason }, callSid);
  }

  const device: Device = {
    address,
    get nature() {
      return nature;
    },
    get takesTexts() {
      return takesTexts;
    },
    ring(incoming) {
      if (line) return incoming.reject('busy');
      line = incoming;
      become('ringing', incoming.from);
    },
    connected() {
      if (line && state !== 'talking') become('talking', state === 'dialling' ? line.to : line.from);
    },
    hear: (sound) => happen({ kind: 'hears', sound }),
    audio(next) {
      if (JSON.stringify(next) === JSON.stringify(audio)) return;
      audio = next;
      happen({ kind: 'audio', audio });
    },
    signal: (from, data) => happen({ kind: 'signal', from, data }),
    over(callSid, how) {
      if (line?.callSid !== callSid) return;
      device.audio(SILENCE);
      line = null;
      become('idle', null, how, callSid);
    },
  };

  const wait = (holds: () => boolean, timeoutMs: number, what: string) =>
    clock.kind === 'manual' ? clock.until(holds) : untilHeard(listeners, holds, timeoutMs, `${address}: ${what}`);

  const handset: Handset = {
    address,
    get state() {
      return state;
    },
    get callSid() {
      return line?.callSid ?? null;
    },
    get audio() {
      return audio;
    },
    get nature() {
      return nature;
    },
    set nature(next) {
      nature = next;
    },
    get takesTexts() {
      return takesTexts;
    },
    set takesTexts(next) {
      takesTexts = next;
    },
    events,
    get said() {
      return events.flatMap((event) =>
        event.kind === 'hears' && event.sound.kind === 'say' ? [event.sound.text] : [],
      );
    },
    dial(to, { hidden = false, callerId = address, parameters = {} } = {}) {
      if (line) throw new Error(`${address} is already on a call`);
      state = 'dialling';
      line = parts.call(device, to, hidden ? ANONYMOUS : callerId, parameters);
      become('dialling', to);
      if (line) return;
      device.hear({ kind: 'tone', tone: 'not-in-service' });
      become('idle', null, 'not-in-service');
    },
    answer: () => line?.answer(),
    reject: (how = 'busy') => {
      line?.reject(how);
    },
    press(keys) {
      for (const key of keys) line?.press(key);
    },
    speak: (text, ms = text.length * parts.speechMsPerCharacter) => line?.speak(text, ms),
    talk: (isTalking) => line?.talk(isTalking),
    hangUp() {
      if (state === 'ringing') line?.reject('busy');
      else line?.hangUp();
    },
    signal: (to, data) => line?.signal(to, data) ?? false,
    async waitFor(wanted, timeoutMs = 5000) {
      const fits = typeof wanted === 'function' ? wanted : (event: HandsetEvent) => isHeard(event, wanted);
      const find = () => events.find((event) => event.n > seen && fits(event));
      await wait(() => find() !== undefined, timeoutMs, `did not hear ${String(wanted)}`);
      const event = find();
      if (!event) throw new Error(`${address}: the event is gone`);
      seen = event.n;
      return event;
    },
    waitForState: (wanted, timeoutMs = 5000) => wait(() => state === wanted, timeoutMs, `is ${state}, not ${wanted}`),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async *[Symbol.asyncIterator]() {
      for (let given = 0; ;) {
        const next = events.find((event) => event.n > given);
        if (next) {
          given = next.n;
          yield next;
        } else {
          await new Promise<void>((resolve) => {
            const off = handset.listen(() => {
              off();
              resolve();
            });
          });
        }
      }
    },
  };
  return { handset, device };
}

function isHeard(event: HandsetEvent, wanted: string | RegExp): boolean {
  if (event.kind !== 'hears') return false;
  const text = wordsOf(event.sound);
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function wordsOf(sound: Sound): string {
  switch (sound.kind) {
    case 'say':
    case 'voice':
      return sound.text;
    case 'play':
      return sound.url;
    case 'music':
      return `music ${sound.url ?? ''}`;
    case 'digits':
      return sound.digits;
    case 'beep':
      return 'beep';
    case 'tone':
      return sound.tone;
  }
}

function untilHeard(
  listeners: Set<(event: HandsetEvent) => void>,
  holds: () => boolean,
  timeoutMs: number,
  message: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (holds()) {
      resolve();
      return;
    }
    const check = () => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`${message} within ${timeoutMs} ms`));
    }, timeoutMs);
    const stop = () => {
      clearTimeout(timer);
      listeners.delete(check);
    };
    listeners.add(check);
  });
}
