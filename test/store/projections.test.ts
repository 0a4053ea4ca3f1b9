import { expect, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createLog } from '../../src/process/log.ts';
import { withLogFields } from '../../src/ports/basics.ts';
import { startProjections } from '../../src/store/projections.ts';

test('[V42] a write on behalf of many requests carries the log identifier of none', async () => {
  const lines: string[] = [];
  let said: () => void = () => undefined;
  const isSaid = new Promise<void>((resolve) => (said = resolve));
  const log = createLog('info', { write: (line: string) => (lines.push(line), said()) });
  const broken = {
    name: 'none',
    getClient: () => ({ bulkWrite: () => Promise.reject(new TypeError('refused')) }),
  } as unknown as Connection;
  const projections = startProjections(broken, log);
  withLogFields(log, { requestId: 'req_1' }, () => {
    log.info({}, 'of the request');
    projections.add({ kind: 'served', agentId: 'ana', at: 0 });
  });
  await isSaid;
  while (lines.length < 2) await new Promise(setImmediate);
  await projections.stop();
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ requestId: 'req_1' }),
    expect.objectContaining({ msg: 'failed to write a projection' }),
  ]);
  expect(lines[1]).not.toContain('requestId');
});
