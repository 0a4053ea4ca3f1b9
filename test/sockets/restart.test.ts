/** What thousands of desks cost the database when their node stops and starts again, counted at the driver. */
import { expect, test } from '@jest/globals';
import { watchCommands } from '../../bench/commands.ts';
import { startDatabase } from '../support/database.ts';
import { connectDesk, type DeskClient } from '../support/demo.ts';
import { until } from '../support/patience.ts';
import { startService, type Service } from '../support/service.ts';

const PEOPLE = ['ana', 'ben', 'chloe'];

/** Counts what the service sends to the database while the work runs: `update agents`, `find sessions`, … */
async function commandsDuring(service: Service, work: () => Promise<unknown>): Promise<readonly string[]> {
  const sent: string[] = [];
  const watch = watchCommands(service.stores.connection.getClient(), ({ name, collection }) => {
    // What is written behind the changes before is none of this, nor what the node polls.
    if (name !== 'bulkWrite' && collection !== 'settings') sent.push(`${name} ${collection}`);
  });
  await work();
  watch.stop();
  return sent;
}
const reachOf = async ({ parts }: Service) =>
  (await parts.agents.all())
    .filter(({ id }) => PEOPLE.some((name) => id === `user_${name}`))
    .map(({ reach, softphoneSince }) => [reach, softphoneSince]);

test('[O57] a node that stops marks its desks silent with one write, and so does one that starts', async () => {
  const database = await startDatabase();
  const watched = { ...database, uri: `${database.uri}&monitorCommands=true` };
  const service = await startService({ demo: true, database: watched });
  const desks: DeskClient[] = [];
  try {
    for (const name of PEOPLE) {
      const { cookie } = await service.signIn(`${name}@demo.test`);
      const desk = await connectDesk(service.url, cookie, (one) => desks.push(one));
      await desk.available();
      await service.parts.agents.setSoftphone(`user_${name}`, service.parts.clock.now());
    }
    const silent = PEOPLE.map(() => ['silent', undefined]);
    const stopping = await commandsDuring(service, () => service.app.close());
    expect(await reachOf(service)).toEqual(silent);
    expect(stopping.filter((command) => / agents$/.test(command) && !command.startsWith('find '))).toEqual([
      'update agents',
    ]);

    // As after a crash.
    const now = service.parts.clock.now();
    for (const name of PEOPLE) {
      await service.parts.agents.setReach(`user_${name}`, 'reachable', now);
      await service.parts.agents.setSoftphone(`user_${name}`, now);
    }
    const next = await startService({ demo: true, database: watched, seed: false });
    await until(async () => (await reachOf(next)).every(([reach]) => reach === 'silent'));
    expect(await reachOf(next)).toEqual(silent);
    await next.close();
  } finally {
    for (const desk of desks) desk.close();
    await service.close();
    await database.stop();
  }
});

test('[O58] many desks at once have their sessions and users read together, and one alone at once', async () => {
  const database = await startDatabase();
  const service = await startService({
    demo: true,
    database: { ...database, uri: `${database.uri}&monitorCommands=true` },
  });
  try {
    const { parts } = service;
    const { cookie } = await service.signIn('ana@demo.test');
    const hash = parts.passwords.digest(cookie.split('=')[1] ?? '');
    const alone = await commandsDuring(service, async () => {
      expect((await parts.sessions.find(hash))?.userId).toBe('user_ana');
    });
    expect(alone).toEqual(['find sessions']);
    const together = await commandsDuring(service, async () => {
      const asked = Array.from({ length: 96 }, (_, n) => (n % 3 === 0 ? hash : `unknown ${n}`));
      const found = await Promise.all(asked.map((one) => parts.sessions.find(one)));
      expect(found.map((session) => session?.tokenHash ?? null)).toEqual(
        asked.map((one) => (one === hash ? hash : null)),
      );
      const users = await Promise.all(['user_ana', 'user_ben', 'user_nobody'].map((id) => parts.users.byId(id)));
      expect(users.map((user) => user?.id)).toEqual(['user_ana', 'user_ben', undefined]);
    });
    expect(together).toEqual(['find sessions', 'find sessions', 'find sessions', 'find users']);
  } finally {
    await service.close();
    await database.stop();
  }
});
