/** What a caller hears and does: the verbs, driven from a handset. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLER, TOLL_FREE, startLab, twiml, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(() => lab.stop());

const caller = () => lab.network.handset(CALLER);

describe('speaking', () => {
  test('[N1] a caller hears the document, and the call ends with it', async () => {
    lab.app.on('/voice', twiml((r) => { r.say({ language: 'ko-KR' }, '안녕하세요'); r.play('/music.mp3'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    const said = await caller().waitFor('안녕');
    expect(said).toMatchObject({ sound: { kind: 'say', text: '안녕하세요', language: 'ko-KR' } });
    expect(caller().state).toBe('talking');
    const played = await caller().waitFor(`${lab.app.url}/music.mp3`);
    // Five syllables, each as long as three letters of 60 ms.
    expect(played.at - said.at).toBe(900);
    await caller().waitForState('idle');
    expect(lab.app.at('/voice')).toHaveLength(1);
  });

  test('[N1] Pause alone does not answer; Reject leaves the call unanswered', async () => {
    lab.app.on('/voice', twiml((r) => { r.pause({ length: 3 }); r.reject({ reason: 'busy' }); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await lab.network.clock.advance(2_000);
    expect(caller().state).toBe('dialling');
    await caller().waitFor('busy');
    await caller().waitForState('idle');
    const [call] = await lab.client.calls.list();
    expect(call).toMatchObject({ status: 'busy', duration: '0' });
  });

  test.each([
    ['rejected', 'not-in-service', 'no-answer', 'rejected'],
    ['busy', 'busy', 'busy', 'busy'],
  ] as const)(
    '[N1] Reject as %s: the telephone knows how it was refused, the API what it is called',
    async (reason, tone, status, ended) => {
      lab.app.on(
        '/voice',
        twiml((r) => r.reject({ reason })),
      );
      caller().dial(TOLL_FREE);
      await caller().waitFor(tone);
      await caller().waitForState('idle');
      expect(caller().events.findLast(({ kind }) => kind === 'state')).toMatchObject({ state: 'idle', reason: ended });
      expect((await lab.client.calls.list())[0]).toMatchObject({ status, duration: '0' });
    },
  );

  test('[N1] Redirect goes on with another document, by its own address', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => r.redirect({ method: 'GET' }, 'deeper/next?x=1')),
    );
    lab.app.on(
      '/deeper/next',
      twiml((r) => r.say('Here')),
    );
    caller().dial(TOLL_FREE);
    await caller().waitFor('Here');
    expect(lab.app.at('/deeper/next')[0]).toMatchObject({ method: 'GET', parameters: { x: '1', From: CALLER } });
  });
});

describe('Gather', () => {
  test('[N2] keys cut the prompt off and are told to the action', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => r.gather({ numDigits: 2, action: '/chosen' }).say('Press two keys, '.repeat(20))),
    );
    lab.app.on('/chosen', (request) => twiml((r) => r.say(`You pressed ${request.parameters['Digits']}`)));
    caller().dial(TOLL_FREE);
    await caller().waitFor('Press two keys');
    caller().press('42');
    const heard = await caller().waitFor('You pressed 42');
    expect(heard.at - caller().events[0]!.at).toBeLessThan(100);
  });

  test.each([
    ['a finishing key', { finishOnKey: '#' }, '123#', { Digits: '123', FinishedOnKey: '#' }],
    ['silence after a key', { timeout: 2 }, '7', { Digits: '7' }],
    ['enough keys', { numDigits: 1 }, '9', { Digits: '9' }],
  ])('[N2] is over by %s', async (_how, options, keys, expected) => {
    lab.app.on('/voice', twiml((r) => { r.gather({ ...options, action: '/chosen' }); r.say('Nothing'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await caller().waitForState('talking');
    caller().press(keys);
    await caller().waitForState('idle');
    expect(lab.app.at('/chosen')[0]?.parameters).toMatchObject(expected);
    expect(caller().said).not.toContain('Nothing');
  });

  test('[N2] without a key the document goes on, unless an empty result is wanted', async () => {
    lab.app.on('/voice', twiml((r) => { r.gather({ timeout: 3, action: '/chosen' }); r.say('Nothing'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await caller().waitFor('Nothing');
    await caller().waitForState('idle');
    expect(lab.app.at('/chosen')).toHaveLength(0);

    lab.app.on(
      '/voice',
      twiml((r) => r.gather({ timeout: 3, action: '/chosen', actionOnEmptyResult: true })),
    );
    caller().dial(TOLL_FREE);
    await caller().waitForState('idle');
    expect(lab.app.at('/chosen')[0]?.parameters['Digits']).toBe('');
  });
});

describe('Record', () => {
  test('[N3] keeps what is said after the beep, until silence', async () => {
    lab.app.on('/voice', twiml((r) => { r.record({ action: '/recorded', timeout: 3, recordingStatusCallback: '/kept' }); r.say('Nothing'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await caller().waitFor('beep');
    caller().speak('Please ring me back', 4_000);
    await caller().waitForState('idle');
    expect(lab.app.at('/recorded')[0]?.parameters).toMatchObject({ RecordingDuration: '4', Digits: '' });
    expect(lab.app.at('/kept')[0]?.parameters).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '4' });
    const [recording] = await lab.client.recordings.list();
    expect(recording).toMatchObject({ duration: '4', source: 'RecordVerb', status: 'completed' });
  });

  test('[N3] hanging up ends it, and the action is told; nothing said is no recording', async () => {
    lab.app.on('/voice', twiml((r) => { r.record({ action: '/recorded', timeout: 3 }); r.say('Nothing'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await caller().waitFor('beep');
    caller().speak('Hello', 1_000);
    await lab.network.clock.advance(2_000);
    caller().hangUp();
    await lab.network.clock.advance(0);
    expect(lab.app.at('/recorded')[0]?.parameters).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' });

    caller().dial(TOLL_FREE);
    await caller().waitFor('Nothing');
    expect(lab.app.at('/recorded')).toHaveLength(1);
  });
});

describe('Enqueue', () => {
  const wait = (request: { parameters: Readonly<Record<string, string>> }) =>
    twiml((r) => {
      const { QueuePosition, CurrentQueueSize, QueueTime } = request.parameters;
      const gather = r.gather({ numDigits: 1, timeout: 5, action: '/leave' });
      gather.say(`You are ${QueuePosition} of ${CurrentQueueSize} after ${QueueTime}`);
    });
  beforeEach(() => {
    lab.app.on(
      '/voice',
      twiml((r) => r.enqueue({ waitUrl: '/wait', action: '/left' }, 'sales')),
    );
    lab.app.on('/wait', wait);
    lab.app.on(
      '/leave',
      twiml((r) => r.leave()),
    );
    lab.app.on('/left', (request) => twiml((r) => r.say(`It was ${request.parameters['QueueResult']}`)));
  });

  test('[N4] tells the place, again and again, until a key leads out', async () => {
    const other = lab.network.handset('+14155550124');
    other.dial(TOLL_FREE);
    await other.waitFor('You are 1 of 1 after 0');
    caller().dial(TOLL_FREE);
    await caller().waitFor('You are 2 of 2');
    await caller().waitFor(/You are 2 of 2 after [1-9]/);
    caller().press('1');
    await caller().waitFor('It was leave');
    expect(lab.app.at('/left')[0]?.parameters).toMatchObject({
      QueueResult: 'leave',
      QueueSid: expect.stringMatching(/^QU/),
    });
    expect(lab.app.at('/leave')[0]?.parameters).toMatchObject({ Digits: '1', QueuePosition: '2' });
  });

  test('[N4] dequeued over the API the call executes the address given; the members and the queue can be read', async () => {
    caller().dial(TOLL_FREE);
    await caller().waitFor('You are 1');
    lab.app.on(
      '/agent',
      twiml((r) => r.say('An agent')),
    );
    const [queue] = await lab.client.queues.list();
    expect(queue).toMatchObject({ friendlyName: 'sales', currentSize: 1, maxSize: 1000 });
    const front = await lab.client.queues(queue!.sid).members('Front').fetch();
    expect(front).toMatchObject({ callSid: caller().callSid, position: 1 });
    await front.update({ url: `${lab.app.url}/agent` });
    await caller().waitFor('An agent');
    expect(lab.app.at('/left')[0]?.parameters['QueueResult']).toBe('redirected');
    expect(caller().said).not.toContain('It was redirected');
  });

  test('[N4] hanging up leaves the queue and is told; a full queue is said at once', async () => {
    caller().dial(TOLL_FREE);
    await caller().waitFor('You are 1');
    await lab.network.clock.advance(2_000);
    caller().hangUp();
    await lab.network.clock.advance(0);
    expect(lab.app.at('/left')[0]?.parameters).toMatchObject({
      QueueResult: 'hangup',
      CallStatus: 'completed',
      QueueTime: '2',
    });
    const [queue] = await lab.client.queues.list();
    await lab.client.queues(queue!.sid).update({ maxSize: 1 });
    expect(queue!.currentSize).toBe(0);
    caller().dial(TOLL_FREE);
    await caller().waitFor('You are 1');
    const other = lab.network.handset('+14155550124');
    other.dial(TOLL_FREE);
    await other.waitFor('It was queue-full');
  });

  test.each([
    ['cannot be had', { status: 500, body: '' }],
    ['is no document', { status: 200, body: 'nonsense' }],
  ])('[N25] a wait document that %s takes the call out of the queue', async (_what, { status, body }) => {
    lab.app.on('/wait', { status, body });
    caller().dial(TOLL_FREE);
    await caller().waitFor('It was error');
    expect(lab.app.at('/left')[0]?.parameters).toMatchObject({ QueueResult: 'error' });
  });

  test('[N4] a call that dials the queue is connected with whoever is first, after a whisper', async () => {
    caller().dial(TOLL_FREE);
    await caller().waitFor('You are 1');
    const agent = lab.network.handset('client:ana');
    lab.app.on(
      '/whisper',
      twiml((r) => r.say('You will be connected')),
    );
    const call = await lab.client.calls.create({
      to: 'client:ana',
      from: TOLL_FREE,
      twiml: twiml((r) =>
        r.dial({ action: `${lab.app.url}/dialled` }).queue({ url: `${lab.app.url}/whisper` }, 'sales'),
      ).toString(),
    });
    await agent.waitForState('ringing');
    agent.answer();
    await caller().waitFor('You will be connected');
    await agent.waitFor((event) => event.kind === 'audio' && event.audio.hears.includes(CALLER));
    agent.speak('Hello');
    await caller().waitFor('Hello');
    await lab.network.clock.advance(5_000);
    caller().hangUp();
    await agent.waitForState('idle');
    expect(lab.app.at('/dialled')[0]?.parameters).toMatchObject({ DialCallStatus: 'completed', CallSid: call.sid });
    expect(lab.app.at('/left')[0]?.parameters['QueueResult']).toBe('bridged');
  });
});
