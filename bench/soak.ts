/**
 * Steady load for a long time, to see whether memory or latency grows, and whether every lead is accounted for in the end.
 * Every sample is taken after a full collection, so it counts what is retained. The verdict is the slope after the
 * warm-up.
 */
import { createHash } from 'node:crypto';
import type { Stores } from '../src/store/index.ts';
import { measure, quantiles, type Measured, type Quantiles, type Witness } from './measure.ts';
import { hire, withStores } from './people.ts';
import { withFolder, SAMPLED, startDatabase, startService, type Program } from './programs.ts';

export interface SoakOptions {
  readonly minutes: number;
  /** Leads per second, or this share of the maximum, which is measured first. */
  readonly pace: { readonly rate: number } | { readonly share: number };
}

/** Milliseconds, since the sample before. */
interface Latency {
  readonly to201: Quantiles;
  readonly toOffer: Quantiles;
}

export interface SoakSample {
  readonly minute: number;
  /** Megabytes. */
  readonly service: { readonly rss: number; readonly heap: number };
  readonly database: { readonly rss: number; readonly heap: number };
  readonly latency: Latency;
  /** Of both programs for each acknowledged lead, in milliseconds of CPU. */
  readonly cpuPerLead: number;
  /** What the same work costs at this moment, in milliseconds of CPU: the machine, not the program, changes it. */
  readonly yardstick: number;
}

/** What became of the leads: all counts but the first are 0 if the laws hold. */
interface Accounts {
  /** Closed by a desk, or still open and in exactly one place. */
  readonly accounted: number;
  /** Acknowledged, and neither. */
  readonly lost: number;
  /** Closed more than once. */
  readonly twice: number;
  /** Exceptions to the law of conservation. */
  readonly unaccounted: number;
}

const DESKS = 40;
const MINUTE_MS = 60_000;
/** The minimum number of samples, however short the run. */
const LEAST_SAMPLES = 12;
/** Caches fill and code is compiled during this share of the run. */
const WARM_UP = 0.25;
/** To measure the maximum: leads to warm up, and leads that count. */
const WARM_UP_LEADS = 1000;
/** Half a minute: a shorter one measures a good moment of a shared machine. */
const LEADS_AT_MOST = 6000;
const YARDSTICK = Buffer.alloc(8 * 2 ** 20);
const FORMS_AT_ONCE = 16;
/** The steady load comes from other people. */
const FIRST_PERSON = 1_000_000;
/** More growth per hour than this share of the retained memory isn’t flat. */
const FLAT_SHARE = 0.1;

export function soak({ minutes, pace }: SoakOptions, say: (line: string) => void) {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder, SAMPLED);
    started.push(database);
    const service = await startService(folder, database, SAMPLED);
    started.push(service);
    const people = Array.from({ length: DESKS }, (_, index) => `soak_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, people));

    const url = service.address;
    let before = 0;
    const count = async (submissions: number, firstId: number) => {
      const load = await measure({ url, cookies, work: true, submissions, firstId, pace: { atOnce: FORMS_AT_ONCE } });
      before += load.acknowledged - load.closed;
      return load.closedPerSecond;
    };
    const rate = 'rate' in pace ? pace.rate : Math.round((await atMost(count, say)) * pace.share);

    const samples: SoakSample[] = [];
    const witness = witnessing();
    const began = performance.now();
    let cpuBefore = await cpuOf([service, database]);
    const sample = async () => {
      const minute = tenths((performance.now() - began) / MINUTE_MS);
      const [ofService, ofDatabase] = await Promise.all([heldBy(service), heldBy(database)]);
      const { count: leads, ...latency } = witness.latency();
      const cpu = await cpuOf([service, database]);
      const cpuPerLead = tenths((cpu - cpuBefore) / leads);
      cpuBefore = cpu;
      const yardstick = timeYardstick();
      samples.push({ minute, service: ofService, database: ofDatabase, latency, cpuPerLead, yardstick });
      say(
        `  ${String(minute).padStart(6)} min   service ${ofService.heap} MB heap, ${ofService.rss} MB   database ${ofDatabase.heap} MB heap   201 p50 ${latency.to201.p50} ms, p99 ${latency.to201.p99}   offer p50 ${latency.toOffer.p50} ms, p99 ${latency.toOffer.p99}   CPU ${cpuPerLead} ms a lead   yardstick ${yardstick} ms`,
      );
    };
    const every = Math.min(MINUTE_MS, (minutes * MINUTE_MS) / LEAST_SAMPLES);
    const timer = setInterval(() => void sample(), every);
    const submissions = Math.round(minutes * 60 * rate);
    const load = await measure({
      url,
      cookies,
      work: true,
      submissions,
      firstId: FIRST_PERSON,
      pace: { perSecond: rate },
      witness,
    });
    clearInterval(timer);
    await sample();
    const ran = tenths((performance.now() - began) / MINUTE_MS);
    const accounts = await withStores(database.address, (stores) => account(stores, before, load, witness.ids()));
    return {
      minutes: ran,
      rate,
      load,
      accounts,
      samples,
      service: verdict(samples, 'service'),
      database: verdict(samples, 'database'),
    };
  });
}

/** The most leads a second, after a warm-up. */
async function atMost(
  run: (submissions: number, firstId: number) => Promise<number>,
  say: (line: string) => void,
): Promise<number> {
  await run(WARM_UP_LEADS, 0);
  const most = await run(LEADS_AT_MOST, WARM_UP_LEADS);
  say(`  at most ${most} leads a second`);
  return most;
}

/** Collects latencies until they are read, and the leads that desks closed. */
function witnessing(): Witness & { latency(): Latency & { readonly count: number }; ids(): readonly string[] } {
  let to201: number[] = [];
  let toOffer: number[] = [];
  const closed: string[] = [];
  return {
    acknowledged: (ms) => to201.push(ms),
    offered: (ms) => toOffer.push(ms),
    closed: (leadId) => closed.push(leadId),
    ids: () => closed,
    latency() {
      const latency = { to201: quantiles(to201), toOffer: quantiles(toOffer), count: to201.length };
      to201 = [];
      toOffer = [];
      return latency;
    },
  };
}

/** `before`: leads left open by the measurement of the maximum. */
async function account(
  { parts }: Stores,
  before: number,
  { acknowledged }: Measured,
  closed: readonly string[],
): Promise<Accounts> {
  const { open, exceptions } = await parts.floor.conservation(parts.clock.now());
  const once = new Set(closed).size;
  const accounted = once + open - before;
  return {
    accounted,
    lost: Math.max(0, acknowledged - accounted),
    twice: closed.length - once,
    unaccounted: Object.values(exceptions).reduce((sum, found) => sum + found, 0),
  };
}

async function cpuOf(programs: readonly Program[]): Promise<number> {
  const used = await Promise.all(programs.map((program) => program.cpu()));
  return used.reduce((sum, ms) => sum + ms, 0);
}

function timeYardstick(): number {
  const before = process.cpuUsage();
  createHash('sha256').update(YARDSTICK).digest();
  const { user, system } = process.cpuUsage(before);
  return tenths((user + system) / 1000);
}

const tenths = (value: number) => Math.round(value * 10) / 10;

async function heldBy(program: Program): Promise<{ rss: number; heap: number }> {
  const { rss, heapUsed } = await program.sample();
  const megabytes = (bytes: number) => tenths(bytes / 2 ** 20);
  return { rss: megabytes(rss), heap: megabytes(heapUsed) };
}

/**
 * The heap’s least-squares slope, in megabytes per hour, twice its standard error, and whether it’s flat: a short run
 * isn’t found to grow by the noise of a few samples.
 */
function verdict(samples: readonly SoakSample[], program: 'service' | 'database') {
  const points = samples
    .slice(Math.floor(samples.length * WARM_UP))
    .map((sample) => ({ x: sample.minute / 60, y: sample[program].heap }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  const slope = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
  const rest = points.reduce((sum, point) => sum + (point.y - y - slope * (point.x - x)) ** 2, 0);
  const error = 2 * Math.sqrt(rest / (points.length - 2) / spread);
  return {
    heapMB: tenths(y),
    slopeMBPerHour: tenths(slope),
    errorMBPerHour: tenths(error),
    isFlat: slope - error <= y * FLAT_SHARE,
  };
}

export function showSoak({
  minutes,
  rate,
  load,
  accounts,
  service,
  database,
}: Awaited<ReturnType<typeof soak>>): readonly string[] {
  const line = (name: string, { heapMB, slopeMBPerHour, errorMBPerHour, isFlat }: typeof service) =>
    `  ${name.padEnd(10)} ${heapMB} MB heap after collection, ${slopeMBPerHour} ± ${errorMBPerHour} MB an hour: ${isFlat ? 'flat' : 'NOT FLAT'}`;
  return [
    '',
    `  ${minutes} minutes at ${rate} leads a second, ${DESKS} desks`,
    line('service', service),
    line('database', database),
    `  ${counts(load)}`,
    `  ${accounts.accounted} accounted for, ${accounts.lost} lost, ${accounts.twice} closed twice, ${accounts.unaccounted} unaccounted for`,
    '',
  ];
}

function counts({ acknowledged, offered, failed, to201, toOffer }: Measured): string {
  return `${acknowledged} acknowledged, ${offered} offered, ${failed} refused; p99 ${to201.p99} ms to the 201, ${toOffer.p99} ms to the offer`;
}
