import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Floor } from '../../src/shared/floor.ts';
import { rollBackPolicy, saveRoutingPolicy, viewRoutingPolicy } from '../../src/usecases/admin/routingPolicy.ts';
import { startService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ demo: true });
});
afterAll(() => service.close());

test('[W79] on a fresh demo, the figures of the day count its past: as many leads as inquiries', async () => {
  const sam = await service.signIn('sam@demo.test');
  const { today } = (await (await sam.get('/api/floor')).json()) as Floor;
  expect(today.leads).toBe(today.inquiries);
});

test('[A176] the demo’s first policy is a version like any other: it can be activated again', async () => {
  const { parts } = service;
  const by = { id: 'user_admin' };
  const first = (await viewRoutingPolicy(parts, 'demo'))!;
  expect(first.history).toMatchObject([{ policyVersion: 1, activatedBy: 'Robin Hale' }]);
  const { policy, teamIds, skills } = first;
  const changed = { policy: { ...policy, missesToAway: policy.missesToAway + 1 }, teamIds, skills, activate: true };
  expect(await saveRoutingPolicy(parts, by, 'demo', first.version, changed)).toMatchObject({ ok: true });
  const back = await rollBackPolicy(parts, by, 'demo', first.version + 1, 1);
  expect(back).toMatchObject({ ok: true, saved: { policy, policyVersion: 3 } });
});
