/**
 * Every desk loses its connection at the same moment, and all reconnect: how long until each shows the current state.
 * Once the network drops them, and once the service restarts.
 */
import { connectAll } from './deskClient.ts';
import { quantiles } from './measure.ts';
import { hire, withStores } from './people.ts';
import { withFolder, SAMPLED, startDatabase, startService } from './programs.ts';

export interface Storm {
  readonly what: string;
  readonly desks: number;
  /** Desks that have their snapshot again. */
  readonly back: number;
  /** Milliseconds from the drop to a desk’s snapshot. */
  readonly p50: number;
  readonly p99: number;
  readonly last: number;
  readonly errors: number;
  /** The service’s event loop delay meanwhile, in milliseconds. */
  readonly delayP99: number;
  readonly delayMax: number;
}

export function storm(count: number): Promise<readonly Storm[]> {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    let service = await startService(folder, database, SAMPLED);
    started.push({ ...service, stop: () => service.stop() });
    const people = Array.from({ length: count }, (_, index) => `storm_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, people));
    const desks = await connectAll(service.address, cookies);

    const measureStorm = async (what: string, drop: () => Promise<void>): Promise<Storm> => {
      await service.sample();
      const began = performance.now();
      const returning = Promise.all(desks.map((desk) => desk.back(began)));
      await drop();
      const times = (await returning).filter((time) => time !== null);
      const { delayP99, delayMax } = await service.sample();
      const errors = desks.reduce((sum, desk) => sum + desk.errors(), 0);
      const rounded = {
        last: Math.round(Math.max(...times)),
        delayP99: Math.round(delayP99),
        delayMax: Math.round(delayMax),
      };
      return { what, desks: count, back: times.length, ...quantiles(times), errors, ...rounded };
    };
    const dropped = await measureStorm('the network drops all lines', () => {
      for (const { socket } of desks) socket.io.engine.close();
      return Promise.resolve();
    });
    const restarted = await measureStorm('the service is restarted', async () => {
      const { port } = new URL(service.address);
      await service.stop();
      service = await startService(folder, database, SAMPLED, { PORT: port });
    });
    for (const { socket } of desks) socket.disconnect();
    return [dropped, restarted];
  });
}

export function showStorm(storms: readonly Storm[]): readonly string[] {
  return storms.flatMap(({ what, desks, back, p50, p99, last, errors, delayP99, delayMax }) => [
    '',
    `  ${desks} desks: ${what}`,
    `  ${back} of ${desks} show the truth again: p50 ${p50} ms, p99 ${p99} ms, the last after ${last} ms; ${errors} attempts failed`,
    `  the service's event loop was late by ${delayP99} ms (p99), ${delayMax} ms at most`,
  ]);
}
