/**
 * The desk's socket: what an agent's browser asks, and the doorbells it hears. On every connect it gets a full
 * snapshot; every request is answered with data or a code. Whether a desk is reachable is judged by its answers to our
 * ping alone, never by a page's timer: hidden tabs are throttled to one a minute.
 *
 * One agent may have several desks open: all hear the same, and any of them may answer.
 */
import joi from 'joi';
import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import { AWAY_REASONS, PRESENCES } from '../core/agent/agent.ts';
import { failure, type Failure } from '../core/errors.ts';
import { OUTCOMES, type Lead } from '../core/lead/lead.ts';
import { MINUTE, SECOND, type Moment } from '../core/time.ts';
import { logging, StoreUnavailable, type Desk, type Parts } from '../ports.ts';
import type { DeskCalls, DeskLead, DeskToServer, Reply, ServerToDesk } from '../shared/desk.ts';
import {
  choosePresence,
  deskAnswers,
  deskSilent,
  doubtDesks,
  SILENT_MS,
  softphoneReady,
} from '../usecases/agentPresence.ts';
import { acceptOffer, declineOffer, seeOffer } from '../usecases/answerOffer.ts';
import { colleaguesOf, controlCall, sendKeys, type CallControl } from '../usecases/calls/controlCall.ts';
import { deskSnapshot, ownPromises } from '../usecases/deskSnapshot.ts';
import { presentLead } from '../usecases/present/lead.ts';
import { finishLead, missPerson, nameLead, noteLead, workLead } from '../usecases/workLead.ts';
import { userRoom, type AdmittedData } from './admission.ts';
import { atMost } from './atMost.ts';
import { createBell } from './bell.ts';
import { underWay, type UnderWay } from './underWay.ts';

/** `isPhone`: this desk's softphone is registered. Any one of an agent's desks is enough. */
type DeskData = AdmittedData & { isPhone?: boolean };
type DeskNamespace = Namespace<DeskToServer & DeskCalls, ServerToDesk, DefaultEventsMap, DeskData>;
type DeskSocket = Socket<DeskToServer & DeskCalls, ServerToDesk, DefaultEventsMap, DeskData>;
/** What is begun for desks, and not waited for by them. */
type DeskParts = Parts & { readonly underWay: UnderWay };
type FloorNamespace = Namespace<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, AdmittedData>;

const PING_MS = 3 * SECOND;
/** How long one ping may stay unanswered; the next one follows anyway. */
const PING_ANSWER_MS = 8 * SECOND;
/** A conversation that a desk reports is renewed in the database this often. */
const RENEW_MS = MINUTE;
/** When a thousand desks come back at once, so many are shown the truth at a time: each soon, instead of all late. */
const SNAPSHOTS_AT_ONCE = 8;
/** Supervisors' screens are told of changes at most this often. */
const FLOOR_MS = SECOND / 4;
/** An agent's own promises and day are told at most this often. */
const PROMISES_MS = SECOND / 2;

/** The doorbells over these namespaces. Across nodes the adapter carries them. */
function createDesk(desks: DeskNamespace, floors: FloorNamespace, parts: () => DeskParts): Desk & { stop(): void } {
  const at = (agentId: string) => desks.to(userRoom(agentId));
  let floorTimer: NodeJS.Timeout | undefined;
  const promiseTimers = new Map<string, NodeJS.Timeout>();
  return {
    // Acknowledgements of broadcasts are not waited for: seeing an offer is a message of its own, and the rest is
    // in the next snapshot.
    offer: (agentId, offer) => void at(agentId).emit('offer', offer, ignored),
    offerEnded: (agentId, ended) => void at(agentId).emit('offer:ended', ended, ignored),
    lead: (agentId, payload) => void at(agentId).emit('lead', payload, ignored),
    consult: (agentId, consult) => void at(agentId).emit('consult', { consult }, ignored),
    presence: (agentId, presence) => void at(agentId).emit('presence', presence, ignored),
    promisesChanged(agentId) {
      // A click changes several counts at once: told together, a moment later.
      if (promiseTimers.has(agentId)) return;
      const tell = () => {
        promiseTimers.delete(agentId);
        void parts().underWay.add(tellPromises(parts(), desks, agentId));
      };
      promiseTimers.set(agentId, setTimeout(tell, PROMISES_MS).unref());
    },
    floorChanged() {
      floorTimer ??= setTimeout(() => {
        floorTimer = undefined;
        floors.emit('changed');
      }, FLOOR_MS).unref();
    },
    disconnect(userId) {
      for (const namespace of [desks, floors]) namespace.in(userRoom(userId)).disconnectSockets(true);
    },
    stop() {
      clearTimeout(floorTimer);
      for (const timer of promiseTimers.values()) clearTimeout(timer);
    },
  };
}

async function tellPromises(parts: Parts, desks: DeskNamespace, agentId: string): Promise<void> {
  try {
    const user = await parts.users.byId(agentId);
    if (user) desks.to(userRoom(agentId)).emit('promises', await ownPromises(parts, user), ignored);
  } catch (error) {
    parts.log.warn({ err: error, agentId }, 'the promises of an agent could not be shown');
  }
}

/**
 * Answers every desk that connects; the parts come back with the desks' doorbell and the engine's bell among them.
 * `settled` resolves once whatever was begun for desks is over: asked after the last socket has ended, before the stores do.
 */
export function attachDesk(
  io: Server,
  outside: Omit<Parts, 'desk' | 'bell'>,
  { demo }: { readonly demo: boolean },
): { readonly parts: Parts; readonly settled: () => Promise<void> } {
  const desks = io.of('/desk') as DeskNamespace;
  const desk = createDesk(desks, io.of('/floor') as FloorNamespace, () => parts);
  const parts: DeskParts = { ...outside, bell: createBell(), desk, underWay: underWay() };
  const snapshots = atMost(SNAPSHOTS_AT_ONCE);
  const answeredAt = new Map<string, Moment>();
  const renewedAt = new Map<string, Moment>();
  const hear = (agentId: string, talkingLeadId: string | undefined) => {
    const now = parts.clock.now();
    answeredAt.set(agentId, now);
    if (talkingLeadId === undefined || now < (renewedAt.get(talkingLeadId) ?? 0) + RENEW_MS) return;
    // Conversations end without a word to this map: those that nobody renews are forgotten.
    for (const [leadId, renewed] of renewedAt) {
      if (now < renewed + RENEW_MS) break;
      renewedAt.delete(leadId);
    }
    renewedAt.set(talkingLeadId, now);
    void quietly(parts, async () => {
      const lead = await parts.leads.byId(talkingLeadId);
      if (lead?.state === 'talking' && lead.owner.agentId === agentId)
        await workLead(parts, talkingLeadId, { kind: 'stillTalking' });
    });
  };

  desks.on('connection', (socket) => {
    const { id } = socket.data.user;
    answer(socket, parts);
    hear(id, undefined);
    void quietly(parts, async () => {
      await snapshots(async () => {
        // Gone again while it waited its turn.
        if (!socket.connected) return;
        try {
          await deskAnswers(parts, id);
          await showSnapshot(socket, parts, demo);
        } catch (error) {
          // Law 5: a desk that could not be shown the truth is not left with none; its line ends, and it comes back.
          socket.conn.close();
          throw error;
        }
      });
    });
    const timer = setInterval(() => {
      socket.timeout(PING_ANSWER_MS).emit('ping', (error: Error | null, reply: unknown) => {
        if (!error) hear(id, talkingIn(reply));
      });
    }, PING_MS);
    socket.on('disconnect', (reason) => {
      clearInterval(timer);
      void quietly(parts, async () => {
        const others = (await desks.in(userRoom(id)).fetchSockets()).filter((other) => other.id !== socket.id);
        if (others.length > 0) {
          if (socket.data.isPhone && !others.some(({ data }) => data.isPhone)) await softphoneReady(parts, id, false);
          return;
        }
        answeredAt.delete(id);
        await deskSilent(parts, id);
        // Sent away by us, the sign-in has ended: this desk does not come back, and what rings there goes on at once.
        if (reason === 'server namespace disconnect') await choosePresence(parts, id, 'offline', undefined);
      });
    });
  });

  void quietly(parts, () => doubtDesks(parts));
  const judge = setInterval(() => void quietly(parts, () => judgeReach(parts, answeredAt)), SECOND);
  judge.unref();
  desks.server.engine.on('close', () => clearInterval(judge));
  const settled = async () => {
    await parts.underWay.over();
    // The last of it may have had something to tell of, to nobody who is left.
    desk.stop();
  };
  return { parts, settled };
}

/** The lead that a desk says it is talking with. Any acknowledgement is an answer; what is in it is not trusted. */
function talkingIn(reply: unknown): string | undefined {
  if (typeof reply !== 'object' || reply === null || !('talkingLeadId' in reply)) return undefined;
  return typeof reply.talkingLeadId === 'string' ? reply.talkingLeadId : undefined;
}

/** Compares what the database says of each agent's reach with the answers that this node has had. */
async function judgeReach(parts: Parts, answeredAt: ReadonlyMap<string, Moment>): Promise<void> {
  if (answeredAt.size === 0) return;
  const now = parts.clock.now();
  for (const agent of await parts.agents.onShift()) {
    const at = answeredAt.get(agent.id);
    if (at === undefined) continue;
    const isSilent = now - at >= SILENT_MS;
    if (isSilent && agent.reach === 'reachable') await deskSilent(parts, agent.id);
    // An answer from before the doubt proves nothing: it must be newer than the moment reach was lost.
    if (!isSilent && agent.reach !== 'reachable' && at > agent.reachAt) await deskAnswers(parts, agent.id);
  }
}

async function showSnapshot(socket: DeskSocket, parts: Parts, demo: boolean): Promise<void> {
  const user = await parts.users.byId(socket.data.user.id);
  if (!user) return void socket.disconnect(true);
  const snapshot = await deskSnapshot(parts, user, demo);
  if ('ok' in snapshot) return void socket.disconnect(true);
  socket.emit('snapshot', snapshot, ignored);
}

const id = joi.string().max(200).required();
/** As much as a form takes. */
const LONGEST_NAME = 200;
const note = joi.string().max(5000).allow('');
const callback = joi.object({
  at: joi.number().integer().positive().required(),
  owner: joi.string().valid('me', 'anyone').required(),
});
const BODIES = {
  presence: joi.object({
    presence: joi
      .string()
      .valid(...PRESENCES)
      .required(),
    reason: joi.string().valid(...AWAY_REASONS),
  }),
  offer: joi.object({ offerId: id }),
  decline: joi.object({ offerId: id, reason: joi.string().max(500).allow('') }),
  lead: joi.object({ leadId: id }),
  unreached: joi.object({
    leadId: id,
    result: joi.string().valid('noAnswer', 'busy', 'voicemail', 'failed').required(),
    note,
    leftMessage: joi.boolean(),
    callback,
  }),
  nothing: joi.object({}),
  toggle: joi.object({ leadId: id, on: joi.boolean().required() }),
  keys: joi.object({
    leadId: id,
    keys: joi
      .string()
      .pattern(/^[0-9*#]{1,32}$/)
      .required(),
  }),
  transfer: joi.object({ leadId: id, to: id, warm: joi.boolean().required() }),
  note: joi.object({ leadId: id, note: note.required() }),
  name: joi.object({
    leadId: id,
    name: joi.string().max(LONGEST_NAME).required(),
    before: joi.string().allow('').required(),
  }),
  close: joi.object({
    leadId: id,
    outcome: joi
      .string()
      .valid(...OUTCOMES)
      .allow(null)
      .required(),
    note,
    callback,
  }),
};

function answer(socket: DeskSocket, parts: DeskParts): void {
  const { id: agentId } = socket.data.user;
  const present = async (lead: Lead) =>
    presentLead(parts, lead, { kind: 'owner', language: socket.data.user.language });
  const shown = async (worked: { ok: true; lead: Lead } | Failure) =>
    worked.ok ? { ok: true as const, lead: await present(worked.lead) } : worked;
  const done = (worked: { ok: true } | Failure) => (worked.ok ? { ok: true as const } : worked);

  socket.on(
    'presence:set',
    handler(parts, BODIES.presence, async ({ presence, reason }) => choosePresence(parts, agentId, presence, reason)),
  );
  socket.on(
    'offer:seen',
    handler(parts, BODIES.offer, async ({ offerId }) => seeOffer(parts, { agentId, offerId })),
  );
  socket.on(
    'offer:accept',
    handler(parts, BODIES.offer, async ({ offerId }) => shown(await acceptOffer(parts, { agentId, offerId }))),
  );
  socket.on(
    'offer:decline',
    handler(parts, BODIES.decline, async ({ offerId, reason }) => declineOffer(parts, { agentId, offerId }, reason)),
  );
  socket.on(
    'lead:talking',
    handler(parts, BODIES.lead, async ({ leadId }) =>
      shown(await workLead(parts, leadId, { kind: 'talking', agentId })),
    ),
  );
  socket.on(
    'lead:ended',
    handler(parts, BODIES.lead, async ({ leadId }) => shown(await workLead(parts, leadId, { kind: 'ended', agentId }))),
  );
  answerCalls(socket, parts, shown);
  socket.on(
    'lead:note',
    handler(parts, BODIES.note, async (body) =>
      done(await noteLead(parts, { kind: 'agent', id: agentId }, body.leadId, body.note)),
    ),
  );
  socket.on(
    'lead:name',
    handler(parts, BODIES.name, async ({ leadId, ...naming }) => shown(await nameLead(parts, agentId, leadId, naming))),
  );
  socket.on(
    'lead:close',
    handler(parts, BODIES.close, async ({ leadId, ...closing }) => {
      const worked = await finishLead(parts, agentId, leadId, closing);
      if (!worked.ok) return worked;
      const { lead } = worked;
      return { ok: true as const, ...(lead.state === 'callback' && { dueAt: lead.promise.dueAt }) };
    }),
  );
  socket.on(
    'lead:unreached',
    handler(parts, BODIES.unreached, async ({ leadId, ...what }) => {
      const worked = await missPerson(parts, agentId, leadId, what);
      return worked.ok
        ? { ok: true as const, dueAt: worked.lead.state === 'callback' ? worked.lead.promise.dueAt : null }
        : worked;
    }),
  );
}

type Shown = (worked: { ok: true; lead: Lead } | Failure) => Promise<{ ok: true; lead: DeskLead } | Failure>;

/** The desk as a telephone, and at the controls of a call. */
function answerCalls(socket: DeskSocket, parts: DeskParts, shown: Shown): void {
  const { id: agentId } = socket.data.user;
  const control = async (leadId: string, what: CallControl) => shown(await controlCall(parts, agentId, leadId, what));
  socket.on(
    'phone:ready',
    handler(parts, BODIES.nothing, () => {
      socket.data.isPhone = true;
      return softphoneReady(parts, agentId, true);
    }),
  );
  socket.on(
    'phone:gone',
    handler(parts, BODIES.nothing, async () => {
      socket.data.isPhone = false;
      const desks = await (socket.nsp as DeskNamespace).in(userRoom(agentId)).fetchSockets();
      return desks.some(({ data }) => data.isPhone) ? { ok: true } : softphoneReady(parts, agentId, false);
    }),
  );
  for (const verb of ['hold', 'mute'] as const)
    socket.on(
      `call:${verb}`,
      handler(parts, BODIES.toggle, ({ leadId, on }) => control(leadId, { verb, on })),
    );
  for (const verb of ['hangup', 'again', 'voicemail', 'complete-transfer', 'cancel-transfer'] as const)
    socket.on(
      `call:${verb}`,
      handler(parts, BODIES.lead, ({ leadId }) => control(leadId, { verb })),
    );
  socket.on(
    'call:transfer',
    handler(parts, BODIES.transfer, ({ leadId, to, warm }) => control(leadId, { verb: 'transfer', to, warm })),
  );
  socket.on(
    'call:keys',
    handler(parts, BODIES.keys, ({ leadId, keys }) => sendKeys(parts, agentId, leadId, keys)),
  );
  socket.on(
    'call:colleagues',
    handler(parts, BODIES.nothing, async () => ({
      ok: true as const,
      colleagues: await colleaguesOf(parts, agentId),
    })),
  );
}

/** One request of the desk: checked, answered by its acknowledgement, never by silence. */
function handler<B, T extends object>(parts: DeskParts, schema: joi.ObjectSchema, run: (body: B) => Promise<Reply<T>>) {
  return (body: B, ack: unknown): void => {
    // Whoever leaves out the body has put the acknowledgement in its place, and is told so.
    const answered = [ack, body].find((given) => typeof given === 'function');
    const reply = (answered ?? (() => undefined)) as (reply: Reply<T>) => void;
    const { error } = schema.validate(body, { convert: false, abortEarly: false });
    if (error) return reply(failure('bad-input', error.message));
    const running = logging(parts.log, { requestId: parts.random.id('req') }, () => run(body));
    parts.underWay.add(running).then(reply, (problem: unknown) => {
      parts.log.error({ err: problem }, 'a request of a desk failed');
      reply(
        problem instanceof StoreUnavailable
          ? failure('store-unavailable', 'This cannot be stored at the moment. Try again in a few seconds.')
          : failure('internal', 'Something went wrong here. Try again.'),
      );
    });
  };
}

async function quietly(parts: DeskParts, task: () => Promise<unknown>): Promise<void> {
  try {
    await parts.underWay.add(task());
  } catch (error) {
    parts.log.warn({ err: error }, 'a desk could not be served; the next ping or sweep makes up for it');
  }
}

function ignored(): void {
  // Doorbells need no answer.
}
