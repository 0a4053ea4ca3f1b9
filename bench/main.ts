/**
 * `npm run bench`: the main job under load, as ratios to a bare relay in the same run, because machines differ and are
 * shared. `-- --json` prints one JSON object; `-- --submissions N` makes the run longer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStores } from '../src/store/index.ts';
import { measure, type Load, type Measured as Run } from './measure.ts';
import { start, type Program } from './programs.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    submissions: { type: 'string', default: '600' },
    'at-once': { type: 'string', default: '16' },
    'per-second': { type: 'string', default: '20' },
  },
});
const submissions = Number(values.submissions);
const atOnce = Number(values['at-once']);
const perSecond = Number(values['per-second']);

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

const rows: Row[] = [];
for (const desks of [100, 1000]) rows.push({ desks, relay: await ofRelay(desks), leadbell: await ofLeadbell(desks) });
if (values.json)
  process.stdout.write(`${JSON.stringify({ submissions, atOnce, perSecond, rows: rows.map(withRatios) })}\n`);
else print(rows);

async function ofRelay(desks: number): Promise<Measured> {
  const relay = await start('./bench-relay.js', [], /relay (http:\S+)/);
  try {
    return await both({ url: relay.address, cookies: Array.from({ length: desks }, () => ''), work: false });
  } finally {
    await relay.stop();
  }
}

async function ofLeadbell(desks: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'lbbench-'));
  const started: Program[] = [];
  try {
    const database = await start(
      './embedded-mongo.js',
      ['--dir', join(folder, 'data'), '--port', '0'],
      /(mongodb:\S+)/,
    );
    started.push(database);
    const service = await start('./main.js', ['--demo'], /Leadbell demo\s+(http:\S+)[^]*Ctrl-C/, {
      ...{ PORT: '0', LOG_LEVEL: 'error', INTAKE_LIMIT_PER_MINUTE: '1000000' },
      ...{ DATA_DIR: folder, MONGODB_URI: database.address },
    });
    started.push(service);
    const cookies = await makeAgents(database.address, desks);
    return await both({ url: service.address, cookies, work: true });
  } finally {
    for (const program of started.reverse()) await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function both(load: Pick<Load, 'url' | 'cookies' | 'work'>): Promise<Measured> {
  // The paced run warms up what the full one measures.
  const paced = await measure({ ...load, submissions: Math.ceil(submissions / 2), pace: { perSecond } });
  const full = await measure({ ...load, submissions, pace: { atOnce }, firstId: submissions });
  return { paced, full };
}

/** As many agents as there are desks, signed in already: signing in is not what is measured. */
async function makeAgents(uri: string, count: number): Promise<readonly string[]> {
  const ignore = () => undefined;
  const { parts, close } = await openStores(uri, { info: ignore, warn: ignore, error: ignore });
  const now = parts.clock.now();
  const people = Array.from({ length: count }, (_, index) => `bench_${index}`);
  const cookies: string[] = [];
  for (const id of people) {
    const skills = { teamIds: [], languages: ['en', 'ko'] as const, skills: [], capacity: 1 };
    await parts.users.add(
      {
        id,
        name: id,
        email: `${id}@bench.test`,
        role: 'agent',
        language: 'en',
        passwordHash: 'none',
        active: true,
        agent: skills,
      },
      now,
    );
    await parts.agents.save({
      id,
      name: id,
      ...skills,
      presence: 'offline',
      presenceAt: now,
      reach: 'absent',
      reachAt: now,
      idleSince: now,
      missedInRow: 0,
    });
    const token = parts.random.secret();
    await parts.sessions.add({
      tokenHash: parts.passwords.digest(token),
      userId: id,
      createdAt: now,
      seenAt: now,
      expiresAt: now + 3_600_000,
    });
    cookies.push(`leadbell=${token}`);
  }
  await close();
  return cookies;
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

function print(measured: readonly Row[]): void {
  const say = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  say(['', '  Leadbell stores, decides and confirms each lead durably; the relay stores nothing.', '']);
  for (const { desks, relay, leadbell, ratios } of measured.map(withRatios)) {
    const line = (what: string, a: number, b: number, ratio: number, unit: string) =>
      `  ${what.padEnd(34)} ${String(a).padStart(8)} ${unit.padEnd(3)} ${String(b).padStart(8)} ${unit.padEnd(3)} ${String(ratio).padStart(8)}`;
    const [a, b] = [relay.paced, leadbell.paced];
    say([
      `  ${`${desks} desks connected`.padEnd(34)} ${'relay'.padStart(12)} ${'Leadbell'.padStart(12)} ${'ratio'.padStart(8)}`,
      line(`POST to 201, p50 (${perSecond} a second)`, a.to201.p50, b.to201.p50, ratios.to201p50, 'ms'),
      line('POST to 201, p99', a.to201.p99, b.to201.p99, ratios.to201p99, 'ms'),
      line('POST to offer, p50', a.toOffer.p50, b.toOffer.p50, ratios.toOfferP50, 'ms'),
      line('POST to offer, p99', a.toOffer.p99, b.toOffer.p99, ratios.toOfferP99, 'ms'),
      line(`acknowledged (${atOnce} at once)`, relay.full.perSecond, leadbell.full.perSecond, ratios.throughput, '/s'),
      line('  offer p50 under that load', relay.full.toOffer.p50, leadbell.full.toOffer.p50, 0, 'ms').slice(0, -8),
      `  offered ${b.offered + leadbell.full.offered} of ${b.acknowledged + leadbell.full.acknowledged} acknowledged; ${b.failed + leadbell.full.failed} refused`,
      '',
    ]);
  }
}
