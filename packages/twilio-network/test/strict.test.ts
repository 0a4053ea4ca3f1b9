/** Where an application would notice the difference: redirects out of a Dial, labels, and what is not simulated. */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GRAMMAR } from '../src/language/verbs.ts';
import { CALLER, TOLL_FREE, startLab, twiml, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
  lab.app.on(
    '/other',
    twiml((r) => (r.say('Other'), r.pause({ length: 60 }))),
  );
  for (const address of [CALLER, 'client:ana', 'client:sam']) lab.network.handset(address);
});
afterEach(() => lab.stop());

const caller = () => lab.network.handset(CALLER);
const ana = () => lab.network.handset('client:ana');
const paths = () => lab.app.requests.map(({ path }) => path);
const redirect = () => lab.client.calls(caller().callSid!).update({ url: `${lab.app.url}/other` });

describe('[N30] a call that is redirected out of a Dial', () => {
  type Dial = Parameters<Parameters<typeof twiml>[0]>[0];
  test.each<[string, (response: Dial) => unknown]>([
    ['a phone that rings', (r) => r.dial({ action: '/dialed' }).client('ana')],
    ['a conference', (r) => r.dial({ action: '/dialed' }).conference('room')],
    ['a queue', (r) => r.dial({ action: '/dialed' }).queue('sales')],
  ])('tells the action first, and does not execute its answer: %s', async (_what, write) => {
    await lab.client.queues.create({ friendlyName: 'sales' });
    lab.app.on('/voice', twiml(write));
    lab.app.on(
      '/dialed',
      twiml((r) => r.say('Never heard')),
    );
    caller().dial(TOLL_FREE);
    await lab.network.clock.advance(1000);
    await redirect();
    await caller().waitFor('Other');
    expect(paths()).toEqual(['/voice', '/dialed', '/other']);
    expect(lab.app.at('/dialed')[0]?.parameters).toMatchObject({ CallStatus: 'in-progress' });
    expect(caller().said).toEqual(['Other']);
  });

  test('tells the action with the length of the conversation', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => r.dial({ action: '/dialed' }).client('ana')),
    );
    caller().dial(TOLL_FREE);
    await ana().waitForState('ringing');
    ana().answer();
    await lab.network.clock.advance(7000);
    await redirect();
    await caller().waitFor('Other');
    expect(lab.app.at('/dialed')[0]?.parameters).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '7' });
    expect(ana().state).toBe('idle');
  });

  test('without an action asks for the Redirect that follows it, and for nothing else', async () => {
    lab.app.on('/voice', twiml((r) => { r.dial().client('ana'); r.redirect('/after'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await ana().waitForState('ringing');
    await redirect();
    await caller().waitFor('Other');
    expect(paths()).toEqual(['/voice', '/after', '/other']);
    caller().hangUp();

    lab.app.requests.length = 0;
    lab.app.on('/voice', twiml((r) => { r.dial().client('ana'); r.say('Over'); r.redirect('/after'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await ana().waitForState('ringing');
    await redirect();
    await caller().waitFor('Other');
    expect(paths()).toEqual(['/voice', '/other']);
  });

  test('a Redirect after a Dial is not asked for when the caller hangs up', async () => {
    lab.app.on('/voice', twiml((r) => { r.dial().client('ana'); r.redirect('/after'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await ana().waitForState('ringing');
    caller().hangUp();
    await lab.network.clock.advance(1000);
    expect(paths()).toEqual(['/voice']);
  });
});

test('[N20] a call of ours that still rings cannot be redirected either', async () => {
  const call = await lab.client.calls.create({ from: TOLL_FREE, to: CALLER, url: `${lab.app.url}/voice` });
  await caller().waitForState('ringing');
  const other = { url: `${lab.app.url}/other` };
  await expect(lab.client.calls(call.sid).update(other)).rejects.toMatchObject({ status: 400, code: 21220 });
  expect(caller().state).toBe('ringing');
  await lab.client.calls(call.sid).update({ status: 'completed' });
  expect(caller().state).toBe('idle');
});

describe('[N36] a participant label', () => {
  const LONG = 'x'.repeat(129);
  const CALL_LIKE = `CA${'0'.repeat(32)}`;
  const room = (participantLabel: string) =>
    twiml((r) => { r.dial().conference({ participantLabel }, 'room'); r.say('Next verb'); r.pause({ length: 60 }); }); // prettier-ignore

  test.each([
    ['agent', 16025],
    [LONG, 16023],
    [CALL_LIKE, 16023],
    ['a/b', 16023],
    ['a%2Fb', 16023],
  ])('%s of a document keeps the call out with %s, and the document continues', async (label, code) => {
    lab.app.on('/voice', room('agent'));
    caller().dial(TOLL_FREE);
    await lab.network.clock.advance(1000);
    lab.app.on('/second', room(label));
    await lab.client.calls.create({ from: TOLL_FREE, to: 'client:ana', url: `${lab.app.url}/second` });
    await ana().waitForState('ringing');
    ana().answer();
    await ana().waitFor('Next verb');
    const errors = lab.network.log.entries.filter(({ kind }) => kind === 'error').map(({ text }) => text);
    expect(errors).toEqual([expect.stringContaining(`${code}: `)]);
    const [conference] = await lab.client.conferences.list();
    expect(await lab.client.conferences(conference!.sid).participants.list()).toHaveLength(1);
  });

  test.each([
    ['agent', 16026],
    [LONG, 16024],
    [CALL_LIKE, 16024],
    ['a/b', 16024],
  ])('%s of a request is refused with %s, and nobody is called', async (label, code) => {
    lab.app.on('/voice', room('agent'));
    caller().dial(TOLL_FREE);
    await lab.network.clock.advance(1000);
    const create = lab.client.conferences('room').participants.create({ from: TOLL_FREE, to: 'client:ana', label });
    await expect(create).rejects.toMatchObject({ status: 400, code });
    await lab.network.clock.advance(1000);
    expect(ana().state).toBe('idle');
  });
});

describe('[N35] what Twilio documents and the network does not simulate', () => {
  test('is accepted and named in the log', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => {
        r.gather({ input: ['dtmf', 'speech'], speechTimeout: 'auto', hints: 'yes', timeout: 1 }).say('Press or say');
        r.dial({ sequential: true, ringTone: 'us' }).number({ byoc: 'BY1' }, '+15005552000');
      }),
    );
    caller().dial(TOLL_FREE);
    await caller().waitFor('Press or say');
    expect(lab.network.log.entries.filter(({ kind }) => kind === 'ignored').map(({ text }) => text)).toEqual([
      'Not simulated and ignored: Gather input="speech", Gather speechTimeout, Gather hints, Dial sequential, Dial ringTone, Number byoc',
    ]);
    expect(lab.network.log.entries.filter(({ kind }) => kind === 'error')).toEqual([]);
  });

  test('is every attribute that the package publishes', async () => {
    const file = new URL('../../../node_modules/twilio/lib/twiml/VoiceResponse.d.ts', import.meta.url);
    const types = await readFile(file, 'utf8');
    const missing = Object.entries(GRAMMAR).flatMap(([verb, { attributes, ignored = [] }]) => {
      const body = new RegExp(`interface ${verb}Attributes \\{([^}]*)\\}`).exec(types)?.[1] ?? '';
      const published = [...body.matchAll(/^\s+(\w+)\??:/gm)].map((match) => match[1] ?? '');
      return published
        .filter((name) => !(name in attributes || ignored.includes(name)))
        .map((name) => `${verb} ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test('but what is not documented is a mistake', async () => {
    lab.app.on('/voice', '<Response><Gather tempo="fast"/></Response>');
    caller().dial(TOLL_FREE);
    await lab.network.clock.advance(1000);
    expect(lab.network.log.entries.find(({ kind }) => kind === 'error')?.text).toMatch(/^12200: .*tempo/);
  });
});
