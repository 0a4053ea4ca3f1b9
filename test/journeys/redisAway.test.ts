/**
 * Two nodes of the real program over one database, and a Redis that disappears, freezes and comes back while they work.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Floor } from '../../src/shared/floor.ts';
import type { DeskOffer } from '../../src/shared/desk.ts';
import { startDemo, type Demo, type DeskClient } from '../support/demo.ts';
import { hasRedis, testRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/patience.ts';

(hasRedis() ? describe : describe.skip)('two nodes and a Redis that is not always there', () => {
  let redis: TestRedis;
  let here: Demo;
  let there: Demo;
  let ana: DeskClient;
  /** Ana’s second desk, on the other node. */
  let far: DeskClient;
  let sam: string;
  let number = 0;

  beforeAll(async () => {
    redis = await testRedis();
    const settings = { REDIS_URL: redis.url, INTAKE_LIMIT_PER_MINUTE: '100000' };
    // Redis isn’t there yet: both start without it.
    here = await startDemo(settings);
    there = await startDemo({ ...settings, MONGODB_URI: here.database.uri, DATA_DIR: here.database.folder });
    sam = await here.signIn('sam@demo.test');
    ana = await here.desk('ana@demo.test');
    far = await there.desk('ana@demo.test');
  });
  afterEach(() => redis.thaw());
  afterAll(async () => {
    redis.thaw();
    await there.stop();
    await here.stop();
    await redis.kill();
  });

  const readiness = async ({ url }: Demo) => {
    const answer = await fetch(`${url}/readyz`);
    const { checks } = (await answer.json()) as { checks: Record<string, string> };
    return { status: answer.status, checks };
  };
  const bothSay = (nodes: string) =>
    until(async () => {
      const all = await Promise.all([here, there].map(readiness));
      return all.every(({ status, checks }) => status === 200 && checks['nodes'] === nodes);
    });
  const isAlarmed = async () =>
    (await here.get<Floor>('/api/floor', sam)).alarms.some(({ kind }) => kind === 'nodesApart');
  const submit = async (demo: Demo) => {
    number += 1;
    const { status } = await demo.submit({ name: 'Pat', phone: `+1212555${String(1000 + number)}` });
    expect(status).toBe(201);
  };
  const isHeardFar = async () => {
    // A change without effect isn’t announced.
    await ana.ask('presence:set', { presence: 'away', reason: 'other' });
    const since = far.heard.length;
    await ana.ask('presence:set', { presence: 'away', reason: 'break' });
    // If the machine is so busy that Redis seems away for a moment, it arrives in a snapshot instead.
    await Promise.any([
      far.hear('presence', ({ reason }) => reason === 'break', since),
      far.hear('snapshot', ({ presence }) => presence.reason === 'break', since),
    ]);
    await ana.ask('presence:set', { presence: 'away', reason: 'other' });
  };

  /** As many doorbells of every kind as there is time for, until `isOver`. Every request must be answered properly. */
  async function traffic(isOver: () => boolean): Promise<void> {
    for (let round = 0; !isOver(); round += 1) {
      const reason = round % 2 === 0 ? 'break' : 'other';
      const replies = await Promise.all(
        [ana, far].map((desk) => desk.ask('presence:set', { presence: 'away', reason })),
      );
      expect(replies.every(({ ok }) => ok)).toBe(true);
      if (round % 10 === 0) await Promise.all([here, there].map(submit));
    }
  }

  async function duringTraffic(act: () => Promise<void>): Promise<void> {
    let isOver = false;
    const going = traffic(() => isOver);
    try {
      await act();
    } finally {
      isOver = true;
      await going;
    }
  }

  async function localDeskRings(): Promise<void> {
    const since = ana.heard.length;
    await ana.available();
    await submit(here);
    // The other node created it; it’s found in the database.
    const { offerId } = await Promise.any([
      ana.hear('offer', undefined, since),
      ana.hear('snapshot', ({ offer }) => offer !== null, since).then(({ offer }) => offer as DeskOffer),
    ]);
    const accepted = await ana.ask('offer:accept', { offerId });
    expect(accepted).toMatchObject({ ok: true });
    if (!accepted.ok) return;
    const leadId = accepted.lead.id;
    expect(await ana.ask('lead:talking', { leadId })).toMatchObject({ ok: true });
    expect(await ana.ask('lead:ended', { leadId })).toMatchObject({ ok: true });
    expect(await ana.ask('lead:close', { leadId, outcome: 'won' })).toMatchObject({ ok: true });
    await ana.ask('presence:set', { presence: 'away', reason: 'other' });
  }

  function nobodyFell(): void {
    for (const { output } of [here, there]) {
      expect(output()).not.toMatch(/unhandled rejection|uncaught error/);
    }
  }

  test('[O20] a start without Redis serves and warns, and is joined to the others when Redis comes', async () => {
    await bothSay('warning');
    await localDeskRings();
    await until(isAlarmed);
    await redis.start();
    await bothSay('ok');
    await isHeardFar();
    await until(async () => !(await isAlarmed()));
    nobodyFell();
  });

  test.each([
    ['killed', () => redis.kill(), () => redis.start()],
    ['frozen', () => Promise.resolve(redis.freeze()), () => Promise.resolve(redis.thaw())],
  ])(
    '[O20] Redis %s in the middle of traffic: both nodes serve and alert, and reach each other again afterwards',
    async (_how, away, back) => {
      await duringTraffic(async () => {
        await isHeardFar();
        await away();
        await bothSay('warning');
      });
      await localDeskRings();
      await until(isAlarmed);
      // Signing out ends this node’s desks at once, whatever Redis does.
      const ben = await here.desk('ben@demo.test');
      const ended = new Promise((resolve) => ben.socket.once('disconnect', resolve));
      await fetch(`${here.url}/api/session`, {
        method: 'DELETE',
        headers: { cookie: await here.signIn('ben@demo.test') },
      });
      here.forget('ben@demo.test');
      await ended;
      ben.close();

      const seen = far.heard.length;
      await duringTraffic(async () => {
        await back();
        await bothSay('ok');
      });
      // What was missed in the meantime is shown.
      await far.hear('snapshot', undefined, seen);
      await isHeardFar();
      await until(async () => !(await isAlarmed()));
      nobodyFell();
    },
  );
});
