import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Floor } from '../../src/shared/floor.ts';
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
