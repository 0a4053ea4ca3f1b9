/**
 * A file of leads as an administrator imports it, over HTTP: sent, checked and run as history. One row in a hundred has
 * a number that can't be read. What is measured is the whole time until the page says so.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { ImportSettingsBody, ImportView } from '../src/shared/imports.ts';
import { hire, withStores } from './people.ts';
import { startDatabase, startService, withFolder, type Program } from './programs.ts';

export interface ImportsMeasured {
  readonly rows: number;
  readonly bytes: number;
  /** Milliseconds to store the file, to check every row, and until the last row is a lead. */
  readonly sent: number;
  readonly checked: number;
  readonly run: number;
  /** Of the service, in bytes: before, and the most during the import. */
  readonly restMemory: number;
  readonly mostMemory: number;
  /** Milliseconds of CPU per row, of the service and the database. */
  readonly cpu: { readonly service: number; readonly database: number };
  readonly counts: ImportView['counts'];
  /** How long one form took meanwhile, in milliseconds: the longest. */
  readonly longestForm: number;
}

const BROKEN_EVERY = 100;
const LOOK_MS = 250;
const SETTINGS: ImportSettingsBody = {
  campaignId: 'demo',
  mapping: ['name', 'phone', 'email'],
  hasHeading: true,
  mode: 'history',
  perHour: 60,
  basis: { kind: 'written', at: Date.parse('2026-01-05'), statement: 'Card at the spring fair' },
};

export function imports(rows: number, say: (line: string) => void): Promise<ImportsMeasured> {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const service = await startService(folder, database);
    started.push(service);
    const [cookie = ''] = await withStores(database.address, (stores) =>
      hire(stores, ['bench_admin'], { role: 'administrator' }),
    );
    const ask = asker(service.address, cookie);
    const file = fileOf(rows);
    const restMemory = await service.memory();
    const watching = watch(service);
    const cpuBefore = [await service.cpu(), await database.cpu()] as const;

    const began = performance.now();
    const headers = { 'x-file-name': 'leads.csv', 'content-type': 'application/octet-stream' };
    const { id } = await ask<ImportView>('POST', '/api/imports', file, headers);
    const sentAt = performance.now();
    await ask('POST', `/api/imports/${id}/check`, JSON.stringify(SETTINGS));
    await reaches(ask, id, 'checked');
    const checkedAt = performance.now();
    say(`  imports: ${rows} rows checked`);
    await ask('POST', `/api/imports/${id}/start`);
    const { counts } = await reaches(ask, id, 'done');
    const doneAt = performance.now();

    const { mostMemory, longestForm } = await watching();
    const perRow = (now: number, before: number) => (now - before) / rows;
    return {
      rows,
      bytes: file.length,
      sent: sentAt - began,
      checked: checkedAt - sentAt,
      run: doneAt - checkedAt,
      restMemory,
      mostMemory,
      cpu: {
        service: perRow(await service.cpu(), cpuBefore[0]),
        database: perRow(await database.cpu(), cpuBefore[1]),
      },
      counts,
      longestForm,
    };
  });
}

export function showImports(measured: ImportsMeasured): readonly string[] {
  const { rows, bytes, sent, checked, run, restMemory, mostMemory, cpu, counts, longestForm } = measured;
  const rate = (ms: number) => `${(ms / 1000).toFixed(1)} s, ${Math.round((rows / ms) * 1000)} rows a second`;
  const mega = (size: number) => `${(size / 2 ** 20).toFixed(1)} MiB`;
  return [
    '',
    `  a file of ${rows} rows, ${mega(bytes)}, one row in ${BROKEN_EVERY} without a number that can be read`,
    `  sent     ${rate(sent)}`,
    `  checked  ${rate(checked)}`,
    `  run      ${rate(run)}`,
    `  CPU of a row: service ${cpu.service.toFixed(2)} ms, database ${cpu.database.toFixed(2)} ms`,
    `  the service's memory: ${mega(restMemory)} before, ${mega(mostMemory)} at most`,
    `  a form sent meanwhile: ${Math.round(longestForm)} ms at most`,
    `  ${JSON.stringify(counts)}`,
  ];
}

type Ask = <T>(method: string, path: string, body?: string | Buffer, headers?: Record<string, string>) => Promise<T>;

function asker(url: string, cookie: string): Ask {
  return async <T>(method: string, path: string, body?: string | Buffer, headers?: Record<string, string>) => {
    const type = { 'content-type': 'application/json' };
    const response = await fetch(url + path, {
      method,
      headers: { ...type, ...headers, cookie, origin: url },
      ...(body !== undefined && { body: body as BodyInit }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}

async function reaches(ask: Ask, id: string, state: ImportView['state']): Promise<ImportView> {
  for (;;) {
    const view = await ask<ImportView>('GET', `/api/imports/${id}`);
    if (view.state === state) return view;
    await delay(LOOK_MS);
  }
}

/** Looks at the service's memory and sends a form, four times a second, until it is called. */
function watch(service: Program): () => Promise<{ readonly mostMemory: number; readonly longestForm: number }> {
  let [isOver, mostMemory, longestForm] = [false, 0, 0];
  const watching = (async () => {
    for (let form = 0; !isOver; form += 1) {
      mostMemory = Math.max(mostMemory, await service.memory());
      const began = performance.now();
      const phone = `+1303555${String(form % 10_000).padStart(4, '0')}`;
      const response = await fetch(`${service.address}/api/forms/demo/leads`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Maria Lopez', phone, consent: { call: true } }),
      });
      await response.arrayBuffer();
      longestForm = Math.max(longestForm, performance.now() - began);
      await delay(LOOK_MS);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return { mostMemory, longestForm };
  };
}

/** Each row another person, in the area codes of several states. */
function fileOf(rows: number): Buffer {
  const areas = ['202', '212', '305', '312', '415', '503', '617', '713'];
  const lines = Array.from({ length: rows }, (_, row) => {
    const digits = String(row % 1_000_000).padStart(6, '0');
    const number = `(${areas[row % areas.length]}) 5${digits.slice(0, 2)}-${digits.slice(2)}`;
    return `Person ${row},${row % BROKEN_EVERY === 0 ? 'unknown' : number},person${row}@bench.test`;
  });
  return Buffer.from(`Name,Phone,Email\n${lines.join('\n')}\n`);
}
