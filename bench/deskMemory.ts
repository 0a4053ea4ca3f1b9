/**
 * What a connected desk costs the service in memory, and how long all desks take to come back after a restart. The desks
 * are in processes of their own; the people exist before the first one connects.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Return } from './deskClients.ts';
import { hire, withStores } from './people.ts';
import { withFolder, SAMPLED, start, startDatabase, startService } from './programs.ts';
import type { Sample } from './sampler.ts';

/** Kibibytes for each connected desk, after a full collection. `resident` counts what the process holds. */
export interface DeskMemory {
  readonly desks: number;
  readonly heap: number;
  readonly external: number;
  readonly resident: number;
}

/** Handshakes are over and their garbage is old. */
const SETTLE_MS = 20_000;
const KIB = 2 ** 10;

export function deskMemory(counts: readonly number[], say: (line: string) => void) {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const most = Math.max(...counts);
    const ids = Array.from({ length: most }, (_, index) => `desk_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, ids));
    let service = await startService(folder, database, SAMPLED);
    started.push({ ...service, stop: () => service.stop() });
    const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    await settle();
    const before = await service.sample();

    const memory: DeskMemory[] = [];
    const clients: Awaited<ReturnType<typeof start>>[] = [];
    let connected = 0;
    for (const count of [...counts].sort((one, other) => one - other)) {
      const file = join(folder, `cookies-${count}`);
      await writeFile(file, cookies.slice(connected, count).join('\n'));
      const client = await start('./bench-desk-clients.js', [service.address, file], /(desks connected: \d+)/, {}, [
        '--enable-source-maps',
      ]);
      started.push(client);
      clients.push(client);
      connected = count;
      await settle();
      memory.push(perDesk(count, before, await service.sample()));
      say(`  ${count} desks are connected`);
    }

    for (const client of clients) await client.ask('expect-drop');
    const { port } = new URL(service.address);
    await service.stop();
    service = await startService(folder, database, SAMPLED, { PORT: port });
    const returns = await Promise.all(clients.map((client) => client.ask<Return>('returned')));
    return { memory, returns };
  });
}

function perDesk(desks: number, before: Sample, now: Sample): DeskMemory {
  const each = (bytes: number) => Math.round((bytes / desks / KIB) * 10) / 10;
  return {
    desks,
    heap: each(now.heapUsed - before.heapUsed),
    external: each(now.external - before.external),
    resident: each(now.rss - before.rss),
  };
}

export function showDeskMemory({ memory, returns }: Awaited<ReturnType<typeof deskMemory>>): readonly string[] {
  const sum = (what: 'desks' | 'back') => returns.reduce((total, one) => total + one[what], 0);
  return [
    '',
    ...memory.map(
      ({ desks, heap, external, resident }) =>
        `  ${desks} desks: ${heap} KiB of heap and ${external} KiB of buffers each; the process holds ${resident} KiB more for each`,
    ),
    `  after a restart ${sum('back')} of ${sum('desks')} were back, the last after ${Math.max(...returns.map(({ last }) => last))} ms`,
    '',
  ];
}
