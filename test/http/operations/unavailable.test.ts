import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { io } from 'socket.io-client';
import { runGuarded } from '../../../src/store/plain.ts';
import type { Stores } from '../../../src/store/index.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

type StoreParts = Stores['parts'];
/** Which stores fail: none, all, or all except those that identify the user. */
let failing: 'none' | 'all' | 'behindSignIn' = 'none';

const NO_STORES: readonly string[] = ['clock', 'random', 'log', 'passwords', 'mailer'];
/** Answered without asking the database. */
const IN_MEMORY: readonly string[] = ['remembered'];
const SIGN_IN: readonly string[] = ['users', 'sessions', 'apiKeys'];
const diskFull = () =>
  runGuarded(() => Promise.reject(new mongoose.mongo.MongoServerError({ message: 'the disk is full', code: 14_031 })));

/** Every method of every store, failing as on a full disk while `failing` says so. */
function onFullDisk(parts: StoreParts): Partial<StoreParts> {
  const stores = Object.entries(parts).filter(([name]) => !NO_STORES.includes(name));
  return Object.fromEntries(
    stores.map(([name, store]) => [
      name,
      new Proxy(store as object, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key);
          const isFailing = failing === 'all' || (failing === 'behindSignIn' && !SIGN_IN.includes(name));
          return isFailing && typeof value === 'function' && !IN_MEMORY.includes(String(key)) ? diskFull : value;
        },
      }),
    ]),
  );
}

let service: Service;
let people: Client[];
beforeAll(async () => {
  const env = { INTAKE_LIMIT_PER_MINUTE: '100000' };
  service = await startService({ env, ownDatabase: true, replace: onFullDisk });
  people = [await service.signIn('ana@demo.test'), await service.signIn('admin@demo.test')];
});
afterAll(() => service.close());

function pathOf(path: string): string {
  return path.replace(':formKey', 'demo').replace(/:\w+/g, 'ld_inq_demo_1').replace(/[{}*]/g, '');
}

test.each(['all', 'behindSignIn'] as const)(
  '[O21] on a full disk (%s stores) every published route says 503 with Retry-After, or what it says without a store',
  async (which) => {
    let count = 0;
    for (const { method, path } of service.app.published) {
      // If this succeeds, nobody is signed in for the rest.
      if (method === 'delete' && path === '/api/session') continue;
      for (const person of people) {
        for (const accept of ['application/json', 'text/html']) {
          failing = which;
          const isForm = path.startsWith('/f/');
          const answer = await fetch(service.url + pathOf(path), {
            method: method.toUpperCase(),
            redirect: 'manual',
            headers: {
              cookie: person.cookie,
              accept,
              ...(method !== 'get' && {
                'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
              }),
            },
            ...(method !== 'get' && { body: isForm ? 'name=Pat&phone=%2B12125550143&consent.call=yes' : '{}' }),
          });
          failing = 'none';
          await answer.text();
          const said = { method, path, accept, status: answer.status, retryAfter: answer.headers.get('retry-after') };
          if (answer.status < 500) continue;
          count += 1;
          expect({ ...said, retryAfter: Number(said.retryAfter) > 0 }).toEqual({
            ...said,
            status: 503,
            retryAfter: true,
          });
        }
      }
    }
    expect(count).toBeGreaterThan(100);
  },
);

test('[O21] on a full disk a form gets 503 with Retry-After, as JSON and as a page that keeps what was typed', async () => {
  failing = 'behindSignIn';
  try {
    const body = { name: 'Maria Lopez', phone: '+12025550143', consent: { call: true } };
    const json = await people[0]?.send('POST', '/api/forms/demo/leads', body);
    expect(json?.status).toBe(503);
    expect(Number(json?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await json?.json()).toMatchObject({ code: 'store-unavailable' });
  } finally {
    failing = 'none';
  }
  // The page knows its campaign from before.
  await (await fetch(`${service.url}/f/demo`)).text();
  failing = 'behindSignIn';
  try {
    const page = await fetch(`${service.url}/f/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ name: 'Maria Lopez', phone: '+12025550143', 'consent.call': 'yes' }),
    });
    expect(page.status).toBe(503);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await page.text()).toContain('Maria Lopez');
  } finally {
    failing = 'none';
  }
});

test('[O21] on a full disk every event of a desk that needs a store is answered with store-unavailable', async () => {
  const socket = io(`${service.url}/desk`, {
    extraHeaders: { cookie: people[0]?.cookie ?? '', origin: service.url },
    transports: ['websocket'],
  });
  try {
    await new Promise<void>((resolve) => socket.once('snapshot', () => resolve()));
    const leadId = 'ld_inq_demo_1';
    const asked: readonly (readonly [string, object])[] = [
      ['presence:set', { presence: 'available' }],
      ['offer:accept', { offerId: `${leadId}.1` }],
      ['offer:decline', { offerId: `${leadId}.1` }],
      ...['lead:talking', 'lead:ended', 'call:hangup', 'call:again'].map((event) => [event, { leadId }] as const),
      ['lead:note', { leadId, note: 'x' }],
      ['lead:close', { leadId, outcome: 'won' }],
      ['lead:unreached', { leadId, result: 'busy' }],
      ['phone:ready', {}],
      ['call:colleagues', {}],
    ];
    failing = 'all';
    for (const [event, body] of asked) {
      const answer: unknown = await socket.timeout(PATIENCE_MS).emitWithAck(event, body);
      expect({ event, answer }).toMatchObject({ answer: { ok: false, code: 'store-unavailable' } });
    }
  } finally {
    failing = 'none';
    socket.disconnect();
  }
});

test('[O21] a frozen database: forms, pages and clicks are asked to retry, and everything works when it continues', async () => {
  const socket = io(`${service.url}/desk`, {
    extraHeaders: { cookie: people[0]?.cookie ?? '', origin: service.url },
    transports: ['websocket'],
  });
  const submit = (n: number) =>
    fetch(`${service.url}/api/forms/demo/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `frozen-${n}` },
      body: JSON.stringify({ name: 'Pat', phone: `+1212555${String(2000 + n)}`, consent: { call: true } }),
    });
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  try {
    await new Promise<void>((resolve) => socket.once('snapshot', () => resolve()));
    process.kill(service.database.own().pid, 'SIGSTOP');
    const click = socket
      .timeout(PATIENCE_MS)
      .emitWithAck('presence:set', { presence: 'available' }) as Promise<unknown>;
    // One by one and all at once: connections that time out clear the pool for those after them.
    const first = await Promise.all(numbers.map(submit));
    const second = await Promise.all(numbers.map(submit));
    for (const answer of [...first, ...second]) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await click).toMatchObject({ ok: false, code: 'store-unavailable' });
    process.kill(service.database.own().pid, 'SIGCONT');
    for (const n of numbers) {
      let answer = await submit(n);
      while (answer.status === 503) answer = await submit(n);
      expect([200, 201]).toContain(answer.status);
    }
    expect(await socket.timeout(PATIENCE_MS).emitWithAck('presence:set', { presence: 'available' })).toMatchObject({
      ok: true,
    });
  } finally {
    process.kill(service.database.own().pid, 'SIGCONT');
    socket.disconnect();
  }
});
