import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { StoreUnavailable } from '../../src/ports/basics.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { handledEvents } from '../../src/sockets/table.ts';
import { startService, type Service } from '../support/service.ts';

let service: Service;
/** What the next presence change throws before it returns a promise. */
let thrown: Error | undefined;
const sockets: Socket[] = [];

beforeAll(async () => {
  service = await startService({
    demo: true,
    replace: (parts) => ({ agents: throwing(parts.agents), users: takingLeads(parts.users) }),
  });
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await service.close();
});

/** Only people who take leads have a desk, whatever their role: here everyone does. */
function takingLeads(users: Parts['users']): Parts['users'] {
  const byId = async (id: string) => {
    const [user, ana] = await Promise.all([users.byId(id), users.byId('user_ana')]);
    return user && ana?.agent ? { ...user, agent: ana.agent } : user;
  };
  return { ...users, byId };
}

function throwing(agents: Parts['agents']): Parts['agents'] {
  return {
    ...agents,
    setPresence: (...args) => {
      const error = thrown;
      thrown = undefined;
      if (error) throw error;
      return agents.setPresence(...args);
    },
  };
}

async function connected(email: string, namespace: string): Promise<Socket> {
  const { cookie } = await service.signIn(email);
  const socket = io(service.url + namespace, {
    extraHeaders: { cookie, origin: service.url },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** The events this namespace handles, from the code, and unknown ones. */
function eventsOf(namespace: string): string[] {
  const handled = namespace === '/desk' ? handledEvents() : [];
  return [...handled, 'nope', 'error', '__proto__', 'constructor', 'snapshot', 'ping', 'changed', ''];
}

const SHAPES: readonly (readonly unknown[])[] = [
  ...[[], [null], [undefined], [5], [true], ['text'], [[]], [[{}]], [['lead_x']]],
  ...[[Buffer.alloc(0)], [Buffer.from('bytes')], [new Uint8Array(3)], [{ leadId: Buffer.from('x') }]],
  ...[[{ unknown: 1 }], [{ constructor: 1 }], [JSON.parse('{"__proto__":{"leadId":"x"}}')]],
  ...[[{ leadId: { $ne: 1 }, offerId: { $ne: 1 } }], [null, 'more', 5]],
];

test.each([
  ['ana@demo.test', '/desk'],
  ['sam@demo.test', '/desk'],
  ['sam@demo.test', '/floor'],
  ['admin@demo.test', '/desk'],
  ['admin@demo.test', '/floor'],
])(
  '[O18] whatever %s sends to %s with any event is answered with bad-input, and everyone else continues',
  async (email, namespace) => {
    const socket = await connected(email, namespace);
    const events = eventsOf(namespace);
    expect(events.length).toBeGreaterThan(namespace === '/desk' ? 25 : 5);
    const emit = socket.emit.bind(socket) as (event: string, ...args: unknown[]) => unknown;
    for (const event of events) {
      for (const shape of SHAPES) {
        // Without an acknowledgement nothing can be answered; the next answer shows that it did no harm.
        emit(event, ...shape);
        const answer = await new Promise((resolve) => emit(event, ...shape, resolve));
        expect({ event, shape, answer }).toMatchObject({ answer: { ok: false, code: 'bad-input' } });
        expect(JSON.stringify(answer).length).toBeLessThan(400);
      }
    }
    expect(socket.connected).toBe(true);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  },
);

test('[O18] the error in the answer stays short, however much was sent', async () => {
  const ana = await connected('ana@demo.test', '/desk');
  const body = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${'k'.repeat(10)}${n}`, n]));
  for (const sent of [body, { ['k'.repeat(20_000)]: 1 }]) {
    const answer: unknown = await ana.emitWithAck('lead:note', sent);
    expect(answer).toMatchObject({ code: 'bad-input' });
    expect(JSON.stringify(answer).length).toBeLessThan(400);
  }
});

test.each([
  ['internal', new Error('at once')],
  ['store-unavailable', new StoreUnavailable('at once')],
])('[O19] a handler that throws before it returns a promise is answered with %s', async (code, error) => {
  const ana = await connected('ana@demo.test', '/desk');
  thrown = error;
  expect(await ana.emitWithAck('presence:set', { presence: 'available' })).toMatchObject({ ok: false, code });
  expect(await ana.emitWithAck('presence:set', { presence: 'available' })).toMatchObject({ ok: true });
});

test('[O19] a doorbell that fails doesn’t fail the change it announces', async () => {
  const ana = await connected('ana@demo.test', '/desk');
  for (const name of ['/desk', '/floor']) {
    const { adapter } = service.app.io.of(name);
    const broken = () => {
      throw new Error('no line to the other nodes');
    };
    Object.assign(adapter, { broadcast: broken, broadcastWithAck: broken, disconnectSockets: broken });
  }
  expect(await ana.emitWithAck('presence:set', { presence: 'away', reason: 'break' })).toMatchObject({ ok: true });
  expect(service.logged.some(({ message }) => message.startsWith('a desk could not be notified'))).toBe(true);
  const sam = await service.signIn('sam@demo.test');
  expect((await sam.get('/api/floor')).status).toBe(200);
  service.parts.desk.disconnect('user_ana');
});
