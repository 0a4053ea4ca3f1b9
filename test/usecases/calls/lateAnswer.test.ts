/** Whom we call picks up at the last moment, while the network listens for an answering machine before it asks us. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { CALLER, TEST_FLOW } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';

let lab: LineLab;
const begin = async (detectsVoicemail: boolean) => {
  lab = await startLine({ dialling: { ...TEST_FLOW.dialling, detectsVoicemail } });
  lab.network.handset(CALLER);
  await lab.agent('ana');
};
afterEach(() => lab.stop());

const person = () => lab.network.handset(CALLER);
const isTogether = () => person().audio.hears.includes('client:ana');
/** A form's lead, accepted; the person's telephone rings. */
const dialled = async () => {
  const { world } = lab;
  await world.inquire({ person: { ...plain, tel: CALLER }, consent: { ...consent, now: true } });
  await lab.accept('ana');
  await lab.takeCall('ana');
  await lab.until(() => person().state === 'ringing', 'the person is called');
};
const plain = {
  ...{ name: 'Maria', telShown: CALLER, telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE', language: 'en' as const },
  ...{ zones: ['America/New_York'], zoneFrom: 'browser' as const },
};
const consent = {
  ...{ call: true, now: true, text: false, email: false, wordingVersion: 1, language: 'en' as const },
  ...{ wording: { call: 'Call me' }, address: '192.0.2.1' },
};

describe('[K40] picked up after 26 of 30 seconds, with detection of answering machines', () => {
  beforeEach(() => begin(true));

  test.each([
    ['a person whom it recognizes', 'human', 'human'],
    ['one of whom it is not sure until its time is over', 'unclear', 'unknown'],
  ] as const)('%s talks with the agent', async (_who, nature, answeredBy) => {
    await dialled();
    person().nature = nature;
    await lab.pass(26 * SECOND);
    person().answer();
    await lab.until(() => isTogether() || person().state === 'idle', 'they hear each other');
    expect(isTogether()).toBe(true);
    expect(await lab.leadOf()).toMatchObject({ state: 'talking' });
    const asked = lab.network.log.entries.findLast(({ text }) => /asks what to do/.test(text) && /person/.test(text));
    expect(asked?.details?.['parameters']).toMatchObject({ AnsweredBy: answeredBy });
  });

  test.each(['machine', 'fax'] as const)('a %s is no conversation: the agent hears it, and chooses', async (nature) => {
    await dialled();
    person().nature = nature;
    await lab.pass(26 * SECOND);
    person().answer();
    await lab.until(async () => (await lab.leadOf()).state !== 'connecting' || isTogether(), 'it is decided');
    expect(await lab.leadOf()).toMatchObject({ state: 'connecting', leg: 'mailbox' });
  });

  test('the time that it gives is bounded: who is never asked about is not reached', async () => {
    await dialled();
    await lab.pass(26 * SECOND);
    lab.network.faults.add({ on: 'voice', do: 'drop', where: '.person' });
    person().answer();
    await lab.until(
      async () => (await lab.leadOf()).state !== 'connecting' || (await legNow()) === 'choice',
      'decided',
    );
    expect(await legNow()).toBe('choice');
  });

  const legNow = async () => {
    const lead = await lab.leadOf();
    return lead.state === 'connecting' ? lead.leg : lead.state;
  };
});

test('[K40] without detection, a slow answer to who picked up late does not drop them', async () => {
  await begin(false);
  await dialled();
  await lab.pass(26 * SECOND);
  lab.network.faults.add({ on: 'voice', do: 'delay', ms: 8 * SECOND, where: '.person', times: 1 });
  person().answer();
  await lab.until(() => isTogether() || person().state === 'idle', 'they hear each other');
  expect(isTogether()).toBe(true);
});

test('[K40] nor does one to an agent who picked up late', async () => {
  await begin(false);
  const ana = lab.network.handset('client:ana');
  await lab.world.inquire({ person: { ...plain, tel: CALLER }, consent });
  await lab.accept('ana');
  await lab.until(() => ana.state === 'ringing', 'the agent is called');
  await lab.pass(16 * SECOND);
  lab.network.faults.add({ on: 'voice', do: 'delay', ms: 8 * SECOND, where: '.agent', times: 1 });
  ana.answer();
  await lab.until(() => /press 1/i.test(ana.said.join(' ')) || ana.state === 'idle', 'the agent is asked for the key');
  expect(ana.said.join(' ')).toMatch(/press 1/i);
});

test('[K41] detection ends within eight seconds, and is asked for only where the campaign listens for machines', async () => {
  await begin(true);
  await dialled();
  const orders = () =>
    lab.network.log.entries
      .filter(({ kind, text }) => kind === 'rest' && /POST .*Calls\.json/.test(text))
      .map(({ details }) => details?.['parameters']);
  expect(orders().at(-1)).toMatchObject({ MachineDetection: 'Enable', MachineDetectionTimeout: '8' });
  // The agent's own leg is listened to by nobody.
  expect(orders()[0]).not.toHaveProperty('MachineDetection');
});
