import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { readConfig, VARIABLES, type Config } from '../../src/process/config.ts';

function read(env: Record<string, string>, demo = false): Config {
  const result = readConfig(env, { demo });
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.config;
}

function mistakes(env: Record<string, string>, demo = false): readonly string[] {
  const result = readConfig(env, { demo });
  return result.ok ? [] : result.mistakes;
}

test('[O1] without any setting the service listens on this machine alone, with the embedded database', () => {
  const config = read({});
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', demo: false, trustProxy: false, warnings: [] });
  expect(config.mongodbUri).toBeUndefined();
  expect(config.dataDir).toMatch(/data\/live$/);
  expect(Object.isFrozen(config)).toBe(true);
});

test('[O1] every error is named at once, each with how to fix it', () => {
  const named = mistakes({
    PORT: '70000',
    PUBLIC_URL: 'https://x.example/path',
    LOG_LEVEL: 'loud',
    MONGODB_URI: 'postgres://x',
  });
  expect(named).toHaveLength(4);
  expect(named.join('\n')).toMatch(/PORT must be a port from 0 to 65535[^]*PUBLIC_URL[^]*MONGODB_URI[^]*LOG_LEVEL/);
});

test('[O1] a mistake never repeats the value, which may be a secret in the wrong place', () => {
  expect(mistakes({ MONGODB_URI: 'hunter2-secret', METRICS_TOKEN: 'short' }).join('\n')).not.toMatch(/hunter2|short$/);
});

test.each([
  ['an empty value is no value', { PORT: '', HOST: '' }, { port: 3000, host: '127.0.0.1' }],
  ['0 lets the system choose the port', { PORT: '0' }, { port: 0 }],
  ['proxies are counted', { TRUST_PROXY: '2' }, { trustProxy: 2 }],
  ['or named', { TRUST_PROXY: 'loopback, 10.0.0.0/8' }, { trustProxy: ['loopback', '10.0.0.0/8'] }],
  [
    'the public address is kept as an origin',
    { PUBLIC_URL: 'https://Leads.Example.com/' },
    { publicUrl: 'https://leads.example.com' },
  ],
  ['or of any script', { PUBLIC_URL: 'https://한국.KR' }, { publicUrl: 'https://xn--3e0b707e.kr' }],
])('[O1] %s', (_name, env, expected) => {
  expect(read(env)).toMatchObject(expected);
});

test('[O1] trusting every proxy is refused', () => {
  expect(mistakes({ TRUST_PROXY: 'true' })).toHaveLength(1);
});

test('[O1] a mail server requires a sender, and neither error repeats a password', () => {
  const server = 'smtps://leads:s3cret@mail.example.com';
  expect(read({ SMTP_URL: server, MAIL_FROM: 'Bright Roof <leads@example.com>' }).mail).toMatchObject({
    server: { host: 'mail.example.com', port: 465, signIn: { password: 's3cret' } },
    from: { name: 'Bright Roof', address: 'leads@example.com' },
  });
  expect(read({}).mail).toBeUndefined();
  expect(mistakes({ SMTP_URL: server })).toEqual([expect.stringMatching(/^MAIL_FROM is required with SMTP_URL/)]);
  const wrong = ['smtp//mail', 'https://mail.example.com', `${server}?tls=off`, `${server}/path`, 'smtp://user@host'];
  for (const url of wrong) expect(mistakes({ SMTP_URL: url, MAIL_FROM: 'a@b.example' })).toHaveLength(1);
  for (const from of ['leads', 'a@b.example, c@d.example', 'A\r\nBcc: x <a@b.example>']) {
    expect(mistakes({ SMTP_URL: server, MAIL_FROM: from }).join()).toMatch(/^MAIL_FROM must be the sender of emails/);
  }
  expect(mistakes({ SMTP_URL: `${server}/path`, MAIL_FROM: 'x' }).join()).not.toContain('s3cret');
  expect(read({ SMTP_URL: server, MAIL_FROM: 'a@b.example' }).warnings.join()).toMatch(
    /links in emails point to localhost/,
  );
});

test('[O2] the demo keeps its data apart, has no limit a person could meet, and stays on this machine', () => {
  expect(read({}, true)).toMatchObject({ demo: true, host: '127.0.0.1', intakeLimitPerMinute: 100_000 });
  expect(read({}, true).dataDir).toMatch(/data\/demo$/);
  expect(mistakes({ HOST: '0.0.0.0' }, true)).toHaveLength(1);
});

test('[O2] the demo refuses NODE_ENV=production, and the real service refuses the simulated floor', () => {
  expect(mistakes({ NODE_ENV: 'production' }, true)).toHaveLength(1);
  expect(mistakes({ DEMO_FLOOR: 'on' })).toHaveLength(1);
});

test('[O1] plain HTTP beyond this machine is allowed, with a warning about the cost', () => {
  expect(read({ HOST: '0.0.0.0' }).warnings.join()).toMatch(/__Host-.*microphone/);
  expect(read({ HOST: '0.0.0.0', PUBLIC_URL: 'https://leads.example.com' }).warnings).toEqual([]);
});

test('[O1] a name that is almost one of ours is pointed out', () => {
  const { warnings } = read({ PORTT: '1', MONGODB_URL: 'x', LOGLEVEL: 'x', POST: 'x', HOSTNAME: 'x', PATH: '/bin' });
  expect(warnings).toHaveLength(3);
  expect(warnings.join('\n')).toMatch(/Did you mean PORT\?[^]*Did you mean MONGODB_URI\?[^]*Did you mean LOG_LEVEL\?/);
});

test('[O1] .env.example lists every setting with its default, and nothing else', async () => {
  const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
  const listed = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  const declared = Object.entries(VARIABLES).map(([name, { fallback }]) => [name, fallback]);
  expect(listed.sort()).toEqual(declared.sort());
});

test('[O1] the defaults in .env.example are the ones in force', () => {
  const said = Object.fromEntries(Object.entries(VARIABLES).map(([name, { fallback }]) => [name, fallback]));
  expect(read(said)).toEqual(read({}));
});
