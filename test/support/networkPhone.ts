/** A phone on the demo’s network, through the service like the phone page’s: for callers. */
import type { HandsetEvent, HandsetState, Registered } from '../../src/shared/phone.ts';
import { eventReader } from '../../src/web/softphone/eventStream.ts';
import { PATIENCE_MS } from './patience.ts';

const TELEPHONE = '/phone/network/telephone';

export interface NetworkPhone {
  dial(to: string): Promise<void>;
  answer(): Promise<void>;
  press(keys: string): Promise<void>;
  hangUp(): Promise<void>;
  /** Resolves once the condition holds, or has held since the last `forget`. */
  state(wanted: HandsetState): Promise<void>;
  /** What was said with it. */
  heard(text: RegExp): Promise<string>;
  music(): Promise<void>;
  /** Hears the tones of these keys, whoever pressed them. */
  digits(keys: string): Promise<void>;
  /** Hears this address right now. */
  hears(address: string): Promise<void>;
  /** Ignores everything that happened so far. */
  forget(): void;
  close(): void;
}

export async function openTelephone(url: string, number: string): Promise<NetworkPhone> {
  const post = async (path: string, body: object, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token !== undefined && bearer(token)) };
    const response = await fetch(url + TELEPHONE + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const { token, last } = (await (await post('', { address: number })).json()) as Registered;
  const events: HandsetEvent[] = [];
  const waiting = new Set<() => void>();
  const reading = new AbortController();
  let from = 0;
  void follow();

  async function follow(): Promise<void> {
    try {
      const path = `${url}${TELEPHONE}/events?after=${last}`;
      const { body } = await fetch(path, { headers: bearer(token), signal: reading.signal });
      const take = eventReader();
      for await (const piece of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
        events.push(...take(piece).map((data) => JSON.parse(data) as HandsetEvent));
        for (const look of [...waiting]) look();
      }
    } catch (error) {
      if (!reading.signal.aborted) throw error;
    }
  }

  function until(
    what: string,
    holds: (event: HandsetEvent) => boolean,
    where = () => events.slice(from),
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!where().some(holds)) return;
        waiting.delete(look);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`${number} did not get to ${what}: ${JSON.stringify(events.slice(from))}`));
      }, PATIENCE_MS);
      waiting.add(look);
      look();
    });
  }
  const lastOf = (kind: HandsetEvent['kind']) => () => events.filter((event) => event.kind === kind).slice(-1);

  return {
    async dial(to) {
      await post('/dial', { to, hidden: false }, token);
    },
    async answer() {
      await post('/answer', {}, token);
    },
    async press(keys) {
      await post('/press', { keys }, token);
    },
    async hangUp() {
      await post('/hang-up', {}, token);
    },
    state: (wanted) => until(wanted, (event) => event.kind === 'state' && event.state === wanted, lastOf('state')),
    async heard(text) {
      await until(String(text), (event) => text.test(wordsOf(event)));
      return (
        events
          .slice(from)
          .map(wordsOf)
          .find((said) => text.test(said)) ?? ''
      );
    },
    digits: (keys) =>
      until(
        `the keys ${keys}`,
        (event) => event.kind === 'hears' && event.sound.kind === 'digits' && event.sound.digits.includes(keys),
      ),
    music: () => until('music', (event) => event.kind === 'hears' && event.sound.kind === 'music'),
    hears: (address) =>
      until(
        `hearing ${address}`,
        (event) => event.kind === 'audio' && event.audio.hears.includes(address),
        lastOf('audio'),
      ),
    forget: () => void (from = events.length),
    close: () => reading.abort(),
  };
}

function wordsOf(event: HandsetEvent): string {
  return event.kind === 'hears' && event.sound.kind === 'say' ? event.sound.text : '';
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}
