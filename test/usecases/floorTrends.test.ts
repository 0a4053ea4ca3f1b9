import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { trendsReader } from '../../src/usecases/floor/viewTrends.ts';
import { settleReports } from '../../src/usecases/reports/settleReports.ts';
import { NEW_YORK } from '../support/leads.ts';
import { startWorld, type World } from '../support/world.ts';

const ALWAYS = { zone: NEW_YORK, weekly: null, holidays: [] };
/** A Monday; clocks go back on the Sunday after. */
const START = Date.parse('2026-10-26T12:00:00-04:00');
const A_WEEK_LATER = Date.parse('2026-11-02T12:00:00-05:00');

let world: World;
beforeEach(async () => {
  world = await startWorld({ hours: ALWAYS }, { at: START });
});
afterEach(() => world.stop());

const inquire = (index: number) => world.inquire({ tel: `+1202555${String(1000 + index)}` });

test('[V133] [V134] the floor compares today with last week at the same time, across a clock change', async () => {
  await world.addAgent('ana');
  const leadId = await inquire(1);
  world.pass(2 * SECOND);
  await world.tick();
  await world.seeAll();
  await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  await workLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
  await inquire(2);
  world.pass(5 * MINUTE);
  // Not by this time.
  await inquire(3);
  await settleReports(world.parts, HOUR);

  world.pass(A_WEEK_LATER - world.now());
  await inquire(4);
  world.pass(4 * MINUTE);
  expect(await trendsReader()(world.parts)).toMatchObject({ now: null, before: null });
  await settleReports(world.parts, HOUR);
  expect(await trendsReader()(world.parts)).toEqual({
    ...{ at: A_WEEK_LATER + 4 * MINUTE, zone: NEW_YORK, weekday: 1, target: 60 },
    now: { leads: 1, talked: 0, decided: 1, inTarget: 0 },
    before: { leads: 2, talked: 1, decided: 2, inTarget: 1 },
  });
});

test('[V134] [V135] today is compared up to where it is counted, and with nothing if there was nothing', async () => {
  await inquire(1);
  world.pass(MINUTE);
  await settleReports(world.parts, HOUR);
  world.pass(MINUTE);
  await inquire(2);
  const notCounted = world.now();
  world.pass(MINUTE);
  expect(await trendsReader()(world.parts)).toMatchObject({
    ...{ at: notCounted, before: null },
    // The second one isn't in it, although it's in the database.
    now: { leads: 1, talked: 0, decided: 1, inTarget: 0 },
  });
});

test('[V136] for any number of supervisors, the lines are read once every 15 s', async () => {
  let reads = 0;
  let isBroken = false;
  const { parts } = world;
  const lines: typeof parts.reports.lines = (from, until) => {
    reads += 1;
    return isBroken ? Promise.reject(new Error('broken')) : parts.reports.lines(from, until);
  };
  const counting = { ...parts, reports: { ...parts.reports, lines } };
  await inquire(1);
  world.pass(SECOND);
  await settleReports(parts, HOUR);
  const readTrends = trendsReader();
  await Promise.all(Array.from({ length: 20 }, () => readTrends(counting)));
  world.pass(14 * SECOND);
  await readTrends(counting);
  expect(reads).toBe(2);

  world.pass(SECOND);
  isBroken = true;
  await expect(readTrends(counting)).rejects.toThrow('broken');
  isBroken = false;
  expect(await readTrends(counting)).toMatchObject({ now: { leads: 1 } });
  expect(reads).toBe(6);
});
