/** kill -9 of the service in the middle of an import: it goes on by itself, each row once. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startDemo, type Demo } from '../support/demo.ts';
import { act, checked, people, reaches } from '../support/imports.ts';
import { until } from '../support/patience.ts';
import { clientOf, type Client } from '../support/service.ts';

const ROWS = 2000;
const FIRST = 1000;

let demo: Demo;
beforeEach(async () => {
  demo = await startDemo();
});
afterEach(() => demo.stop());

const imported = () => demo.connection.collection('leads').countDocuments({ outcome: 'imported' });

/** A signed-in administrator, as a page on our own address asks. */
async function administrator(): Promise<Client> {
  const client = clientOf(demo.url, await demo.signIn('admin@demo.test'));
  return { ...client, send: (method, path, body) => client.send(method, path, body, { origin: demo.url }) };
}

test('[F63] [F56] after kill -9 an import ends with exact counts, and every row is one lead', async () => {
  const admin = await administrator();
  const { id } = await checked(demo.url, admin, people(ROWS, FIRST));
  expect(await act(admin, id, 'start')).toBe(200);
  await until(async () => (await imported()) > ROWS / 10, 'some rows are leads');
  await demo.kill();
  const before = await imported();
  expect(before).toBeLessThan(ROWS);

  // What the dead process held expires by itself after a minute or two.
  await demo.connection.collection('leases').deleteMany({});
  await demo.restart();
  expect((await reaches(admin, id, 'done')).counts).toEqual({ fresh: ROWS });
  expect(await imported()).toBe(ROWS);
  const inquiries = demo.connection.collection('inquiries');
  expect(await inquiries.countDocuments({ kind: 'import' })).toBe(ROWS);
  expect(await inquiries.countDocuments({ orphanSince: { $exists: true } })).toBe(0);
  const numbers = await demo.connection.collection('leads').distinct('person.tel', { outcome: 'imported' });
  expect(numbers).toHaveLength(ROWS);
  expect(await demo.conservation(await demo.signIn('sam@demo.test'))).toMatchObject({ unaccounted: 0 });
});
