/** The setup check over HTTP, against the simulated network: what administrators see, and what setting the webhooks does. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ownWebhooks, type ConnectionCheck } from '../../../src/core/call/connection.ts';
import { DEMO_CAMPAIGN } from '../../../src/demo/campaign.ts';
import { startPhoneNetwork, type PhoneNetwork } from '../../../packages/twilio-network/src/network.ts';
import { twilioSetup, type SetupOptions } from '../../../src/phone/twilioSetup.ts';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { SILENT_LOG } from '../../support/world.ts';

const ACCOUNT = { accountSid: `AC${'0123456789abcdef'.repeat(2)}`, authToken: 'not-a-secret-in-tests' };
const KEY = { apiKeySid: `SK${'0123456789abcdef'.repeat(2)}`, apiKeySecret: 'not-a-secret-either' };
const PUBLIC = 'https://leads.example.com';
const TEL = DEMO_CAMPAIGN.calls?.numbers[0] ?? '';
const OTHER = '+18005550199';
const ELSEWHERE = 'https://demo.twilio.com/welcome/voice/';

let network: PhoneNetwork;
let service: Service;
let admin: Client;
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: Partial<SetupOptions> = {}): Promise<void> {
  network = await startPhoneNetwork({ ...ACCOUNT, apiKeys: [{ sid: KEY.apiKeySid, secret: KEY.apiKeySecret }] });
  stops.push(network.stop);
  const setup = { ...ACCOUNT, apiUrl: network.url, browser: KEY, publicUrl: () => PUBLIC, log: SILENT_LOG, ...options };
  service = await startService({ replace: () => ({ phoneSetup: twilioSetup(setup) }) });
  stops.push(() => service.close());
  admin = await service.signIn('admin@demo.test');
}

const path = '/api/admin/campaigns/demo/calls';
const post = async (what: 'connection' | 'webhooks') => {
  const answer = await admin.send('POST', `${path}/${what}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as ConnectionCheck;
};
const reasons = ({ results }: ConnectionCheck) => results.map(({ check, reason }) => `${check}: ${reason}`);
const entries = async () => {
  const { entries: list } = (await (await admin.get('/api/admin/audit?what=campaign')).json()) as AuditList;
  return list.filter(({ action }) => action === 'webhooks');
};

describe('Test connection', () => {
  test('[V60] names what is wrong with a number as it was bought, and changes nothing', async () => {
    await start();
    network.numbers.set(TEL, { voice: { url: ELSEWHERE, method: 'POST' } });
    const tested = await post('connection');
    expect(reasons(tested)).toEqual([
      'account: accountActive',
      'region: regionOwn',
      'address: addressPublic',
      'key: keyAccepted',
      'number: numberOwned',
      'voice: webhookElsewhere',
      'fallback: webhookEmpty',
      'status: webhookEmpty',
      'message: webhookEmpty',
    ]);
    expect(network.numbers.at(TEL)?.voice?.url).toBe(ELSEWHERE);
    for (const secret of [ACCOUNT.authToken, KEY.apiKeySecret, ACCOUNT.accountSid])
      expect(JSON.stringify(tested)).not.toContain(secret);
  });

  test('[V60] says that a number is another’s, that the account is a trial, and that a key is not accepted', async () => {
    await start({ browser: { ...KEY, apiKeySecret: 'another secret' } });
    network.numbers.set(`${TEL}9`, {});
    network.account.change({ verifiedNumbers: [] });
    expect(reasons(await post('connection'))).toEqual([
      'account: accountTrial',
      'region: regionOwn',
      'address: addressPublic',
      'key: keyRefused',
      'number: numberMissing',
    ]);
  });

  test('[V61] a token that is not accepted, and the region in which it is', async () => {
    const ireland = await startPhoneNetwork({ ...ACCOUNT, authToken: 'the token of Ireland' });
    stops.push(ireland.stop);
    await start({ authToken: 'the token of Ireland', otherRegions: [{ name: 'ie1', url: ireland.url }] });
    expect(reasons(await post('connection'))).toEqual([
      'account: tokenRefused',
      'region: regionElsewhere',
      'address: addressPublic',
      'key: keyAccepted',
      'number: notChecked',
    ]);
  });

  test.each([
    ['an answer of 503', { do: 'fail', status: 503 } as const, 'networkError'],
    ['too many requests', { do: 'fail', status: 429 } as const, 'tooManyRequests'],
    ['a connection that is cut', { do: 'drop' } as const, 'noAnswer'],
    ['an account that is not there', { do: 'fail', status: 404, code: 20404 } as const, 'accountMissing'],
  ])('[V61] %s', async (_what, fault, reason) => {
    await start();
    network.faults.add({ on: 'rest', where: `Accounts/${ACCOUNT.accountSid}.json`, ...fault });
    expect(reasons(await post('connection'))[0]).toBe(`account: ${reason}`);
  });

  test('[V61] a server that never answers is given up', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    stops.push(async () => {
      silent.closeAllConnections();
      await new Promise((resolve) => silent.close(resolve));
    });
    await start({ apiUrl: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
    expect(reasons(await post('connection'))[0]).toBe('account: noAnswer');
  });

  test('[V60] without a phone network it says so; only administrators may ask', async () => {
    service = await startService();
    stops.push(() => service.close());
    admin = await service.signIn('admin@demo.test');
    expect(reasons(await post('connection'))).toEqual(['network: noNetwork']);
    const sam = await service.signIn('sam@demo.test');
    for (const what of ['connection', 'webhooks']) expect((await sam.send('POST', `${path}/${what}`)).status).toBe(403);
    expect((await admin.send('POST', '/api/admin/campaigns/nowhere/calls/connection')).status).toBe(404);
    expect((await admin.send('POST', '/api/admin/campaigns/nowhere/calls/webhooks')).status).toBe(404);
  });
});

describe('[V62] Set the webhooks', () => {
  test('points what is wrong here, leaves a fallback elsewhere and other numbers alone, and is audited', async () => {
    await start();
    const bin = 'https://handler.twilio.com/twiml/EH1';
    network.numbers.set(TEL, {
      voice: { url: ELSEWHERE, method: 'GET' },
      fallback: { url: bin, method: 'GET' },
      voiceApplicationSid: '',
      smsApplicationSid: 'AP1',
    });
    network.numbers.set(OTHER, { voice: { url: ELSEWHERE, method: 'POST' } });
    const after = await post('webhooks');
    expect(after.changes).toEqual([]);
    expect(after.results.every(({ state }) => state !== 'wrong')).toBe(true);
    const own = ownWebhooks(PUBLIC);
    expect(network.numbers.at(TEL)).toMatchObject({
      voice: { url: own.voice, method: 'POST' },
      fallback: { url: bin, method: 'GET' },
      statusCallback: { url: own.status, method: 'POST' },
      sms: { url: own.message, method: 'POST' },
      smsApplicationSid: '',
    });
    expect(network.numbers.at(OTHER)?.voice?.url).toBe(ELSEWHERE);
    expect(await entries()).toMatchObject([
      {
        subjectId: 'demo',
        before: { webhooks: { voice: ELSEWHERE, status: '', message: '' } },
        after: { number: TEL, webhooks: { voice: own.voice, status: own.status, message: own.message } },
      },
    ]);
    await post('webhooks');
    expect(await entries()).toHaveLength(1);
  });

  test('takes an application off the number, and leaves a SIP trunk', async () => {
    await start();
    network.numbers.set(TEL, { voiceApplicationSid: 'AP1' });
    expect(reasons(await post('webhooks')).slice(-4)).toEqual(
      ['voice', 'fallback', 'status', 'message'].map((webhook) => `${webhook}: webhookHere`),
    );
    expect(network.numbers.at(TEL)?.voiceApplicationSid).toBe('');
    network.numbers.set(TEL, { trunkSid: 'TK1' });
    expect(reasons(await post('webhooks'))).toContain('voice: webhookOfTrunk');
    expect(network.numbers.at(TEL)?.trunkSid).toBe('TK1');
  });

  test('what the network refuses is said, and not in the audit log', async () => {
    await start();
    network.numbers.set(TEL, {});
    network.faults.add({ on: 'rest', do: 'fail', status: 400, code: 21402, where: 'VoiceUrl=' });
    const { results, changes } = await post('webhooks');
    expect(results[0]).toMatchObject({
      check: 'change',
      number: TEL,
      state: 'wrong',
      reason: 'networkError',
      values: { status: 400, code: 21402 },
    });
    expect(changes).toHaveLength(4);
    expect(await entries()).toEqual([]);
  });

  test('an order whose answer never came is in the audit log once it is settled', async () => {
    await start();
    network.numbers.set(TEL, {});
    const intent = {
      id: 'au_x',
      at: 1,
      by: 'user_admin',
      what: 'campaign',
      subjectId: 'demo',
      action: 'webhooks',
    } as const;
    await service.parts.audit.intend({ ...intent, before: {}, after: { number: TEL } });
    await post('webhooks');
    expect((await entries()).map(({ id }) => id)).toContain('au_x');
  });
});
