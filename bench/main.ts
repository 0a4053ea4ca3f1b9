/**
 * `npm run bench`: the main job under load, as ratios to a bare relay in the same run, because machines differ and are
 * shared. `-- --json` prints one JSON object; `-- --submissions N` makes the run longer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStores } from '../src/store/index.ts';
import { measure, type Measured } from './measure.ts';
import { start, type Program } from './programs.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    submissions: { type: 'string', default: '600' },
    'at-once': { type: 'string', default: '16' },
  },
});
const submissions = Number(values.submissions);
const atOnce = Number(values['at-once']);

interface Row {
  readonly desks: number;
  readonly relay: Measured;
  readonly leadbell: Measured;
}

const rows: Row[] = [];
for (const desks of [100, 1000]) rows.push({ desks, relay: await ofRelay(desks), leadbell: await ofLeadbell(desks) });
if (values.json) process.stdout.write(`${JSON.stringify({ submissions, atOnce, rows: rows.map(withRatios) })}\n`);
else print(rows);

async function ofRelay(desks: number): Promise<Measured> {
  const relay = await start('./bench-relay.js', [], /relay (http:\S+)/);
  try {
    return await measure({
      url: relay.address,
      cookies: Array.from({ length: desks }, () => ''),
      submissions,
      atOnce,
      work: false,
    });
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
    return await measure({ url: service.address, cookies, submissions, atOnce, work: true });
  } finally {
    for (const program of started.reverse()) await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
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
      throughput: ratio(leadbell.perSecond, relay.perSecond),
      to201p50: ratio(leadbell.to201.p50, relay.to201.p50),
      to201p99: ratio(leadbell.to201.p99, relay.to201.p99),
      toOfferP50: ratio(leadbell.toOffer.p50, relay.toOffer.p50),
      toOfferP99: ratio(leadbell.toOffer.p99, relay.toOffer.p99),
    },
  };
}

function print(measured: readonly Row[]): void {
  const lines = [
    '',
    `  ${submissions} submissions, ${atOnce} at once; Leadbell stores each durably, the relay stores nothing`,
    '',
  ];
  for (const { desks, relay, leadbell, ratios } of measured.map(withRatios)) {
    const row = (what: string, a: number, b: number, ratio: number, unit: string) =>
      `  ${what.padEnd(22)} ${String(a).padStart(9)} ${unit.padEnd(4)} ${String(b).padStart(9)} ${unit.padEnd(4)} ${String(ratio).padStart(8)}`;
    lines.push(
      `  ${desks} desks connected         relay       Leadbell       ratio`,
      row('acknowledged', relay.perSecond, leadbell.perSecond, ratios.throughput, '/s'),
      row('POST to 201, p50', relay.to201.p50, leadbell.to201.p50, ratios.to201p50, 'ms'),
      row('POST to 201, p99', relay.to201.p99, leadbell.to201.p99, ratios.to201p99, 'ms'),
      row('POST to offer, p50', relay.toOffer.p50, leadbell.toOffer.p50, ratios.toOfferP50, 'ms'),
      row('POST to offer, p99', relay.toOffer.p99, leadbell.toOffer.p99, ratios.toOfferP99, 'ms'),
      `  offered ${leadbell.offered} of ${leadbell.acknowledged} acknowledged; ${leadbell.failed} refused`,
      '',
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
