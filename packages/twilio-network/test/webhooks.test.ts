/** Requests to the application: signed, complete, retried, bounded; and where it goes when they fail. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import twilio from 'twilio';
import type { DialOptions } from '../src/handsets/handset.ts';
import { readOverrides } from '../src/webhooks/overrides.ts';
import { sign } from '../src/webhooks/sign.ts';
import { AUTH_TOKEN, CALLER, TOLL_FREE, startLab, twiml, type Lab, type Received } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(() => lab.stop());

const caller = () => lab.network.handset(CALLER);
const isSigned = ({ headers, url, method, parameters }: Received) =>
  twilio.validateRequest(
    AUTH_TOKEN,
    String(headers['x-twilio-signature']),
    lab.app.url + url,
    method === 'POST' ? { ...parameters } : {},
  );
const setVoice = (url: string, fallback?: string) =>
  lab.network.numbers.set(TOLL_FREE, {
    voice: { url: lab.app.url + url, method: 'POST' },
    fallback: fallback === undefined ? null : { url: lab.app.url + fallback, method: 'POST' },
  });
/** Rings until the call is over. */
async function ringUp(): Promise<void> {
  caller().dial(TOLL_FREE);
  await caller().waitForState('idle');
}

describe('signatures', () => {
  test('[N7] the published vector', () => {
    const parameters = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    };
    expect(sign('12345', 'https://example.com/myapp.php?foo=1&bar=2', parameters)).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=');
  });

  test('[N7] every request is signed as the package expects, POST and GET, whatever the letters', async () => {
    lab.app.on('/voice', twiml((r) => { r.gather({ action: '/chosen?a=b+c&d=%20', numDigits: 1 }); })); // prettier-ignore
    lab.app.on(
      '/chosen',
      twiml((r) => r.redirect({ method: 'GET' }, '/last?한=글')),
    );
    lab.network.numbers.set(TOLL_FREE, { statusCallback: { url: `${lab.app.url}/status`, method: 'GET' } });
    caller().dial(TOLL_FREE, { parameters: { Note: 'ä 한국어 +&=' } });
    await caller().waitForState('talking');
    caller().press('*');
    await caller().waitForState('idle');
    await lab.network.clock.advance(0);
    expect(lab.app.requests.map(({ path, method }) => `${method} ${path}`)).toEqual([
      'POST /voice',
      'POST /chosen',
      'GET /last',
      'GET /status',
    ]);
    expect(lab.app.requests.map(isSigned)).toEqual([true, true, true, true]);
  });

  test('[N7] JSON is covered by its digest', async () => {
    const webhook = { traffic: 'voice' as const, purpose: 'An event', method: 'POST' as const, isJson: true };
    await lab.network.send({ ...webhook, url: `${lab.app.url}/event`, parameters: { type: '한' } });
    const { url, headers, rawBody } = lab.app.at('/event')[0]!;
    const signature = String(headers['x-twilio-signature']);
    expect(twilio.validateRequestWithBody(AUTH_TOKEN, signature, lab.app.url + url, rawBody)).toBe(true);
    expect(twilio.validateRequestWithBody(AUTH_TOKEN, signature, lab.app.url + url, `${rawBody} `)).toBe(false);
  });
});

describe('parameters', () => {
  test('[N7] a voice request carries who, whom, what and where; a hidden caller is ANONYMOUS', async () => {
    await ringUp();
    expect(lab.app.at('/voice')[0]?.parameters).toMatchObject({
      AccountSid: expect.stringMatching(/^AC/),
      CallSid: expect.stringMatching(/^CA[0-9a-f]{32}$/),
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: CALLER,
      Caller: CALLER,
      To: TOLL_FREE,
      Called: TOLL_FREE,
      ApiVersion: '2010-04-01',
      FromCountry: 'US',
      CallerCity: '',
    });
    caller().dial(TOLL_FREE, { hidden: true });
    await caller().waitForState('idle');
    expect(lab.app.at('/voice')[1]?.parameters['From']).toBe('+266696687');
  });

  test('[K71] a call says how far the network vouches for its number', async () => {
    const verdictOf = async (address: string, options: DialOptions = {}) => {
      const handset = lab.network.handset(address);
      handset.dial(TOLL_FREE, options);
      await handset.waitForState('idle');
      return lab.app.at('/voice').at(-1)?.parameters['StirVerstat'];
    };
    expect(await verdictOf(CALLER)).toBe('TN-Validation-Passed-A');
    expect(await verdictOf(CALLER, { callerId: '+14155550199' })).toBe('TN-Validation-Passed-C');
    expect(await verdictOf(CALLER, { hidden: true })).toBe('No-TN-Validation');
    expect(await verdictOf('+821012345678')).toBe('No-TN-Validation');
    expect(await verdictOf(CALLER, { parameters: { StirVerstat: 'TN-Validation-Failed-B' } })).toBe(
      'TN-Validation-Failed-B',
    );
  });

  test('[N8] progress is told in order, numbered from 0, with the duration at the end', async () => {
    const agent = lab.network.handset('client:ana');
    await lab.client.calls.create({
      from: TOLL_FREE,
      to: 'client:ana',
      twiml: '<Response><Pause length="7"/></Response>',
      statusCallback: `${lab.app.url}/status`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    await agent.waitForState('ringing');
    agent.answer();
    await agent.waitForState('idle');
    await lab.network.clock.advance(0);
    const told = lab.app.at('/status').map(({ parameters }) => parameters);
    expect(told.map(({ CallStatus }) => CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(told.map(({ SequenceNumber }) => SequenceNumber)).toEqual(['0', '1', '2', '3']);
    expect(told[3]).toMatchObject({ CallDuration: '7', Duration: '1', CallbackSource: 'call-progress-events' });
    expect(Date.parse(told[3]!['Timestamp']!)).toBeGreaterThan(0);
    expect(told[0]).not.toHaveProperty('CallDuration');
  });

  test('[N8] without a wish only the end is told, also of a call that was never answered', async () => {
    const statusCallback = `${lab.app.url}/status`;
    for (const to of ['+15005552000', '+15005552001', '+15005552002']) {
      await lab.client.calls.create({ from: TOLL_FREE, to, url: `${lab.app.url}/voice`, statusCallback, timeout: 15 });
    }
    await lab.network.clock.advance(20_000);
    const told = lab.app.at('/status').map(({ parameters }) => parameters['CallStatus']);
    expect(told).toEqual(['busy', 'failed', 'no-answer']);
    expect(lab.app.at('/voice')).toHaveLength(0);
  });
});

describe('delivery', () => {
  test('[N9] overrides in the fragment: bounds, defaults, and what is not known', () => {
    expect(readOverrides('http://x/a')).toEqual({
      url: 'http://x/a',
      connectMs: 5000,
      readMs: 15000,
      totalMs: 15000,
      retries: 1,
      retryOn: new Set(['ct']),
    });
    expect(readOverrides('http://x/a#ct=1&rt=99999&tt=4000&rc=9&rp=5xx,rt')).toMatchObject({
      connectMs: 100,
      readMs: 15000,
      totalMs: 4000,
      retries: 5,
      retryOn: new Set(['5xx', 'rt']),
    });
    expect(readOverrides('http://x/a#rp=all')?.retryOn.size).toBe(4);
    expect(readOverrides('http://x/a#rp=sometimes')).toBeNull();
  });

  test('[N9] a failed request is tried again as asked, with the same token, over the same connection', async () => {
    let tries = 0;
    setVoice('/flaky#rc=2&rp=5xx');
    lab.app.on('/flaky', () => (++tries < 3 ? { status: 500 } : twiml((r) => r.say('At last'))));
    caller().dial(TOLL_FREE);
    await caller().waitFor('At last');
    const requests = lab.app.at('/flaky');
    expect(new Set(requests.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1);
    expect(new Set(requests.map(({ socketPort }) => socketPort)).size).toBe(1);
    expect(requests).toHaveLength(3);
    expect(requests[0]!.url).toBe('/flaky');
  });

  test('[N9] a silent application is given up within its time, and the fallback is told why', async () => {
    setVoice('/silent#rt=150', '/fallback');
    lab.app.on('/silent', null);
    lab.app.on(
      '/fallback',
      twiml((r) => r.say('Another way')),
    );
    caller().dial(TOLL_FREE);
    await caller().waitFor('Another way');
    expect(lab.app.at('/fallback')[0]?.parameters).toMatchObject({
      ErrorCode: '11205',
      ErrorUrl: `${lab.app.url}/silent#rt=150`,
    });
    expect(isSigned(lab.app.at('/fallback')[0]!)).toBe(true);
  });

  test.each([
    ['an error status', { status: 500 }, '11200'],
    ['no markup', { type: 'application/json', body: '{}' }, '12300'],
    ['broken markup', '<Response><Say>Hi</Response>', '12100'],
    ['another root', '<Answer/>', '12102'],
    ['an unknown verb', '<Response><Sing>la</Sing></Response>', '12200'],
    ['a redirect without end', { status: 302, headers: { Location: '/broken' } }, '11215'],
    ['an answer that is too large', `<Response><!--${'x'.repeat(70_000)}--></Response>`, '11750'],
    ['a document that asks for itself', '<Response><Redirect/></Response>', '11100'],
    ['documents without end', '<Response><Redirect>/broken</Redirect></Response>', '12400'],
  ])('[N9] %s goes to the fallback with its code', async (_what, reply, code) => {
    setVoice('/broken', '/fallback');
    lab.app.on('/broken', reply);
    await ringUp();
    expect(lab.app.at('/fallback')[0]?.parameters['ErrorCode']).toBe(code);
  });

  test('[N9] without a fallback the caller is told, and the call ends', async () => {
    setVoice('/broken');
    lab.app.on('/broken', { status: 404 });
    await ringUp();
    expect(caller().said.at(-1)).toContain('application error');
    const [call] = await lab.client.calls.list();
    expect(call?.status).toBe('completed');
  });

  test('[N9] plain text is spoken, sound is played', async () => {
    lab.app.on('/voice', { type: 'text/plain', body: 'Just words' });
    await ringUp();
    lab.app.on('/voice', { type: 'audio/mpeg', body: 'x' });
    await ringUp();
    expect(caller().said).toEqual(['Just words']);
    await caller().waitFor(`${lab.app.url}/voice`);
  });
});
