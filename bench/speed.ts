/** The main job under load, as ratios to a bare relay in the same run, because machines differ and are shared. */
import { measure, type Load, type Measured as Run } from './measure.ts';
import { hire, withStores } from './people.ts';
import { inFolder, start, startDatabase, startService } from './programs.ts';

export interface SpeedOptions {
  readonly submissions: number;
  readonly atOnce: number;
  readonly perSecond: number;
}

interface Row {
  readonly desks: number;
  readonly relay: Measured;
  readonly leadbell: Measured;
}

/** What one server did: as much as it can, and at the pace of a busy floor. */
interface Measured {
  readonly full: Run;
  readonly paced: Run;
}

const DESKS = [100, 1000];

export async function speed(options: SpeedOptions) {
  const rows: Row[] = [];
  for (const desks of DESKS)
    rows.push({ desks, relay: await ofRelay(desks, options), leadbell: await ofLeadbell(desks, options) });
  return { ...options, rows: rows.map(withRatios) };
}

async function ofRelay(desks: number, options: SpeedOptions): Promise<Measured> {
  const relay = await start('./bench-relay.js', [], /relay (http:\S+)/);
  try {
    return await both({ url: relay.address, cookies: Array.from({ length: desks }, () => ''), work: false }, options);
  } finally {
    await relay.stop();
  }
}

function ofLeadbell(desks: number, options: SpeedOptions): Promise<Measured> {
  return inFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const service = await startService(folder, database);
    started.push(service);
    const people = Array.from({ length: desks }, (_, index) => `bench_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, people));
    return both({ url: service.address, cookies, work: true }, options);
  });
}

async function both(
  load: Pick<Load, 'url' | 'cookies' | 'work'>,
  { submissions, atOnce, perSecond }: SpeedOptions,
): Promise<Measured> {
  // The paced run warms up what the full one measures.
  const paced = await measure({ ...load, submissions: Math.ceil(submissions / 2), pace: { perSecond } });
  const full = await measure({ ...load, submissions, pace: { atOnce }, firstId: submissions });
  return { paced, full };
}

function withRatios(row: Row) {
  const { relay, leadbell } = row;
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  return {
    ...row,
    ratios: {
      throughput: ratio(leadbell.full.perSecond, relay.full.perSecond),
      to201p50: ratio(leadbell.paced.to201.p50, relay.paced.to201.p50),
      to201p99: ratio(leadbell.paced.to201.p99, relay.paced.to201.p99),
      toOfferP50: ratio(leadbell.paced.toOffer.p50, relay.paced.toOffer.p50),
      toOfferP99: ratio(leadbell.paced.toOffer.p99, relay.paced.toOffer.p99),
    },
  };
}

export function showSpeed({ rows, perSecond, atOnce }: Awaited<ReturnType<typeof speed>>): readonly string[] {
  const lines = ['', '  Leadbell stores, decides and confirms each lead durably; the relay stores nothing.', ''];
  for (const { desks, relay, leadbell, ratios } of rows) {
    const line = (what: string, a: number, b: number, ratio: number, unit: string) =>
      `  ${what.padEnd(34)} ${String(a).padStart(8)} ${unit.padEnd(3)} ${String(b).padStart(8)} ${unit.padEnd(3)} ${String(ratio).padStart(8)}`;
    const [a, b] = [relay.paced, leadbell.paced];
    lines.push(
      `  ${`${desks} desks connected`.padEnd(34)} ${'relay'.padStart(12)} ${'Leadbell'.padStart(12)} ${'ratio'.padStart(8)}`,
      line(`POST to 201, p50 (${perSecond} a second)`, a.to201.p50, b.to201.p50, ratios.to201p50, 'ms'),
      line('POST to 201, p99', a.to201.p99, b.to201.p99, ratios.to201p99, 'ms'),
      line('POST to offer, p50', a.toOffer.p50, b.toOffer.p50, ratios.toOfferP50, 'ms'),
      line('POST to offer, p99', a.toOffer.p99, b.toOffer.p99, ratios.toOfferP99, 'ms'),
      line(`acknowledged (${atOnce} at once)`, relay.full.perSecond, leadbell.full.perSecond, ratios.throughput, '/s'),
      line('  offer p50 under that load', relay.full.toOffer.p50, leadbell.full.toOffer.p50, 0, 'ms').slice(0, -8),
      `  offered ${b.offered + leadbell.full.offered} of ${b.acknowledged + leadbell.full.acknowledged} acknowledged; ${b.failed + leadbell.full.failed} refused`,
      '',
    );
  }
  return lines;
}
