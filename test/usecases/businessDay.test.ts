import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR } from '../../src/core/vocabulary/time.ts';
import { saveBusiness } from '../../src/usecases/admin/business.ts';
import { businessDay } from '../../src/usecases/floor/businessDay.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { NOON } from '../support/leads.ts';
import { startWorld, type World } from '../support/world.ts';

/** Midnight in Seoul. */
const MIDNIGHT = NOON;
let world: World;
beforeEach(async () => {
  world = await startWorld({}, { at: MIDNIGHT + HOUR });
});
afterEach(() => world.stop());

test('[W13] the day begins at midnight in the business’s zone, whatever its campaigns’ zones are', async () => {
  expect(await businessDay(world.parts)).toBe(Date.parse('2026-11-18T00:00:00Z'));
  const fields = { name: 'Brightroof', country: 'KR', language: 'ko', zone: 'Asia/Seoul', hours: null } as const;
  expect(await saveBusiness(world.parts, { id: 'sam' }, 0, fields)).toMatchObject({ ok: true });
  expect(await businessDay(world.parts)).toBe(MIDNIGHT);
  expect((await viewFloor(world.parts, 'en')).today.since).toBe(MIDNIGHT);
});

test('[W14] the floor says by a figure why routing has stopped, so that each page says it in its reader’s language', async () => {
  const parts = { ...world.parts, clock: { ...world.parts.clock, offset: () => 612 } };
  expect((await viewFloor(parts, 'ko')).routing).toEqual({ running: false, clockOffsetMs: 612 });
  expect((await viewFloor(world.parts, 'ko')).routing).toEqual({ running: true });
});
