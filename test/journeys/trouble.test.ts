/** Trouble: the database stops, the service is told to stop, and input is hostile. Nothing acknowledged is lost. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';
import { cleanLine, cleanText } from '../../src/core/capture/cleanText.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import type { LeadList, Problem } from '../../src/shared/api.ts';
import type { Floor } from '../../src/shared/floor.ts';
import type { DeskLead } from '../../src/shared/desk.ts';
import type { DeskToServer } from '../../src/shared/deskEvents.ts';
import { connectDesk, startDemo, type Demo, type DeskClient } from '../support/demo.ts';
import { HOSTILE_SHAPES, HOSTILE_TEXTS, TEN_KILOBYTES } from '../support/hostile.ts';
import { onThisMachine, until } from '../support/patience.ts';

interface Place {
  readonly state: string;
  readonly rev: number;
  readonly epoch: number;
  readonly seq: number;
}

const FORM = { name: 'Maria Lopez', phone: '+12025550143', consent: { call: true, now: true } };

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Whether the desk’s confirmation of the offer is stored; it changes the lead as well. */
async function isSeen(demo: Demo, leadId: string, cookie: string): Promise<boolean> {
  const { entries } = await demo.get<{ entries: { kind: string }[] }>(`/api/leads/${leadId}/timeline`, cookie);
  return entries.some(({ kind }) => kind === 'seen');
}

describe('the database stops under the running service', () => {
  let demo: Demo;
  afterEach(() => demo.stop());

  test('[1] forms get 503 with Retry-After within 3 s, nothing acknowledged is lost, and it recovers without a restart', async () => {
    demo = await startDemo({}, { own: true });
    const leads = `${demo.url}/api/forms/demo/leads`;
    const sam = await demo.signIn('sam@demo.test');
    const ana = await demo.desk('ana@demo.test');
    await ana.available();
    const acknowledged: string[] = [];
    const { body } = await demo.submit();
    acknowledged.push(body.receiptId);
    const first = await ana.offer();
    await until(() => isSeen(demo, first.lead.id, sam));

    await demo.database.own().kill();
    const forms = Array.from({ length: 6 }, (_, index) => ({ ...FORM, phone: `+1202555016${index}` }));
    const sendAll = () =>
      Promise.all(
        forms.map(async (form, index) => {
          const began = performance.now();
          const answer = await post(leads, form, { 'idempotency-key': `during-${index}` });
          const retryAfter = Number(answer.headers.get('retry-after'));
          return { answer, retryAfter, ms: performance.now() - began };
        }),
      );
    const [answers, page, alive, ready, refused] = await Promise.all([
      sendAll(),
      fetch(`${demo.url}/f/demo`, {
        method: 'POST',
        body: new URLSearchParams({ name: 'Kept Name', phone: '(202) 555-0169', 'consent.call': 'yes' }),
      }),
      fetch(`${demo.url}/healthz`),
      fetch(`${demo.url}/readyz`),
      ana.ask('offer:accept', { offerId: first.offerId }),
    ]);
    for (const { answer, retryAfter, ms } of answers) {
      expect(answer.status).toBe(503);
      expect(retryAfter).toBeGreaterThan(0);
      expect(ms).toBeLessThan(onThisMachine(3 * SECOND));
      expect(await answer.json()).toMatchObject({ code: 'store-unavailable' });
    }
    // The page says so too, and keeps what was typed.
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).not.toBeNull();
    expect(await page.text()).toContain('Kept Name');
    expect([alive.status, ready.status]).toEqual([200, 503]);
    expect(refused).toMatchObject({ ok: false, code: 'store-unavailable' });

    await demo.database.own().restart();
    await until(async () => (await fetch(`${demo.url}/readyz`)).status === 200);
    // Sent again under the same key, it takes effect once, whatever happened to the first attempt.
    for (const { answer } of await sendAll()) {
      expect([200, 201]).toContain(answer.status);
      acknowledged.push(((await answer.json()) as { receiptId: string }).receiptId);
    }
    const rows = await Promise.all(acknowledged.map((receiptId) => demo.leadOf(receiptId, sam)));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(7);

    // The desk didn’t reload: its open offer is still there, and what arrived in the meantime is offered next.
    expect(await ana.ask('offer:accept', { offerId: first.offerId })).toMatchObject({ ok: true });
    const leadId = first.lead.id;
    expect(await ana.ask('lead:talking', { leadId })).toMatchObject({ ok: true });
    expect(await ana.ask('lead:close', { leadId, outcome: 'won' })).toEqual({ ok: true });
    const next = await ana.offer(({ lead }) => lead.id !== leadId);
    expect(rows.map(({ id }) => id)).toContain(next.lead.id);
    expect(await ana.ask('offer:accept', { offerId: next.offerId })).toMatchObject({ ok: true });
    expect(await demo.conservation(sam)).toMatchObject({ unaccounted: 0, repaired: 0 });
  });
});

describe('the service is told to stop', () => {
  const PROGRAM = new URL('../../dist/main.js', import.meta.url).pathname;
  const running: ChildProcess[] = [];
  const desks: DeskClient[] = [];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lbtrouble-'));
  });
  afterAll(async () => {
    for (const desk of desks) desk.close();
    for (const child of running) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** The demo as people start it, with its embedded database. */
  async function start(): Promise<{ child: ChildProcess; url: string }> {
    const env = { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder };
    const child = spawn(process.execPath, [PROGRAM, '--demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /Leadbell demo\s+(http:\/\/localhost:\d+)/.exec(line)?.[1];
      if (url !== undefined) return { child, url };
    }
    throw new Error('the demo did not start');
  }
  async function signIn(url: string, email: string): Promise<string> {
    const answer = await post(`${url}/api/session`, { email, password: 'leadbell-demo' });
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  test('[O9] during an offer: no new offers are made, it exits with 0 within 10 s, and the lead is offered again afterwards', async () => {
    const first = await start();
    const cookie = await signIn(first.url, 'ana@demo.test');
    const ana = await connectDesk(first.url, cookie);
    desks.push(ana);
    await ana.available();
    expect((await post(`${first.url}/api/forms/demo/leads`, FORM)).status).toBe(201);
    const { lead } = await ana.offer();
    const other = { ...FORM, name: 'Second One', phone: '+12025550144' };
    expect((await post(`${first.url}/api/forms/demo/leads`, other)).status).toBe(201);

    const began = performance.now();
    const exit = once(first.child, 'exit');
    const disconnected = new Promise((resolve) => ana.socket.once('disconnect', resolve));
    first.child.kill('SIGTERM');
    const heard = ana.heard.length;
    await disconnected;
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(onThisMachine(10 * SECOND));
    expect(ana.heard.slice(heard).filter(({ event }) => event === 'offer')).toEqual([]);
    ana.close();

    const second = await start();
    // The session survived the restart; the desk continues where it was.
    const again = await connectDesk(second.url, cookie);
    desks.push(again);
    await again.available();
    const offer = (await again.snapshot()).offer ?? (await again.offer());
    expect(offer.lead.id).toBe(lead.id);
    expect(await again.ask('offer:accept', { offerId: offer.offerId })).toMatchObject({ ok: true });
    await again.ask('lead:talking', { leadId: lead.id });
    expect(await again.ask('lead:close', { leadId: lead.id, outcome: 'won' })).toEqual({ ok: true });
    expect((await again.offer((next) => next.lead.id !== lead.id)).lead.person.name).toBe('Second One');
    const sam = await signIn(second.url, 'sam@demo.test');
    const conservation = await fetch(`${second.url}/api/floor/conservation`, { headers: { cookie: sam } });
    expect(await conservation.json()).toMatchObject({ unaccounted: 0, repaired: 0 });
  });
});

describe('hostile input', () => {
  let demo: Demo;
  let sam: string;
  let leads: string;
  beforeAll(async () => {
    demo = await startDemo();
    sam = await demo.signIn('sam@demo.test');
    leads = `${demo.url}/api/forms/demo/leads`;
  });
  afterAll(() => demo.stop());

  const FIELDS = ['name', 'phone', 'email', 'interest', 'message', 'consent'];
  test.each(FIELDS)('[7] every wrong shape of %s is answered with 422 that names it', async (field) => {
    for (const [kind, shape] of Object.entries(HOSTILE_SHAPES)) {
      const answer = await post(leads, { ...FORM, [field]: shape });
      expect({ kind, status: answer.status }).toEqual({ kind, status: 422 });
      const problem = (await answer.json()) as Problem;
      expect(problem.code).toBe('bad-input');
      expect(Object.keys(problem.fields ?? {}).filter((name) => name.split('.')[0] === field)).not.toEqual([]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  test.each(['language', 'timeZone', 'page', 'utm'])('[F22] no wrong shape of %s costs the lead', async (field) => {
    for (const [kind, shape] of Object.entries(HOSTILE_SHAPES)) {
      const answer = await post(leads, { ...FORM, [field]: shape });
      expect({ kind, isTaken: [200, 201].includes(answer.status) }).toEqual({ kind, isTaken: true });
    }
  });

  test('[7] all errors are reported at once; unknown fields and 10 kB names are refused', async () => {
    const wrong = { name: '', phone: '12', email: { $ne: 1 }, consent: { call: 'yes' }, isAdmin: true };
    const answer = await post(leads, wrong);
    expect(answer.status).toBe(422);
    expect(Object.keys(((await answer.json()) as Problem).fields ?? {}).sort()).toEqual(
      ['consent.call', 'email', 'isAdmin', 'name', 'phone'].sort(),
    );
    const long = await post(leads, { ...FORM, name: TEN_KILOBYTES });
    expect(long.status).toBe(422);
    expect(Object.keys(((await long.json()) as Problem).fields ?? {})).toEqual(['name']);
    for (const body of [[], 'text', 5, null, [FORM]]) expect([400, 422]).toContain((await post(leads, body)).status);
    expect(
      (await fetch(leads, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":' }))
        .status,
    ).toBe(400);
  });

  // What can’t be kept as is: control characters, halves of letters and overrides are removed, letters are normalized.
  const CLEANED = ['mailHeader', 'nul', 'rightToLeft', 'controls', 'loneSurrogate', 'loneLowSurrogate', 'hangulNfd'];
  test.each(Object.entries(HOSTILE_TEXTS))('[7] %s is kept and shown back as text', async (kind, text) => {
    const index = Object.keys(HOSTILE_TEXTS).indexOf(kind);
    const phone = `+12065550${String(100 + index)}`;
    const answer = await post(leads, { ...FORM, phone, name: text, message: `${text}\n${text}` });
    expect(answer.status).toBe(201);
    const { receiptId, statusUrl } = (await answer.json()) as { receiptId: string; statusUrl: string };
    const { id } = await demo.leadOf(receiptId, sam);
    const lead = await demo.get<DeskLead>(`/api/leads/${id}`, sam);
    const isKept = !CLEANED.includes(kind);
    expect(lead.person.name).toBe(isKept ? text : cleanLine(text));
    expect(lead.message).toBe(isKept ? `${text}\n${text}` : cleanText(`${text}\n${text}`));
    expect(lead.person.name).not.toBe('');
    const page = await (await fetch(new URL(statusUrl, demo.url), { headers: { accept: 'text/html' } })).text();
    if (text.includes('<')) expect(page).not.toContain(text);
  });

  test('[7] an unknown form is a 404 that says so, for programs and for people', async () => {
    const answer = await post(`${demo.url}/api/forms/nope/leads`, FORM);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'form-not-found' });
    const page = await fetch(`${demo.url}/f/nope`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    for (const key of ['__proto__', '%00', '..%2Fdemo', 'demo%00', '$ne', '%E0%A4%A']) {
      expect([400, 404]).toContain((await post(`${demo.url}/api/forms/${key}/leads`, FORM)).status);
      expect([400, 404]).toContain((await fetch(`${demo.url}/f/${key}`)).status);
      expect([400, 404]).toContain((await fetch(`${demo.url}/r/${key}`)).status);
    }
  });

  test('[7] operators in searches and sign-ins are no operators', async () => {
    for (const query of [
      'q[$ne]=1',
      'receipt[$ne]=1',
      'owner[$gt]=',
      'state[$ne]=closed',
      'cursor[$gt]=0',
      'limit=-1',
    ]) {
      const answer = await fetch(`${demo.url}/api/leads?${query}`, { headers: { cookie: sam } });
      expect({ query, status: answer.status }).toEqual({ query, status: 422 });
    }
    for (const q of ['.*', '$where', '(((((', '\\', '\u0000', '%', 'x'.repeat(200)]) {
      const list = await demo.get<LeadList>(`/api/leads?q=${encodeURIComponent(q)}`, sam);
      expect(Array.isArray(list.leads)).toBe(true);
    }
    const operators = { email: { $gt: '' }, password: { $gt: '' } };
    expect((await post(`${demo.url}/api/session`, operators)).status).toBe(422);
  });
});

describe('a hostile desk', () => {
  let demo: Demo;
  let ana: DeskClient;
  let ben: DeskClient;
  let sam: string;
  beforeAll(async () => {
    demo = await startDemo();
    sam = await demo.signIn('sam@demo.test');
    ana = await demo.desk('ana@demo.test');
    ben = await demo.desk('ben@demo.test');
  });
  afterAll(() => demo.stop());

  const EVENTS: readonly (keyof DeskToServer)[] = [
    ...(['presence:set', 'offer:seen', 'offer:accept', 'offer:decline', 'lead:talking'] as const),
    ...(['lead:unreached', 'lead:ended', 'lead:note', 'lead:close'] as const),
  ];
  const NONSENSE: readonly unknown[] = [
    ...[null, undefined, 5, 'text', true, [], {}, [{}], { offerId: { $ne: 1 }, leadId: { $ne: 1 } }],
    ...[{ offerId: '', leadId: '' }, { offerId: 'x'.repeat(300), leadId: 'x'.repeat(300) }, { presence: 'asleep' }],
    ...[{ offerId: 'lead_x.1', leadId: 'lead_x', note: 5, outcome: 'erased', result: 'x', callback: { at: 'now' } }],
  ];

  test('[11] wrong types, missing bodies and acknowledgements, unknown events: refused, and the desk continues', async () => {
    for (const event of EVENTS) {
      for (const body of NONSENSE) {
        const reply = await ben.ask(event, body as never);
        expect(reply).toMatchObject({ ok: false, message: expect.any(String) });
      }
      const emit = (...args: unknown[]) => void (ben.socket.emit as (...all: unknown[]) => unknown)(event, ...args);
      emit();
      emit({ offerId: 'a', leadId: 'a' });
      emit({ offerId: 'a', leadId: 'a' }, 'not a function');
      // Only an acknowledgement and no body: answered as well.
      expect(await new Promise((resolve) => emit(resolve))).toMatchObject({ ok: false, code: 'bad-input' });
    }
    const unknown = ben.socket.emit as (event: string, ...args: unknown[]) => unknown;
    for (const event of ['nope', '__proto__', 'constructor', 'snapshot', 'offer']) unknown.call(ben.socket, event, {});
    await ben.available();
    expect(ben.socket.connected).toBe(true);
  });

  test('[11] a message of 100 kB ends that connection and nothing else; the desk comes back', async () => {
    const since = ben.heard.length;
    const dropped = new Promise((resolve) => ben.socket.once('disconnect', resolve));
    ben.socket.emit('lead:note', { leadId: 'x', note: 'x'.repeat(100_000) }, () => undefined);
    await dropped;
    expect(await ben.hear('snapshot', undefined, since)).toMatchObject({ me: { name: 'Ben Carter' } });
    expect(ana.socket.connected).toBe(true);
  });

  test('[3] an agent can do nothing to a colleague’s lead, in any state, over the socket or HTTP', async () => {
    const benCookie = await demo.signIn('ben@demo.test');
    await ben.ask('presence:set', { presence: 'away', reason: 'break' });
    await ana.available();
    const { body } = await demo.submit();
    const { offerId, lead } = await ana.offer();
    const leadId = lead.id;
    const at = Date.now() + 3600 * SECOND;
    const overSocket: readonly (() => Promise<unknown>)[] = [
      () => ben.ask('offer:accept', { offerId }),
      () => ben.ask('lead:talking', { leadId }),
      () => ben.ask('lead:unreached', { leadId, result: 'busy' }),
      () => ben.ask('lead:ended', { leadId }),
      () => ben.ask('lead:note', { leadId, note: 'I was here' }),
      () => ben.ask('lead:close', { leadId, outcome: 'spam' }),
      () => ben.ask('lead:close', { leadId, outcome: null, callback: { at, owner: 'me' } }),
    ];
    const get = (path: string) => fetch(`${demo.url}${path}`, { headers: { cookie: benCookie } });
    const send = (path: string, sent: unknown = {}) => post(demo.url + path, sent, { cookie: benCookie });
    const refused: readonly (readonly [number, () => Promise<Response>])[] = [
      [404, () => get(`/api/leads/${leadId}`)],
      [404, () => get(`/api/leads/${leadId}/timeline`)],
      [403, () => send(`/api/leads/${leadId}/note`, { note: 'I was here' })],
      [404, () => send(`/api/leads/${leadId}/release`)],
      [403, () => send(`/api/leads/${leadId}/requeue`)],
      [403, () => send(`/api/leads/${leadId}/call`)],
      [403, () => send(`/api/leads/${leadId}/reassign`, { agentId: 'user_ben' })],
      [403, () => send(`/api/leads/${leadId}/callback`, { at })],
      [403, () => send(`/api/leads/${leadId}/close`, { outcome: 'spam' })],
      [403, () => get('/api/floor')],
      [403, () => get('/api/floor/conservation')],
    ];
    const untouched = async () => {
      const found = await demo.connection.collection<Place & { _id: string }>('leads').findOne({ _id: leadId });
      return found && { state: found.state, rev: found.rev, epoch: found.epoch, seq: found.seq };
    };
    const tryAll = async (state: string) => {
      const before = await untouched();
      expect(before?.state).toBe(state);
      // Confirming or declining an offer that isn’t yours, or no longer is, isn’t an error and has no effect.
      await ben.ask('offer:seen', { offerId });
      await ben.ask('offer:decline', { offerId, reason: 'mine now' });
      for (const attack of overSocket) {
        const reply = await attack();
        expect({ state, attack: String(attack), reply }).toMatchObject({ reply: { ok: false } });
        expect(JSON.stringify(reply)).not.toContain('5550143');
      }
      for (const [status, attack] of refused) {
        expect({ state, attack: String(attack), status: (await attack()).status }).toMatchObject({ status });
      }
      for (const query of [
        `receipt=${body.receiptId}`,
        'q=Maria',
        'owner=user_ana',
        `q=${encodeURIComponent('+12025550143')}`,
      ]) {
        expect(await (await get(`/api/leads?${query}`)).text()).not.toContain(leadId);
      }
      expect(await untouched()).toEqual(before);
    };

    await until(() => isSeen(demo, leadId, sam));
    await tryAll('offered');
    expect(await ana.ask('offer:accept', { offerId })).toMatchObject({ ok: true });
    await tryAll('connecting');
    await ana.ask('lead:talking', { leadId });
    await tryAll('talking');
    await ana.ask('lead:ended', { leadId });
    await tryAll('wrapUp');
    expect(await ana.ask('lead:close', { leadId, outcome: 'won' })).toEqual({ ok: true });
    await tryAll('closed');
    expect(ben.heard.some(({ payload }) => JSON.stringify(payload).includes(leadId))).toBe(false);
  });

  test('[11] the supervisors’ socket and a desk without a session are closed to an agent', async () => {
    const cookie = await demo.signIn('ben@demo.test');
    const attempts = [
      { namespace: '/floor', cookie },
      { namespace: '/desk', cookie: 'session=forged' },
      { namespace: '/', cookie },
    ].map(({ namespace, cookie: sent }) =>
      io(demo.url + namespace, { extraHeaders: { cookie: sent, origin: demo.url }, forceNew: true }),
    );
    const errors = await Promise.all(
      attempts.map(
        (socket) =>
          new Promise<Error | null>((resolve) => {
            socket.once('connect_error', resolve).once('connect', () => resolve(null));
          }),
      ),
    );
    for (const socket of attempts) socket.disconnect();
    expect(errors.map((error) => error?.message)).toEqual(['not-signed-in', 'not-signed-in', 'not-found']);
  });

  test('[11] a session that ends mid-shift ends its desk at once, and its open offer moves on', async () => {
    await ana.available();
    const { body } = await demo.submit({ phone: '+12025550177' });
    const leadId = (await demo.leadOf(body.receiptId, sam)).id;
    const { offerId } = await ana.offer(({ lead }) => lead.id === leadId);
    await ben.available();

    const cookie = await demo.signIn('ana@demo.test');
    const ended = new Promise((resolve) => ana.socket.once('disconnect', resolve));
    const signOut = await fetch(`${demo.url}/api/session`, { method: 'DELETE', headers: { cookie, origin: demo.url } });
    expect(signOut.status).toBe(204);
    expect(await ended).toBe('io server disconnect');
    expect((await fetch(`${demo.url}/api/me`, { headers: { cookie } })).status).toBe(401);
    const refusedAgain = new Promise<Error>((resolve) => ana.socket.once('connect_error', resolve));
    ana.socket.connect();
    expect((await refusedAgain).message).toBe('not-signed-in');

    const next = await ben.offer(({ lead }) => lead.id === leadId);
    expect(next.offerId).not.toBe(offerId);
    const agents = (await demo.get<Floor>('/api/floor', sam)).agents;
    expect(agents.find(({ id }) => id === 'user_ana')).toMatchObject({ presence: 'offline', missedInRow: 0 });
    expect(await ben.ask('offer:accept', { offerId: next.offerId })).toMatchObject({ ok: true });
    expect(await demo.conservation(sam)).toMatchObject({ unaccounted: 0 });
  });
});
