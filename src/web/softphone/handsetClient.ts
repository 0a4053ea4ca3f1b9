/**
 * One telephone of the simulated network, over the server's way through. Its link is in one of these states:
 *
 * - off         not asked for, or given back
 * - connecting  registering, or the stream broke and is tried again
 * - open        events come
 * - taken       somebody else registered the same address; final until registered again
 * - refused     the address may not be registered
 *
 * What a telephone does is sent one after the other: keys and the pieces of a WebRTC negotiation must not overtake.
 */
import type { HandsetEvent, Registered } from '../../shared/phone.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { ask, isUnsure } from '../base/http.ts';
import { followEvents } from './eventStream.ts';
import { advanceView, NOTHING_YET, type PhoneView } from './phoneView.ts';

export type HandsetLink = 'off' | 'connecting' | 'open' | 'taken' | 'refused';

export interface HandsetListener {
  /** What happens now. */
  readonly onEvent: (event: HandsetEvent) => void;
  /** Everything that happened before has been read; the view is up to date. */
  readonly onCaughtUp: () => void;
}

export interface HandsetClient {
  readonly link: Store<HandsetLink>;
  readonly view: Store<PhoneView>;
  /** Resolves once events come, or it was refused. Somebody else at the address loses it. */
  register(address: string): Promise<HandsetLink>;
  /** Resolves with whether it was done. */
  send(verb: string, body?: object): Promise<boolean>;
  /** Hangs up, and gives the address back. */
  leave(): Promise<void>;
}

const AGAIN_MS = 1000;

/** `base` is the way through, as `GET /api/phone/token` names it. */
export function makeHandsetClient(base: string, listener: HandsetListener): HandsetClient {
  const path = `${base}/telephone`;
  const link = createStore<HandsetLink>('off');
  const view = createStore(NOTHING_YET);
  let token = '';
  let stopReading: () => void = () => undefined;
  let sending: Promise<unknown> = Promise.resolve();
  /** Grows with each registration: what belongs to an older one changes nothing. */
  let round = 0;

  async function register(address: string): Promise<HandsetLink> {
    const mine = ++round;
    stopReading();
    link.set('connecting');
    for (;;) {
      const answer = await ask<Registered>(path, { method: 'POST', body: { address }, staySignedOut: true });
      if (mine !== round) return link.get();
      if (answer.ok) {
        token = answer.data.token;
        return read(address, answer.data.last, mine);
      }
      if (!isUnsure(answer.trouble) && answer.trouble.code !== 'phone-unavailable') {
        link.set('refused');
        return 'refused';
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      if (mine !== round) return link.get();
    }
  }

  /** Reads what happened before as what it is, then what happens. Resolves once the stream is there. */
  function read(address: string, last: number, mine: number): Promise<HandsetLink> {
    view.set(NOTHING_YET);
    let known = NOTHING_YET;
    let isPast = last > 0;
    return new Promise((resolve) => {
      const open = () => {
        link.set('open');
        resolve('open');
      };
      stopReading = followEvents<HandsetEvent>(`${path}/events`, {
        headers: { authorization: `Bearer ${token}` },
        onEvent(event) {
          if (mine !== round) return;
          known = advanceView(known, event);
          if (!isPast) {
            view.set(known);
            return listener.onEvent(event);
          }
          if (event.n < last) return;
          isPast = false;
          // Calls that were over before are nothing to this page, nor perhaps to whoever has the number now.
          if (known.state === 'idle') known = NOTHING_YET;
          view.set(known);
          open();
          listener.onCaughtUp();
        },
        onLink(isOpen) {
          if (mine !== round) return;
          // Until it has read where it stands, it cannot say so.
          if (isOpen && !isPast) open();
          else link.set('connecting');
        },
        onRefused(status) {
          if (mine !== round) return;
          // The network was started anew and knows nobody; otherwise somebody else has the telephone.
          if (status === 404) void register(address).then(resolve);
          else {
            link.set('taken');
            resolve('taken');
          }
        },
      });
    });
  }

  async function order(verb: string, body: object): Promise<boolean> {
    try {
      const response = await fetch(`${path}/${verb}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      return response.ok;
    } catch {
      return false;
    }
  }

  return {
    link,
    view,
    register,
    send(verb, body = {}) {
      const sent = sending.then(() => order(verb, body));
      sending = sent;
      return sent;
    },
    async leave() {
      round += 1;
      stopReading();
      link.set('off');
      view.set(NOTHING_YET);
      await sending;
      await fetch(path, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
    },
  };
}
