/**
 * One simulated agent at a desk: signs in, opens the same socket as a browser, and acts on what it receives as
 * decide.ts says. It knows only the desk’s contract. After any failure it reconnects and continues from the snapshot,
 * so it keeps no state of its own.
 */
import { io, type Socket } from 'socket.io-client';
import { assertNever } from '../../core/vocabulary/errors.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Log } from '../../ports/basics.ts';
import type { DeskLead, DeskOffer } from '../../shared/desk.ts';
import type { DeskToServer, ServerToDesk } from '../../shared/deskEvents.ts';
import type { Reply } from '../../shared/deskEvents.ts';
import { DEMO_INFO } from '../people.ts';
import { answerOffer, dial, endConversation, restMs, talkMs } from './decide.ts';
import type { Dice } from './dice.ts';
import { pause } from './pause.ts';
import type { SimulatedAgent } from './people.ts';

const ANSWER_WITHIN_MS = 5 * SECOND;
const TRY_AGAIN_MS = 2 * SECOND;
/** On leaving, it goes offline, but waits for the acknowledgement no longer than this. */
const LEAVE_MS = 300;

export interface DeskSettings {
  readonly url: string;
  readonly agent: SimulatedAgent;
  readonly dice: Dice;
  /** How long a person’s second lasts: 1 is real time, 0.1 is ten times as fast. */
  readonly pace: number;
  readonly log: Pick<Log, 'warn'>;
}

type DeskSocket = Socket<ServerToDesk, DeskToServer>;

/** Works until stopped; then the agent goes offline. */
export function openDesk({ url, agent, dice, pace, log }: DeskSettings): () => Promise<void> {
  const ended = new AbortController();
  let socket: DeskSocket | null = null;
  /** The agent’s current action; the next one aborts it. */
  let doing = new AbortController();
  let isResting = false;
  let isRestarting = false;
  let talkingLeadId: string | undefined;

  const wait = (ms: number, signal: AbortSignal) => pause(ms * pace, signal);

  const reconnect = async () => {
    socket?.disconnect();
    for (;;) {
      const cookie = await signIn(url, agent.email, ended.signal).catch(() => null);
      if (ended.signal.aborted) return;
      if (cookie !== null) {
        socket = io(`${url}/desk`, { extraHeaders: { cookie }, transports: ['websocket'], forceNew: true });
        listen(socket);
        return;
      }
      await pause(TRY_AGAIN_MS, ended.signal);
    }
  };
  const background = (task: Promise<void>, signal: AbortSignal, onFailure: () => void) => {
    task.catch((error: unknown) => {
      if (signal.aborted || ended.signal.aborted) return;
      log.warn({ err: error, agentId: agent.id }, 'a simulated agent failed and is restarting');
      onFailure();
    });
  };
  const restart = () => {
    doing.abort();
    // Failures come in bursts, and a second connection would compete with the first.
    if (isRestarting) return;
    isRestarting = true;
    const later = async () => {
      await pause(TRY_AGAIN_MS, ended.signal);
      await reconnect();
    };
    background(
      later().finally(() => (isRestarting = false)),
      ended.signal,
      restart,
    );
  };
  const begin = (task: (signal: AbortSignal) => Promise<void>) => {
    doing.abort();
    doing = new AbortController();
    talkingLeadId = undefined;
    background(task(doing.signal), doing.signal, restart);
  };

  /** The reply, or null if the server refused, which is a normal answer. Throws if the server couldn’t answer. */
  const ask = async <E extends keyof DeskToServer>(event: E, body: Parameters<DeskToServer[E]>[0]) => {
    if (!socket) throw new Error('not connected');
    // emitWithAck can’t express a generic event and its acknowledgement.
    const asked = socket.timeout(ANSWER_WITHIN_MS) as unknown as { emitWithAck(e: E, b: unknown): Promise<unknown> };
    const reply = (await asked.emitWithAck(event, body)) as Reply;
    if (reply.ok) return reply as Extract<Parameters<Parameters<DeskToServer[E]>[1]>[0], { ok: true }>;
    if (reply.code === 'store-unavailable' || reply.code === 'internal') throw new Error(`${event}: ${reply.code}`);
    return null;
  };

  const answer = async ({ offerId, totalMs }: DeskOffer, signal: AbortSignal) => {
    const plan = answerOffer(agent.temperament, dice, totalMs);
    if (plan.kind !== 'vanish' || plan.isSeen) await ask('offer:seen', { offerId });
    if (plan.kind === 'miss') return;
    await wait(plan.afterMs, signal);
    switch (plan.kind) {
      case 'accept': {
        const accepted = await ask('offer:accept', { offerId });
        if (accepted && !signal.aborted) await serve(accepted.lead, signal);
        return;
      }
      case 'decline':
        await ask('offer:decline', { offerId, reason: plan.reason });
        return;
      case 'vanish':
        socket?.disconnect();
        await wait(plan.backAfterMs, signal);
        socket?.connect();
        return;
      default:
        assertNever(plan);
    }
  };

  /** Takes the lead from its current state to its end. */
  const serve = async ({ id: leadId, state }: Pick<DeskLead, 'id' | 'state'>, signal: AbortSignal) => {
    if (state === 'connecting') {
      const dialed = dial(dice);
      await wait(dialed.afterMs, signal);
      if (dialed.kind === 'notReached') {
        await ask('lead:unreached', { leadId, result: dialed.result });
        return;
      }
      if (!(await ask('lead:talking', { leadId }))) return;
    }
    if (state === 'connecting' || state === 'talking') {
      talkingLeadId = leadId;
      await wait(talkMs(dice), signal);
      talkingLeadId = undefined;
      if (!(await ask('lead:ended', { leadId }))) return;
    }
    const ending = endConversation(dice);
    await wait(ending.afterMs, signal);
    const note = ending.note === undefined ? {} : { note: ending.note };
    if (ending.kind === 'close') {
      await ask('lead:close', { leadId, outcome: ending.outcome, ...note });
    } else {
      const callback = { at: Math.round(Date.now() + ending.inMs), owner: ending.owner };
      await ask('lead:close', { leadId, outcome: null, callback, ...note });
    }
  };

  const comeBack = async () => {
    if (isResting) return;
    isResting = true;
    try {
      await wait(restMs(dice), ended.signal);
      await ask('presence:set', { presence: 'available' });
    } finally {
      isResting = false;
    }
  };

  const listen = (desk: DeskSocket) => {
    desk.on('ping', (ack) => ack({ ok: true, ...(talkingLeadId !== undefined && { talkingLeadId }) }));
    desk.on('snapshot', ({ presence, offer, lead }, ack) => {
      ack({ ok: true });
      begin(async (signal) => {
        if (presence.presence !== 'available') await ask('presence:set', { presence: 'available' });
        if (lead) await serve(lead, signal);
        else if (offer) await answer(offer, signal);
      });
    });
    desk.on('offer', (offer, ack) => {
      ack({ ok: true });
      begin((signal) => answer(offer, signal));
    });
    desk.on('presence', ({ presence }, ack) => {
      ack({ ok: true });
      if (presence === 'away') background(comeBack(), ended.signal, restart);
    });
    // What the library doesn’t retry automatically: a rejected session, an unavailable store, a disconnect by the
    // server.
    desk.on('connect_error', () => {
      if (!desk.active && !ended.signal.aborted) restart();
    });
    desk.on('disconnect', (reason) => {
      if (reason === 'io server disconnect' && !ended.signal.aborted) restart();
    });
  };

  background(reconnect(), ended.signal, restart);
  return async () => {
    ended.abort();
    doing.abort();
    if (!socket) return;
    const leave = socket.timeout(LEAVE_MS).emitWithAck('presence:set', { presence: 'offline' });
    if (socket.connected) await leave.catch(() => undefined);
    else leave.catch(() => undefined);
    socket.disconnect();
  };
}

/** The session cookie, as a browser would keep it. */
async function signIn(url: string, email: string, ended: AbortSignal): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO_INFO.password }),
    signal: AbortSignal.any([ended, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
  });
  await answer.body?.cancel();
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`the sign-in answered ${answer.status}`);
  return cookie;
}
