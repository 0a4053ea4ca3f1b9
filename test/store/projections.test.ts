import { expect, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createLog } from '../../src/process/log.ts';
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
  const projections = startProjections(broken, log, { now: () => 0 });
  projections.add({ kind: 'served', agentId: 'ana', at: 0 });
  await isSaid;
  await projections.stop();
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'failed to write a projection' });
  expect(lines[0]).not.toContain('requestId');
});
