/** How endpoints handle input made to be expensive: they refuse it briefly and quickly, and never with 500. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import joi from 'joi';
import { LAST_MOMENT } from '../../../src/core/vocabulary/time.ts';
import { validate } from '../../../src/intake/validate.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService({ env: { INTAKE_LIMIT_PER_MINUTE: '100000' } });
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const KEYS = Object.fromEntries(Array.from({ length: 5500 }, (_, n) => [`k${n}`, 1]));
const LONG_KEYS = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`${n}${'k'.repeat(550)}`, 1]));
const WRONG_ITEMS = Array.from({ length: 9000 }, () => 1);

const DOORS = [
  ['POST', '/api/forms/demo/leads'],
  ['POST', '/api/session'],
  ['POST', '/api/password-resets'],
  ['POST', '/api/leads/search'],
  ['POST', '/api/leads/ld_inq_demo_1/note'],
  ['POST', '/api/leads/ld_inq_demo_1/callback'],
  ['PUT', '/api/admin/business'],
  ['POST', '/api/admin/campaigns'],
  ['PUT', '/api/admin/campaigns/demo/calls'],
  ['POST', '/api/admin/people'],
] as const;

test.each(DOORS)('[O30] %s %s: the answer to 60 kB of wrong fields is short', async (method, path) => {
  for (const body of [KEYS, LONG_KEYS, { teamIds: WRONG_ITEMS, consent: WRONG_ITEMS, fields: WRONG_ITEMS }]) {
    const refused = await admin.send(method, path, body);
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(text.length).toBeLessThan(40_000);
    const { fields = {} } = JSON.parse(text) as { fields?: Record<string, string> };
    expect(Object.keys(fields).length).toBeLessThanOrEqual(50);
    for (const name of Object.keys(fields)) expect(name.length).toBeLessThanOrEqual(100);
  }
});

test('[O30] known fields are reported before unknown ones, choices briefly, and only the first error of a very large body', () => {
  const valids = Array.from({ length: 500 }, (_, n) => `choice number ${n}`);
  const schema = joi.object({
    name: joi.string().required(),
    list: joi.array().items(joi.string().valid(...valids)),
  });
  const result = validate(schema, { ...Object.fromEntries(Object.entries(KEYS).slice(0, 100)), list: ['x'] });
  const mistakes = result.ok ? [] : (result.mistakes ?? []);
  expect(mistakes.slice(0, 2).map(({ path }) => path)).toEqual(['name', 'list.0']);
  expect(mistakes).toHaveLength(22);
  expect(JSON.stringify(mistakes).length).toBeLessThan(4000);
  const large = validate(schema, { name: 'x', list: WRONG_ITEMS });
  expect(large.ok ? [] : large.mistakes).toHaveLength(1);
  // Large valid input is accepted.
  expect(validate(schema, { name: 'x', list: valids.flatMap((one) => [one, one, one, one, one]) })).toMatchObject({
    ok: true,
  });
});

test.each(DOORS)('[O31] %s %s: a body that is nested too deeply is bad input', async (method, path) => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    for (const depth of [20, 200, 9000]) {
      const body = `{"utm":${open.repeat(depth)}1${close.repeat(depth)},"note":"x"}`;
      const refused = await fetch(service.url + path, {
        method,
        headers: {
          cookie: admin.cookie,
          'content-type': 'application/json',
          'idempotency-key': `k${depth}${open.length}`,
        },
        body,
      });
      expect([depth, Math.floor(refused.status / 100)]).toEqual([depth, 4]);
      expect(await refused.json()).toMatchObject({ code: 'bad-input' });
    }
  }
});

test.each(['8700000000000000', '9999999999999999', '9400000000000000', String(LAST_MOMENT + 1)])(
  '[O32] the moment %s is bad input in every address that has one',
  async (at) => {
    for (const path of [
      `/api/leads?from=${at}`,
      `/api/leads?to=${at}`,
      `/api/leads?cursor=${at}_x`,
      `/api/leads.csv?from=${at}`,
      `/api/callbacks?cursor=${at}_x`,
      `/api/leads/ld_inq_demo_1/asked-time?at=${at}`,
      `/api/admin/audit?from=${at}`,
      `/api/admin/audit?to=${at}`,
      `/api/admin/audit?cursor=${at}_x`,
    ]) {
      expect([path, (await admin.get(path)).status]).toEqual([path, 422]);
    }
    const lead = '/api/leads/ld_inq_demo_1';
    expect((await admin.send('POST', `${lead}/callback`, { at: Number(at) })).status).toBe(422);
    expect((await admin.send('POST', '/api/leads/search', { from: at })).status).toBe(422);
  },
);

test('[O32] the last moment that is read is one that every list can be asked for', async () => {
  for (const path of ['/api/leads?from=', '/api/admin/audit?to=', '/api/leads/ld_inq_demo_1/asked-time?at='])
    expect([path, (await admin.get(path + String(LAST_MOMENT))).status]).toEqual([path, 200]);
});
