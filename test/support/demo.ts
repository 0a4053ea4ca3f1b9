/**
 * The whole service as a separate process, over a database the test can read: real HTTP, real sockets. For journeys;
 * each gets its own database, and everything is removed at the end.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose, { type Connection } from 'mongoose';
import { io, type Socket } from 'socket.io-client';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import type { LeadList, ReceiptStatus } from '../../src/shared/api.ts';
import type { Conservation } from '../../src/shared/floor.ts';
import type { DeskOffer } from '../../src/shared/desk.ts';
import type { DeskCalls, DeskToServer, ServerToDesk, Snapshot } from '../../src/shared/deskEvents.ts';
import { startDatabase, type TestDatabase, type TestDatabaseOptions } from './database.ts';
import { onThisMachine, PATIENCE_MS } from './patience.ts';

const PROGRAM = new URL('../../dist/main.js', import.meta.url).pathname;
const PASSWORD = 'leadbell-demo';

export interface Demo {
  readonly url: string;
  readonly database: TestDatabase;
  readonly connection: Connection;
  /** Everything the process has printed, including its log. */
  output(): string;
  signIn(email: string): Promise<string>;
  /** This person’s session has ended; the next sign-in starts a new one. */
  forget(email: string): void;
  desk(email: string): Promise<DeskClient>;
  submit(
    fields?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Submitted }>;
  status(statusUrl: string): Promise<ReceiptStatus>;
  get<T>(path: string, cookie: string): Promise<T>;
  conservation(cookie: string): Promise<Conservation>;
  leadOf(receiptId: string, cookie: string): Promise<LeadList['leads'][number]>;
  /** Changes the demo campaign’s policy or cadence, as an administrator would. */
  tune(changes: { policy?: Partial<Campaign['policy']>; cadence?: Partial<Campaign['cadence']> }): Promise<void>;
  /** Tells the service that a test changed campaigns or people in its database, and waits until it has noticed. */
  changed(): Promise<void>;
  /** kill -9 of the service; the database continues. */
  kill(): Promise<void>;
  /** Restarts the service at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Submitted {
  readonly receiptId: string;
  readonly statusUrl: string;
  readonly code?: string;
  readonly fields?: Record<string, string>;
}

export async function startDemo(
  env: Record<string, string> = {},
  itsDatabase: TestDatabaseOptions = {},
): Promise<Demo> {
  const database = await startDatabase(itsDatabase);
  const connection = await mongoose.createConnection(database.uri).asPromise();
  const desks: DeskClient[] = [];
  let printed = '';
  let running = await launch('0');
  const url = running.url;
  const cookies = new Map<string, string>();

  async function launch(port: string): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, [PROGRAM, '--demo'], {
      env: {
        PATH: process.env['PATH'],
        PORT: port,
        LOG_LEVEL: 'info',
        MONGODB_URI: database.uri,
        DATA_DIR: database.folder,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const address = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
          const match = /Leadbell demo\s+(http:\/\/localhost:\d+)/.exec(printed.slice(-2000));
          if (match?.[1] && printed.includes('Stop: Ctrl-C')) resolve(match[1]);
        });
      }
      child.on('exit', (code) => reject(new Error(`the service ended with ${code}:\n${printed.slice(-3000)}`)));
    });
    return { child, url: address };
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  const demo: Demo = {
    url,
    database,
    connection,
    output: () => printed,
    async signIn(email) {
      const known = cookies.get(email);
      if (known !== undefined) return known;
      const response = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      if (!response.ok) throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`);
      const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      cookies.set(email, cookie);
      return cookie;
    },
    forget: (email) => void cookies.delete(email),
    async desk(email) {
      return connectDesk(url, await demo.signIn(email), (desk) => desks.push(desk));
    },
    async submit(fields = {}, headers = {}) {
      const response = await fetch(`${url}/api/forms/demo/leads`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          name: 'Maria Lopez',
          phone: '+12025550143',
          consent: { call: true, now: true },
          ...fields,
        }),
      });
      return { status: response.status, body: (await response.json()) as Submitted };
    },
    async status(statusUrl) {
      const response = await fetch(new URL(statusUrl, url), { headers: { accept: 'application/json' } });
      return (await response.json()) as ReceiptStatus;
    },
    async get<T>(path: string, cookie: string) {
      const response = await fetch(`${url}${path}`, { headers: { cookie } });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    conservation: (cookie) => demo.get<Conservation>('/api/floor/conservation', cookie),
    async leadOf(receiptId, cookie) {
      const { leads } = await demo.get<LeadList>(`/api/leads?receipt=${receiptId}`, cookie);
      if (!leads[0]) throw new Error(`no lead for the receipt ${receiptId}`);
      return leads[0];
    },
    async tune({ policy = {}, cadence = {} }) {
      const campaigns = connection.collection<{ _id: string; policy: object; cadence: object }>('campaigns');
      const campaign = await campaigns.findOne({ _id: 'demo' });
      if (!campaign) throw new Error('the demo campaign is not there');
      const set = { policy: { ...campaign.policy, ...policy }, cadence: { ...campaign.cadence, ...cadence } };
      await campaigns.updateOne({ _id: 'demo' }, { $set: set });
      await demo.changed();
    },
    async changed() {
      const settings = connection.collection<{ _id: string }>('settings');
      const raised = { 'value.directory': 1, 'value.agents': 1 };
      await settings.updateOne({ _id: 'notices' }, { $inc: raised }, { upsert: true });
      // Every node polls once a second.
      await delay(onThisMachine(1500));
    },
    kill: () => end('SIGKILL'),
    async restart() {
      printed += '\n--- restarted ---\n'.padEnd(2100, ' ');
      running = await launch(new URL(url).port);
    },
    async stop() {
      for (const desk of desks) desk.close();
      await end('SIGTERM');
      await connection.close();
      await database.stop();
    },
  };
  return demo;
}

type DeskRequests = DeskToServer & DeskCalls;
type Event = keyof ServerToDesk;
type Payload<E extends Event> = Parameters<ServerToDesk[E]>[0];

/** A desk without a screen: answers pings, confirms offers as seen, and records what it heard. */
export interface DeskClient {
  readonly socket: Socket<ServerToDesk, DeskRequests>;
  readonly heard: { readonly event: Event; readonly payload: unknown }[];
  /** The first matching event, past or future, from `since` on. */
  hear<E extends Exclude<Event, 'ping'>>(
    event: E,
    matches?: (payload: Payload<E>) => boolean,
    since?: number,
  ): Promise<Payload<E>>;
  offer(matches?: (offer: DeskOffer) => boolean): Promise<DeskOffer>;
  snapshot(): Promise<Snapshot>;
  available(): Promise<void>;
  ask<E extends keyof DeskRequests>(
    event: E,
    body: Parameters<DeskRequests[E]>[0],
  ): Promise<Parameters<Parameters<DeskRequests[E]>[1]>[0]>;
  /** Whether offers are confirmed as seen and pings answered. */
  attentive: boolean;
  close(): void;
}

/** `onMade` gets the desk before it connects, so that it’s closed even if the service never answers. */
export async function connectDesk(
  url: string,
  cookie: string,
  onMade: (desk: DeskClient) => void = () => undefined,
): Promise<DeskClient> {
  const socket: Socket<ServerToDesk, DeskRequests> = io(`${url}/desk`, {
    extraHeaders: { cookie, origin: url },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  });
  const heard: DeskClient['heard'] = [];
  const waiting = new Set<() => void>();
  const desk: DeskClient = {
    socket,
    heard,
    attentive: true,
    hear: (event, matches = () => true, since = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = heard.slice(since).find((one) => one.event === event && matches(one.payload as never));
          if (!found) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(found.payload as never);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`heard no ${event}; only ${heard.map((one) => one.event).join(', ')}`));
        }, PATIENCE_MS);
        waiting.add(look);
        look();
      }),
    offer: (matches) => desk.hear('offer', matches),
    snapshot: () => desk.hear('snapshot'),
    async available() {
      const reply = await desk.ask('presence:set', { presence: 'available' });
      if (!reply.ok) throw new Error(reply.message);
    },
    // emitWithAck can’t express a generic event and its acknowledgement.
    ask: (event, body) =>
      (
        socket.timeout(PATIENCE_MS) as unknown as { emitWithAck(event: string, body: unknown): Promise<never> }
      ).emitWithAck(event, body),
    close: () => void socket.disconnect(),
  };
  for (const event of ['snapshot', 'offer', 'offer:ended', 'lead', 'consult', 'presence', 'promises', 'day'] as const) {
    (socket as Socket).on(event, (payload: unknown, ack?: (reply: object) => void) => {
      heard.push({ event, payload });
      if (desk.attentive) ack?.({ ok: true });
      const offer =
        event === 'offer' ? (payload as DeskOffer) : event === 'snapshot' ? (payload as Snapshot).offer : null;
      if (offer && desk.attentive) desk.ask('offer:seen', { offerId: offer.offerId }).catch(() => undefined);
      for (const look of [...waiting]) look();
    });
  }
  socket.on('ping', (ack) => {
    if (desk.attentive) ack({ ok: true });
  });
  onMade(desk);
  await desk.snapshot();
  return desk;
}
