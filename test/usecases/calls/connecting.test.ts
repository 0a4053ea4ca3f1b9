/** What caller and agent hear while they are being connected, and what becomes of legs whose lead goes on meanwhile. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Handset } from '../../../packages/twilio-network/src/handsets/handset.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';
import { words } from '../../support/words.ts';

let lab: LineLab;
let parts: Parts;
const begin = async (announceEveryMs = TEST_FLOW.line.announceEveryMs) => {
  const line = { ...TEST_FLOW.line, announceEveryMs };
  lab = await startLine({ languages: ['en'], questions: [], line });
  ({ parts } = lab.world);
  await lab.agent('ana');
};
afterEach(() => lab.stop());

const caller = () => lab.network.handset(CALLER);
const ana = () => lab.network.handset('client:ana');
const heard = (phone: Handset) => phone.events.flatMap((event) => (event.kind === 'hears' ? [event.sound] : []));
const rings = (phone: Handset) =>
  heard(phone).filter((sound) => sound.kind === 'play' && sound.url.endsWith('/twilio/sounds/ringback.wav')).length;
const music = (phone: Handset) => heard(phone).filter(({ kind }) => kind === 'music').length;
const isTogether = () => caller().audio.hears.includes('client:ana');
const agent = (id = 'ana') => parts.agents.byId(id);

/** Ana has accepted, her phone rings, and the caller keeps their place and hangs up: she is to call them. */
async function toBeCalled(): Promise<void> {
  await begin();
  caller().dial(TOLL_FREE);
  await lab.accept('ana');
  await lab.until(() => ana().state === 'ringing', 'ana is called');
  caller().press('1');
  await lab.until(
    () => caller().said.some((text) => text.includes(words.call('keep.keys', { yes: 1, other: 2 }))),
    'the number is read back',
  );
  caller().press('1');
  await lab.until(() => caller().state === 'idle', 'the caller is thanked');
}

describe('[K52] who is alone in a conversation', () => {
  test('hears ringing while the other phone rings, silence otherwise, and never the network’s music', async () => {
    await toBeCalled();
    await lab.takeCall('ana');
    await lab.until(() => caller().state === 'ringing', 'the person is called');
    await lab.until(() => rings(ana()) > 0, 'ana hears it ring');
    caller().reject('busy');
    await lab.until(async () => (await lab.leadOf()).state === 'connecting', 'the person was not reached');
    await lab.pass(12 * SECOND);
    const before = rings(ana());
    await lab.pass(20 * SECOND);
    expect(ana().state).toBe('talking');
    expect(rings(ana())).toBe(before);
    expect(music(ana())).toBe(0);
  });

  test('a caller who joins before anybody hears no music that nobody chose', async () => {
    await begin();
    caller().dial(TOLL_FREE);
    await lab.accept('ana');
    await lab.takeCall('ana');
    await lab.until(isTogether, 'they talk');
    expect([music(ana()), rings(ana()), music(caller())]).toEqual([0, 0, 0]);
  });
});

describe('[K53] a caller in line is told that they are being connected', () => {
  const connecting = (phone: Handset) => phone.said.filter((text) => text.includes('We are connecting you now')).length;
  const position = (phone: Handset) => phone.said.filter((text) => /next in line|number \d+ in line/.test(text)).length;

  test('while the phone of who accepted rings', async () => {
    await begin(10 * SECOND);
    caller().dial(TOLL_FREE);
    await lab.accept('ana');
    const before = position(caller());
    await lab.until(() => connecting(caller()) > 0, 'they are told');
    expect(position(caller())).toBe(before);
    // Nobody answers: they are in line as before.
    await lab.until(() => position(caller()) > before, 'their position is said again');
  });

  test('when they are handed to a colleague whose phone rings', async () => {
    await begin();
    await lab.agent('ben');
    await lab.world.addAgent('ben', { presence: 'away', softphoneSince: lab.network.clock.now() });
    caller().dial(TOLL_FREE);
    await lab.accept('ana');
    await lab.takeCall('ana');
    await lab.until(isTogether, 'they talk');
    const before = position(caller());
    const { id } = await lab.leadOf();
    await changeLead(parts, id, { kind: 'transfer', agentId: 'ana', to: { agentId: 'ben', slot: 1 } });
    await lab.until(() => connecting(caller()) > 0, 'they are told');
    expect(position(caller())).toBe(before);
  });
});

describe('[K54] a caller who hangs up after the accept', () => {
  test('stops the agent’s ringing phone', async () => {
    await begin();
    caller().dial(TOLL_FREE);
    await lab.accept('ana');
    await lab.until(() => ana().state === 'ringing', 'ana is called');
    caller().hangUp();
    await lab.pass(2 * SECOND);
    expect(ana().state).toBe('idle');
  });

  test.each([
    ['the network is slow to take', { do: 'delay', ms: 2 * SECOND }],
    ['the network took without our knowing', { do: 'lose-response' }],
  ] as const)('stops the phone whose call %s', async (_what, fault) => {
    await begin();
    caller().dial(TOLL_FREE);
    lab.network.faults.add({ on: 'rest', where: '/Calls.json', times: 1, ...fault });
    await lab.accept('ana');
    const leg = async () => {
      const lead = await lab.leadOf();
      return 'owner' in lead && lead.owner.callId !== undefined ? await parts.calls.byId(lead.owner.callId) : null;
    };
    await lab.soon(async () => (await leg()) !== null, 'the order is on its way');
    caller().hangUp();
    await lab.pass(5 * SECOND);
    expect(await lab.leadOf()).toMatchObject({ state: 'callback' });
    expect(ana().state).toBe('idle');
  });

  test('or keeps the place: the whisper says that the key calls them, and it does', async () => {
    await toBeCalled();
    await lab.takeCall('ana');
    expect(ana().said.join(' ')).toContain(words.call('whisper.call', { key: 1 }));
    await lab.until(() => caller().state === 'ringing', 'the person is called');
  });
});

describe('[K55] an order that the network does not take for a reason of its own or of our account', () => {
  test.each([401, 403, 429, 500, 503])(
    '%i for the agent’s leg is no miss, and the caller is served',
    async (status) => {
      await begin();
      caller().dial(TOLL_FREE);
      lab.network.faults.add({ on: 'rest', do: 'fail', status, where: '/Calls.json', times: 1 });
      await lab.accept('ana');
      await lab.until(async () => (await lab.leadOf()).state !== 'connecting', 'the lead is in the queue again');
      const lead = await lab.leadOf();
      expect(lead).toMatchObject({ liveCall: { direction: 'inbound' }, wait: { tried: [{ how: 'lost' }] } });
      expect(await agent()).toMatchObject({ presence: 'available', missedInRow: 0 });
      await lab.accept('ana');
      await lab.takeCall('ana');
      await lab.until(isTogether, 'they talk');
    },
  );

  test.each([
    ['a trial account', 21_219],
    ['a country that is not switched on', 21_215],
    ['a number of ours that may not call', 21_210],
  ])('nor is a refusal for %s', async (_what, code) => {
    await begin();
    caller().dial(TOLL_FREE);
    lab.network.faults.add({ on: 'rest', do: 'fail', status: 400, code, where: '/Calls.json', times: 1 });
    await lab.accept('ana');
    await lab.until(async () => (await lab.leadOf()).state !== 'connecting', 'the lead is in the queue again');
    expect(await agent()).toMatchObject({ presence: 'available', missedInRow: 0 });
  });

  test('but a refusal of the agent’s own number is', async () => {
    await begin();
    caller().dial(TOLL_FREE);
    lab.network.faults.add({ on: 'rest', do: 'fail', status: 400, code: 21_211, where: '/Calls.json', times: 1 });
    await lab.accept('ana');
    await lab.until(async () => (await agent())?.missedInRow === 1, 'the miss is counted');
  });

  test('an order that had no answer, for a phone that never rang, is no miss either', async () => {
    await begin();
    caller().dial(TOLL_FREE);
    lab.network.faults.add({ on: 'rest', do: 'drop', where: '/Calls.json', times: 1 });
    await lab.accept('ana');
    await lab.until(async () => (await lab.leadOf()).state !== 'connecting', 'the deadline has passed');
    await lab.pass(SECOND);
    expect(await agent()).toMatchObject({ presence: 'available', missedInRow: 0 });
  });

  test('a leg that the network kept in its queue is no miss, and the next agent gets the caller', async () => {
    await begin();
    caller().dial(TOLL_FREE);
    lab.network.account.change({ callsPerSecond: 1 / 60 });
    lab.network.account.takeCallSlot();
    await lab.accept('ana');
    await lab.until(async () => (await lab.leadOf()).state !== 'connecting', 'the deadline has passed');
    await lab.pass(SECOND);
    expect(ana().events).toEqual([]);
    expect(await agent()).toMatchObject({ presence: 'available', missedInRow: 0 });
    lab.network.account.change({ callsPerSecond: null });
    await lab.accept('ana');
    await lab.takeCall('ana');
    await lab.until(isTogether, 'they talk');
  });

  test('for the person’s leg it is no attempt: the agent chooses what next', async () => {
    await toBeCalled();
    lab.network.faults.add({ on: 'rest', do: 'fail', status: 429, where: '/Calls.json', times: 1 });
    await lab.takeCall('ana');
    await lab.until(async () => {
      const lead = await lab.leadOf();
      return lead.state === 'connecting' && lead.leg === 'choice';
    }, 'the agent chooses');
    expect(await lab.leadOf()).toMatchObject({ attempts: [], dials: 0, result: 'failed' });
  });
});
