/** A thousand leads at opening and five agents, with a crash in the middle. */
import { expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { openStores } from '../../src/store/index.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { backlogLoads } from '../../src/usecases/lead/backlogLoads.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { sweepDeadlines } from '../../src/usecases/lead/sweepDeadlines.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { crashesAt } from '../support/crash.ts';
import { NOON } from '../support/leads.ts';
import { SILENT_LOG, startWorld } from '../support/world.ts';

const LEADS = 1000;
const AGENTS = ['ana', 'ben', 'chloe', 'dan', 'eve'];
/** 9 AM to 5 PM in New York. */
const SPAN = [{ from: 14 * 60, to: 22 * 60 }];
const HOURS = {
  zone: 'UTC',
  weekly: { 1: SPAN, 2: SPAN, 3: SPAN, 4: SPAN, 5: SPAN, 6: SPAN, 7: SPAN },
  holidays: [],
};
const OPENING = NOON - HOUR;

test('[R141] [R142] [R143] a thousand leads at opening come as five agents can take them, also after a crash', async () => {
  const world = await startWorld({ hours: HOURS }, { at: OPENING - 8 * HOUR });
  try {
    for (let n = 0; n < LEADS; n += 50)
      await Promise.all(Array.from({ length: 50 }, (_one, m) => world.inquire({ tel: `+1202${5_550_000 + n + m}` })));
    for (const id of AGENTS) await world.addAgent(id);
    world.pass(8 * HOUR);

    // The first process dies in the middle of the backlog; another one continues from the database alone.
    let hasCrashed = false;
    while (!hasCrashed) hasCrashed = await crashesAt(world.parts, 150, (dying) => sweepDeadlines(dying));
    const stores = await openStores(world.database.uri, SILENT_LOG);
    const { clock } = world.parts;
    const parts = { ...world.parts, ...stores.parts, clock };
    try {
      while ((await sweepDeadlines(parts)).settled > 0);

      const waiting = await parts.leads.waiting(LEADS);
      const held = await parts.leads.promisedBecause(['backlog'], LEADS);
      const moved = await parts.leads.promisedBecause(['outsideHours', 'notPermittedYet'], LEADS);
      expect([waiting.length, waiting.length + held.length + moved.length]).toEqual([20, LEADS]);
      // One a minute until closing, none together; the rest at the next opening.
      const turns = held.map(({ promise }) => promise?.dueAt ?? 0).sort((one, other) => one - other);
      expect(turns[0]).toBe(OPENING + 21 * MINUTE);
      expect(new Set(turns).size).toBe(turns.length);
      expect(turns.at(-1)).toBe(OPENING + 8 * HOUR - MINUTE);
      expect(new Set(moved.map(({ promise }) => promise?.dueAt))).toEqual(new Set([OPENING + 24 * HOUR]));

      // The floor takes a lead per agent and minute. Who asks now is called before those with a turn.
      const taken: string[] = [];
      const tick = async () => {
        for (let round = 0; round < 3; round += 1) {
          await sweepDeadlines(parts);
          await routeLeads(parts);
        }
      };
      let fresh = '';
      for (let minute = 0; minute < 12; minute += 1) {
        if (minute === 6) fresh = await world.inquire({ tel: '+12025559999' });
        await tick();
        for (const lead of await parts.leads.held()) {
          if (lead.state !== 'offered') continue;
          const agentId = lead.offer.agents[0]?.agentId ?? '';
          await acceptOffer(parts, { agentId, offerId: lead.offer.id });
          await workLead(parts, lead.id, { kind: 'talking', agentId });
          await workLead(parts, lead.id, { kind: 'ended', agentId });
          expect(await finishLead(parts, agentId, lead.id, { outcome: 'won' })).toMatchObject({ ok: true });
          taken.push(lead.id);
        }
        world.pass(10 * SECOND);
      }
      // Every agent took one each time, so no one was idle while leads had a turn.
      expect(taken).toHaveLength(12 * AGENTS.length);
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.indexOf(fresh)).toBeGreaterThanOrEqual(6 * AGENTS.length);
      expect(taken.indexOf(fresh)).toBeLessThan(8 * AGENTS.length);
      // Those who came forward were next: the earliest turns.
      const next = held.slice(0, 5).map(({ id }) => id);
      expect(taken).toEqual(expect.arrayContaining(next));
      const { conservation, callbacks } = await viewFloor(parts, 'en');
      expect(conservation.unaccounted).toBe(0);
      expect(callbacks.some(({ why }) => why === 'backlog')).toBe(true);
    } finally {
      await stores.close();
    }
  } finally {
    await world.stop();
  }
});

test('[R141] [A271] the rate of a backlog counts the agents who can take it', async () => {
  const world = await startWorld({ siteIds: ['busan'] });
  try {
    for (let n = 0; n < 20; n += 1) await world.inquire({ tel: `+120255500${10 + n}` });
    await world.addAgent('ana');
    await world.addAgent('ben', { siteId: 'busan' });
    const [lead] = await world.parts.leads.waiting(1);
    expect(await backlogLoads(world.parts).of(lead!)).toMatchObject({ slots: 1, waiting: 20 });
  } finally {
    await world.stop();
  }
});
