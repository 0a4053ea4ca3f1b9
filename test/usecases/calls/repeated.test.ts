/** What the network asks again, and what it refuses: neither drops anybody, and nothing is noted twice. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { continueCall, handleQueueExit, handleKeys, receiveCall } from '../../../src/usecases/calls/answerCall.ts';
import { failOverToPhone } from '../../../src/usecases/calls/failOverToPhone.ts';
import { superviseCall } from '../../../src/usecases/calls/superviseCall.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';

let lab: LineLab;
let parts: Parts;
const begin = async () => {
  lab = await startLine({ languages: ['en'], questions: [] });
  ({ parts } = lab.world);
  await lab.agent('ana');
};
afterEach(() => lab.stop());

const caller = () => lab.network.handset(CALLER);
const ana = () => lab.network.handset('client:ana');
const isTogether = () => caller().audio.hears.includes('client:ana');
const ring = (sid = 'CA1') => receiveCall(parts, { sid, from: CALLER, to: TOLL_FREE });
const agentsLeg = async () => {
  const lead = await lab.leadOf();
  return ('owner' in lead && lead.owner.callId) || '';
};
const asks = (callId: string) => continueCall(parts, callId, 'call', { sid: `CA_${callId}`, isMachine: false });
const history = async (kind: string) =>
  (await parts.leads.timeline((await lab.leadOf()).id)).filter((entry) => entry.kind === kind);
/** The agent is there, and the person comes next. */
const agentReady = async () => {
  await lab.accept('ana');
  const leg = await agentsLeg();
  await lab.soon(async () => (await parts.calls.byId(leg)) !== null, 'the agent is called');
  const heard = await asks(leg);
  await handleKeys(parts, leg, { step: heard!.call.step, keys: '1', where: 'call' });
};

describe('[K44] “not in progress” is not “over”', () => {
  test('a caller whose first document is still on its way when their agent is there is connected', async () => {
    await begin();
    lab.network.faults.add({ on: 'voice', do: 'slow', where: '/twilio/voice/incoming', ms: 13 * SECOND, times: 1 });
    caller().dial(TOLL_FREE);
    await lab.accept('ana');
    await lab.takeCall('ana');
    const { callSid } = caller();
    const refusals = () => lab.network.log.entries.filter(({ text }) => /POST .*Calls\/CA.*→ 400/.test(text));
    await lab.until(() => refusals().length > 0 || isTogether(), 'the network refuses to redirect them');
    expect(refusals()).not.toHaveLength(0);
    expect(await parts.calls.byId(callSid!)).not.toMatchObject({ place: 'ended' });
    await lab.until(() => isTogether() || caller().state === 'idle', 'they hear each other');
    expect(isTogether()).toBe(true);
    expect(await lab.leadOf()).toMatchObject({ state: 'talking' });
  });

  test('of a call that is over, and of one that there never was, it is', async () => {
    await begin();
    caller().dial(TOLL_FREE);
    await lab.pass(2 * SECOND);
    const { callSid } = caller();
    const { phone } = parts;
    expect(await phone?.refresh({ id: callSid!, sid: callSid! })).toBe('done');
    expect(await phone?.end(callSid!)).toBe('done');
    expect(await phone?.end(callSid!)).toBe('gone');
    expect(await phone?.refresh({ id: callSid!, sid: callSid! })).toBe('gone');
    expect(await phone?.end(`CA${'0'.repeat(32)}`)).toBe('gone');
  });
});

describe('[K44] an answer about the account', () => {
  test.each([
    [401, 'unknown'],
    [403, 'unknown'],
    [429, 'unknown'],
    [400, 'refused'],
  ] as const)('with %i says of a text: %s', async (status, kind) => {
    await begin();
    lab.network.faults.add({ on: 'rest', do: 'fail', status, where: 'Messages.json' });
    expect(
      await parts.phone?.sendText({ callId: 'x', to: CALLER, from: TOLL_FREE, body: 'Sorry we missed you.' }),
    ).toMatchObject({
      kind,
    });
  });
});

test('[K51] a supervisor who clicks twice at once is called once; who has left is called again', async () => {
  await begin();
  caller().dial(TOLL_FREE);
  await lab.accept('ana');
  await lab.takeCall('ana');
  await lab.until(isTogether, 'they talk');
  const { id } = await lab.leadOf();
  const sam = lab.network.handset('client:sam');
  const listen = () => superviseCall(parts, { id: 'sam', language: 'en' }, id, 'listen');
  const [first, second] = await Promise.all([listen(), listen()]);
  expect(first).toMatchObject({ ok: true });
  expect(second).toEqual(first);
  const legs = async () => (await parts.calls.ofLead(id)).filter(({ role }) => role === 'supervisor');
  expect(await legs()).toHaveLength(1);
  await lab.until(() => sam.state === 'ringing', 'the supervisor is called');
  sam.reject('busy');
  await lab.until(async () => (await legs()).every(({ place }) => place === 'ended'), 'that leg is over');
  expect(await listen()).toMatchObject({ ok: true });
  await lab.until(() => sam.state === 'ringing', 'the supervisor is called again');
});

describe('[K45] asked again', () => {
  test('a caller whose agent is there meanwhile joins them, and is not put into the queue', async () => {
    await begin();
    // This call is not the network's, which would say so.
    const { phone } = parts;
    if (phone) parts = { ...parts, phone: { ...phone, refresh: () => Promise.resolve('done') } };
    expect((await ring())?.instructions.at(-1)).toMatchObject({ do: 'queue' });
    await agentReady();
    expect((await ring())?.instructions.at(-1)).toMatchObject({ do: 'conference' });
    expect(await lab.leadOf()).toMatchObject({ state: 'talking' });
    // And once more.
    expect((await ring())?.instructions.at(-1)).toMatchObject({ do: 'conference' });
  });

  test('the agent’s leg changes no deadline, and is in the history once', async () => {
    await begin();
    await ring();
    await lab.accept('ana');
    const leg = await agentsLeg();
    await lab.soon(async () => (await parts.calls.byId(leg)) !== null, 'the agent is called');
    const first = await asks(leg);
    const lead = await lab.leadOf();
    await lab.pass(5 * SECOND);
    const again = await asks(leg);
    expect([again?.instructions.at(-1)?.do, again?.call.step]).toEqual(['ask', first?.call.step]);
    expect(await lab.leadOf()).toMatchObject({ seq: lead.seq, connectBy: (lead as { connectBy?: number }).connectBy });
    expect(await history('agentAnswered')).toHaveLength(1);
    // Answered, but 1 was not pressed: the first deadline decides.
    await lab.pass(11 * SECOND);
    expect(await history('agentNotConnected')).toHaveLength(1);
  });

  test('whom the agent holds for a mailbox stays connected, and so do both in conversation', async () => {
    await begin();
    caller();
    const person = { name: 'Maria', tel: CALLER, telShown: CALLER, telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE' };
    await lab.world.inquire({
      person: { ...person, language: 'en', zones: ['America/New_York'], zoneFrom: 'browser' },
    });
    await agentReady();
    const dialled = await lab.leadOf();
    const leg = (dialled.state === 'connecting' && dialled.dialCallId) || '';
    await lab.soon(async () => (await parts.calls.byId(leg)) !== null, 'the person is dialled');
    const isConnected = async (callId: string) => (await asks(callId))?.instructions.at(-1)?.do === 'conference';
    expect(await isConnected(leg)).toBe(true);
    expect(await isConnected(leg)).toBe(true);
    expect(await isConnected(await agentsLeg())).toBe(true);
    await changeLead(parts, dialled.id, { kind: 'voicemail', agentId: 'ana' });
    expect(await lab.leadOf()).toMatchObject({ state: 'connecting', leg: 'mailbox' });
    expect(await isConnected(leg)).toBe(true);
    expect(await lab.leadOf()).toMatchObject({ state: 'connecting', leg: 'mailbox' });
  });

  test('who was refused by a full queue is asked nothing anew', async () => {
    await begin();
    await ring();
    const first = await handleQueueExit(parts, 'CA1', 'queue-full');
    expect(await handleQueueExit(parts, 'CA1', 'queue-full')).toEqual(first);
  });
});

describe('[K46] a browser without a microphone is no phone', () => {
  const TELEPHONE = '+12025550199';
  const lost = async () => {
    await parts.agents.setSoftphone('ana', null);
    expect(await failOverToPhone(parts, 'ana')).toEqual({ ok: true });
  };

  test('what rings there is called at the agent’s other phone, and is no miss of theirs', async () => {
    lab = await startLine({ languages: ['en'], questions: [] });
    ({ parts } = lab.world);
    await lab.world.addAgent('ana', { softphoneSince: lab.world.now(), telephone: TELEPHONE });
    const own = lab.network.handset(TELEPHONE);
    ana();
    caller().dial(TOLL_FREE);
    await lab.accept('ana');
    await lab.until(() => ana().state === 'ringing', 'the browser rings');
    await lost();
    await lab.until(() => own.state === 'ringing' && ana().state === 'idle', 'the other phone rings instead');
    own.answer();
    await lab.until(() => own.said.some((text) => /press 1/i.test(text)), 'the key is asked for');
    own.press('1');
    await lab.until(() => caller().audio.hears.includes(TELEPHONE), 'they hear each other');
    expect((await parts.agents.byId('ana'))?.missedInRow).toBe(0);
    expect(await history('deafPhone')).toHaveLength(1);
  });

  test('without another phone the caller goes to a colleague, place kept, and nobody has missed them', async () => {
    await begin();
    caller().dial(TOLL_FREE);
    await lab.accept('ana');
    await lab.until(() => ana().state === 'ringing', 'the browser rings');
    const before = await lab.leadOf();
    await lost();
    const after = await lab.leadOf();
    expect(after).toMatchObject({ state: 'waiting', wait: { tried: [{ agentId: 'ana', how: 'lost' }] } });
    expect((after as typeof before & { wait: { rankedFrom: number } }).wait.rankedFrom).toBe(
      (before as typeof before & { wait: { rankedFrom: number } }).wait.rankedFrom,
    );
    await lab.agent('ben');
    await lab.accept('ben');
    await lab.takeCall('ben');
    await lab.until(() => caller().audio.hears.includes('client:ben'), 'they hear the colleague');
    expect((await parts.agents.byId('ana'))?.missedInRow).toBe(0);
  });

  test('without another phone a form’s lead is dialled by hand', async () => {
    await begin();
    await lab.world.inquire({ tel: CALLER });
    await lab.accept('ana');
    await lab.until(() => ana().state === 'ringing', 'the browser rings');
    await lost();
    expect(await lab.leadOf()).toMatchObject({ state: 'connecting', leg: 'byHand', owner: { agentId: 'ana' } });
    await lab.until(() => ana().state === 'idle', 'the browser rings no more');
    expect(await lab.leadOf()).toMatchObject({ state: 'connecting', leg: 'byHand' });
  });
});
