/** The API, asked by the `twilio` package itself: shapes, errors, filters, pages. */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ACCOUNT_SID, AUTH_TOKEN, CALLER, TOLL_FREE, clientFor, startLab, twiml, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(() => lab.stop());

const root = new URL('../../../node_modules/twilio/lib/rest/api/v2010/account/', import.meta.url).pathname;

/** The fields that the package's class reads from an answer. */
async function fieldsOf(file: string): Promise<string[]> {
  const text = await readFile(`${root}${file}.js`, 'utf8');
  return [...new Set([...text.matchAll(/payload\.([a-z_0-9]+)/g)].map((match) => match[1]!))];
}

async function get(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(lab.network.url + path, {
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

/** One of everything: a queue with a member, a conference with a participant, a recording, a message. */
async function oneOfEach() {
  lab.app.on(
    '/voice',
    twiml((r) => r.enqueue('sales')),
  );
  lab.network.handset(CALLER).dial(TOLL_FREE);
  const { sid } = await lab.client.calls.create({
    from: TOLL_FREE,
    to: '+15005553000',
    twiml: '<Response><Dial><Conference record="record-from-start">room</Conference></Dial></Response>',
  });
  await lab.client.calls.create({
    from: TOLL_FREE,
    to: '+15005553000',
    twiml: '<Response><Dial><Conference>room</Conference></Dial></Response>',
  });
  await lab.client.messages.create({ from: TOLL_FREE, to: CALLER, body: '안녕하세요' });
  await lab.network.clock.advance(5_000);
  return { inConference: sid };
}

describe('shapes', () => {
  test.each([
    ['call', 'Calls', 'calls'],
    ['queue', 'Queues', 'queues'],
    ['conference', 'Conferences', 'conferences'],
    ['recording', 'Recordings', 'recordings'],
    ['message', 'Messages', 'messages'],
    ['incomingPhoneNumber', 'IncomingPhoneNumbers', 'incoming_phone_numbers'],
  ])('[N11] %s has every field that the package reads', async (file, resource, name) => {
    await oneOfEach();
    const page = await get(`/2010-04-01/Accounts/${ACCOUNT_SID}/${resource}.json`);
    const [item] = page[name] as Record<string, unknown>[];
    const missing = (await fieldsOf(file)).filter((field) => item![field] === undefined);
    expect(missing).toEqual([]);
    const own = await get(String(item!['uri']));
    expect(Object.keys(own).sort()).toEqual(Object.keys(item!).sort());
    for (const field of Object.keys(item!).filter((key) => key.startsWith('date_') && item![key])) {
      expect(item![field]).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
    }
  });

  test.each([
    ['queue/member', 'Queues', 'queues', 'Members', 'queue_members'],
    ['conference/participant', 'Conferences', 'conferences', 'Participants', 'participants'],
  ])('[N11] %s has every field that the package reads', async (file, resource, list, below, name) => {
    await oneOfEach();
    const page = await get(`/2010-04-01/Accounts/${ACCOUNT_SID}/${resource}.json`);
    const [parent] = page[list] as { sid: string }[];
    const members = await get(`/2010-04-01/Accounts/${ACCOUNT_SID}/${resource}/${parent!.sid}/${below}.json`);
    const [item] = members[name] as Record<string, unknown>[];
    expect((await fieldsOf(file)).filter((field) => item![field] === undefined)).toEqual([]);
    expect(await get(String(item!['uri']))).toEqual(item);
  });
});

describe('calls', () => {
  const create = (given: object) =>
    lab.client.calls.create({ from: TOLL_FREE, to: CALLER, twiml: '<Response/>', ...given });

  test.each([
    [{ to: 'nobody' }, 21211],
    [{ to: '+15005550001' }, 21217],
    [{ to: 'sip:a@b' }, 21226],
    [{ from: '+14155559999' }, 21210],
    [{ twiml: undefined, url: 'ftp://x' }, 21205],
    [{ timeout: 601 }, 21208],
  ])('[N12] %j is refused with %s', async (given, code) => {
    const moreInfo = `https://www.twilio.com/docs/errors/${code}`;
    await expect(create(given)).rejects.toMatchObject({ status: 400, code, moreInfo });
    expect(await lab.client.calls.list()).toHaveLength(0);
  });

  test('[N12] a wrong token is refused; what is not there is not found', async () => {
    await expect(clientFor(lab.network.url, 'wrong').calls.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    await expect(lab.client.calls(`CA${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(lab.client.api.v2010.accounts(ACCOUNT_SID).keys.list()).rejects.toMatchObject({ code: 20404 });
  });

  test('[N12] a call is canceled while it rings, hung up when answered, and then left alone', async () => {
    const phone = lab.network.handset(CALLER);
    const first = await create({ twiml: '<Response><Pause length="60"/></Response>' });
    expect(first).toMatchObject({ status: 'queued', direction: 'outbound-api', from: TOLL_FREE });
    await phone.waitForState('ringing');
    expect(await lab.client.calls(first.sid).update({ status: 'canceled' })).toMatchObject({ status: 'canceled' });
    expect(phone.state).toBe('idle');
    const second = await create({ twiml: '<Response><Pause length="60"/></Response>' });
    await phone.waitForState('ringing');
    phone.answer();
    await lab.network.clock.advance(3_000);
    const over = await lab.client.calls(second.sid).update({ status: 'completed' });
    expect(over).toMatchObject({ status: 'completed', duration: '3' });
    await expect(lab.client.calls(second.sid).update({ twiml: '<Response/>' })).rejects.toMatchObject({ code: 21220 });
  });

  test('[N12] a call under way is sent to another document', async () => {
    const phone = lab.network.handset(CALLER);
    lab.app.on(
      '/voice',
      twiml((r) => (r.say('Hello'), r.pause({ length: 60 }))),
    );
    lab.app.on(
      '/elsewhere',
      twiml((r) => r.say('Elsewhere')),
    );
    phone.dial(TOLL_FREE);
    await phone.waitFor('Hello');
    await lab.client.calls(phone.callSid!).update({ url: `${lab.app.url}/elsewhere`, method: 'GET' });
    await phone.waitFor('Elsewhere');
    await lab.client.calls(phone.callSid!).update({ twiml: '<Response><Say>And here</Say></Response>' });
    await phone.waitFor('And here');
  });

  test('[N20] a call that came in cannot be sent elsewhere before its first document has answered it', async () => {
    const phone = lab.network.handset(CALLER);
    lab.app.on('/voice', '<Response><Pause length="5"/><Say>Hello</Say><Pause length="60"/></Response>');
    phone.dial(TOLL_FREE);
    await lab.network.clock.advance(1000);
    const redirected = () =>
      lab.client.calls(phone.callSid!).update({ twiml: '<Response><Say>Elsewhere</Say></Response>' });
    await expect(redirected()).rejects.toMatchObject({ code: 21220 });
    expect(await lab.client.calls(phone.callSid!).fetch()).toMatchObject({ status: 'ringing' });
    await phone.waitFor('Hello');
    await redirected();
    await phone.waitFor('Elsewhere');
  });

  test('[N21] a redirection may name where the call turns when the new document fails', async () => {
    const phone = lab.network.handset(CALLER);
    lab.app.on('/voice', '<Response><Say>Hello</Say><Pause length="60"/></Response>');
    lab.app.on('/other', { status: 500 });
    lab.app.on('/saved', '<Response><Say>Saved</Say></Response>');
    phone.dial(TOLL_FREE);
    await phone.waitFor('Hello');
    const { url } = lab.app;
    await lab.client.calls(phone.callSid!).update({ url: `${url}/other`, fallbackUrl: `${url}/saved` });
    await phone.waitFor('Saved');
  });

  test('[N12] lists are filtered and paged, newest first', async () => {
    for (let n = 0; n < 5; n++) await create({ to: `+1500555200${n % 2}` });
    await lab.network.clock.advance(70_000);
    const { calls } = lab.client;
    expect(await calls.list({ status: 'busy' })).toHaveLength(3);
    expect(await calls.list({ to: '+15005552001' })).toHaveLength(2);
    const now = new Date(lab.network.clock.now());
    expect(await calls.list({ startTimeAfter: new Date(now.getTime() - 3600_000) })).toHaveLength(5);
    expect(await calls.list({ startTimeAfter: new Date(now.getTime() + 3600_000) })).toHaveLength(0);
    expect((await calls.list({ pageSize: 2 })).map(({ sid }) => sid)).toEqual(
      (await calls.list()).map(({ sid }) => sid),
    );
    const page = await calls.page({ pageSize: 2 });
    expect([page.instances.length, page.nextPageUrl !== undefined, page.previousPageUrl]).toEqual([2, true, undefined]);
    await expect(calls.page({ pageSize: 2000 })).rejects.toMatchObject({ code: 20007 });
  });

  test('[N12] detection says whether a person or a machine answered', async () => {
    const { url } = lab.app;
    const machineDetection = 'Enable';
    await create({ to: '+15005554103', twiml: undefined, url: `${url}/human`, machineDetection });
    await create({ to: '+15005553103', twiml: undefined, url: `${url}/human`, machineDetection });
    await lab.network.clock.advance(10_000);
    const answers = lab.app.at('/human').map(({ parameters }) => parameters['AnsweredBy']);
    expect(answers.sort()).toEqual(['human', 'machine_start']);

    lab.app.on('/beside', '<Response><Pause length="10"/></Response>');
    const asyncAmdStatusCallback = `${url}/detected`;
    const beside = { machineDetection: 'DetectMessageEnd', asyncAmd: 'true', asyncAmdStatusCallback };
    const { sid } = await create({ to: '+15005554103', twiml: undefined, url: `${url}/beside`, ...beside });
    await lab.network.clock.advance(10_000);
    expect(lab.app.at('/beside')[0]?.parameters).not.toHaveProperty('AnsweredBy');
    expect(lab.app.at('/detected')[0]?.parameters).toMatchObject({ AnsweredBy: 'machine_end_beep', CallSid: sid });
  });
});

describe('the rest', () => {
  test('[N13] numbers are bought, changed and given back; what is wrong is said', async () => {
    const { incomingPhoneNumbers } = lab.client;
    const made = await incomingPhoneNumbers.create({ phoneNumber: '+18005550199', voiceUrl: `${lab.app.url}/voice` });
    expect(made).toMatchObject({ phoneNumber: '+18005550199', voiceMethod: 'POST', type: 'toll-free' });
    await incomingPhoneNumbers(made.sid).update({
      voiceUrl: `${lab.app.url}/other`,
      voiceFallbackUrl: `${lab.app.url}/f`,
    });
    lab.network.handset(CALLER).dial('+18005550199');
    await lab.network.handset(CALLER).waitForState('idle');
    expect(lab.app.at('/other')).toHaveLength(1);
    await expect(incomingPhoneNumbers.create({ phoneNumber: '+18005550199' })).rejects.toMatchObject({ code: 21422 });
    await expect(incomingPhoneNumbers.create({ phoneNumber: '800' })).rejects.toMatchObject({ code: 21421 });
    await incomingPhoneNumbers(made.sid).remove();
    lab.network.handset(CALLER).dial('+18005550199');
    expect(lab.network.handset(CALLER).events.at(-1)).toMatchObject({ state: 'idle', reason: 'not-in-service' });
  });

  test('[N13] messages are queued, sent, delivered, each step told', async () => {
    const message = await lab.client.messages.create({
      from: TOLL_FREE,
      to: CALLER,
      body: 'x'.repeat(161),
      statusCallback: `${lab.app.url}/message`,
    });
    expect(message).toMatchObject({ status: 'queued', numSegments: '2', direction: 'outbound-api' });
    await lab.network.clock.advance(2_000);
    expect(lab.app.at('/message').map(({ parameters }) => parameters['MessageStatus'])).toEqual(['sent', 'delivered']);
    expect((await lab.client.messages(message.sid).fetch()).status).toBe('delivered');
    const wrong = lab.client.messages.create({ from: TOLL_FREE, to: CALLER, body: '' });
    await expect(wrong).rejects.toMatchObject({ code: 21602 });
  });

  test('[N40] a text to the number it comes from is refused', async () => {
    const own = lab.client.messages.create({ from: TOLL_FREE, to: TOLL_FREE, body: 'Hello' });
    await expect(own).rejects.toMatchObject({ status: 400, code: 21266 });
  });

  test('[N13] recordings are found by call and conference, heard, and deleted', async () => {
    const { inConference } = await oneOfEach();
    const [room] = await lab.client.conferences.list();
    await lab.client.conferences(room!.sid).update({ status: 'completed' });
    await lab.network.clock.advance(0);
    const [recording] = await lab.client.recordings.list({ callSid: inConference });
    expect(recording).toMatchObject({ source: 'Conference', status: 'completed', duration: '5' });
    const [conference] = await lab.client.conferences.list();
    expect(await lab.client.conferences(conference!.sid).recordings.list()).toHaveLength(1);
    await lab.client.recordings(recording!.sid).remove();
    await expect(lab.client.recordings(recording!.sid).fetch()).rejects.toMatchObject({ status: 404 });
  });

  test('[N13] queues are made, named once, and deleted only when empty', async () => {
    const queue = await lab.client.queues.create({ friendlyName: 'sales', maxSize: 3 });
    expect(queue).toMatchObject({ maxSize: 3, currentSize: 0, averageWaitTime: 0 });
    await expect(lab.client.queues.create({ friendlyName: 'sales' })).rejects.toMatchObject({ code: 22003 });
    await oneOfEach();
    await expect(lab.client.queues(queue.sid).remove()).rejects.toMatchObject({ code: 22002 });
    lab.network.handset(CALLER).hangUp();
    await lab.network.clock.advance(0);
    await lab.client.queues(queue.sid).remove();
    expect(await lab.client.queues.list()).toHaveLength(0);
  });
});

describe('[N19] detection of answering machines', () => {
  const create = (given: object) =>
    lab.client.calls.create({ from: TOLL_FREE, to: CALLER, twiml: '<Response/>', ...given });

  test.each([
    ['human', 'human', 3000],
    ['machine', 'machine_start', 3000],
    ['fax', 'fax', 3000],
    ['unclear', 'unknown', 5000],
  ] as const)('of what is %s is over before the document is asked for: %s', async (nature, answeredBy, ms) => {
    const { url } = lab.app;
    const phone = lab.network.handset(CALLER);
    phone.nature = nature;
    const detection = { machineDetection: 'Enable', machineDetectionTimeout: 5 };
    await create({ twiml: undefined, url: `${url}/asked`, ...detection });
    await phone.waitForState('ringing');
    phone.answer();
    await lab.network.clock.advance(ms - 1000);
    expect(lab.app.at('/asked')).toHaveLength(0);
    await lab.network.clock.advance(1000);
    expect(lab.app.at('/asked')[0]?.parameters).toMatchObject({ AnsweredBy: answeredBy });
  });

  test('who hangs up meanwhile is asked about no more; a time beyond the bounds is refused', async () => {
    const phone = lab.network.handset(CALLER);
    await create({ twiml: undefined, url: `${lab.app.url}/asked`, machineDetection: 'Enable' });
    await phone.waitForState('ringing');
    phone.answer();
    await phone.waitForState('talking');
    phone.hangUp();
    await lab.network.clock.advance(40_000);
    expect(lab.app.at('/asked')).toHaveLength(0);
    const tooLong = { machineDetection: 'Enable', machineDetectionTimeout: 60 };
    await expect(create(tooLong)).rejects.toMatchObject({ code: 21234 });
  });
});
