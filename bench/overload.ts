/**
 * More forms than the service can work on, at fixed rates, however long the answers take: 201s stay durable and quick, the rest
 * is refused at once, and a desk that becomes free gets its next lead as soon as without the flood. The sender is a
 * process of its own (formSender.ts); the desks are in this one.
 */
import { startSender, withBusyDesks, type Worked } from './busyDesks.ts';
import type { Sent } from './formSender.ts';
import { measure } from './measure.ts';
import { hire, withStores } from './people.ts';
import { withFolder, startDatabase, startService } from './programs.ts';
import { BUSY_DESKS } from './speed.ts';

export interface Flood extends Worked<Sent> {
  /** Times the measured maximum. */
  readonly factor: number;
  /** Forms a second. */
  readonly rate: number;
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
    const url = service.address;
    const ids = Array.from({ length: BUSY_DESKS }, (_, index) => `flood_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, ids));
    const atOnce = (firstId: number, submissions: number) =>
      measure({ url, cookies, submissions, pace: { atOnce: 16 }, work: true, firstId });

    await atOnce(0, WARM_UP);
    const full = await atOnce(PEOPLE_PER_RUN, WARM_UP * 2);
    const most = full.closedPerSecond;
    say(`  at most ${most} leads a second`);

    const sender = await startSender(url, started);
    const floods: Flood[] = [];
    for (const [index, factor] of FACTORS.entries()) {
      const rate = Math.round(most * factor);
      const flight = { forms: rate * seconds, perSecond: rate, firstId: (index + 2) * PEOPLE_PER_RUN };
      const worked = await withBusyDesks(
        url,
        cookies,
        () => sender.send(flight),
        ({ to201 }) => to201.count,
      );
      floods.push({ factor, rate, ...worked });
      say(`  ${factor} × done`);
    }
    return { most, full, floods, oneAddress: await oneAddress(most * 5, seconds) };
  });
}

/** One address floods a service with its usual limits: what the forms of others get, one from each of many addresses. */
function oneAddress(rate: number, seconds: number) {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const service = await startService(folder, database, [], { INTAKE_LIMIT_PER_MINUTE: '30' });
    started.push(service);
    const [flooding, others] = [
      await startSender(service.address, started),
      await startSender(service.address, started),
    ];
    const perSecond = Math.round(rate);
    const [flood, rest] = await Promise.all([
      flooding.send({ forms: perSecond * seconds, perSecond, firstId: 0 }),
      others.send({ forms: 20 * seconds, perSecond: 20, firstId: PEOPLE_PER_RUN, addresses: 200 }),
    ]);
    return { perSecond, flood, rest };
  });
}

export function showOverload({
  most,
  full,
  floods,
  oneAddress,
}: Awaited<ReturnType<typeof overload>>): readonly string[] {
  const line = ({ factor, rate, sent: { to201, to503, limited, others, lateMs }, closed, freeToOffer }: Flood) => [
    `  ${factor} × (${rate} a second): ${to201.count} × 201, p50 ${to201.p50} ms, p99 ${to201.p99}, slowest ${to201.slowest}; the sender late by ${lateMs} ms at most`,
    `      ${to503.count} × 503, p99 ${to503.p99} ms, slowest ${to503.slowest}, ${to503.withoutRetryAfter} without Retry-After; ${limited + others} other failures`,
    `      ${closed} closed; a free desk’s next offer meanwhile p50 ${freeToOffer.p50} ms, p99 ${freeToOffer.p99}`,
  ];
  return [
    '',
    `  at most ${most} leads a second; a free desk’s next offer then p50 ${full.freeToOffer.p50} ms, p99 ${full.freeToOffer.p99}`,
    ...floods.flatMap(line),
    `  one address floods with ${oneAddress.perSecond} a second: it gets ${oneAddress.flood.to201.count} × 201, ${oneAddress.flood.limited} × 429 and ${oneAddress.flood.to503.count} × 503`,
    `      others get ${oneAddress.rest.to201.count} × 201, p50 ${oneAddress.rest.to201.p50} ms, p99 ${oneAddress.rest.to201.p99}, and ${oneAddress.rest.limited + oneAddress.rest.to503.count + oneAddress.rest.others} refusals`,
    '',
  ];
}
