/**
 * The line to the server: hands every event to the store, answers at once, and sends what the agent asked for until it
 * is answered. A sign-in that ended leads to the sign-in page and back.
 */
import { io, type Socket } from 'socket.io-client';
import type { Me } from '../../shared/api.ts';
import { RECONNECTION, type DeskCalls, type DeskToServer, type Reply, type ServerToDesk } from '../../shared/desk.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { ask } from '../base/http.ts';
import { languageKept } from '../base/ownLanguage.ts';
import { setServerNow } from '../base/serverClock.ts';
import {
  FIRST_STATE,
  isUnsure,
  reduce,
  sendable,
  shownLead,
  type DeskEvent,
  type DeskReply,
  type DeskRequest,
} from './store.ts';
import type { DeskState, PendingRequest } from './store.ts';

/** No answer within this time counts as a lost request; it is sent again, and the server knows it. */
const ANSWER_MS = 6000;
/** From then on the agent is told that a click is still waiting for its answer. */
const LATE_MS = 2000;
/** Before a request that the server could not store is sent again. */
const RETRY_MS = 1500;
/** A timer that comes this late means that the machine slept: hidden tabs are woken once a minute. */
const SLEPT_MS = 75_000;

/** At most, after the server itself ended the line: each desk at a moment of its own. */
const COME_BACK_MS = 1500;

export interface DeskLine {
  readonly state: Store<DeskState>;
  readonly ask: (request: DeskRequest) => void;
  readonly dispatch: (event: DeskEvent) => void;
}

export function openLine(): DeskLine {
  const state = createStore<DeskState>(FIRST_STATE);
  const socket: Socket<ServerToDesk, DeskToServer & DeskCalls> = io('/desk', {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    ...RECONNECTION,
  });

  const dispatch = (event: DeskEvent) => {
    state.set(reduce(state.get(), event));
    for (const request of sendable(state.get())) send(request);
  };

  const send = (request: PendingRequest) => {
    if (!socket.connected) return;
    // Marked before it is sent, so that it is sent once.
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
        // Whether it was carried out is not known, and nothing more will be asked: the snapshot says.
        if (!reply.ok && reply.code === 'internal') socket.disconnect().connect();
      }
    });
  };

  listen(socket, state, dispatch);
  reconnectOnWaking(socket);
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
    const lead = shownLead(state.get(), 0);
    ack({ ok: true, ...(lead?.state === 'talking' && { talkingLeadId: lead.id }) });
  });

  socket.on('disconnect', (reason) => {
    dispatch({ kind: 'lineDown' });
    // The server ended it: signed out elsewhere, or restarting. Socket.IO does not come back by itself then.
    if (reason === 'io server disconnect') void comeBack(socket, state, dispatch);
  });
  socket.on('connect_error', () => {
    dispatch({ kind: 'lineDown' });
    // Refused by the server itself, which Socket.IO does not try again.
    if (!socket.active) void comeBack(socket, state, dispatch);
  });
}

/** Asks whether the sign-in still stands (a 401 leaves for the sign-in page) and has a desk, then tries again. */
async function comeBack(
  socket: Socket<ServerToDesk, DeskToServer & DeskCalls>,
  state: Store<DeskState>,
  dispatch: (event: DeskEvent) => void,
): Promise<void> {
  const me = await ask<Me>('/api/me');
  if (!me.ok && me.trouble.code === 'not-signed-in') return;
  // Never had a snapshot: this account takes no leads.
  if (me.ok && me.data.role !== 'agent' && state.get().me === null) dispatch({ kind: 'lineRefused' });
  else setTimeout(() => socket.connect(), COME_BACK_MS * Math.random());
}

function emit(
  socket: Socket<ServerToDesk, DeskToServer & DeskCalls>,
  { event, body }: DeskRequest,
  answer: (reply: DeskReply | null) => void,
): void {
  // One call for all events: the pair of event and body was made together, which the compiler cannot follow.
  const send = socket.timeout(ANSWER_MS).emit.bind(socket.timeout(ANSWER_MS)) as unknown as (
    event: string,
    body: unknown,
    ack: (error: Error | null, reply: DeskReply) => void,
  ) => void;
  send(event, body, (error, reply) => answer(error ? null : reply));
}

/** After sleep, or when the network is back, waits for nothing: connects at once. */
function reconnectOnWaking(socket: Socket<ServerToDesk, DeskToServer & DeskCalls>): void {
  const connectNow = () => {
    if (socket.connected) return;
    socket.disconnect();
    socket.connect();
  };
  window.addEventListener('online', connectNow);
  // The browser knows long before a ping is missed. A service on this very machine is still there, and answers at once.
  window.addEventListener('offline', () => socket.disconnect().connect());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connectNow();
  });

  // The snapshot has what the campaigns say in the other language.
  languageKept.watch(() => {
    if (socket.connected) socket.disconnect().connect();
  });

  let lastAt = Date.now();
  setInterval(() => {
    const slept = Date.now() - lastAt > SLEPT_MS;
    lastAt = Date.now();
    // The line may look open and be dead.
    if (slept && socket.connected) socket.disconnect().connect();
  }, 5000);
}
