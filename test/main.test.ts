import { afterEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startDatabase } from './support/database.ts';
import { onThisMachine } from './support/patience.ts';

const PROGRAM = new URL('../dist/main.js', import.meta.url).pathname;
const running: ChildProcess[] = [];
/** Process groups that may have members left after their first process is gone. */
const groups: number[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  for (const group of groups.splice(0)) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lbmain-'));
  folders.push(folder);
  return folder;
}

interface Started {
  readonly child: ChildProcess;
  /** Everything it has printed so far. */
  readonly output: () => string;
  /** Resolves with the first printed line that matches. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly exit: Promise<number | null>;
}

/** The built program, as `npm start` and `npm run demo` start it, on a port that the system chooses. */
function start(args: readonly string[], env: Record<string, string>): Started {
  return run(process.execPath, [PROGRAM, ...args], env);
}

function run(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  place: { readonly cwd?: string; readonly detached?: boolean } = {},
): Started {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...place,
  });
  running.push(child);
  const exit = once(child, 'close').then(([code]) => code as number | null);
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`;
      for (const look of waiting) look();
    });
  }
  const said = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (!match) return;
        waiting.delete(look);
        resolve(match);
      };
      waiting.add(look);
      void exit.then(() => reject(new Error(`it ended without saying ${String(pattern)}:\n${output}`)));
      look();
    });
  return { child, output: () => output, said, exit };
}

async function stop({ child, exit }: Started): Promise<{ code: number | null; ms: number }> {
  const began = performance.now();
  child.kill('SIGTERM');
  return { code: await exit, ms: performance.now() - began };
}

test('[O9] the demo is ready within 5 s of its start, prints its sign-ins, and ends on SIGTERM with 0', async () => {
  const began = performance.now();
  const demo = start(['--demo'], { DATA_DIR: await newFolder() });
  const [, url] = await demo.said(/Leadbell demo\s+(http:\/\/localhost:\d+)/);
  // It’s ready after its first routing pass.
  while (!(await fetch(`${url ?? ''}/readyz`)).ok) expect(performance.now() - began).toBeLessThan(onThisMachine(5000));
  expect(performance.now() - began).toBeLessThan(onThisMachine(5000));
  await demo.said(/admin@demo\.test\s+leadbell-demo/);
  expect(await (await fetch(`${url ?? ''}/api/demo`)).json()).toMatchObject({ demo: true, formKey: 'demo' });

  const { code, ms } = await stop(demo);
  expect(code).toBe(0);
  expect(ms).toBeLessThan(onThisMachine(10_000));
});

test('[O9] a later start continues with the existing data; the real service refuses the demo’s data, and vice versa', async () => {
  const dataDir = await newFolder();
  const first = start(['--demo'], { DATA_DIR: dataDir });
  await first.said(/Stop: Ctrl-C/);
  await stop(first);

  const live = start([], { DATA_DIR: dataDir });
  expect(await live.exit).toBe(1);
  expect(live.output()).toMatch(/belongs to the demo, whose sign-ins are public/);

  const again = start(['--demo'], { DATA_DIR: dataDir });
  await again.said(/Stop: Ctrl-C/);
  expect((await stop(again)).code).toBe(0);

  const liveDir = await newFolder();
  const real = start([], { DATA_DIR: liveDir });
  await real.said(/\/setup#[\w-]{43}/);
  await stop(real);
  const demo = start(['--demo'], { DATA_DIR: liveDir });
  expect(await demo.exit).toBe(1);
  expect(demo.output()).toMatch(/belongs to a real service/);
});

test('[O9] a second service on the same folder is refused in a sentence, and the first continues', async () => {
  const dataDir = await newFolder();
  const first = start(['--demo'], { DATA_DIR: dataDir });
  const [, url] = await first.said(/Leadbell demo\s+(http:\/\/localhost:\d+)/);
  const second = start(['--demo'], { DATA_DIR: dataDir });
  expect(await second.exit).toBe(1);
  expect(second.output()).toMatch(/did not start.*DATA_DIR/);
  expect((await fetch(`${url ?? ''}/healthz`)).status).toBe(200);
});

test('[O1] with wrong settings it does not start, and names them all', async () => {
  const wrong = start([], { PORT: 'abc', LOG_LEVEL: 'loud', DATA_DIR: await newFolder() });
  expect(await wrong.exit).toBe(2);
  expect(wrong.output()).toMatch(/PORT must be[^]*LOG_LEVEL must be/);
});

test('[U1] a DATA_DIR that is a file is reported in one sentence', async () => {
  const file = join(await newFolder(), 'data');
  await writeFile(file, '');
  for (const folder of [file, join(file, 'below')]) {
    const wrong = start([], { DATA_DIR: folder, LOG_LEVEL: 'warn' });
    expect(await wrong.exit).toBe(1);
    expect(wrong.output().trim().split('\n').at(-1)).toBe(
      `Leadbell did not start: DATA_DIR=${folder} isn’t a folder. Move the file away, or choose another DATA_DIR.`,
    );
    expect(wrong.output()).not.toContain('EEXIST');
  }
});

test('[U1] a port in use is reported in one sentence, with how to fix it and without a stack', async () => {
  const first = start(['--demo'], { DATA_DIR: await newFolder() });
  const [, port] = await first.said(/Leadbell demo\s+http:\/\/localhost:(\d+)/);
  const second = start(['--demo'], { DATA_DIR: await newFolder(), PORT: port ?? '', LOG_LEVEL: 'warn' });
  expect(await second.exit).toBe(1);
  expect(second.output().trim()).toBe(
    `Leadbell did not start: port ${port} is in use by another program. Stop that program, or choose another port, such as PORT=${Number(port) + 1}.`,
  );
});

test('[A27] a link for who cannot sign in is printed by a command, beside the service or without, and is in the audit log', async () => {
  const dataDir = await newFolder();
  const env = { DATA_DIR: dataDir };
  const command = (email: string) =>
    start(['--reset-link', email], { ...env, PUBLIC_URL: 'https://leads.example.com' });
  const none = command('kim@example.com');
  expect(await none.exit).toBe(1);
  expect(none.output()).toMatch(/^No link was created: DATA_DIR=.* contains no database.*DATA_DIR=data\/demo/);

  const service = start([], env);
  const [, first] = await service.said(/\/setup#([\w-]{43})/);
  const [, port] = await service.said(/listens on http:\/\/localhost:(\d+)/);
  const post = (path: string, body: object) =>
    fetch(`http://localhost:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const kim = { name: 'Kim', email: 'kim@example.com', password: 'a long enough one' };
  expect((await post('/api/setup', { ...kim, token: first })).status).toBe(201);

  const beside = start(['--reset-link', 'Kim@Example.com'], {
    ...{ ...env, PUBLIC_URL: 'https://leads.example.com', LOG_LEVEL: 'info' },
  });
  const [, token] = await beside.said(/^ +https:\/\/leads\.example\.com\/reset#([\w-]{43})$/m);
  expect(await beside.exit).toBe(0);
  expect(beside.output()).not.toContain('already serves');
  const chosen = await post('/api/password-resets/finish', { token, password: 'another long one' });
  expect(chosen.status).toBe(200);
  const cookie = chosen.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const audit = await fetch(`http://localhost:${port}/api/admin/audit?what=person`, { headers: { cookie } });
  expect(await audit.json()).toMatchObject({
    entries: [{ action: 'password-chosen' }, { action: 'password-reset', by: 'command line' }],
  });
  const stranger = command('nobody@example.com');
  expect(await stranger.exit).toBe(1);
  expect(stranger.output().trim()).toBe('No link was created: No account has this email.');
  expect((await stop(service)).code).toBe(0);

  const without = command('kim@example.com');
  await without.said(/\/reset#[\w-]{43}$/m);
  expect(await without.exit).toBe(0);
  // It leaves the folder for the next start.
  const again = start([], env);
  await again.said(/listens on/);
});

test('[A27] the same over a MongoDB, which it shares with the service', async () => {
  const database = await startDatabase({ over: 'tcp' });
  const env = { MONGODB_URI: database.uri, DATA_DIR: await newFolder() };
  try {
    const nobody = start(['--reset-link', 'kim@example.com'], env);
    expect(await nobody.exit).toBe(1);
    expect(nobody.output().trim()).toBe('No link was created: No account has this email.');

    const service = start([], env);
    const [, token] = await service.said(/\/setup#([\w-]{43})/);
    const [, port] = await service.said(/listens on http:\/\/localhost:(\d+)/);
    const kim = { name: 'Kim', email: 'kim@example.com', password: 'a long enough one', token };
    const made = await fetch(`http://localhost:${port}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(kim),
    });
    expect(made.status).toBe(201);
    const command = start(['--reset-link', 'kim@example.com'], env);
    await command.said(/\/reset#[\w-]{43}$/m);
    expect(await command.exit).toBe(0);
    expect((await stop(service)).code).toBe(0);
  } finally {
    await database.stop();
  }
});

/**
 * Runs our own scripts through npm on the existing build: another build would pull it out from under the other tests.
 */
async function npm(script: string, args: readonly string[], env: Record<string, string>): Promise<Started> {
  const folder = await newFolder();
  const { scripts, type } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object; type: string };
  const ours = { name: 'leadbell', type, scripts: { ...scripts, build: 'node --eval 0' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(ours));
  await symlink(join(process.cwd(), 'dist'), join(folder, 'dist'));
  const settings = { HOME: folder, npm_config_update_notifier: 'false', ...env };
  const started = run('npm', ['run', script, '--', ...args], settings, { cwd: folder, detached: true });
  if (started.child.pid !== undefined) groups.push(started.child.pid);
  return started;
}

test.each([/"database migrated"/, /"indexes built"/, /listens on/])(
  '[O9] SIGTERM while the service is still starting (it said %s) is a stop, not a failed start',
  async (sign) => {
    const started = run(process.execPath, ['dist/main.js'], { DATA_DIR: await newFolder(), LOG_LEVEL: 'info' });
    await started.said(sign);
    started.child.kill('SIGTERM');
    expect([await started.exit, started.output()]).toEqual([0, expect.not.stringContaining('did not start')]);
  },
);

test.each([
  ['start', [], /listens on http:\/\/localhost:(\d+)/],
  ['demo', [], /Leadbell demo\s+http:\/\/localhost:(\d+)/],
  ['db', ['--dir', 'served', '--port', '0'], /mongodb:\/\/127\.0\.0\.1:(\d+)/],
] as const)('[O9] SIGTERM to `npm run %s` ends what it started, and npm with it', async (script, args, listens) => {
  const started = await npm(script, args, { DATA_DIR: await newFolder() });
  const [, port] = await started.said(listens);
  started.child.kill('SIGTERM');
  // Not the end of its output, which a leftover process would hold open.
  expect(await once(started.child, 'exit')).toEqual([0, null]);
  await expect(once(connect(Number(port), '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
});

test('[U16] npm start -- --rotate-key puts a new signing key in use beside the running service', async () => {
  const env = { DATA_DIR: await newFolder() };
  const service = start([], env);
  const [, port] = await service.said(/listens on http:\/\/localhost:(\d+)/);
  const keys = async () => {
    const response = await fetch(`http://localhost:${port}/.well-known/leadbell-keys.json`);
    return ((await response.json()) as { keys: readonly { id: string; until?: number }[] }).keys;
  };
  const [old] = await keys();
  const command = start(['--rotate-key'], env);
  const [, id] = await command.said(/^Key ([0-9a-f]{16}) signs dossiers from now on/m);
  expect(await command.exit).toBe(0);
  expect(await keys()).toMatchObject([{ id: old?.id, until: expect.any(Number) }, { id }]);
  expect((await stop(service)).code).toBe(0);
});
