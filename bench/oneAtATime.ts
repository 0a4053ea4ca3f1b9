/** One lead after another from form to outcome, at one desk, and the commands each sent to the database. */
import { io, type Socket } from 'socket.io-client';
import { postLead, workOn, type Offered } from './measure.ts';
import type { CommandCount } from './commandTap.ts';
import type { Program } from './programs.ts';

export interface CommandsPerLead {
  readonly commandsPerLead: number;
  /** Documents inserted, changed or deleted. */
  readonly writesPerLead: number;
  /** The most frequent first. */
  readonly byKind: readonly KindOfCommand[];
  /** Commands per second while idle. */
  readonly idleCommands: number;
}

export interface KindOfCommand {
  readonly command: string;
  readonly collection: string;
  readonly shape: string;
  readonly perLead: number;
}

/** Leads whose commands fill the caches and don’t count. */
const WARM_UP = 3;
/** How long the work after a lead takes at most: the longest pause in it is half a second. */
const SETTLE_MS = 1500;

export interface OneAtATime {
  readonly cookie: string;
  readonly leads: number;
  /** How long it’s observed idle, before and after the leads. */
  readonly idleMs: number;
  /** How long until a node is idle: disconnected desks are lost after 30 s, and the sweeps slow down 30 s later. */
  readonly restMs: number;
  readonly firstId: number;
}

export async function measureOneAtATime(
  program: Program,
  { cookie, leads, idleMs, restMs, firstId }: OneAtATime,
): Promise<CommandsPerLead> {
  const idle = await countDuring(program, () => rest(idleMs));
  const desk = await connectDesk(program.address, cookie);
  try {
    for (let id = 0; id < WARM_UP; id += 1) await oneLead(program.address, desk, firstId + id);
    await rest(SETTLE_MS);
    const asked = await countDuring(program, async () => {
      for (let id = 0; id < leads; id += 1) await oneLead(program.address, desk, firstId + WARM_UP + id);
      await rest(SETTLE_MS);
    });
    desk.disconnect();
    await rest(restMs);
    const atRest = await countDuring(program, () => rest(idleMs));
    const idleShare = (kind: CommandCount, what: 'count' | 'writes') =>
      ((idle.counts.find((one) => keyOf(one) === keyOf(kind))?.[what] ?? 0) * asked.seconds) / idle.seconds;
    const byKind = asked.counts.map((kind) => ({
      command: kind.command,
      collection: kind.collection,
      shape: kind.shape,
      perLead: round((kind.count - idleShare(kind, 'count')) / leads),
    }));
    const total = (what: 'count' | 'writes') =>
      asked.counts.reduce((sum, kind) => sum + kind[what] - idleShare(kind, what), 0);
    return {
      commandsPerLead: round(total('count') / leads),
      writesPerLead: round(total('writes') / leads),
      byKind: byKind.filter(({ perLead }) => perLead > 0).sort((a, b) => b.perLead - a.perLead),
      idleCommands: round(atRest.counts.reduce((sum, { count }) => sum + count, 0) / atRest.seconds),
    };
  } finally {
    desk.disconnect();
  }
}

const keyOf = ({ command, collection, shape }: CommandCount) => `${command} ${collection} ${shape}`;
const round = (value: number) => Math.round(value * 10) / 10;
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The commands sent during the work. */
async function countDuring(program: Program, work: () => Promise<void>) {
  const before = new Map((await program.commands()).map((kind) => [keyOf(kind), kind]));
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const counts = (await program.commands()).map((kind) => {
    const { count = 0, writes = 0 } = before.get(keyOf(kind)) ?? {};
    return { ...kind, count: kind.count - count, writes: kind.writes - writes };
  });
  return { seconds, counts };
}

async function oneLead(url: string, desk: Socket, id: number): Promise<void> {
  const offered = new Promise<Offered>((resolve) => {
    desk.once('offer', (offer: Offered, ack?: (reply: object) => void) => {
      ack?.({ ok: true });
      resolve(offer);
    });
  });
  const response = await postLead(url, 'demo', id, `one at a time ${id}`);
  if (response?.status !== 201) throw new Error(`a form was answered with ${response?.status}`);
  await workOn(desk, await offered);
}

async function connectDesk(url: string, cookie: string): Promise<Socket> {
  const desk = io(`${url}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: url },
  });
  const answer = (...args: unknown[]) => (args.at(-1) as ((reply: object) => void) | undefined)?.({ ok: true });
  for (const event of ['snapshot', 'offer:ended', 'lead', 'promises', 'presence', 'ping']) desk.on(event, answer);
  await new Promise<void>((resolve, reject) => {
    desk.once('connect', () => resolve());
    desk.once('connect_error', reject);
  });
  await desk.emitWithAck('presence:set', { presence: 'available' });
  return desk;
}
