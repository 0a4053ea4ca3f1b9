/**
 * The same queries against ever larger databases: what stays flat is served by an index, what grows with the table is a
 * scan. Each size is a separate database. They can be kept, because filling a large one takes long and a busy machine
 * requires repeated runs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemParts } from '../systemParts.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import type { Stores } from '../../src/store/index.ts';
import { measure, quantiles } from '../measure.ts';
import { withStores } from '../people.ts';
import { dataIn, startDatabase, startService, untilReady, withFolder, type Program } from '../programs.ts';
import { censusOf, fillFolder, inventAll, type Census } from './fill.ts';
import { DESK_CAMPAIGN, PAST_AGENTS } from './invent.ts';
import { askOverHttp } from './questions.ts';
import { settle, type Cookies, type Settled } from './settle.ts';

/** What was measured at one size: milliseconds, unless the name says otherwise. */
export interface SizeRow {
  readonly closed: number;
  readonly waiting: number;
  readonly figures: Readonly<Record<string, number>>;
}

const SUBMISSIONS = 120;
const PER_SECOND = 10;

export interface ManyOptions {
  readonly sizes: readonly number[];
  /** Where the filled databases are kept, one per size. Existing ones aren’t filled again. */
  readonly keep?: string;
}

export function many({ sizes, keep }: ManyOptions, say: (line: string) => void): Promise<readonly SizeRow[]> {
  return withFolder(async (folder, started) => {
    const rows: SizeRow[] = [];
    let settled: Settled | undefined;
    for (const [index, size] of sizes.entries()) {
      const at = join(keep ?? folder, String(size));
      let filled = await readFilled(at);
      if (!filled) {
        settled ??= await settle(join(folder, 'base'), started);
        filled = await fill(at, size, settled);
        say(`  ${size} closed, ${filled.census.waiting} waiting: filled in ${filled.seconds} s`);
      }
      const database = await startDatabase(at);
      started.push(database);
      const { census, cookies, seconds } = filled;
      const figures = { 'fill (s)': seconds, ...(await figuresOf(at, database, cookies, index)) };
      rows.push({ closed: census.closed, waiting: census.waiting, figures });
      await database.stop();
    }
    return rows;
  });
}

/** A filled database, as described in the file next to it. */
interface Filled {
  readonly census: Census;
  readonly cookies: Cookies;
  readonly seconds: number;
}

const FILLED = 'filled.json';

async function readFilled(at: string): Promise<Filled | null> {
  const text = await readFile(join(at, FILLED), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Filled);
}

async function fill(at: string, size: number, { at: base, cookies }: Settled): Promise<Filled> {
  const census = censusOf(size);
  const began = performance.now();
  const now = Date.now();
  await fillFolder(dataIn(base), dataIn(at), () => inventAll(census, now));
  const filled = { census, cookies, seconds: Math.round((performance.now() - began) / 1000) };
  await writeFile(join(at, FILLED), JSON.stringify(filled));
  return filled;
}

async function figuresOf(folder: string, database: Program, cookies: Cookies, run: number) {
  const routing = await withStores(database.address, routingPasses);
  const began = performance.now();
  const service = await startService(folder, database);
  try {
    await untilReady(service.address);
    const ready = Math.round(performance.now() - began);
    const answers = await askOverHttp(service.address, cookies.supervisor);
    const { to201, toOffer, acknowledged, offered } = await measure({
      url: service.address,
      cookies: cookies.desks,
      work: true,
      formKey: DESK_CAMPAIGN.formKey,
      submissions: SUBMISSIONS,
      pace: { perSecond: PER_SECOND },
      firstId: run * SUBMISSIONS,
    });
    const megabytes = async (program: Program) => Math.round((await program.memory()) / 2 ** 20);
    return {
      'start until /readyz': ready,
      'POST to 201, p50': to201.p50,
      'POST to 201, p99': to201.p99,
      'POST to offer, p50': toOffer.p50,
      'POST to offer, p99': toOffer.p99,
      'not offered (leads)': acknowledged - offered,
      ...answers,
      ...routing,
      'service memory (MB)': await megabytes(service),
      'database memory (MB)': await megabytes(database),
    };
  } finally {
    await service.stop();
  }
}

/** The engine’s pass, run here while no service is running: with ten agents free, and with everyone busy. */
async function routingPasses({ parts: outside }: Stores): Promise<Record<string, number>> {
  const parts = systemParts(outside);
  const now = parts.clock.now();
  const atWork = PAST_AGENTS.slice(0, 10);
  for (const id of atWork) {
    await parts.agents.setPresence(id, 'available', undefined, now);
    await parts.agents.setReach(id, 'reachable', now);
  }
  const timed = async () => {
    const began = performance.now();
    const { offered } = await routeLeads(parts, { isThorough: false });
    return { ms: performance.now() - began, offered };
  };
  const first = await timed();
  const busy: number[] = [];
  for (let round = 0; round < 5; round += 1) busy.push((await timed()).ms);
  for (const id of atWork) await parts.agents.setPresence(id, 'offline', undefined, now);
  await routeLeads(parts);
  return {
    [`routing pass, ${atWork.length} offers`]: round1(first.ms),
    'routing pass, nobody free': quantiles(busy).p50,
    'not routed (leads)': atWork.length - first.offered,
  };
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

export function showMany(rows: readonly SizeRow[]): readonly string[] {
  const [first] = rows;
  if (!first) return [];
  const names = Object.keys(first.figures);
  const cell = (value: number, base: number) => {
    const ratio = base > 0 && value !== base ? ` (${(value / base).toFixed(1)}x)` : '';
    return `${value}${ratio}`.padStart(18);
  };
  return [
    '',
    `  ${'closed leads'.padEnd(34)}${rows.map(({ closed }) => String(closed).padStart(18)).join('')}`,
    `  ${'waiting leads'.padEnd(34)}${rows.map(({ waiting }) => String(waiting).padStart(18)).join('')}`,
    ...names.map((name) => {
      const base = first.figures[name] ?? NaN;
      return `  ${name.padEnd(34)}${rows.map(({ figures }) => cell(figures[name] ?? NaN, base)).join('')}`;
    }),
    '',
  ];
}
