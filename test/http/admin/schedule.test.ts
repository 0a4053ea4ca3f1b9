/** Schedules of agents over HTTP. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import type { PersonChanged, PersonView } from '../../../src/shared/admin.ts';
import type { Problem } from '../../../src/shared/api.ts';
import { jsonOf, startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const OFFICE = [{ from: 540, to: 1020 }];
const WEEKLY = { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE, 6: [], 7: [] };
const SICK = { kind: 'sick', from: '2026-11-16', until: '2026-11-17' };
const LATE = { kind: 'hours', from: '2026-11-09', until: '2026-11-09', spans: [{ from: 780, to: 1440 }] };

const anaNow = async () => {
  const { people } = await jsonOf<{ people: PersonView[] }>(admin.get('/api/admin/people'));
  const ana = people.find(({ email }) => email === 'ana@demo.test');
  if (!ana) throw new Error('there is no Ana');
  return ana;
};
const save = async (changes: object) => {
  const { id, version, name, role, language, agent } = await anaNow();
  return admin.send('PUT', `/api/admin/people/${id}`, { version, name, role, language, agent, ...changes });
};

test('[A186] a schedule is saved with its person, read by this node at once, kept by who doesn’t send it, and removed', async () => {
  const { id } = await anaNow();
  expect(await anaNow()).toMatchObject({ schedule: null });
  await jsonOf<PersonChanged>(save({ schedule: { weekly: WEEKLY, exceptions: [SICK, LATE] } }));
  const inOrder = { weekly: WEEKLY, exceptions: [LATE, SICK] };
  expect((await anaNow()).schedule).toEqual(inOrder);
  expect((await service.parts.users.schedules()).get(id)?.schedule).toEqual(inOrder);

  await jsonOf<PersonChanged>(save({ name: 'Ana S' }));
  expect((await anaNow()).schedule).toEqual(inOrder);
  // The language is the person's own choice, saved another way.
  const ana = await service.signIn('ana@demo.test');
  await jsonOf(ana.send('PUT', '/api/me/language', { language: 'ko' }));
  expect((await anaNow()).schedule).toEqual(inOrder);

  await jsonOf<PersonChanged>(save({ schedule: null }));
  expect((await anaNow()).schedule).toBeNull();
  expect((await service.parts.users.schedules()).has(id)).toBe(false);
  const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=person&id=${id}`));
  expect(entries.map(({ before, after }) => [before['schedule'], after['schedule']])).toEqual([
    [inOrder, undefined],
    [undefined, undefined],
    [undefined, inOrder],
  ]);
});

test('[A187] everything wrong in a schedule is named by its field, in shape and in meaning, and nothing is saved', async () => {
  const before = await anaNow();
  const refused = async (schedule: object) => {
    const { fields = {} } = await jsonOf<Problem>(save({ schedule }), 422);
    return Object.keys(fields).sort();
  };
  const overlap = [...OFFICE, { from: 1000, to: 1100 }];
  expect(
    await refused({
      weekly: { ...WEEKLY, 2: overlap },
      exceptions: [
        { kind: 'holiday', from: '2026-11-16', until: '2026-11-17' },
        { ...SICK, from: '2027-02-29' },
        { ...SICK, spans: OFFICE },
        { ...LATE, spans: [] },
        { ...SICK, from: '' },
      ],
    }),
  ).toEqual(
    expect.arrayContaining([
      'schedule.exceptions.0.kind',
      'schedule.exceptions.2.spans',
      'schedule.exceptions.3.spans',
      'schedule.exceptions.4.from',
    ]),
  );
  expect(
    await refused({ weekly: { ...WEEKLY, 2: overlap }, exceptions: [{ ...SICK, from: '2027-02-29' }, SICK] }),
  ).toEqual(['schedule.exceptions.0.from', 'schedule.weekly.2.1']);
  expect(await refused({ weekly: { 1: OFFICE }, exceptions: [] })).toContain('schedule.weekly.2');
  expect(await refused({ weekly: WEEKLY, exceptions: Array.from({ length: 101 }, () => SICK) })).toContain(
    'schedule.exceptions',
  );
  expect(await anaNow()).toEqual(before);
});

test('[A189] a schedule without hours is refused, and a first one says who no longer counts for bookings', async () => {
  const none = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  const { fields = {} } = await jsonOf<Problem>(save({ schedule: { weekly: none, exceptions: [] } }), 422);
  expect(Object.keys(fields)).toEqual(['schedule']);
  const schedule = { weekly: WEEKLY, exceptions: [] };
  const { warnings } = await jsonOf<PersonChanged>(save({ schedule }));
  expect(warnings).toEqual([expect.stringMatching(/first schedule.*other agents without a schedule don’t count/)]);
  expect(await jsonOf<PersonChanged>(save({ schedule: { weekly: WEEKLY, exceptions: [LATE] } }))).toMatchObject({
    warnings: [],
  });
  await jsonOf<PersonChanged>(save({ schedule: null }));
});

test('[A190] a schedule of who takes no leads is saved with a warning', async () => {
  const { people } = await jsonOf<{ people: PersonView[] }>(admin.get('/api/admin/people'));
  const { id, version, name, role, language } = people.find(({ email }) => email === 'sam@demo.test')!;
  const body = { version, name, role, language, agent: null, schedule: { weekly: WEEKLY, exceptions: [] } };
  const saved = await jsonOf<PersonChanged>(admin.send('PUT', `/api/admin/people/${id}`, body));
  expect(saved.warnings).toEqual([`${name} doesn’t take leads, so the schedule has no effect.`]);
  const again = { ...body, version: saved.version, name: 'Sam O', schedule: undefined };
  expect((await jsonOf<PersonChanged>(admin.send('PUT', `/api/admin/people/${id}`, again))).warnings).toEqual([]);
});

test('[A188] supervisors can’t read why someone is absent', async () => {
  await jsonOf<PersonChanged>(save({ schedule: { weekly: WEEKLY, exceptions: [SICK] } }));
  const { id } = await anaNow();
  const sam = await service.signIn('sam@demo.test');
  expect((await sam.get(`/api/admin/people/${id}`)).status).toBe(403);
  expect(await (await sam.get('/api/floor')).text()).not.toContain('sick');
});
