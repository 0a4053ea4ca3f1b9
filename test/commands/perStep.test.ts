/**
 * How many commands each step of a lead sends to the database, counted at the driver of the whole service over the
 * embedded database, against the limits in ceilings.ts. A failure lists every command of the step.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import twilio from 'twilio';
import { watchCommands, type Command, type CommandWatch } from '../../bench/commands.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { sweepDeadlines } from '../../src/usecases/lead/sweepDeadlines.ts';
import { TOLL_FREE } from '../support/calls.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { connectDesk, type DeskClient } from '../support/demo.ts';
import { startService, type Service } from '../support/service.ts';
import { CEILINGS, type Step } from './ceilings.ts';

const TOKEN = 'not-a-secret-in-tests';
/**
 * Longer than the longest pause in what follows a step: an agent’s callbacks are sent half a second later, together.
 */
const QUIET_MS = 700;
/** The first lead fills the caches; of the others the cheapest counts. */
const WARM_UP = 1;
const LEADS = 2;
/** What a node keeps is reread by age, whatever step happens to run then. In ms, slightly below the shortest age. */
const KEPT_MS = 9000;
/** How often at each age. */
const KEPT: Readonly<Record<string, number>> = {
  'find agents ': 1,
  'find business {_id}': 1,
  'find campaigns ': 1,
  // With the campaigns: whether they score, the model, and the law.
  'find settings {_id}': 3,
  'find users ': 1,
  'aggregate facts {agentIds, at} $match $group': 1,
};

const CALL_STEPS = ['incoming call', 'into the line'] as const;
const REAL_TIMERS = [
  ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setTimeout', 'clearTimeout'] as const),
];

let database: TestDatabase;
let service: Service;
let desk: DeskClient;
let watch: CommandWatch;
let isRung = false;
let lastAt = 0;
let current: Command[] = [];
let startedAt = 0;
const readAgain = new Map<string, number>();
const counted = new Map<Step, Command[][]>();

beforeAll(async () => {
  database = await startDatabase();
  const watched = { ...database, uri: `${database.uri}&monitorCommands=true` };
  // What the service repeats on a timer (checking reach, measuring the clock) belongs to no step.
  jest.useFakeTimers({ doNotFake: REAL_TIMERS });
  service = await startService({ demo: true, database: watched, telephony: { authTokens: [TOKEN] } });
  startedAt = performance.now();
  watch = watchCommands(service.stores.connection.getClient(), (command) => {
    lastAt = performance.now();
    const text = `${command.name} ${command.collection} ${command.shape}`;
    if (text in KEPT) readAgain.set(text, (readAgain.get(text) ?? 0) + 1);
    else current.push(command);
  });
  service.parts.bell.answeredBy(() => (isRung = true));
  const ana = await service.signIn('ana@demo.test');
  desk = await connectDesk(service.url, ana.cookie);
  await desk.available();
  await settled();
  for (let id = 0; id < WARM_UP + LEADS; id += 1) {
    if (id === WARM_UP) counted.clear();
    await oneLead(id);
  }
  for (let id = 0; id < WARM_UP + LEADS; id += 1) {
    if (id === WARM_UP) counted.delete('form with a time');
    await oneChosenTime(id);
  }
  await desk.ask('presence:set', { presence: 'offline' });
  await settled();
  for (let id = 0; id < WARM_UP + LEADS; id += 1) {
    if (id === WARM_UP) for (const step of CALL_STEPS) counted.delete(step);
    await oneCall(id);
  }
});

afterAll(async () => {
  jest.useRealTimers();
  desk.close();
  watch.stop();
  await service.close();
  await database.stop();
});

describe.each(Object.entries(CEILINGS))('%s', (step, ceiling) => {
  test.each(['commands', 'writes'] as const)(`asks for no more %s than its ceiling`, (what) => {
    const cheapest = (counted.get(step as Step) ?? [])
      .map((commands) => ({ commands: commands.length, writes: writesOf(commands), list: listed(commands) }))
      .sort((a, b) => a[what] - b[what])[0];
    if (!cheapest) throw new Error(`${step} was not measured`);
    if (cheapest[what] > ceiling[what])
      throw new Error(`${step}: ${cheapest[what]} ${what}, of at most ${ceiling[what]}:\n${cheapest.list}`);
    expect(cheapest[what]).toBeGreaterThan(0);
  });
});

test('what a node keeps is read again by its age alone', () => {
  const ages = Math.ceil((performance.now() - startedAt) / KEPT_MS) + 1;
  expect([...readAgain].filter(([text, times]) => times > ages * (KEPT[text] ?? 0))).toEqual([]);
});

async function oneLead(id: number): Promise<void> {
  const heardBefore = desk.heard.length;
  await step('form', async () => {
    const response = await fetch(`${service.url}/api/forms/demo/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ name: 'Maria Lopez', phone: `+1202555${1000 + id}`, message: 'One\ntwo\nthree' },
        consent: { call: true, now: true },
      }),
    });
    expect(response.status).toBe(201);
  });
  await step('offer', () => Promise.resolve());
  const { offerId, lead } = await desk.hear('offer', undefined, heardBefore);
  await step('accept', async () => {
    expect(await desk.ask('offer:accept', { offerId })).toMatchObject({ ok: true });
  });
  await step('talking', async () => {
    expect(await desk.ask('lead:talking', { leadId: lead.id })).toMatchObject({ ok: true });
  });
  await step('close', async () => {
    expect(await desk.ask('lead:close', { leadId: lead.id, outcome: 'notInterested' })).toMatchObject({ ok: true });
  });
}

async function oneChosenTime(id: number): Promise<void> {
  // Showing the form isn’t part of the step before.
  current = [];
  const html = await (await fetch(`${service.url}/f/demo`)).text();
  const times = [...html.matchAll(/<option value="(\d{10,})"/g)].map(([, at]) => Number(at));
  await settled();
  await step('form with a time', async () => {
    const response = await fetch(`${service.url}/api/forms/demo/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ name: 'Maria Lopez', phone: `+1202555${2000 + id}`, callAt: times[id], timeZone: 'America/New_York' },
        consent: { call: true },
      }),
    });
    expect(response.status).toBe(201);
  });
  await runEngine();
}

async function oneCall(id: number): Promise<void> {
  const caller = { CallSid: `CA${id}`, From: `+1212555${1000 + id}`, To: TOLL_FREE, CallStatus: 'ringing' };
  let heard = '';
  await step('incoming call', async () => {
    heard = await asNetwork('/twilio/voice/incoming', caller);
  });
  await step('into the line', async () => {
    for (const keys of ['1', '1']) heard = await asNetwork(actionIn(heard), { ...caller, Digits: keys });
    expect(heard).toContain('<Enqueue');
  });
}

async function asNetwork(path: string, fields: Record<string, string>): Promise<string> {
  const signature = twilio.getExpectedTwilioSignature(TOKEN, service.url + path, fields);
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(fields),
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** Where the network sends the keys it was told to gather. */
function actionIn(twiml: string): string {
  const action = /<Gather[^>]*action="([^"]+)"/.exec(twiml)?.[1];
  if (action === undefined) throw new Error(`nothing is asked in ${twiml}`);
  return action.replaceAll('&amp;', '&').split('#')[0] ?? '';
}

/** Runs the step and waits for everything it causes; what the form wakes belongs to the offer. */
async function step(name: Step, act: () => Promise<void>): Promise<void> {
  current = [];
  await act();
  await settled();
  if (!name.startsWith('form')) await runEngine();
  counted.set(name, [...(counted.get(name) ?? []), current]);
}

/** Answers the bell as jobs/engine.ts does: a pass, and another one if it rang meanwhile. */
async function runEngine(): Promise<void> {
  while (isRung) {
    isRung = false;
    await sweepDeadlines(service.parts, false);
    await routeLeads(service.parts, { isThorough: false, isFresh: false });
    await settled();
  }
}

/** No command is in flight, and none has been for a while. */
async function settled(): Promise<void> {
  lastAt = performance.now();
  while (watch.inFlight() > 0 || performance.now() - lastAt < QUIET_MS)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

function writesOf(commands: readonly Command[]): number {
  return commands.reduce((sum, { writes }) => sum + writes, 0);
}

function listed(commands: readonly Command[]): string {
  return commands
    .map(({ name, collection, shape, writes }) => `  ${name} ${collection} ${shape}${writes > 0 ? ` → ${writes}` : ''}`)
    .join('\n');
}
