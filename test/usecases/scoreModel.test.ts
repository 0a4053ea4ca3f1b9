/** The learned model over the floor’s own leads: trained, switched on, scoring, switched off. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { newDocument } from '../../src/store/leadDocument.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { saveScoring, trainNow, viewScoring } from '../../src/usecases/admin/scoring.ts';
import { trainByNight } from '../../src/usecases/score/scoreModel.ts';
import { presentLead } from '../../src/usecases/present/lead.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { newLead } from '../support/leads.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const COUNT = 1200;
const ROBIN = { id: 'robin' } as const;
let world: World;
beforeEach(async () => {
  world = await startWorld({ scoring: { start: 50, rules: [] } });
});
afterEach(() => world.stop());

/** Half of those who want a roof are won, and one in ten of the others. */
async function past(count = COUNT): Promise<void> {
  const start = world.now() - 30 * DAY;
  const documents = Array.from({ length: count }, (_, n) => {
    const at = start + n * MINUTE;
    const wantsRoof = n % 2 === 0;
    const won = wantsRoof ? n % 4 === 0 : n % 20 === 1;
    const id = `ld_past_${n}`;
    const { wait: _wait, nextStepAt: _next, ...facts } = newLead(at) as never as Record<string, never>;
    const inquiries = [{ id: `in_past_${n}`, kind: 'form', at, campaignId: 'solar' }];
    const closed = {
      ...facts,
      id,
      inquiries,
      state: 'closed',
      outcome: won ? 'won' : 'notInterested',
      closedAt: at + HOUR,
    };
    const inquiry = testInquiry(`in_past_${n}`, at, '+12025550143', { interest: wantsRoof ? 'roof' : 'car' });
    return { lead: newDocument({ lead: closed as never, entries: [], effects: [] }).document, inquiry };
  });
  await world.connection.collection<AnyDocument>('leads').insertMany(documents.map(({ lead }) => lead));
  await world.connection
    .collection<AnyDocument>('inquiries')
    .insertMany(documents.map(({ inquiry: { id, ...inquiry } }) => ({ _id: id, ...inquiry })));
}

const choose = (version: number, isOn: boolean, usesProtected = false) =>
  saveScoring(world.parts, ROBIN, version, { isOn, usesProtected }, 'en');
const scoreOf = async (n: number, interest: string) => {
  const id = await world.inquire({ tel: `+1202555${2000 + n}`, interest });
  const lead = await world.parts.leads.byId(id);
  if (!lead) throw new Error('no lead');
  return { lead, score: lead.score };
};

test('[V198] [A182] [A183] a trained model scores while it is on; off, or with another choice, rules do', async () => {
  await past();
  expect((await viewScoring(world.parts, 'en')).last).toBeNull();
  expect(await trainNow(world.parts, 'en')).toMatchObject({
    last: { version: 1, isInUse: false, figures: { leads: COUNT, wins: 360 } },
  });
  expect((await scoreOf(1, 'roof')).score).toEqual({ points: 50, reasons: [] });
  expect(await choose(0, true)).toMatchObject({ ok: true, saved: { version: 1, last: { isInUse: true } } });
  const { lead, score } = await scoreOf(2, 'roof');
  expect(score).toMatchObject({ model: 1, reasons: [{ kind: 'known', about: 'interest', value: 'roof' }] });
  expect(score?.chance).toBeCloseTo(0.5, 1);
  expect((await scoreOf(3, 'car')).score?.points).toBeLessThan(score?.points ?? 0);
  const shown = await presentLead(world.parts, lead, { kind: 'owner', language: 'ko' });
  expect(shown.score).toMatchObject({ reasons: [{ text: '관심 사항: 지붕', raises: true }] });
  expect(shown.score?.by).toContain('모델 1');
  // What it learned under another choice isn’t used.
  expect(await choose(1, true, true)).toMatchObject({ ok: true, saved: { last: { isInUse: false } } });
  expect((await scoreOf(4, 'roof')).score).not.toHaveProperty('model');
  expect(await choose(2, false)).toMatchObject({ ok: true });
  expect((await scoreOf(5, 'roof')).score).not.toHaveProperty('model');
  expect((await world.parts.leads.byId(lead.id))?.score).toEqual(score);
  expect(await choose(2, true)).toMatchObject({ ok: false, code: 'edited-meanwhile' });
  const { items } = await world.parts.audit.list({ what: 'service', subjectId: 'scoring', limit: 10 });
  expect(items.map(({ by, after }) => [by, after])).toEqual([
    ['robin', { isOn: false, usesProtected: false }],
    ['robin', { usesProtected: true }],
    ['robin', { isOn: true }],
  ]);
});

test('[V199] leads that say nothing about the customer, such as imported ones, take no place among those it learns from', async () => {
  await past(20);
  const leads = world.connection.collection<AnyDocument>('leads');
  const newest = await leads.find().sort({ closedAt: -1 }).limit(12).toArray();
  await leads.updateMany({ _id: { $in: newest.map(({ _id }) => _id) } }, { $set: { outcome: 'imported' } });
  const read: string[] = [];
  for await (const some of world.parts.scores.ended(0, 8, ['imported']))
    read.push(...some.map(({ outcome }) => outcome));
  expect(read).toHaveLength(8);
  expect(read).not.toContain('imported');
});

test('[V199] [A183] trained at night if it is on, once, and one at a time; without wins it says why', async () => {
  await trainByNight(world.parts);
  expect((await viewScoring(world.parts, 'en')).last).toBeNull();
  await choose(0, true);
  for (let hour = 0; hour < 48; hour += 1) {
    await trainByNight(world.parts);
    world.pass(HOUR);
  }
  expect((await viewScoring(world.parts, 'en')).last).toMatchObject({
    version: 2,
    isInUse: false,
    refusal: 'oneClass',
  });
  const both = await Promise.all([trainNow(world.parts, 'en'), trainNow(world.parts, 'en')]);
  expect(both.filter((one) => 'code' in one)).toMatchObject([{ code: 'wrong-state' }]);
});
