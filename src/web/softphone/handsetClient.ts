/**
 * A phone of the simulated network, through the server's proxy. Its link is in one of these states:
 *
 * - off         not requested, or disconnected
 * - connecting  registering, or retrying a broken stream
 * - open        receiving events
 * - taken       the address was registered elsewhere; final until registered again
 * - refused     the address may not be registered
 *
 * Commands are sent one at a time, because keys and WebRTC signals must stay in order.
 */
import type { HandsetEvent, Registered } from '../../shared/phone.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { ask, isResultUnknown } from '../base/http.ts';
import { followEvents } from './eventStream.ts';
import { advanceView, INITIAL_VIEW, type PhoneView } from './phoneView.ts';

export type HandsetLink = 'off' | 'connecting' | 'open' | 'taken' | 'refused';

export interface HandsetListener {
  /** Called for each live event. */
  readonly onEvent: (event: HandsetEvent) => void;
  /** All past events have been read, and the view is current. */
  readonly onCaughtUp: () => void;
}

export interface HandsetClient {
  readonly link: Store<HandsetLink>;
  readonly view: Store<PhoneView>;
  /** Resolves when events arrive or the registration is refused. Takes the address from any other phone. */
  register(address: string): Promise<HandsetLink>;
  /** Resolves with whether it succeeded. */
  send(verb: string, body?: object): Promise<boolean>;
  /** Hangs up and unregisters. */
  leave(): Promise<void>;
}

const AGAIN_MS = 1000;

/** `base` is the proxy path from `GET /api/phone/token`. */
export function createHandsetClient(base: string, listener: HandsetListener): HandsetClient {
  const path = `${base}/telephone`;
  const link = createStore<HandsetLink>('off');
  const view = createStore(INITIAL_VIEW);
  let token = '';
  let stopReading: () => void = () => undefined;
  let sending: Promise<unknown> = Promise.resolve();
  /** Increases with each registration; results of older ones are ignored. */
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
      if (!isResultUnknown(answer.trouble) && answer.trouble.code !== 'phone-unavailable') {
        link.set('refused');
        return 'refused';
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      if (mine !== round) return link.get();
    }
  }

  /** Reads past events, then live ones. Resolves when the stream is open. */
  function read(address: string, last: number, mine: number): Promise<HandsetLink> {
    view.set(INITIAL_VIEW);
    let known = INITIAL_VIEW;
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
          // Calls that ended earlier do not concern this page, nor the current holder of the number.
          if (known.state === 'idle') known = INITIAL_VIEW;
          view.set(known);
          open();
          listener.onCaughtUp();
        },
        onLink(isOpen) {
          if (mine !== round) return;
          // It cannot report until it has caught up.
          if (isOpen && !isPast) open();
          else link.set('connecting');
        },
        onRefused(status) {
          if (mine !== round) return;
          // The network restarted and has no registrations, or another page has the phone.
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
      view.set(INITIAL_VIEW);
      await sending;
      await fetch(path, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
    },
  };
}
