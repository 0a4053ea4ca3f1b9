import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AwayReasonDraft } from '../../src/core/agent/awayReasons.ts';
import type { BusinessFields } from '../../src/shared/admin.ts';
import { saveBusiness, viewBusiness } from '../../src/usecases/admin/business.ts';
import { choosePresence } from '../../src/usecases/agents/choosePresence.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { viewAgents } from '../../src/usecases/reports/viewAgents.ts';
import { presentPresence } from '../../src/usecases/present/presence.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
});
afterEach(() => world.stop());

const PLACE = { name: 'Brightroof', country: 'US', language: 'en', zone: 'UTC', hours: null } as const;
async function send(part: Partial<BusinessFields>) {
  const { version = 0 } = (await world.parts.business.get()) ?? {};
  return saveBusiness(world.parts, { id: 'sam' }, version, { ...PLACE, ...part });
}
async function save(awayReasons?: readonly AwayReasonDraft[]) {
  const result = await send(awayReasons ? { awayReasons } : {});
  if (!result.ok) throw new Error(result.message);
  return result.saved.awayReasons;
}
const coaching = { label: { en: 'Coaching', ko: '코칭' }, counts: 'work' } as const;
const away = (reason?: string) => choosePresence(world.parts, 'ana', 'away', reason);
const ana = () => presentPresence(world.parts, 'ana');

test('[A116] reasons are added, reworded and retired; one that is left out is kept as retired', async () => {
  const before = await save();
  expect(before.map(({ id, counts }) => `${id} ${counts}`)).toEqual([
    'break paid',
    'meal unpaid',
    'meeting work',
    'training work',
    'technical paid',
    'other unpaid',
  ]);
  const [rest, meal, ...others] = before;
  const after = await save([coaching, { ...rest!, label: { en: 'Pause', ko: '휴식' } }, ...others]);
  expect(after[0]).toEqual({ ...coaching, id: expect.stringMatching(/^away_[\w-]+$/), isRetired: false });
  expect(after[1]).toMatchObject({ id: 'break', label: { en: 'Pause' }, counts: 'paid' });
  expect(after.at(-1)).toEqual({ ...meal, isRetired: true });
  expect((await world.parts.business.get())?.awayReasons?.at(-1)).toEqual({
    id: 'meal',
    counts: 'unpaid',
    isRetired: true,
  });
  expect(await save()).toEqual(after);
});

test('[A116] each is named once, known, and at least one is in use', async () => {
  const before = await save();
  const paths = async (awayReasons: readonly AwayReasonDraft[]) => {
    const result = await send({ awayReasons });
    return result.ok ? [] : (result.mistakes ?? []).map(({ path, code }) => `${path} ${code}`);
  };
  expect(await paths([...before, coaching, { ...coaching, label: { en: ' coaching', ko: '코칭' } }])).toEqual([
    'awayReasons.7.label.en twice',
  ]);
  expect(await paths([{ ...coaching, id: 'away_gone' }])).toEqual(['awayReasons.0.id reasonUnknown']);
  expect(await paths(before.map((one) => ({ ...one, isRetired: true })))).toEqual(['awayReasons awayReasonMissing']);
  const many = Array.from({ length: 13 }, (_one, n) => ({ ...coaching, label: { en: `R${n}`, ko: `R${n}` } }));
  expect(await paths(many)).toEqual(['awayReasons awayReasonsTooMany']);
});

test('[A117] a reason to decline that sets to Away names an away reason in use', async () => {
  const before = await save();
  const declineReasons = [{ label: { en: 'Lunch', ko: '점심' }, means: 'away', awayReason: 'meal' }] as const;
  const awayReasons = before.map((one) => (one.id === 'meal' ? { ...one, isRetired: true } : one));
  expect(await send({ awayReasons, declineReasons })).toMatchObject({
    ok: false,
    mistakes: [{ path: 'declineReasons.0.awayReason', code: 'reasonUnknown' }],
  });
  expect(await send({ declineReasons })).toMatchObject({ ok: true });
});

test('[V166] the desk lists the reasons in use, is shown a changed list at once, and a retired one is refused', async () => {
  await world.parts.agents.setReach('ana', 'reachable', world.now());
  expect(await ana()).not.toHaveProperty('awayReasons');
  const before = await save();
  const told = () => world.heard.filter(({ event }) => event === 'presence').length;
  const toldBefore = told();
  const [own] = await save([coaching, ...before.filter(({ id }) => id !== 'meal')]);
  expect(told()).toBeGreaterThan(toldBefore);
  expect((await ana()).awayReasons?.slice(0, 2)).toEqual([{ id: own?.id, label: coaching.label }, { id: 'break' }]);
  const refused = await away('meal');
  expect(refused).toMatchObject({ ok: false, code: 'bad-input', mistakes: [{ path: 'reason', code: 'oneOf' }] });
  expect(refused.ok ? '' : refused.message).toContain('Coaching');
  expect(await away(own?.id)).toMatchObject({ ok: true, presence: { reason: own?.id, reasonLabel: coaching.label } });
  expect(await away()).toMatchObject({ ok: true, presence: { reason: 'other' } });
});

test('[V167] a retired reason keeps its words where it was used', async () => {
  const [own, ...others] = await save([coaching, ...(await save())]);
  await away(own?.id);
  await save(others);
  expect(await ana()).toMatchObject({ presence: 'away', reason: own?.id, reasonLabel: coaching.label });
  const date = new Date(world.now()).toISOString().slice(0, 10);
  const query = { period: { from: date, to: date }, compared: null, by: 'day' } as const;
  expect((await viewAgents(world.parts, query, 'ko')).awayNames).toEqual({ [own?.id ?? '']: '코칭' });
  const { agents } = await viewFloor(world.parts, 'en');
  expect(agents).toMatchObject([{ id: 'ana', reason: own?.id, reasonLabel: coaching.label }]);
  expect((await viewBusiness(world.parts))?.awayReasons.at(-1)).toMatchObject({ id: own?.id, isRetired: true });
});
