/** A table for spreadsheets, sent row by row. */
import { expect, test } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sendCsv } from '../../../src/http/plumbing/sendCsv.ts';
import { silentLog } from '../../support/log.ts';

test('an export that waits for its reader again and again leaves no listeners behind', async () => {
  const counts: number[] = [];
  const app = express();
  app.get('/', async (req, res) => {
    // eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
    async function* rows() {
      for (let row = 0; row < 50; row += 1) {
        counts.push(res.listenerCount('close'));
        yield { name: 'x'.repeat(100_000) };
      }
    }
    await sendCsv(silentLog(), { fileName: 'table.csv', columns: ['name'], rows: rows() }, req, res);
  });
  const server = app.listen(0);
  await once(server, 'listening');
  const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
  expect((await response.text()).split('\r\n')).toHaveLength(52);
  server.closeAllConnections();
  server.close();
  const [first = 0] = counts;
  expect(counts).toHaveLength(50);
  expect(Math.max(...counts)).toBeLessThanOrEqual(first + 3);
});
