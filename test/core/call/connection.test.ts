/** The setup check: what the network says becomes results and changes. */
import { describe, expect, test } from '@jest/globals';
import {
  judgeConnection,
  ownWebhooks,
  WEBHOOKS,
  type ConnectionFacts,
  type NetworkNumber,
} from '../../../src/core/call/connection.ts';
import { adminConnectionText } from '../../../src/shared/text/adminConnection.ts';

const TEL = '+18005550100';
const URL = 'https://leads.example.com';
const own = ownWebhooks(URL);
const here = (webhook: (typeof WEBHOOKS)[number]) => ({ url: own[webhook], method: 'POST' });
const NUMBER: NetworkNumber = {
  sid: 'PN1',
  tel: TEL,
  takesCalls: true,
  takesTexts: true,
  callApplication: null,
  trunk: null,
  textApplication: null,
  webhooks: { voice: here('voice'), fallback: here('fallback'), status: here('status'), message: here('message') },
};
const FACTS: ConnectionFacts = {
  accountSid: `AC${'0123456789abcdef'.repeat(2)}`,
  publicUrl: URL,
  isLocal: false,
  account: { ok: true, value: { status: 'active', isTrial: false } },
  otherRegion: null,
  key: { ok: true, value: null },
  numbers: [{ tel: TEL, answer: { ok: true, value: NUMBER } }],
};
const trouble = (status: number | null, code = 0) => ({ ok: false, trouble: { status, code } }) as const;
const judge = (facts: Partial<ConnectionFacts>) => judgeConnection({ ...FACTS, ...facts });
const said = (facts: Partial<ConnectionFacts>) =>
  Object.fromEntries(judge(facts).results.map(({ check, state, reason }) => [check, [reason, state]]));
const withNumber = (changes: Partial<NetworkNumber>) =>
  judge({ numbers: [{ tel: TEL, answer: { ok: true, value: { ...NUMBER, ...changes } } }] });
const saidOf = (changes: Partial<NetworkNumber>, check: string) =>
  withNumber(changes).results.find((one) => one.check === check)?.reason;

test('[V60] when all is well, every check is ok and nothing needs to change', () => {
  const { results, changes } = judge({});
  expect(results.map(({ check }) => check)).toEqual(['account', 'region', 'address', 'key', 'number', ...WEBHOOKS]);
  expect(results.every(({ state }) => state === 'ok')).toBe(true);
  expect(changes).toEqual([]);
});

test('[V60] every result that isn’t ok says what to do; no result shows the full account', () => {
  for (const key of Object.keys(adminConnectionText).filter((one) => one.startsWith('todo.')))
    expect(adminConnectionText).toHaveProperty([key.replace('todo.', 'found.')]);
  const states = new Map(judge({}).results.map(({ reason, state }) => [reason, state]));
  for (const [reason, state] of states)
    if (state !== 'ok') expect(adminConnectionText).toHaveProperty([`todo.${reason}`]);
  expect(JSON.stringify(judge({}))).not.toContain(FACTS.accountSid);
});

describe('[V60] the account', () => {
  test.each<[string, Partial<ConnectionFacts>, [string, string]]>([
    ['a trial', { account: { ok: true, value: { status: 'active', isTrial: true } } }, ['accountTrial', 'warning']],
    [
      'suspended',
      { account: { ok: true, value: { status: 'suspended', isTrial: false } } },
      ['accountSuspended', 'wrong'],
    ],
    ['closed', { account: { ok: true, value: { status: 'closed', isTrial: true } } }, ['accountClosed', 'wrong']],
    ['a wrong token', { account: trouble(401, 20003) }, ['tokenRefused', 'wrong']],
    ['no permission', { account: trouble(403, 20403) }, ['tokenRefused', 'wrong']],
    ['test credentials', { account: trouble(403, 20008) }, ['testCredentials', 'wrong']],
    ['unknown', { account: trouble(404, 20404) }, ['accountMissing', 'wrong']],
  ])('%s', (_what, facts, expected) => {
    expect(said(facts)['account']).toEqual(expected);
  });

  test.each<[number | null, number, string, Record<string, number>]>([
    [null, 0, 'noAnswer', {}],
    [429, 20429, 'tooManyRequests', { status: 429, code: 20429 }],
    [503, 0, 'networkError', { status: 503, code: 503 }],
    [500, 20500, 'networkError', { status: 500, code: 20500 }],
  ])('[V61] %s has its own sentence, and dependent checks are skipped', (status, code, reason, values) => {
    const { results, changes } = judge({ account: trouble(status, code), key: trouble(status, code) });
    expect(results.find(({ check }) => check === 'account')).toMatchObject({ state: 'wrong', reason, values });
    expect(results.find(({ check }) => check === 'key')).toMatchObject({ state: 'wrong', reason, values });
    for (const check of ['region', 'number'])
      expect(results.find((one) => one.check === check)).toMatchObject({ state: 'skipped', reason: 'notChecked' });
    expect(changes).toEqual([]);
  });

  test('in another region names it', () => {
    const { results } = judge({ account: trouble(401, 20003), otherRegion: 'ie1' });
    expect(results).toContainEqual(
      expect.objectContaining({ check: 'region', reason: 'regionElsewhere', values: { region: 'ie1' } }),
    );
  });
});

test.each([
  ['http://localhost:3000', 'addressLocal'],
  ['https://127.0.0.1', 'addressLocal'],
  ['https://[::1]:3000', 'addressLocal'],
  ['https://10.1.2.3', 'addressLocal'],
  ['https://192.168.1.4', 'addressLocal'],
  ['https://172.20.0.1', 'addressLocal'],
  ['https://leads.internal', 'addressLocal'],
  ['https://printer.local', 'addressLocal'],
  ['https://[fd12:3456::1]', 'addressLocal'],
  ['http://leads.example.com', 'addressPlain'],
  ['https://172.32.0.1', 'addressPublic'],
  ['https://local.example.com', 'addressPublic'],
])('[V60] the public address %s is %s', (publicUrl, reason) => {
  expect(said({ publicUrl })['address']?.[0]).toBe(reason);
  expect(said({ publicUrl, isLocal: true })['address']?.[0]).toBe('addressPublic');
});

test.each<[string, ConnectionFacts['key'], string]>([
  ['not set', 'missing', 'keyMissing'],
  ['not needed', 'simulated', 'keySimulated'],
  ['refused', trouble(401, 20003), 'keyRefused'],
  ['restricted', trouble(403, 20403), 'keyAccepted'],
])('[V60] the API key: %s', (_what, key, reason) => {
  expect(said({ key })['key']?.[0]).toBe(reason);
});

describe('[V60] a number', () => {
  test('that is missing, not the account’s, without voice, or not answered for', () => {
    expect(said({ numbers: [] })['number']).toEqual(['noNumbers', 'wrong']);
    expect(said({ numbers: [{ tel: TEL, answer: { ok: true, value: null } }] })).not.toHaveProperty('voice');
    expect(said({ numbers: [{ tel: TEL, answer: { ok: true, value: null } }] })['number']?.[0]).toBe('numberMissing');
    expect(said({ numbers: [{ tel: TEL, answer: trouble(null) }] })['number']?.[0]).toBe('noAnswer');
    expect(saidOf({ takesCalls: false }, 'number')).toBe('numberWithoutCalls');
  });

  test.each(WEBHOOKS)('whose %s webhook is empty, elsewhere, or by GET', (webhook) => {
    const hook = (url: string, method = 'POST') => ({ webhooks: { ...NUMBER.webhooks, [webhook]: { url, method } } });
    const change = (from: string) => [{ number: TEL, webhook, from, to: own[webhook] }];
    expect(saidOf(hook(''), webhook)).toBe('webhookEmpty');
    expect(withNumber(hook('')).changes).toEqual(change(''));
    expect(saidOf(hook(own[webhook], 'GET'), webhook)).toBe('webhookByGet');
    expect(withNumber(hook(own[webhook], 'GET')).changes).toEqual(change(own[webhook]));
    expect(saidOf(hook(own[webhook].split('#')[0] ?? ''), webhook)).toBe('webhookHere');
    for (const url of [
      'https://demo.twilio.com/welcome/voice/',
      own[webhook].replace('https', 'http'),
      `${URL}/`,
      'x',
    ]) {
      const isFallback = webhook === 'fallback';
      expect(saidOf(hook(url), webhook)).toBe(isFallback ? 'fallbackElsewhere' : 'webhookElsewhere');
      expect(withNumber(hook(url)).changes).toEqual(isFallback ? [] : change(url));
    }
  });

  test('that an application or a trunk serves', () => {
    const app = withNumber({ callApplication: 'AP1' });
    expect(app.results.filter(({ reason }) => reason === 'webhookOfApplication')).toHaveLength(3);
    expect(app.changes.map(({ webhook }) => webhook)).toEqual(['voice', 'fallback', 'status']);
    expect(saidOf({ textApplication: 'AP1' }, 'message')).toBe('webhookOfApplication');
    const trunk = withNumber({ trunk: 'TK1' });
    expect(trunk.results.filter(({ reason }) => reason === 'webhookOfTrunk')).toHaveLength(3);
    expect(trunk.changes).toEqual([]);
  });

  test('that cannot text needs no message webhook', () => {
    const silent = { takesTexts: false, webhooks: { ...NUMBER.webhooks, message: { url: '', method: 'POST' } } };
    expect(saidOf(silent, 'message')).toBe('noTexts');
    expect(withNumber(silent).changes).toEqual([]);
  });
});
