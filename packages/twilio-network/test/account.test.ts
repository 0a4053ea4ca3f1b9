/** What the account may do: a trial, countries that are not enabled, calls per second. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ACCOUNT_SID, AUTH_TOKEN, CALLER, TOLL_FREE, startLab, twiml, type Lab } from './support/lab.ts';

const KOREAN = '+821012345678';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
  for (const address of [CALLER, KOREAN, 'client:ana']) lab.network.handset(address);
});
afterEach(() => lab.stop());

const call = (to: string, document = '<Response><Say>Hello</Say></Response>') =>
  lab.client.calls.create({ from: TOLL_FREE, to, twiml: document });
const text = (to: string) => lab.client.messages.create({ from: TOLL_FREE, to, body: 'Hello' });
const errors = () => lab.network.log.entries.filter(({ kind }) => kind === 'error').map((entry) => entry.text);

describe('[N31] calls per second', () => {
  test('calls beyond the rate stay queued, say how long, and are placed in order', async () => {
    lab.network.account.change({ callsPerSecond: 2 });
    const calls = [await call(CALLER), await call('+15005553000'), await call('client:ana')];
    expect(calls.map(({ queueTime }) => queueTime)).toEqual(['0', '500', '1000']);
    await lab.network.clock.advance(499);
    expect(lab.network.handset(CALLER).state).toBe('ringing');
    const status = async (place: number) => (await lab.client.calls(calls[place]!.sid).fetch()).status;
    expect([await status(1), await status(2)]).toEqual(['queued', 'queued']);
    await lab.network.clock.advance(1);
    expect(await status(1)).not.toBe('queued');
    await lab.network.clock.advance(500);
    expect(lab.network.handset('client:ana').state).toBe('ringing');
  });

  test('a queued call can be canceled and never rings; participants queue as well', async () => {
    lab.network.account.change({ callsPerSecond: 1 });
    await call('+15005552001');
    const { sid } = await call(CALLER);
    await lab.client.conferences('room').participants.create({ from: TOLL_FREE, to: 'client:ana' });
    expect(await lab.client.calls(sid).update({ status: 'canceled' })).toMatchObject({
      status: 'canceled',
      startTime: null,
    });
    await lab.network.clock.advance(1500);
    expect(lab.network.handset(CALLER).events).toEqual([]);
    expect(lab.network.handset('client:ana').state).toBe('idle');
    await lab.network.clock.advance(500);
    expect(lab.network.handset('client:ana').state).toBe('ringing');
  });

  test('more than a day of queued calls is refused', async () => {
    lab.network.account.change({ callsPerSecond: 1 / (25 * 3600) });
    await call(CALLER);
    await expect(call(CALLER)).rejects.toMatchObject({ status: 400, code: 22005 });
  });

  test('calls that come in and calls of a Dial do not count', async () => {
    lab.network.account.change({ callsPerSecond: 1 });
    await call('+15005552001');
    await call('+15005552001');
    lab.app.on(
      '/voice',
      twiml((r) => r.dial().client('ana')),
    );
    lab.network.handset(CALLER).dial(TOLL_FREE);
    await lab.network.clock.advance(0);
    expect(lab.network.handset('client:ana').state).toBe('ringing');
  });
});

describe('[N32] a trial account', () => {
  beforeEach(() => lab.network.account.change({ verifiedNumbers: [CALLER] }));

  test('calls and texts verified numbers only, and clients', async () => {
    await expect(call(KOREAN)).rejects.toMatchObject({ status: 400, code: 21219 });
    await expect(text(KOREAN)).rejects.toMatchObject({ status: 400, code: 21608 });
    await call(CALLER);
    await call('client:ana');
    await text(CALLER);
    lab.network.account.change({ verifiedNumbers: null });
    await call(KOREAN);
  });

  test('is reached by verified numbers only', () => {
    lab.network.handset(KOREAN).dial(TOLL_FREE);
    expect(lab.network.handset(KOREAN).events.at(-1)).toMatchObject({ state: 'idle', reason: 'not-in-service' });
    lab.network.handset(CALLER).dial(TOLL_FREE);
    expect(lab.network.handset(CALLER).state).toBe('dialling');
  });

  test('plays its notice once, before the first document; a key skips it; browsers hear none', async () => {
    const phone = lab.network.handset(CALLER);
    lab.app.on(
      '/voice',
      twiml((r) => (r.say('Welcome'), r.redirect('/next'))),
    );
    lab.app.on(
      '/next',
      twiml((r) => r.say('Next')),
    );
    const dialedAt = lab.network.clock.now();
    phone.dial(TOLL_FREE);
    await phone.waitFor('trial account');
    phone.press('5');
    await phone.waitFor('Welcome');
    expect(lab.network.clock.now() - dialedAt).toBeLessThan(1000);
    await phone.waitForState('idle');
    expect(phone.said.filter((words) => words.includes('trial'))).toHaveLength(1);

    const ana = lab.network.handset('client:ana');
    await call('client:ana');
    await ana.waitForState('ringing');
    ana.answer();
    await ana.waitForState('idle');
    expect(ana.said).toEqual(['Hello']);
  });

  test('ends its calls after ten minutes', async () => {
    const phone = lab.network.handset(CALLER);
    lab.app.on(
      '/voice',
      twiml((r) => r.pause({ length: 3600 })),
    );
    phone.dial(TOLL_FREE);
    await lab.network.clock.advance(599_000);
    expect(phone.state).toBe('talking');
    await lab.network.clock.advance(1000);
    expect(phone.state).toBe('idle');
  });
});

describe('[N33] a country that is not enabled', () => {
  test('is refused with the published codes, for calls, participants and texts', async () => {
    lab.network.account.change({ callPrefixes: ['+1'], textPrefixes: ['+1'] });
    await expect(call(KOREAN)).rejects.toMatchObject({ status: 400, code: 21215 });
    await expect(
      lab.client.conferences('room').participants.create({ from: TOLL_FREE, to: KOREAN }),
    ).rejects.toMatchObject({ code: 21215 });
    await expect(text(KOREAN)).rejects.toMatchObject({ status: 400, code: 21408 });
    await call(CALLER);
    await call('client:ana');
    await text(CALLER);
  });

  test('fails in a Dial, and the others it dials ring on', async () => {
    lab.network.account.change({ callPrefixes: ['+1'] });
    lab.app.on('/voice', twiml((r) => { const dial = r.dial({ action: '/dialed' }); dial.number(KOREAN); dial.client('ana'); })); // prettier-ignore
    lab.network.handset(CALLER).dial(TOLL_FREE);
    await lab.network.handset('client:ana').waitForState('ringing');
    expect(errors()).toEqual([expect.stringMatching(/^13227: /)]);
    lab.network.handset('client:ana').reject('busy');
    await lab.network.handset(CALLER).waitForState('idle');
    expect(lab.app.at('/dialed')[0]?.parameters).toMatchObject({ DialCallStatus: 'busy' });
  });
});

describe('[N34] a text', () => {
  const sent = async () => {
    const message = await lab.client.messages.create({
      from: TOLL_FREE,
      to: CALLER,
      body: 'Hello',
      statusCallback: `${lab.app.url}/message`,
    });
    await lab.network.clock.advance(2000);
    return lab.client.messages(message.sid).fetch();
  };
  const steps = () => lab.app.at('/message').map(({ parameters }) => parameters['MessageStatus']);

  test.each([
    [30034, 'US A2P 10DLC - Message from an Unregistered Number'],
    [30007, 'Message filtered'],
    [undefined, 'Unknown error'],
  ])('ends as undelivered with %s', async (code, errorMessage) => {
    lab.network.faults.add({ on: 'text', do: 'fail', where: `To=${CALLER}`, ...(code !== undefined && { code }) });
    expect(await sent()).toMatchObject({ status: 'undelivered', errorCode: code ?? 30008, errorMessage });
    expect(lab.app.at('/message').at(-1)?.parameters).toMatchObject({
      MessageStatus: 'undelivered',
      ErrorCode: String(code ?? 30008),
    });
  });

  test('is delivered later, or nothing is said of it', async () => {
    lab.network.faults.add({ on: 'text', do: 'delay', ms: 60_000, times: 1 });
    lab.network.faults.add({ on: 'text', do: 'drop', times: 1 });
    expect((await sent()).status).toBe('sent');
    await lab.network.clock.advance(60_000);
    expect(steps()).toEqual(['sent', 'delivered']);
    expect((await sent()).status).toBe('sent');
    await lab.network.clock.advance(3600_000);
    expect(steps()).toEqual(['sent', 'delivered', 'sent']);
  });
});

describe('[N37] the console', () => {
  const ask = (method: string, path: string, body?: unknown) =>
    fetch(lab.network.url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  test('shows and changes the account, and takes faults with a published code', async () => {
    expect(await (await ask('POST', '/console/account', { callPrefixes: ['+1'] })).json()).toEqual({
      verifiedNumbers: null,
      callPrefixes: ['+1'],
      textPrefixes: null,
      callsPerSecond: null,
    });
    await expect(call(KOREAN)).rejects.toMatchObject({ code: 21215 });
    expect(await (await ask('GET', '/console/account')).json()).toMatchObject({ callPrefixes: ['+1'] });
    for (const wrong of [{ callsPerSecond: 0 }, { callPrefixes: '+1' }, { verifiedNumbers: [1] }, { credit: 5 }, 7])
      expect((await ask('POST', '/console/account', wrong)).status).toBe(400);
    const fault = { on: 'rest', do: 'fail', status: 400, code: 21217 };
    expect((await ask('POST', '/console/faults', fault)).status).toBe(201);
    await expect(call(CALLER)).rejects.toMatchObject({ status: 400, code: 21217 });
    expect((await ask('POST', '/console/faults', { ...fault, code: 'x' })).status).toBe(400);
  });
});

test('[N35] parameters of the API that have no effect here are accepted and named in the log', async () => {
  const answer = await fetch(`${lab.network.url}/2010-04-01/Accounts/${ACCOUNT_SID}/Calls.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}` },
    body: new URLSearchParams({ From: TOLL_FREE, To: CALLER, Twiml: '<Response/>', CallReason: 'x', Byoc: 'y' }),
  });
  expect(answer.status).toBe(201);
  await lab.client.calls.list({ to: CALLER, pageSize: 5 });
  const ignored = lab.network.log.entries.filter(({ kind }) => kind === 'ignored').map((entry) => entry.text);
  expect(ignored).toEqual([
    expect.stringMatching(/^Not simulated and ignored: CallReason, Byoc of POST .*Calls\.json$/),
  ]);
});

test('[N38] the account says whether it is active and a trial, and has every field that the package reads', async () => {
  const account = () => lab.client.api.v2010.accounts(ACCOUNT_SID).fetch();
  expect(await account()).toMatchObject({ sid: ACCOUNT_SID, status: 'active', type: 'Full' });
  lab.network.account.change({ verifiedNumbers: [] });
  const trial = await account();
  expect(trial.type).toBe('Trial');
  expect(Object.entries(trial.toJSON() as object).filter(([, value]) => value === undefined)).toEqual([]);
});

describe('[N39] a number that is served otherwise', () => {
  test.each([{ voiceApplicationSid: 'AP1' }, { trunkSid: 'TK1' }])('%j asks no voice webhook', async (settings) => {
    const { sid } = lab.network.numbers.set(TOLL_FREE, settings);
    lab.network.handset(CALLER).dial(TOLL_FREE);
    await lab.network.clock.advance(1000);
    expect(lab.app.requests).toEqual([]);
    await lab.client.incomingPhoneNumbers(sid).update({ voiceApplicationSid: '', trunkSid: '' });
    lab.network.handset(CALLER).dial(TOLL_FREE);
    await lab.network.clock.advance(1000);
    expect(lab.app.at('/voice')).toHaveLength(1);
  });

  test('by an application for texts asks no message webhook', async () => {
    const sms = { url: `${lab.app.url}/sms`, method: 'POST' } as const;
    const { sid } = lab.network.numbers.set(TOLL_FREE, { sms, smsApplicationSid: 'AP1' });
    await lab.network.text({ from: CALLER, to: TOLL_FREE, body: 'Hi' });
    expect(lab.app.requests).toEqual([]);
    const shown = await lab.client.incomingPhoneNumbers(sid).update({ smsApplicationSid: '' });
    expect(shown).toMatchObject({ smsApplicationSid: '', smsUrl: sms.url });
    await lab.network.text({ from: CALLER, to: TOLL_FREE, body: 'Hi' });
    expect(lab.app.at('/sms')).toHaveLength(1);
  });
});
