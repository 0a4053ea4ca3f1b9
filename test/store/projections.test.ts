import { expect, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createLog } from '../../src/process/log.ts';
import { startProjections } from '../../src/store/projections.ts';

/** Projections over a database that answers as told; what it was sent, and what was logged. */
function over(answer: (commands: number) => Promise<unknown>) {
  const sent: number[] = [];
  const logged: string[] = [];
  const bulkWrite = (models: readonly unknown[]) => answer(sent.push(models.length));
  const connection = { name: 'none', getClient: () => ({ bulkWrite }) } as unknown as Connection;
  const log = createLog('info', { write: (line: string) => void logged.push(line) });
  const projections = startProjections(connection, log, { now: () => 0 });
  const served = (index: number) => ({ kind: 'served', agentId: `agent_${index}`, at: 0 }) as const;
  projections.add(...Array.from({ length: 250 }, (_, index) => served(index)));
  return { projections, sent, logged };
}

test('[O67] what gathered is written by commands of at most 100 documents', async () => {
  const { projections, sent, logged } = over(() => Promise.resolve({}));
  await projections.settled();
  expect(sent).toEqual([100, 100, 50]);
  expect(logged).toEqual([]);
  await projections.stop();
});

test('[O67] a command that fails keeps none of the others from being written', async () => {
  const known = Object.assign(new Error('known'), {
    writeErrors: [{ code: 11_000, errmsg: 'E11000 none.facts index' }],
  });
  const failures: readonly Error[] = [known, new TypeError('refused')];
  const { projections, sent, logged } = over((commands) => Promise.reject(failures[commands - 1] ?? known));
  await projections.settled();
  expect(sent).toEqual([100, 100, 50]);
  expect(logged.map((line) => JSON.parse(line) as object)).toMatchObject([{ count: 100 }]);
  await projections.stop();
});

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
