/**
 * The main job under load, its cost and its footprint, in one run for three programs, because machines differ and are
 * shared: a bare relay that stores nothing, the plain program, and Leadbell. Each program and each database is a
 * separate process; this process is the forms and the desks.
 */
import { footprintOf } from './footprint.ts';
import { measure, type Load, type Measured as Run, type Quantiles } from './measure.ts';
import { measureOneAtATime, type CommandsPerLead } from './oneAtATime.ts';
import { hire, withStores } from './people.ts';
import {
  withFolder,
  start,
  startDatabase,
  startPlain,
  startService,
  TAPPED,
  watched,
  type Program,
} from './programs.ts';

export interface SpeedOptions {
  /** Leads of the run at full load. Half as many warm it up, and half as many are sent at a fixed rate. */
  readonly submissions: number;
  readonly atOnce: number;
  readonly perSecond: number;
  /** How many desks are connected while leads come at a fixed rate, one run for each. */
  readonly paceDesks: readonly number[];
  /** Leads whose commands are counted, one after another. */
  readonly counted: number;
  readonly idleMs: number;
  /** See OneAtATime. */
  readonly restMs: number;
}

export interface Row {
  readonly program: 'relay' | 'plain' | 'leadbell';
  /** Leads per second at full load: handed to a desk by the relay, closed by the others. */
  readonly perSecond: number;
  /** At full load, in milliseconds. */
  readonly to201: Quantiles;
  readonly toOffer: Quantiles;
  /** Of all its processes at full load. */
  readonly cpuMsPerLead: number;
  readonly cpuOfServiceMsPerLead: number;
  readonly cpuOfDatabaseMsPerLead: number;
  readonly acknowledged: number;
  readonly offered: number;
  /**
   * 0 for the relay, which closes none. Costs are divided by these, even if a busy floor turned some into callbacks.
   */
  readonly closed: number;
  readonly refused: number;
  readonly paced: readonly Paced[];
  /** From here on: only for the programs that store. */
  readonly commandsPerLead?: number;
  readonly writesPerLead?: number;
  readonly commandsByKind?: CommandsPerLead['byKind'];
  readonly bytesPerLead?: number;
  readonly indexKeysPerLead?: number;
  readonly indexesOnLeads?: number;
  /** With no desk connected: of the service and its database together. */
  readonly idle?: Idle;
}

interface Paced {
  readonly desks: number;
  readonly to201: Quantiles;
  readonly toOffer: Quantiles;
  readonly acknowledged: number;
  readonly offered: number;
  readonly refused: number;
}

interface Idle {
  readonly commandsPerSecond: number;
  readonly cpuMsPerSecond: number;
  readonly bytesWrittenPerSecond: number;
}

/** How many desks work while forms are sent as fast as they are answered. */
export const BUSY_DESKS = 40;
/** How long the work after a lead takes at most. */
const SETTLE_MS = 1500;
/** Each run uses other people than the one before. */
const PEOPLE_PER_RUN = 100_000;

export async function speed(options: SpeedOptions, say: (line: string) => void) {
  const rows: Row[] = [];
  for (const measured of [measureRelay, measurePlain, measureLeadbell]) {
    const row = await measured(options);
    say(`  ${row.program}: ${row.perSecond} leads a second`);
    rows.push(row);
  }
  const [relay, plain, leadbell] = rows as [Row, Row, Row];
  return { ...options, rows, ratios: { toRelay: ratios(leadbell, relay), toPlain: ratios(leadbell, plain) } };
}

async function measureRelay(options: SpeedOptions): Promise<Row> {
  const relay = await start('./bench-relay.js', [], /relay (http:\S+)/);
  try {
    const desks = anonymousDesks(false);
    const row = await measureUnderLoad('relay', relay, null, desks, options);
    return { ...row, paced: await measureAtFixedRate(relay, desks, options) };
  } finally {
    await relay.stop();
  }
}

function measurePlain(options: SpeedOptions): Promise<Row> {
  const desks = anonymousDesks(true);
  const open = async (database: Pick<Program, 'address'>, _folder: string, nodeOptions?: readonly string[]) => {
    const service = await startPlain(database, nodeOptions);
    return { service, desks };
  };
  return measureStoring({ program: 'plain', databaseName: 'test', open }, options);
}

function measureLeadbell(options: SpeedOptions): Promise<Row> {
  const open = async (database: Pick<Program, 'address'>, folder: string, nodeOptions?: readonly string[]) => {
    const service = await startService(folder, database, nodeOptions);
    const cookies: string[] = [];
    const cookiesOf = async (count: number) => {
      const ids = Array.from(
        { length: Math.max(0, count - cookies.length) },
        (_, id) => `bench_${cookies.length + id}`,
      );
      if (ids.length > 0) cookies.push(...(await withStores(database.address, (stores) => hire(stores, ids))));
      return cookies.slice(0, count);
    };
    return { service, desks: { cookiesOf, work: true } };
  };
  return measureStoring({ program: 'leadbell', databaseName: 'leadbell', open }, options);
}

/** Who is at the desks: one cookie each. */
interface Desks {
  cookiesOf(count: number): Promise<readonly string[]>;
  readonly work: boolean;
}

function anonymousDesks(work: boolean): Desks {
  return { work, cookiesOf: (count) => Promise.resolve(Array.from({ length: count }, () => '')) };
}

interface Storing {
  readonly program: Row['program'];
  readonly databaseName: string;
  open(
    database: Pick<Program, 'address'>,
    folder: string,
    nodeOptions?: readonly string[],
  ): Promise<{ readonly service: Program; readonly desks: Desks }>;
}

/** Once as is, for times and costs, and once over a fresh database with its commands counted. */
async function measureStoring(storing: Storing, options: SpeedOptions): Promise<Row> {
  const { program, databaseName, open } = storing;
  const { row, idle } = await withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const { service, desks } = await open(database, folder);
    started.push(service);
    await rest(SETTLE_MS);
    await rest(options.restMs);
    const whileIdle = await costOf([service, database], () => rest(options.idleMs));
    const loaded = await measureUnderLoad(program, service, { database, databaseName, folder }, desks, options);
    return { row: { ...loaded, paced: await measureAtFixedRate(service, desks, options) }, idle: whileIdle };
  });
  const asked = await withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const { service, desks } = await open({ address: watched(database.address) }, folder, TAPPED);
    started.push(service);
    const [cookie = ''] = await desks.cookiesOf(1);
    await rest(SETTLE_MS);
    return measureOneAtATime(service, {
      cookie,
      leads: options.counted,
      idleMs: options.idleMs,
      restMs: options.restMs,
      firstId: 0,
    });
  });
  return {
    ...row,
    commandsPerLead: asked.commandsPerLead,
    writesPerLead: asked.writesPerLead,
    commandsByKind: asked.byKind,
    idle: {
      commandsPerSecond: asked.idleCommands,
      cpuMsPerSecond: rounded(sum(idle.cpuMs) / idle.seconds),
      bytesWrittenPerSecond: Math.round(sum(idle.written) / idle.seconds),
    },
  };
}

interface Storage {
  readonly database: Program;
  readonly databaseName: string;
  readonly folder: string;
}

/** A warm-up, then a run at full speed: its cost, and what it left in the database. */
async function measureUnderLoad(
  program: Row['program'],
  service: Program,
  storage: Storage | null,
  desks: Desks,
  { submissions, atOnce }: SpeedOptions,
): Promise<Omit<Row, 'paced'>> {
  const cookies = await desks.cookiesOf(BUSY_DESKS);
  const load = { url: service.address, cookies, work: desks.work, pace: { atOnce } };
  const footprint = async () => {
    await rest(SETTLE_MS);
    return storage && footprintOf(storage.folder, storage.database.address, storage.databaseName);
  };
  await measure({ ...load, submissions: Math.ceil(submissions / 2) });
  const before = await footprint();
  const processes = storage ? [service, storage.database] : [service];
  const { run, cpuMs } = await costOfLoad(processes, { ...load, submissions, firstId: PEOPLE_PER_RUN });
  const after = await footprint();
  const leads = desks.work ? run.closed : run.offered;
  const [ofService = 0, ofDatabase = 0] = cpuMs.map((ms) => rounded(ms / leads));
  return {
    program,
    perSecond: desks.work ? run.closedPerSecond : run.perSecond,
    to201: run.to201,
    toOffer: run.toOffer,
    cpuMsPerLead: rounded(sum(cpuMs) / leads),
    cpuOfServiceMsPerLead: ofService,
    cpuOfDatabaseMsPerLead: ofDatabase,
    acknowledged: run.acknowledged,
    offered: run.offered,
    closed: run.closed,
    refused: run.failed,
    ...(before &&
      after && {
        // Those that aren’t closed yet are stored too.
        bytesPerLead: Math.round((after.bytes - before.bytes) / run.acknowledged),
        indexKeysPerLead: rounded((after.indexKeys - before.indexKeys) / run.acknowledged),
        indexesOnLeads: after.indexesOnLeads,
      }),
  };
}

async function measureAtFixedRate(service: Program, desks: Desks, options: SpeedOptions): Promise<readonly Paced[]> {
  const paced: Paced[] = [];
  for (const [index, count] of options.paceDesks.entries()) {
    const cookies = await desks.cookiesOf(count);
    const { to201, toOffer, acknowledged, offered, failed } = await measure({
      url: service.address,
      cookies,
      work: desks.work,
      pace: { perSecond: options.perSecond },
      submissions: Math.ceil(options.submissions / 2),
      firstId: (index + 2) * PEOPLE_PER_RUN,
    });
    paced.push({ desks: count, to201, toOffer, acknowledged, offered, refused: failed });
  }
  return paced;
}

/** A load, and the CPU time of each process from the first form on. */
async function costOfLoad(processes: readonly Program[], load: Load): Promise<{ run: Run; cpuMs: readonly number[] }> {
  let before: readonly number[] = [];
  const cpu = () => Promise.all(processes.map((process) => process.cpu()));
  const onReady = async () => {
    before = await cpu();
  };
  const run = await measure({ ...load, onReady });
  await rest(SETTLE_MS);
  return { run, cpuMs: differences(await cpu(), before) };
}

async function costOf(processes: readonly Program[], work: () => Promise<void>) {
  const read = () => Promise.all(processes.map(async (one) => [await one.cpu(), await one.written()] as const));
  const before = await read();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const after = await read();
  const difference = (field: 0 | 1) =>
    differences(
      after.map((one) => one[field]),
      before.map((one) => one[field]),
    );
  return { seconds, cpuMs: difference(0), written: difference(1) };
}

function ratios(leadbell: Row, other: Row) {
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  return {
    perSecond: ratio(leadbell.perSecond, other.perSecond),
    cpuMsPerLead: ratio(leadbell.cpuMsPerLead, other.cpuMsPerLead),
    toOfferP50: ratio(leadbell.toOffer.p50, other.toOffer.p50),
    toOfferP99: ratio(leadbell.toOffer.p99, other.toOffer.p99),
    paced: leadbell.paced.map((paced, index) => ({
      desks: paced.desks,
      to201P50: ratio(paced.to201.p50, other.paced[index]?.to201.p50 ?? NaN),
      toOfferP50: ratio(paced.toOffer.p50, other.paced[index]?.toOffer.p50 ?? NaN),
      toOfferP99: ratio(paced.toOffer.p99, other.paced[index]?.toOffer.p99 ?? NaN),
    })),
  };
}

const differences = (after: readonly number[], before: readonly number[]): readonly number[] =>
  after.map((value, index) => value - (before[index] ?? NaN));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const rounded = (value: number) => Math.round(value * 10) / 10;
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
