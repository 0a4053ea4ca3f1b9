/**
 * More forms than the service can work on, at fixed rates, however long the answers take: 201s stay durable and quick, the rest
 * is refused at once, and a desk that becomes free gets its next lead as soon as without the flood.
 */
import { measure, type Measured } from './measure.ts';
import { hire, withStores } from './people.ts';
import { withFolder, startDatabase, startService } from './programs.ts';
import { BUSY_DESKS } from './speed.ts';

export interface Flood {
  /** Times the measured maximum. */
  readonly factor: number;
  /** Forms a second. */
  readonly rate: number;
  readonly load: Measured;
}

const FACTORS = [1, 2, 3, 5];
const WARM_UP = 1000;
/** Each run uses other people than the one before. */
const PEOPLE_PER_RUN = 100_000;

export function overload(seconds: number, say: (line: string) => void) {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const service = await startService(folder, database);
    started.push(service);
    const ids = Array.from({ length: BUSY_DESKS }, (_, index) => `flood_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, ids));
    const run = (firstId: number, submissions: number, pace: { atOnce: number } | { perSecond: number }) =>
      measure({ url: service.address, cookies, submissions, pace, work: true, firstId });

    await run(0, WARM_UP, { atOnce: 16 });
    const full = await run(PEOPLE_PER_RUN, WARM_UP * 2, { atOnce: 16 });
    const most = full.closedPerSecond;
    say(`  at most ${most} leads a second`);
    const floods: Flood[] = [];
    for (const [index, factor] of FACTORS.entries()) {
      const rate = Math.round(most * factor);
      const load = await run((index + 2) * PEOPLE_PER_RUN, rate * seconds, { perSecond: rate });
      floods.push({ factor, rate, load });
      say(`  ${factor} × done`);
    }
    return { most, full, floods };
  });
}

export function showOverload({ most, full, floods }: Awaited<ReturnType<typeof overload>>): readonly string[] {
  const line = ({ factor, rate, load }: Flood) => {
    const { to201, slowest201, acknowledged, refused, failed, offered, closed, freeToOffer } = load;
    return [
      `  ${factor} × (${rate} a second): ${acknowledged} × 201, p50 ${to201.p50} ms, p99 ${to201.p99}, slowest ${slowest201}`,
      `      ${refused.count} × 503, p99 ${refused.p99} ms, slowest ${refused.slowest}, ${refused.withoutRetryAfter} without Retry-After; ${failed - refused.count} other failures`,
      `      ${offered} offered, ${closed} closed; a free desk’s next offer p50 ${freeToOffer.p50} ms, p99 ${freeToOffer.p99}`,
    ];
  };
  return [
    '',
    `  at most ${most} leads a second; a free desk’s next offer then p50 ${full.freeToOffer.p50} ms, p99 ${full.freeToOffer.p99}`,
    ...floods.flatMap(line),
    '',
  ];
}
