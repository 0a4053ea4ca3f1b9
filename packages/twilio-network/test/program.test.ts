/** The program, and handsets and console over HTTP: what the demo and browsers use. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ACCOUNT_SID, AUTH_TOKEN, CALLER, TOLL_FREE, clientFor, startLab, twiml, type Lab } from './support/lab.ts';

describe('over HTTP', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await startLab();
  });
  afterEach(() => lab.stop());

  const ask = (method: string, path: string, body?: object, secret?: string) =>
    fetch(lab.network.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const register = async (address: string) =>
    ((await (await ask('POST', '/handsets', { address })).json()) as { secret: string }).secret;

  test('[N15] a registered telephone dials, hears through its stream, presses keys and hangs up', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => r.gather({ numDigits: 1, action: '/chosen', timeout: 60 }).say('Press one')),
    );
    lab.app.on('/chosen', twiml((r) => { r.say('Thank you'); r.pause({ length: 60 }); })); // prettier-ignore
    const secret = await register(CALLER);
    const path = `/handsets/${encodeURIComponent(CALLER)}`;
    expect(await (await ask('POST', `${path}/dial`, { to: TOLL_FREE }, secret)).json()).toMatchObject({
      state: 'dialling',
    });
    await lab.network.clock.advance(0);
    expect((await ask('POST', `${path}/press`, { keys: '1' }, secret)).status).toBe(200);
    await lab.network.clock.advance(0);
    const stream = await fetch(`${lab.network.url}${path}/events?secret=${secret}&after=1`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const reader = stream.body!.getReader();
    let text = '';
    while (!text.includes('Thank you')) text += new TextDecoder().decode((await reader.read()).value);
    expect(text).not.toContain('"n":1,');
    expect(text).toContain('Press one');
    expect(await (await ask('GET', path, undefined, secret)).json()).toMatchObject({
      state: 'talking',
      address: CALLER,
    });
    await ask('POST', `${path}/hang-up`, {}, secret);
    expect(lab.network.handset(CALLER).state).toBe('idle');
    await reader.cancel();
  });

  test('[N15] the secret decides; a new registration takes the telephone over; mistakes are named', async () => {
    const path = `/handsets/${encodeURIComponent(CALLER)}`;
    expect((await ask('GET', path)).status).toBe(404);
    const first = await register(CALLER);
    expect((await ask('POST', `${path}/dial`, { to: TOLL_FREE }, 'wrong')).status).toBe(401);
    const second = await register(CALLER);
    expect((await ask('GET', path, undefined, first)).status).toBe(401);
    expect((await ask('GET', path, undefined, second)).status).toBe(200);
    for (const [way, body, status, word] of [
      ['/press', { keys: 'x' }, 400, 'keys'],
      ['/dial', {}, 400, 'to'],
      ['/dance', {}, 404, 'dance'],
      ['/signal', { to: 'client:ana', data: 1 }, 409, 'hear'],
    ] as const) {
      const answer = await ask('POST', path + way, body, second);
      expect(answer.status).toBe(status);
      expect(((await answer.json()) as { error: string }).error).toContain(word);
    }
    expect((await ask('POST', '/handsets', { address: 'somebody' })).status).toBe(400);
    expect((await ask('DELETE', path, undefined, second)).status).toBe(204);
    expect((await ask('GET', path, undefined, second)).status).toBe(404);
  });

  test('[N18] a telephone that is registered anew is in the same call; one that nobody reads any more hangs up', async () => {
    await lab.stop();
    lab = await startLab({ outOfReachMs: 50 });
    lab.app.on('/voice', twiml((r) => { r.say('Hello'); r.pause({ length: 600 }); })); // prettier-ignore
    const handset = lab.network.handset(CALLER);
    const path = `/handsets/${encodeURIComponent(CALLER)}`;
    const first = await register(CALLER);
    const stream = await fetch(`${lab.network.url}${path}/events`, { headers: { authorization: `Bearer ${first}` } });
    await ask('POST', `${path}/dial`, { to: TOLL_FREE }, first);
    await lab.network.clock.advance(0);
    const again = (await (await ask('POST', '/handsets', { address: CALLER })).json()) as Record<string, unknown>;
    expect(again).toEqual({ address: CALLER, secret: expect.any(String), last: handset.events.at(-1)?.n });
    // The one before is told by the end of its stream.
    await new Response(stream.body).text();
    expect(handset.state).toBe('talking');
    const reader = await fetch(`${lab.network.url}${path}/events?secret=${String(again['secret'])}`);
    const over = new Promise<void>((resolve) => {
      handset.listen((event) => {
        if (event.kind === 'state' && event.state === 'idle') resolve();
      });
    });
    await reader.body?.cancel();
    await over;
    expect(handset.state).toBe('idle');
  });

  test('[N15] the console shows what happened, takes faults, and moves the clock', async () => {
    lab.network.handset(CALLER).dial(TOLL_FREE);
    await lab.network.clock.advance(0);
    const log = (await (await ask('GET', '/console/log')).json()) as { kind: string; text: string }[];
    expect(log.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['call', 'webhook', 'twiml']));
    expect(log.find(({ kind }) => kind === 'webhook')?.text).toMatch(
      /asks what to do with the call: POST .*\/voice → 200/,
    );
    const fault = { on: 'status', do: 'drop', times: 1 };
    expect((await ask('POST', '/console/faults', fault)).status).toBe(201);
    expect(lab.network.faults.active).toEqual([fault]);
    const wrong = await ask('POST', '/console/faults', { on: 'status', do: 'explode' });
    expect(await wrong.json()).toEqual({ error: expect.stringContaining('do must be one of') });
    expect((await ask('DELETE', '/console/faults')).status).toBe(204);
    const before = lab.network.clock.now();
    expect(await (await ask('POST', '/console/clock', { ms: 5000 })).json()).toEqual({ now: before + 5000 });
  });
});

describe('the program', () => {
  // Beside the packages, which stay outside the bundle.
  const program = join(process.cwd(), 'node_modules', '.cache', `phone-network-${process.pid}.mjs`);
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    await build({
      entryPoints: ['packages/twilio-network/src/main.ts'],
      outfile: program,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
    });
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(program, { force: true });
  });

  function start(args: string[], environment: NodeJS.ProcessEnv) {
    const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env['PATH'], ...environment } });
    children.push(child);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    return { child, errors: () => errors };
  }
  const account = { PHONE_NETWORK_ACCOUNT_SID: ACCOUNT_SID, PHONE_NETWORK_AUTH_TOKEN: AUTH_TOKEN };

  test('[N15] prints its address, serves, and stops on SIGTERM with 0', async () => {
    const { child } = start(['--number', `${TOLL_FREE}=http://127.0.0.1:9/voice`], account);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    const [number] = await clientFor(url).incomingPhoneNumbers.list();
    expect(number).toMatchObject({ phoneNumber: TOLL_FREE, voiceUrl: 'http://127.0.0.1:9/voice' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test.each([
    [[], { ...account, PHONE_NETWORK_ACCOUNT_SID: 'AC1' }, 'PHONE_NETWORK_ACCOUNT_SID'],
    [['--host', '0.0.0.0'], account, 'loopback'],
    [['--number', 'x'], account, '+NUMBER=URL'],
    [['--port', 'x'], account, '--port x'],
  ])('[N15] wrong arguments %j are named', async (args, environment, word) => {
    const { child, errors } = start(args, environment);
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(errors()).toContain(word);
  });
});
