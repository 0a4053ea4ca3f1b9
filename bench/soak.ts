/**
 * Steady load for a long time, to see whether memory grows. Every sample is taken after a full collection, so it counts
 * what is retained. The verdict is the slope after the warm-up.
 */
import { measure, type Measured } from './measure.ts';
import { hire, withStores } from './people.ts';
import { withFolder, SAMPLED, startDatabase, startService, type Program } from './programs.ts';

export interface SoakOptions {
  readonly minutes: number;
  /** Leads per second. */
  readonly rate: number;
}

export interface SoakSample {
  readonly minute: number;
  /** Megabytes. */
  readonly service: { readonly rss: number; readonly heap: number };
  readonly database: { readonly rss: number; readonly heap: number };
}

const DESKS = 40;
const MINUTE_MS = 60_000;
/** The minimum number of samples, however short the run. */
const LEAST_SAMPLES = 12;
/** Caches fill and code is compiled during this share of the run. */
const WARM_UP = 0.25;
/** More growth per hour than this share of the retained memory isn’t flat. */
const FLAT_SHARE = 0.1;

export function soak({ minutes, rate }: SoakOptions, say: (line: string) => void) {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder, SAMPLED);
    started.push(database);
    const service = await startService(folder, database, SAMPLED);
    started.push(service);
    const people = Array.from({ length: DESKS }, (_, index) => `soak_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, people));

    const samples: SoakSample[] = [];
    const began = performance.now();
    const sample = async () => {
      const minute = Math.round(((performance.now() - began) / MINUTE_MS) * 10) / 10;
      const [ofService, ofDatabase] = await Promise.all([heldBy(service), heldBy(database)]);
      samples.push({ minute, service: ofService, database: ofDatabase });
      say(
        `  ${String(minute).padStart(6)} min   service ${ofService.heap} MB heap, ${ofService.rss} MB   database ${ofDatabase.heap} MB heap`,
      );
    };
    const every = Math.min(MINUTE_MS, (minutes * MINUTE_MS) / LEAST_SAMPLES);
    const timer = setInterval(() => void sample(), every);
    const submissions = Math.round(minutes * 60 * rate);
    const load = await measure({
      url: service.address,
      cookies,
      work: true,
      submissions,
      pace: { perSecond: rate },
    });
    clearInterval(timer);
    await sample();
    const ran = Math.round(((performance.now() - began) / MINUTE_MS) * 10) / 10;
    return {
      minutes: ran,
      rate,
      load,
      samples,
      service: verdict(samples, 'service'),
      database: verdict(samples, 'database'),
    };
  });
}

async function heldBy(program: Program): Promise<{ rss: number; heap: number }> {
  const { rss, heapUsed } = await program.sample();
  const megabytes = (bytes: number) => Math.round((bytes / 2 ** 20) * 10) / 10;
  return { rss: megabytes(rss), heap: megabytes(heapUsed) };
}

/** The heap’s least-squares slope, in megabytes per hour, and whether that is flat. */
function verdict(samples: readonly SoakSample[], program: 'service' | 'database') {
  const points = samples
    .slice(Math.floor(samples.length * WARM_UP))
    .map((sample) => ({ x: sample.minute / 60, y: sample[program].heap }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  const slope = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
  return {
    heapMB: Math.round(y * 10) / 10,
    slopeMBPerHour: Math.round(slope * 10) / 10,
    isFlat: slope <= y * FLAT_SHARE,
  };
}

export function showSoak({
  minutes,
  rate,
  load,
  service,
  database,
}: Awaited<ReturnType<typeof soak>>): readonly string[] {
  const line = (name: string, { heapMB, slopeMBPerHour, isFlat }: typeof service) =>
    `  ${name.padEnd(10)} ${heapMB} MB heap after collection, ${slopeMBPerHour} MB an hour: ${isFlat ? 'flat' : 'NOT FLAT'}`;
  return [
    '',
    `  ${minutes} minutes at ${rate} leads a second, ${DESKS} desks`,
    line('service', service),
    line('database', database),
    `  ${counts(load)}`,
    '',
  ];
}

function counts({ acknowledged, offered, failed, to201, toOffer }: Measured): string {
  return `${acknowledged} acknowledged, ${offered} offered, ${failed} refused; p99 ${to201.p99} ms to the 201, ${toOffer.p99} ms to the offer`;
}
