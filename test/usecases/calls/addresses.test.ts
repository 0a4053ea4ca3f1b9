/** Every address that we give the network, collected from real calls, and each of them failing once. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import type { Handset } from '../../../packages/twilio-network/src/handsets/handset.ts';
import { sendKeys } from '../../../src/usecases/calls/controlCall.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';

const PROSPECT = '+12025550177';

let lab: LineLab;
let parts: Parts;
const begin = async () => {
  lab = await startLine({ recording: { keepDays: 7 }, message: { maxMs: MINUTE } });
  ({ parts } = lab.world);
  await lab.agent('ana');
};
afterEach(() => lab.stop());

/** Presses the key each time that it is asked for, until `holds`. */
async function pressing(phone: Handset, asked: RegExp, key: string, holds: () => boolean, what: string): Promise<void> {
  let heard = phone.said.length;
  await lab.until(() => {
    const news = phone.said.slice(heard);
    heard = phone.said.length;
    if (news.some((text) => asked.test(text))) phone.press(key);
    return holds();
  }, what);
}

const hears = (phone: Handset, other: string) => phone.audio.hears.includes(other);
const inLine = (phone: Handset) => phone.said.some((text) => /in line/.test(text));

async function joinsLine(): Promise<Handset> {
  const caller = lab.network.handset(CALLER);
  caller.dial(TOLL_FREE);
  await pressing(caller, /For English|What is it about/, '1', () => inLine(caller), 'the caller is in line');
  return caller;
}

/** The agent answers and presses 1, as often as they are asked, until they hear the person. */
async function takes(person: Handset): Promise<void> {
  const ana = lab.network.handset('client:ana');
  await lab.accept('ana');
  await lab.until(() => ana.state === 'ringing', 'the agent is called');
  ana.answer();
  const isReached = () => hears(ana, person.address) || person.state === 'ringing';
  await pressing(ana, /press 1/i, '1', isReached, 'the agent has the person');
  if (person.state === 'ringing') person.answer();
  await lab.until(() => hears(person, 'client:ana'), 'the person hears the agent');
}

const JOURNEYS = {
  async talks() {
    const caller = await joinsLine();
    await takes(caller);
    const { id } = await lab.leadOf();
    expect(await sendKeys(parts, 'ana', id, '42#')).toEqual({ ok: true });
    await lab.pass(5 * SECOND);
    expect(hears(caller, 'client:ana')).toBe(true);
    caller.hangUp();
    await lab.pass(3 * SECOND);
    expect(await lab.leadOf()).toMatchObject({ state: 'wrapUp' });
  },
  async isDialled() {
    const prospect = lab.network.handset(PROSPECT);
    const person = {
      ...{ name: 'Maria', tel: PROSPECT, telShown: PROSPECT, telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE' },
      ...{ language: 'en' as const, zones: ['America/New_York'], zoneFrom: 'browser' as const },
    };
    await lab.world.inquire({ person });
    await takes(prospect);
    expect(await lab.leadOf(PROSPECT)).toMatchObject({ state: 'talking' });
    prospect.hangUp();
    await lab.pass(3 * SECOND);
  },
  async leavesMessage() {
    const caller = await joinsLine();
    const callId = caller.callSid ?? '';
    caller.press('2');
    let isSaid = false;
    await lab.until(() => {
      if (!isSaid && !inMessage(caller)) caller.press('2');
      if (!isSaid && beeps(caller) > 0) {
        isSaid = true;
        caller.speak('Please call me about my roof.', 3000);
      }
      return caller.state === 'idle';
    }, 'they have left a message');
    await lab.pass(3 * SECOND);
    expect((await parts.calls.byId(callId))?.messages).toMatchObject([{ seconds: expect.any(Number) }]);
    // Nobody is asked to say it twice.
    expect(beeps(caller)).toBe(1);
    expect(await lab.leadOf()).toMatchObject({ state: 'callback', promise: { why: 'messageLeft' } });
  },
};
const beeps = (phone: Handset) =>
  phone.events.filter((event) => event.kind === 'hears' && event.sound.kind === 'beep').length;
const inMessage = (phone: Handset) => /leave/i.test(phone.said.at(-1) ?? '');

/** What Leadbell gave out: parameters of orders, and attributes and texts of documents that are addresses of ours. */
function addresses(): string[] {
  const { entries } = lab.network.log;
  const ordered = entries
    .filter(({ kind }) => kind === 'rest')
    .flatMap(({ details }) => Object.values((details?.['parameters'] ?? {}) as Record<string, unknown>))
    .filter((value) => typeof value === 'string');
  const answered = entries
    .filter(({ kind }) => kind === 'twiml')
    .flatMap(({ details }) => String(details?.['twiml']).match(/\/twilio\/[^"<]*/g) ?? [])
    .map((address) => lab.url + address.replaceAll('&amp;', '&'));
  return [...new Set([...ordered, ...answered].filter((text) => text.startsWith(lab.url)))];
}

const kindOf = (address: string) =>
  new URL(address).pathname.replace(/calls\/[^/]+/, (id) =>
    id.endsWith('.agent') ? 'calls/AGENT' : id.endsWith('.person') ? 'calls/PERSON' : 'calls/CALLER',
  );

/** Where each is asked, and the journey that asks it. Fallback addresses are what the failures lead to. */
const FAILING: readonly (readonly [kind: string, where: string, journey: keyof typeof JOURNEYS])[] = [
  ['/twilio/voice/incoming', '/twilio/voice/incoming', 'talks'],
  ['/twilio/voice/calls/CALLER/keys', 'in=call', 'talks'],
  ['/twilio/voice/calls/CALLER/wait', '/wait', 'talks'],
  ['/twilio/voice/calls/CALLER/now', 'POST CALLER', 'talks'],
  ['/twilio/voice/calls/CALLER/tones', '/tones', 'talks'],
  ['/twilio/status/calls/CALLER/recording', '/recording', 'talks'],
  ['/twilio/voice/calls/AGENT/now', '.agent/now', 'talks'],
  ['/twilio/voice/calls/AGENT/keys', '.agent/keys', 'talks'],
  ['/twilio/voice/calls/AGENT/alone', '/alone', 'isDialled'],
  ['/twilio/status/calls/AGENT', '.agent', 'talks'],
  ['/twilio/status/calls/AGENT/recording', '/recording', 'talks'],
  ['/twilio/voice/calls/PERSON/now', '.person/now', 'isDialled'],
  ['/twilio/status/calls/PERSON', '.person', 'isDialled'],
  ['/twilio/status/calls/PERSON/recording', '/recording', 'isDialled'],
  ['/twilio/voice/calls/CALLER/keys', 'in=queue', 'leavesMessage'],
  ['/twilio/voice/calls/CALLER/left', '/left', 'leavesMessage'],
  ['/twilio/voice/calls/CALLER/recorded', '/recorded', 'leavesMessage'],
];

test('[K42] every address that we give out names its call and has the retries of the network', async () => {
  await begin();
  for (const journey of Object.values(JOURNEYS)) {
    await journey();
    await closeAll();
  }
  const given = addresses();
  // The music of the line is the same for everybody; it is sound, and nothing is asked by it.
  // On a busy machine an answer comes late: then the network is sent to the same address again, with a count.
  const asked = given.filter((address) => !address.includes('/sounds/') && !/[?&]late=\d/.test(address));
  expect(asked.filter((address) => !address.endsWith('#rc=2&rp=5xx,ct,rt&rt=4000'))).toEqual([]);
  const ids = await Promise.all(
    asked.map(async (address) => {
      const id = /calls\/([^/#?]+)/.exec(address)?.[1];
      return id !== undefined && (await parts.calls.byId(decodeURIComponent(id))) !== null ? null : address;
    }),
  );
  expect(ids.filter((address) => address !== null)).toEqual([]);
  const kinds = new Set(asked.map(kindOf).filter((kind) => !kind.endsWith('/fallback')));
  const tried = new Set(FAILING.map(([kind]) => kind).filter((kind) => kind !== '/twilio/voice/incoming'));
  expect([...kinds].sort()).toEqual([...tried].sort());
});

/** Everybody is gone, and the leads are closed: the next journey begins with strangers. */
async function closeAll(): Promise<void> {
  for (const lead of [...(await parts.leads.held()), ...(await parts.leads.callbacks({ limit: 10 })).items])
    await lab.world.connection.collection<{ _id: string }>('leads').deleteOne({ _id: lead.id });
}

describe('[K43] an answer of ours that fails once', () => {
  test.each(FAILING)('at %s (%s) drops nobody: the same call goes on', async (_kind, where, journey) => {
    await begin();
    const lines: string[] = [];
    parts.log.warn = (fields, message) => void lines.push(JSON.stringify([fields, message]));
    const on = where.startsWith('/recording') ? 'recording' : _kind.includes('/status/') ? 'status' : 'voice';
    lab.network.faults.add({ on, do: 'fail', where: where === 'POST CALLER' ? '/now' : where, times: 1 });
    await JOURNEYS[journey]();
    expect(lab.network.faults.active).toEqual([]);
    // And the log names nobody.
    expect(lines.join()).not.toMatch(/\+1\d{10}|%2B1\d{10}/);
  });
});
