/**
 * The socket connection: passes each event to the store, acknowledges it at once, and sends the agent's requests until they
 * are answered. An expired sign-in leads to the sign-in page and back.
 */
import { io, type Socket } from 'socket.io-client';
import type { Me } from '../../shared/api.ts';
import { type DeskCalls, type DeskToServer, type ServerToDesk } from '../../shared/deskEvents.ts';
import { RECONNECTION, type Reply } from '../../shared/deskEvents.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { ask } from '../base/http.ts';
import { languageKept } from '../base/accountLanguage.ts';
import { setServerNow } from '../base/serverClock.ts';
import { reduce, optimisticLead } from './store.ts';
import { isUnsure } from './requests.ts';
import { sendableRequests } from './requests.ts';
import { FIRST_STATE, type DeskEvent, type DeskReply, type DeskRequest } from './deskState.ts';
import type { DeskState, PendingRequest } from './deskState.ts';

/** A request without a reply within this time counts as lost and is sent again; the server recognizes repeats. */
const ANSWER_MS = 6000;
/** From then on the agent sees that a click is still pending. */
const LATE_MS = 2000;
/** Delay before resending a request that the server could not store. */
const RETRY_MS = 1500;
/** A timer this late means that the machine slept; hidden tabs still wake once a minute. */
const SLEEP_DETECTED_MS = 75_000;

/** Maximum random delay before reconnecting after the server closed the connection, to spread the desks. */
const RECONNECT_SPREAD_MS = 1500;

export interface DeskConnection {
  readonly state: Store<DeskState>;
  readonly ask: (request: DeskRequest) => void;
  readonly dispatch: (event: DeskEvent) => void;
}

export function openConnection(): DeskConnection {
  const state = createStore<DeskState>(FIRST_STATE);
  const socket: Socket<ServerToDesk, DeskToServer & DeskCalls> = io('/desk', {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    ...RECONNECTION,
  });

  const dispatch = (event: DeskEvent) => {
    state.set(reduce(state.get(), event));
    for (const request of sendableRequests(state.get())) send(request);
  };

  const send = (request: PendingRequest) => {
    if (!socket.connected) return;
    // Mark it before sending, so that it is sent once.
    state.set(reduce(state.get(), { kind: 'sent', id: request.id }));
    const late = setTimeout(() => dispatch({ kind: 'late', id: request.id }), LATE_MS);
    emit(socket, request, (reply) => {
      clearTimeout(late);
      if (reply === null) {
        dispatch({ kind: 'unanswered', id: request.id });
      } else if (!reply.ok && isUnsure({ tries: request.tries + 1 }, reply)) {
        setTimeout(() => dispatch({ kind: 'answered', id: request.id, reply }), RETRY_MS);
      } else {
        dispatch({ kind: 'answered', id: request.id, reply });
        // The result is unknown, and it won't be asked again. The next snapshot shows it.
        if (!reply.ok && reply.code === 'internal') socket.disconnect().connect();
      }
    });
  };

  listen(socket, state, dispatch);
  reconnectOnWaking(socket, dispatch);
  return { state, dispatch, ask: (request) => dispatch({ kind: 'asked', request }) };
}

function listen(
  socket: Socket<ServerToDesk, DeskToServer & DeskCalls>,
  state: Store<DeskState>,
  dispatch: (event: DeskEvent) => void,
): void {
  const done: Reply = { ok: true };
  socket.on('snapshot', (snapshot, ack) => {
    const receivedAt = performance.now();
    setServerNow(snapshot.serverNow, receivedAt);
    ack(done);
    dispatch({ kind: 'snapshot', snapshot, receivedAt });
  });
  socket.on('offer', (offer, ack) => {
    const receivedAt = performance.now();
    setServerNow(offer.expiresAt - offer.remainingMs, receivedAt);
    ack(done);
    dispatch({ kind: 'offer', offer, receivedAt });
  });
  socket.on('offer:ended', (ended, ack) => {
    ack(done);
    dispatch({ kind: 'offerEnded', ...ended });
  });
  socket.on('lead', ({ lead, why }, ack) => {
    ack(done);
    dispatch({ kind: 'lead', lead, ...(why !== undefined && { why }) });
  });
  socket.on('consult', ({ consult }, ack) => {
    ack(done);
    dispatch({ kind: 'consult', consult });
  });
  socket.on('presence', (presence, ack) => {
    ack(done);
    dispatch({ kind: 'presence', presence });
  });
  socket.on('day', ({ day }, ack) => {
    ack({ ok: true });
    dispatch({ kind: 'day', day });
  });
  socket.on('promises', ({ promises, day }, ack) => {
    ack(done);
    dispatch({ kind: 'promises', promises, day });
  });
  socket.on('ping', (ack) => {
    const lead = optimisticLead(state.get(), 0);
    ack({ ok: true, ...(lead?.state === 'talking' && { talkingLeadId: lead.id }) });
  });

  socket.on('disconnect', (reason) => {
    dispatch({ kind: 'lineDown' });
    // The server disconnected us: signed out elsewhere, or restarting. Socket.IO does not reconnect in this case.
    if (reason === 'io server disconnect') void checkAndReconnect(socket, state, dispatch);
  });
  socket.on('connect_error', () => {
    dispatch({ kind: 'lineDown' });
    // The server refused the connection, which Socket.IO does not retry.
    if (!socket.active) void checkAndReconnect(socket, state, dispatch);
  });
}

/** Checks that the user is still signed in (a 401 leads to the sign-in page) and has a desk, then reconnects. */
async function checkAndReconnect(
  socket: Socket<ServerToDesk, DeskToServer & DeskCalls>,
  state: Store<DeskState>,
  dispatch: (event: DeskEvent) => void,
): Promise<void> {
  const me = await ask<Me>('/api/me');
  if (!me.ok && me.trouble.code === 'not-signed-in') return;
  // Never got a snapshot: this account takes no leads.
  if (me.ok && me.data.role !== 'agent' && state.get().me === null) dispatch({ kind: 'lineRefused' });
  else setTimeout(() => socket.connect(), RECONNECT_SPREAD_MS * Math.random());
}

function emit(
  socket: Socket<ServerToDesk, DeskToServer & DeskCalls>,
  { event, body }: DeskRequest,
  answer: (reply: DeskReply | null) => void,
): void {
  // One call for all events. The compiler cannot relate the event to its body, which were paired when the request was
  // created.
  const send = socket.timeout(ANSWER_MS).emit.bind(socket.timeout(ANSWER_MS)) as unknown as (
    event: string,
    body: unknown,
    ack: (error: Error | null, reply: DeskReply) => void,
  ) => void;
  send(event, body, (error, reply) => answer(error ? null : reply));
}

/** Reconnects at once after sleep, when the network is back, or when the account's language changes. */
function reconnectOnWaking(
  socket: Socket<ServerToDesk, DeskToServer & DeskCalls>,
  dispatch: (event: DeskEvent) => void,
): void {
  const connectNow = () => {
    if (socket.connected) return;
    socket.disconnect();
    socket.connect();
  };
  window.addEventListener('online', connectNow);
  // The browser notices before a ping is missed. A server on this machine is still reachable and answers at once.
  window.addEventListener('offline', () => socket.disconnect().connect());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connectNow();
  });

  // The snapshot has the campaign texts in the new language.
  languageKept.watch(() => {
    if (!socket.connected) return;
    socket.disconnect();
    dispatch({ kind: 'reloading' });
    socket.connect();
  });

  let lastAt = Date.now();
  setInterval(() => {
    const slept = Date.now() - lastAt > SLEEP_DETECTED_MS;
    lastAt = Date.now();
    // The connection may look open but be dead.
    if (slept && socket.connected) socket.disconnect().connect();
  }, 5000);
}
