/** Callers who were here before, over the real stores. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY } from '../../../src/core/vocabulary/time.ts';
import { continueCall, handleKeys, receiveCall } from '../../../src/usecases/calls/answerCall.ts';
import { handleCallEnd, settleCalls } from '../../../src/usecases/calls/settleCalls.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { viewCallers } from '../../../src/usecases/reports/viewCallers.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ calls: TEST_FLOW });
});
afterEach(() => world.stop());

const ring = (sid: string, isDoubted = false) =>
  receiveCall(world.parts, { sid, from: CALLER, to: TOLL_FREE, isDoubted });
const press = (sid: string, step: number, keys: string) => handleKeys(world.parts, sid, { step, keys, where: 'call' });
const theLead = async () => (await world.parts.leads.openByKey(`tel:${CALLER}`))!;
const hangUp = async (sid: string) => {
  await handleCallEnd(world.parts, sid, 'completed', 2);
  await settleCalls(world.parts);
};
/** Rings, chooses a language and a subject, waits in line. */
const joinLine = async (sid: string, key: string) => {
  await ring(sid);
  await press(sid, 1, key);
  await press(sid, 2, '1');
};

describe('[K37] a caller who was here before', () => {
  test('by a form only: the request keeps its place, and who rings twice at once hears the same', async () => {
    await world.inquire({ tel: CALLER });
    world.pass(DAY);
    const heard = await ring('CA1');
    expect(heard!.call).toMatchObject({
      place: 'welcome',
      language: 'en',
      welcome: { kind: 'request', day: 'yesterday' },
    });
    world.pass(DAY);
    expect((await ring('CA1'))!.instructions).toEqual(heard!.instructions);
    expect((await continueCall(world.parts, 'CA1', 'call', { sid: 'CA1', isMachine: false }))!.instructions).toEqual(
      heard!.instructions,
    );
  });

  test('by a call in Korean, unserved: in Korean, and need not wait for the call that was promised', async () => {
    await joinLine('CA1', '2');
    world.pass(60_000);
    await hangUp('CA1');
    expect(await theLead()).toMatchObject({ state: 'callback' });
    expect((await ring('CA2'))!.call).toMatchObject({
      language: 'ko',
      welcome: { kind: 'request', day: 'today', next: 'connected' },
    });
  });

  test('whose business is closed: welcome back, in the language of then', async () => {
    await joinLine('CA1', '2');
    world.pass(60_000);
    await hangUp('CA1');
    const { id } = await theLead();
    await workLead(world.parts, id, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'notInterested' });
    expect((await ring('CA2'))!.call).toMatchObject({ place: 'welcome', language: 'ko', welcome: { kind: 'back' } });
  });
});

describe('[K4] who keeps the place at another number', () => {
  const OTHER = '+12025550188';
  const keepAt = async (sid: string, number: string) => {
    const step = async () => (await world.parts.calls.byId(sid))!.step;
    for (const keys of ['1', '2', number, '1']) await press(sid, await step(), keys);
  };

  test('is called there, and stays known by the number that they ring from: the same lead, in their language', async () => {
    await joinLine('CA1', '1');
    await keepAt('CA1', '2025550188');
    const { id } = await theLead();
    expect(await theLead()).toMatchObject({ state: 'waiting', person: { tel: OTHER, otherTels: [CALLER] } });
    expect((await world.parts.leads.openByKey(`tel:${OTHER}`))?.id).toBe(id);

    expect((await ring('CA2'))!.call).toMatchObject({
      ...{ place: 'welcome', language: 'en' },
      welcome: { kind: 'request', day: 'today', next: 'placeKept' },
    });
    await press('CA2', 1, '');
    await press('CA2', 2, '1');
    const joined = await theLead();
    expect(joined).toMatchObject({ id, liveCall: { callId: 'CA2' }, person: { tel: OTHER } });
    // With the number they ring from, nothing of the other one is left.
    await press('CA2', 3, '1');
    await press('CA2', 4, '1');
    expect((await theLead()).person).toMatchObject({ tel: CALLER });
    expect((await theLead()).person.otherTels).toBeUndefined();
    expect(await world.parts.leads.openByKey(`tel:${OTHER}`)).toBeNull();
  });

  test('is greeted by that number once it is closed, and found by it', async () => {
    await joinLine('CA1', '2');
    await keepAt('CA1', '2025550188');
    const { id } = await theLead();
    const found = await world.parts.leads.search({ q: '555 0143', limit: 10 });
    expect(found.items.map((lead) => lead.id)).toEqual([id]);
    await workLead(world.parts, id, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'notInterested' });
    expect((await ring('CA2'))!.call).toMatchObject({ language: 'ko', welcome: { kind: 'back' } });
  });
});

test('[K34] a shown number that the network doubts is greeted as nobody’s, and the call is attached all the same', async () => {
  await joinLine('CA1', '2');
  world.pass(60_000);
  await hangUp('CA1');
  const heard = await ring('CA2', true);
  expect(heard!.call).toMatchObject({ place: 'language' });
  expect(heard!.call.welcome).toBeUndefined();
  await press('CA2', 1, '1');
  await press('CA2', 2, '1');
  expect(await theLead()).toMatchObject({ liveCall: { callId: 'CA2' } });
});

describe('[K35] the language in which a person rings', () => {
  test('is their lead’s from then on: they are offered to who speaks it, and greeted in it', async () => {
    await world.inquire({ tel: CALLER });
    await ring('CA1');
    await press('CA1', 1, '2');
    await press('CA1', 2, '1');
    expect(await theLead()).toMatchObject({ person: { language: 'ko', name: 'Maria in_1' } });
    await hangUp('CA1');
    expect((await ring('CA2'))!.call).toMatchObject({ place: 'welcome', language: 'ko' });
  });

  test('stays theirs where the flow does not speak it', async () => {
    await world.stop();
    world = await startWorld({ calls: { ...TEST_FLOW, languages: ['en'], questions: [] } });
    await world.inquire({
      person: { name: 'Min', tel: CALLER, language: 'ko', zones: ['UTC'], zoneFrom: 'number' },
    });
    expect((await ring('CA1'))!.call).toMatchObject({ place: 'line', language: 'en', person: { language: 'ko' } });
    expect(await theLead()).toMatchObject({ person: { language: 'ko' } });
  });
});

test('[V145] who hangs up in the greeting or the menu was never in line, known or not', async () => {
  const date = new Date(world.now()).toISOString().slice(0, 10);
  const query = { period: { from: date, to: date }, compared: null, by: 'day', target: 20, short: 5 } as const;
  const counted = async () => {
    const { arrived, short, abandoned } = (await viewCallers(world.parts, query, 'en')).total;
    return { arrived, short, abandoned };
  };
  await ring('CA1');
  world.pass(1000);
  await hangUp('CA1');
  await ring('CA2');
  await press('CA2', 1, '1');
  world.pass(20_000);
  await hangUp('CA2');
  expect((await theLead()).inquiries).toHaveLength(2);
  expect(await counted()).toEqual({ arrived: 0, short: 0, abandoned: 0 });
  await ring('CA3');
  world.pass(30_000);
  await press('CA3', 1, '1');
  await press('CA3', 2, '1');
  world.pass(3000);
  await hangUp('CA3');
  expect(await counted()).toEqual({ arrived: 1, short: 1, abandoned: 0 });
});
