/** Connecting: telephones, conferences, and who hears whom. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLER, TOLL_FREE, startLab, twiml, type Lab } from './support/lab.ts';

const ANA = 'client:ana';
const SAM = 'client:sam';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
  // A telephone is there once it was asked for.
  for (const address of [CALLER, ANA, SAM]) lab.network.handset(address);
});
afterEach(() => lab.stop());

const caller = () => lab.network.handset(CALLER);
const ana = () => lab.network.handset(ANA);
const sam = () => lab.network.handset(SAM);
const parametersAt = (path: string) => lab.app.at(path).map(({ parameters }) => parameters);

describe('Dial of telephones', () => {
  test('[N5] rings, connects both ways, and tells the action how long they talked', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => r.dial({ action: '/dialled', callerId: TOLL_FREE }).client('ana')),
    );
    lab.app.on('/dialled', (request) => twiml((r) => r.say(`It was ${request.parameters['DialCallStatus']}`)));
    caller().dial(TOLL_FREE);
    await caller().waitFor('ringback');
    await ana().waitForState('ringing');
    ana().answer();
    await caller().waitFor((event) => event.kind === 'audio' && event.audio.hears.includes(ANA));
    expect(ana().audio).toEqual({ hears: [CALLER], heardBy: [CALLER] });
    ana().speak('Hello, this is Ana');
    await caller().waitFor('this is Ana');
    expect(ana().signal(CALLER, { sdp: 'offer' })).toBe(true);
    await caller().waitFor((event) => event.kind === 'signal' && event.from === ANA);
    await lab.network.clock.advance(30_000);
    ana().hangUp();
    await caller().waitFor('It was completed');
    expect(ana().signal(CALLER, {})).toBe(false);
    const [child] = await lab.client.calls.list({ parentCallSid: caller().callSid! });
    expect(child).toMatchObject({ from: TOLL_FREE, to: ANA, direction: 'outbound-dial', status: 'completed' });
    expect(parametersAt('/dialled')[0]).toMatchObject({ DialCallSid: child!.sid, DialBridged: 'true' });
    expect(Number(parametersAt('/dialled')[0]!['DialCallDuration'])).toBeGreaterThanOrEqual(30);
  });

  test.each([
    ['+15005552000', 'busy'],
    ['+15005552001', 'no-answer'],
    ['+15005552002', 'failed'],
    ['+15005553205', 'completed'],
    ['+15005554203', 'completed'],
  ])('[N5] the number %s ends in %s', async (number, status) => {
    lab.app.on(
      '/voice',
      twiml((r) => r.dial({ action: '/dialled', timeout: 20 }).number(number)),
    );
    caller().dial(TOLL_FREE);
    await caller().waitForState('idle');
    expect(parametersAt('/dialled')[0]).toMatchObject({ DialCallStatus: status });
  });

  test('[N5] of several the first that answers is connected, and the others stop ringing', async () => {
    lab.app.on('/voice', twiml((r) => { const dial = r.dial(); dial.client('ana'); dial.client('sam'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await ana().waitForState('ringing');
    expect(sam().state).toBe('ringing');
    sam().answer();
    await ana().waitForState('idle');
    expect(ana().events.at(-1)).toMatchObject({ reason: 'canceled' });
    expect(sam().audio.hears).toEqual([CALLER]);
  });

  test('[N5] a whisper is heard before connecting, and its Hangup keeps the two apart', async () => {
    lab.app.on(
      '/voice',
      twiml((r) => r.dial({ action: '/dialled' }).client({ url: '/whisper' }, 'ana')),
    );
    lab.app.on('/whisper', twiml((r) => { r.gather({ numDigits: 1, timeout: 4, action: '/pressed' }).say('Press one'); r.hangup(); })); // prettier-ignore
    lab.app.on(
      '/pressed',
      twiml(() => undefined),
    );
    caller().dial(TOLL_FREE);
    await ana().waitForState('ringing');
    ana().answer();
    await ana().waitFor('Press one');
    expect(caller().audio.hears).toEqual([]);
    await caller().waitForState('idle');
    expect(parametersAt('/dialled')[0]).toMatchObject({ DialCallStatus: 'no-answer' });

    caller().dial(TOLL_FREE);
    await ana().waitForState('ringing');
    ana().answer();
    await ana().waitFor('Press one');
    ana().press('1');
    await caller().waitFor((event) => event.kind === 'audio' && event.audio.hears.includes(ANA));
    expect(parametersAt('/whisper')[0]).toMatchObject({ ParentCallSid: expect.stringMatching(/^CA/), To: ANA });
  });

  test('[N5] star, the time limit and the caller each end it; answerOnBridge answers no earlier', async () => {
    lab.app.on('/voice', twiml((r) => { r.dial({ hangupOnStar: true, timeLimit: 60, answerOnBridge: true }).client('ana'); r.say('Over'); })); // prettier-ignore
    const talk = async () => {
      caller().dial(TOLL_FREE);
      await ana().waitForState('ringing');
      expect(caller().state).toBe('dialling');
      ana().answer();
      await caller().waitForState('talking');
    };
    await talk();
    caller().press('*');
    await caller().waitFor('Over');
    await caller().waitForState('idle');
    await talk();
    await lab.network.clock.advance(60_000);
    expect(ana().state).toBe('idle');
    await caller().waitForState('idle');
    await talk();
    caller().hangUp();
    await ana().waitForState('idle');
  });
});

describe('Conference', () => {
  const room = (attributes: object) =>
    twiml((r) => r.dial().conference({ statusCallback: '/conference', statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold'], ...attributes }, 'lead-1')); // prettier-ignore
  const bring = async (address: string, attributes: object) => {
    const call = await lab.client.calls.create({ from: TOLL_FREE, to: address, url: `${lab.app.url}/${address}` });
    lab.app.on(`/${address}`, room(attributes));
    await lab.network.handset(address).waitForState('ringing');
    lab.network.handset(address).answer();
    await lab.network.clock.advance(0);
    return call.sid;
  };
  const conferenceSid = async () => (await lab.client.conferences.list({ friendlyName: 'lead-1' }))[0]!.sid;

  test('[N6] waits with music, starts with the right one, and ends with the one it ends with', async () => {
    lab.app.on('/voice', room({ startConferenceOnEnter: false, waitUrl: '/wait' }));
    lab.app.on(
      '/wait',
      twiml((r) => r.play('/wait.mp3')),
    );
    caller().dial(TOLL_FREE);
    await caller().waitFor('/wait.mp3');
    expect((await lab.client.conferences.list())[0]).toMatchObject({ status: 'init', friendlyName: 'lead-1' });
    const anaSid = await bring(ANA, { endConferenceOnExit: true });
    expect(caller().audio).toEqual({ hears: [ANA], heardBy: [ANA] });
    expect((await lab.client.conferences(await conferenceSid()).fetch()).status).toBe('in-progress');
    ana().hangUp();
    await caller().waitForState('idle');
    expect(await lab.client.conferences(await conferenceSid()).fetch()).toMatchObject({
      status: 'completed',
      reasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      callSidEndingConference: anaSid,
    });
    const events = parametersAt('/conference').map(({ StatusCallbackEvent }) => StatusCallbackEvent);
    expect(events).toEqual([
      'participant-join',
      'conference-start',
      'participant-join',
      'participant-leave',
      'conference-end',
      'participant-leave',
    ]);
    const numbers = parametersAt('/conference').map(({ SequenceNumber }) => Number(SequenceNumber));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  });

  test('[N22] one who is alone waits with music, whatever the conference starts with, and hears what it is given', async () => {
    const isMusic = () => caller().events.some((event) => event.kind === 'hears' && event.sound.kind === 'music');
    lab.app.on('/voice', room({ record: 'record-from-start' }));
    caller().dial(TOLL_FREE);
    await caller().waitForState('talking');
    await lab.network.clock.advance(5000);
    expect(isMusic()).toBe(true);
    expect((await lab.client.conferences(await conferenceSid()).fetch()).status).toBe('init');
    expect(await lab.client.recordings.list()).toHaveLength(0);
    lab.app.on(
      '/alone',
      twiml((r) => r.play('/ringing.wav')),
    );
    await bring(ANA, { waitUrl: '/alone' });
    expect((await lab.client.conferences(await conferenceSid()).fetch()).status).toBe('in-progress');
    expect(await lab.client.recordings.list()).toHaveLength(1);
    expect(ana().events.some((event) => JSON.stringify(event).includes('/ringing.wav'))).toBe(false);
  });

  test('[N24] a conference refuses a coach whose call is not there', async () => {
    lab.app.on('/voice', room({}));
    caller().dial(TOLL_FREE);
    await caller().waitForState('talking');
    await bring(ANA, { coach: `CA${'0'.repeat(32)}` });
    const errors = lab.network.log.entries.filter(({ kind }) => kind === 'error').map(({ text }) => text);
    expect(errors).toEqual([expect.stringContaining('13240: ')]);
    expect(caller().audio.hears).toEqual([]);
  });

  test('[N6] mute, hold with its own music, and coaching decide who hears whom', async () => {
    lab.app.on('/voice', room({}));
    lab.app.on(
      '/hold',
      twiml((r) => r.play('/hold.mp3')),
    );
    caller().dial(TOLL_FREE);
    await caller().waitForState('talking');
    const anaSid = await bring(ANA, {});
    const sid = await conferenceSid();
    const participants = lab.client.conferences(sid).participants;
    await participants(anaSid).update({ muted: true });
    expect(caller().audio).toEqual({ hears: [], heardBy: [ANA] });
    await participants(anaSid).update({ muted: false });
    await participants(caller().callSid!).update({ hold: true, holdUrl: `${lab.app.url}/hold` });
    await caller().waitFor('/hold.mp3');
    expect(caller().audio).toEqual({ hears: [], heardBy: [] });
    expect(await participants(caller().callSid!).fetch()).toMatchObject({
      hold: true,
      muted: false,
      status: 'connected',
    });
    await participants(caller().callSid!).update({ hold: false });
    expect(caller().audio.hears).toEqual([ANA]);
    await bring(SAM, { coach: anaSid });
    expect(ana().audio).toEqual({ hears: [CALLER, SAM], heardBy: [CALLER, SAM] });
    expect(caller().audio).toEqual({ hears: [ANA], heardBy: [ANA, SAM] });
    expect(await participants(sam().callSid!).fetch()).toMatchObject({ coaching: true, callSidToCoach: anaSid });
    await participants(sam().callSid!).remove();
    await sam().waitForState('idle');
    expect(await participants.list()).toHaveLength(2);
  });

  test('[N17] what is announced to one participant is heard by that one alone, beside the conversation, in order', async () => {
    lab.app.on('/voice', room({ statusCallbackEvent: ['announcement'] }));
    lab.app.on(
      '/keys',
      twiml((r) => r.play({ digits: '12' })),
    );
    lab.app.on('/more', twiml((r) => { r.pause({ length: 1 }); r.redirect('/words'); })); // prettier-ignore
    lab.app.on(
      '/words',
      twiml((r) => r.say('Thank you')),
    );
    caller().dial(TOLL_FREE);
    await caller().waitForState('talking');
    await bring(ANA, {});
    const person = lab.client.conferences(await conferenceSid()).participants(caller().callSid!);
    await person.update({ announceUrl: `${lab.app.url}/keys` });
    await person.update({ announceUrl: `${lab.app.url}/more`, announceMethod: 'GET' });
    await caller().waitFor('12');
    await caller().waitFor('Thank you');
    expect(ana().said).not.toContain('Thank you');
    expect(caller().audio).toEqual({ hears: [ANA], heardBy: [ANA] });
    expect(lab.app.at('/keys')[0]).toMatchObject({ method: 'POST', parameters: { CallSid: caller().callSid } });
    expect(lab.app.at('/more')[0]?.method).toBe('GET');
    await lab.network.clock.advance(10_000);
    expect(parametersAt('/conference').map(({ StatusCallbackEvent: what, AnnounceUrl: url }) => [what, url])).toEqual([
      ['announcement-end', `${lab.app.url}/keys`],
      ['announcement-end', `${lab.app.url}/more`],
    ]);
  });

  test('[N17] an announcement that cannot be made is told, and the conversation goes on; one who left hears nothing', async () => {
    lab.app.on('/voice', room({ statusCallbackEvent: ['announcement'] }));
    lab.app.on(
      '/forbidden',
      twiml((r) => r.record({})),
    );
    lab.app.on('/long', twiml((r) => { r.pause({ length: 20 }); r.say('Too late'); })); // prettier-ignore
    caller().dial(TOLL_FREE);
    await caller().waitForState('talking');
    const anaSid = await bring(ANA, {});
    const participants = lab.client.conferences(await conferenceSid()).participants;
    await expect(participants(anaSid).update({ announceUrl: 'nowhere' })).rejects.toMatchObject({ code: 21205 });
    await participants(anaSid).update({ announceUrl: `${lab.app.url}/forbidden` });
    await lab.network.clock.advance(1000);
    expect(parametersAt('/conference')).toEqual([
      expect.objectContaining({
        StatusCallbackEvent: 'announcement-fail',
        CallSid: anaSid,
        ReasonAnnouncementFailed: expect.stringMatching(/^13238: Record is not allowed/),
      }),
    ]);
    expect(ana().audio.hears).toEqual([CALLER]);
    await participants(anaSid).update({ announceUrl: `${lab.app.url}/long` });
    await lab.network.clock.advance(1000);
    await participants(anaSid).remove();
    await lab.network.clock.advance(30_000);
    expect(ana().said).not.toContain('Too late');
  });

  test('[N6] the API dials somebody in, and ends the conference', async () => {
    lab.app.on('/voice', room({}));
    caller().dial(TOLL_FREE);
    await caller().waitForState('talking');
    const conference = lab.client.conferences(await conferenceSid());
    const made = await conference.participants.create({
      from: TOLL_FREE,
      to: ANA,
      label: 'agent',
      endConferenceOnExit: true,
    });
    expect(made).toMatchObject({ status: 'queued', label: 'agent', endConferenceOnExit: true });
    await ana().waitForState('ringing');
    expect((await conference.participants(made.callSid).fetch()).status).toBe('ringing');
    ana().answer();
    await lab.network.clock.advance(0);
    expect((await conference.participants('agent').fetch()).callSid).toBe(made.callSid);
    await conference.update({ status: 'completed' });
    await lab.network.clock.advance(0);
    expect([caller().state, ana().state]).toEqual(['idle', 'idle']);
    await expect(conference.participants.list()).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});
