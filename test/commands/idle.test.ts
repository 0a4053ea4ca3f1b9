/** What a node asks of the database while nothing happens and no desk is connected, counted at the service’s driver. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { watchCommands } from '../../bench/commands.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { AT_REST_AFTER_MS } from '../../src/jobs/pace.ts';
import { startDatabase } from '../support/database.ts';
import { startService } from '../support/service.ts';

const WATCHED_MS = 20 * SECOND;
/** Commands per second. */
const MOST = 3;

test('[O24] a node with nothing to do asks for no more than three things a second', async () => {
  const database = await startDatabase();
  const watched = { ...database, uri: `${database.uri}&monitorCommands=true` };
  const service = await startService({ demo: true, jobs: true, database: watched });
  try {
    await delay(AT_REST_AFTER_MS + 10 * SECOND);
    const asked = new Map<string, number>();
    const watch = watchCommands(service.stores.connection.getClient(), ({ name, collection, shape }) => {
      const what = `${name} ${collection} ${shape}`;
      asked.set(what, (asked.get(what) ?? 0) + 1);
    });
    const began = performance.now();
    await delay(WATCHED_MS);
    const seconds = (performance.now() - began) / SECOND;
    watch.stop();
    const count = [...asked.values()].reduce((sum, one) => sum + one, 0);
    if (count / seconds > MOST) throw new Error(`${count} in ${seconds} s:\n${listed(asked)}`);
    expect(count).toBeGreaterThan(0);
  } finally {
    await service.close();
    await database.stop();
  }
});

function listed(asked: ReadonlyMap<string, number>): string {
  const byCount = [...asked].sort(([, one], [, other]) => other - one);
  return byCount.map(([what, count]) => `${count} ${what}`).join('\n');
}
