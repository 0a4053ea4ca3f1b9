import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hireSimulatedAgents, startFloor } from '../../src/demo/floor/index.ts';
import { SIMULATED_AGENTS } from '../../src/demo/floor/people.ts';
import type { Conservation, Floor } from '../../src/shared/floor.ts';
import { startDemo } from '../support/demo.ts';
import { startService, type Client, type Service } from '../support/service.ts';
import { onThisMachine, PATIENCE_MS } from '../support/patience.ts';

const SETTINGS = { seed: 7, arrivalEveryMs: 250, pace: 0.03 };

let service: Service;
let sam: Client;
let stopFloor: (() => Promise<void>) | undefined;
beforeEach(async () => {
  service = await startService({ demo: true, jobs: true, ownDatabase: true });
  sam = await service.signIn('sam@demo.test');
  await hireSimulatedAgents(service.parts);
});
afterEach(async () => {
  await stopFloor?.();
  await service.close();
});

const open = () => (stopFloor = startFloor({ url: service.url, log: service.parts.log, ...SETTINGS }));
const floor = async () => (await (await sam.get('/api/floor')).json()) as Floor;
const conservation = async () => (await (await sam.get('/api/floor/conservation')).json()) as Conservation;

/** The first answer that satisfies the condition; polls the database until then. */
async function when<T>(look: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    const value = await look();
    if (isSo(value)) return value;
    if (Date.now() > deadline) throw new Error(`it did not come about: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('[2] the simulated floor makes leads, talks with people and closes, and everything is accounted for', async () => {
  const before = (await floor()).today;
  open();
  const { agents } = await when(floor, ({ today }) => {
    const done = today.closed - before.closed;
    return today.leads - before.leads >= 8 && today.conversations - before.conversations >= 5 && done >= 4;
  });
  const working = agents.filter(({ id }) => SIMULATED_AGENTS.some((simulated) => simulated.id === id));
  expect(working).toHaveLength(4);
  expect(working.some(({ presence }) => presence === 'available')).toBe(true);
  // Ana, Ben and Chloe are left for visitors of the demo.
  expect(agents.filter(({ presence }) => presence !== 'offline').length).toBeLessThanOrEqual(4);
  expect(await conservation()).toMatchObject({ unaccounted: 0, repaired: 0 });

  const began = performance.now();
  await stopFloor?.();
  expect(performance.now() - began).toBeLessThan(onThisMachine(1000));
  expect(await conservation()).toMatchObject({ unaccounted: 0 });
  const { presence } = (await floor()).agents.find(({ id }) => id === 'user_emma') ?? {};
  expect(presence).toBe('offline');
});

test('[1] the simulated floor survives a database failure and continues automatically', async () => {
  open();
  const isServed = ({ today }: Floor) => today.closed >= 8;
  await when(floor, isServed);
  await service.database.own().kill();
  expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
  await service.database.own().restart();
  await when(
    async () => (await fetch(`${service.url}/readyz`)).status,
    (status) => status === 200,
  );

  const { closed } = (await floor()).today;
  await when(floor, ({ today }) => today.closed >= closed + 3);
  expect(await conservation()).toMatchObject({ unaccounted: 0 });
});

test('adding the agents twice changes nobody', async () => {
  await service.parts.agents.setPresence('user_emma', 'away', 'break', service.parts.clock.now());
  await hireSimulatedAgents(service.parts);
  expect(await service.parts.agents.byId('user_emma')).toMatchObject({ presence: 'away', presenceReason: 'break' });
});

test('[O9] DEMO_FLOOR=on starts it with the demo, and it does not keep the demo from ending', async () => {
  const demo = await startDemo({ DEMO_FLOOR: 'on' });
  try {
    const cookie = await demo.signIn('sam@demo.test');
    const isAtWork = ({ presence, reach }: Floor['agents'][number]) =>
      presence === 'available' && reach === 'reachable';
    await when(
      () => demo.get<Floor>('/api/floor', cookie),
      ({ agents }) => agents.filter(isAtWork).length === SIMULATED_AGENTS.length,
    );
  } finally {
    const began = performance.now();
    await demo.stop();
    expect(performance.now() - began).toBeLessThan(onThisMachine(5000));
  }
  expect(demo.output()).toContain('DEMO_FLOOR=on');
  expect(demo.output()).not.toContain('failed to stop a component');
});
