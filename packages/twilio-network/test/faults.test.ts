/** Faults on demand: what an application has to survive. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../src/faults.ts';
import { CALLER, TOLL_FREE, startLab, twiml, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(() => lab.stop());

const sequence = () => lab.app.at('/status').map(({ parameters }) => parameters['SequenceNumber']);

/** A call of one second whose four steps are told. */
async function callOnce(): Promise<void> {
  await lab.client.calls.create({
    from: TOLL_FREE,
    to: '+15005553000',
    twiml: '<Response><Pause/></Response>',
    statusCallback: `${lab.app.url}/status`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  });
  await lab.network.clock.advance(60_000);
}

describe('callbacks', () => {
  test.each<[Fault, string[]]>([
    [{ on: 'status', do: 'drop', where: 'CallStatus=completed' }, ['0', '1', '2']],
    [{ on: 'status', do: 'fail', where: 'CallStatus=ringing', times: 1 }, ['0', '2', '3']],
    [{ on: 'status', do: 'delay', where: 'CallStatus=initiated', ms: 30_000 }, ['1', '2', '3', '0']],
    [{ on: 'status', do: 'duplicate', where: 'CallStatus=completed', ms: 10_000 }, ['0', '1', '2', '3', '3']],
    [{ on: 'status', do: 'reorder', where: 'CallStatus=in-progress' }, ['0', '1', '3', '2']],
  ])('[N10] %j', async (fault, expected) => {
    lab.network.faults.add(fault);
    await callOnce();
    const seen = sequence();
    if (fault.do === 'delay' || fault.do === 'reorder') expect(seen).toEqual(expected);
    else expect([...seen].sort()).toEqual(expected);
  });

  test('[N10] a duplicate has the same token, body and signature', async () => {
    lab.network.faults.add({ on: 'status', do: 'duplicate', where: 'CallStatus=completed' });
    await callOnce();
    const [first, second] = lab.app.at('/status').filter(({ parameters }) => parameters['SequenceNumber'] === '3');
    for (const header of ['i-twilio-idempotency-token', 'x-twilio-signature']) {
      expect(second!.headers[header]).toBe(first!.headers[header]);
    }
    expect(second!.rawBody).toBe(first!.rawBody);
  });
});

describe('documents', () => {
  test.each<[Fault['do'], number, string]>([
    ['drop', 0, '11205'],
    ['fail', 0, '11200'],
    ['lose-response', 1, '11205'],
    ['slow', 1, '11205'],
  ])('[N10] %s', async (deed, asked, code) => {
    const { url } = lab.app;
    lab.network.numbers.set(TOLL_FREE, { fallback: { url: `${url}/fallback`, method: 'POST' } });
    lab.network.faults.add({ on: 'voice', do: deed, where: '/voice', ms: 20_000, times: 1 });
    lab.network.handset(CALLER).dial(TOLL_FREE);
    await lab.network.handset(CALLER).waitForState('idle');
    expect(lab.app.at('/voice')).toHaveLength(asked);
    expect(lab.app.at('/fallback')[0]?.parameters['ErrorCode']).toBe(code);
  });

  test('[N10] slow within the budget is only slow', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => r.say('Late')),
    );
    lab.network.faults.add({ on: 'voice', do: 'slow', ms: 10_000 });
    lab.network.handset(CALLER).dial(TOLL_FREE);
    const heard = await lab.network.handset(CALLER).waitFor('Late');
    expect(heard.at - lab.network.handset(CALLER).events[0]!.at).toBe(10_000);
  });
});

describe('REST', () => {
  const create = () => lab.client.calls.create({ from: TOLL_FREE, to: '+15005553000', twiml: '<Response/>' });

  test.each([
    [429, 20429],
    [500, 20500],
    [503, 20503],
  ])('[N10] answers %s, having done nothing', async (status, code) => {
    lab.network.faults.add({ on: 'rest', do: 'fail', status, times: 1 });
    await expect(create()).rejects.toMatchObject({ status, code });
    expect(await lab.client.calls.list()).toHaveLength(0);
  });

  test('[N10] a call is created, and its answer is lost', async () => {
    lab.network.faults.add({ on: 'rest', do: 'lose-response', where: 'POST', times: 1 });
    await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await lab.client.calls.list()).toHaveLength(1);
  });

  test('[N10] the connection is cut, and nothing is done', async () => {
    lab.network.faults.add({ on: 'rest', do: 'drop', times: 1 });
    await expect(create()).rejects.toThrow();
    expect(await lab.client.calls.list()).toHaveLength(0);
  });
});
