/** `npm run bench`: selects the benchmarks, runs them one after another, prints tables or one JSON object. */
import { parseArgs } from 'node:util';
import { calls, showCalls } from './calls.ts';
import { database, showDatabase } from './database/index.ts';
import { imports, showImports } from './imports.ts';
import { law, showLaw } from './law.ts';
import { many, showMany } from './many/index.ts';
import { deskMemory, showDeskMemory } from './deskMemory.ts';
import { decisions, showDecisions } from './decisions.ts';
import { replay, showReplay } from './replay.ts';
import { reports, showReports } from './reports.ts';
import { overload, showOverload } from './overload.ts';
import { score, showScore } from './score/index.ts';
import { showSoak, soak } from './soak.ts';
import { speed, type SpeedOptions } from './speed.ts';
import { showSpeed } from './speedTable.ts';
import { showStorm, storm } from './storm.ts';

const HELP = `npm run bench -- [options]

  --only NAME          run one benchmark; by default, all except desks and soak
      speed              the main job under load and its cost, next to a bare relay and a plain program in the same run
      database           the embedded database alone, against a bare LMDB loop and a wire echo
      many               the same queries against ever larger databases
      calls              calls over the simulated network: responses while many callers wait, and many calls at once
      decisions          how long one routing decision takes, by the number of agents
      law                the law at a contact, with ten million registry numbers; and many promised calls due in one minute
      replay             a policy tried on a day of many leads
      reports            every report over a year of a busy floor
      score              a lead scored by rules and by a model, the model's training, and every filter and order of the leads page
      imports            a large file of leads, sent, checked and run
      overload           more forms than the service can work on: every 201 and every refusal within a second
      desks              memory per connected desk, and how long all of them take to come back
      storm              every desk loses its connection at once and reconnects
      soak               steady load for a long time, to see whether memory grows
  --json               one JSON object instead of tables
  --help

  speed  --submissions 600   --at-once 16   --per-second 20   --quick  (everything small, for a trial run)
  database   --operations 2000
  many   --sizes 1000,10000,100000   closed leads   --keep DIR  (reuse the filled databases)
  calls  --in-line 100   --calls 200   --calls-per-second 20   --agents 20
  reports  --leads-per-day 5000   --days 365
  score  --leads 100000   closed leads   --questions 30   for each filter under each order
  law    --promises 10000   --working-desks 100
  imports  --rows 100000
  overload  --seconds 10
  desks  --desk-counts 2500,5000,9000
  storm  --desks 1000
  soak   --minutes 60   --rate 20   --share 0.8 (of the maximum, measured first, instead of a rate)
`;
const NAMES = [
  'speed',
  'database',
  'many',
  'calls',
  'decisions',
  'law',
  'replay',
  'reports',
  'score',
  'imports',
  'overload',
  'desks',
  'storm',
  'soak',
] as const;
type Name = (typeof NAMES)[number];

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    submissions: { type: 'string', default: '600' },
    'at-once': { type: 'string', default: '16' },
    'per-second': { type: 'string', default: '20' },
    operations: { type: 'string', default: '2000' },
    sizes: { type: 'string', default: '1000,10000,100000' },
    keep: { type: 'string' },
    'in-line': { type: 'string', default: '100' },
    calls: { type: 'string', default: '200' },
    'calls-per-second': { type: 'string', default: '20' },
    agents: { type: 'string', default: '20' },
    'leads-per-day': { type: 'string', default: '5000' },
    days: { type: 'string', default: '365' },
    leads: { type: 'string', default: '100000' },
    questions: { type: 'string', default: '30' },
    promises: { type: 'string', default: '10000' },
    'working-desks': { type: 'string', default: '100' },
    rows: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '10' },
    'desk-counts': { type: 'string', default: '2500,5000,9000' },
    desks: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '20' },
    share: { type: 'string' },
  },
});

const mistakes: string[] = [];
type Numeric =
  | 'submissions'
  | 'at-once'
  | 'per-second'
  | 'operations'
  | 'in-line'
  | 'calls'
  | 'calls-per-second'
  | 'agents'
  | 'leads-per-day'
  | 'days'
  | 'leads'
  | 'questions'
  | 'promises'
  | 'working-desks'
  | 'rows'
  | 'seconds'
  | 'desks'
  | 'minutes'
  | 'rate';
const number = (name: Numeric): number => numberOf(name, values[name]);
const chosen = NAMES.filter((name) =>
  values.only === undefined ? name !== 'soak' && name !== 'desks' : values.only === name,
);
if (chosen.length === 0) mistakes.push(`--only must be one of ${NAMES.join(', ')}.`);
const options = {
  speed: speedOptions(),
  database: { operations: number('operations') },
  many: {
    sizes: numbers('sizes', values.sizes),
    ...(values.keep !== undefined && { keep: values.keep }),
  },
  calls: {
    inLine: number('in-line'),
    calls: number('calls'),
    perSecond: number('calls-per-second'),
    agents: number('agents'),
  },
  reports: { leadsPerDay: number('leads-per-day'), days: number('days') },
  score: { leads: number('leads'), times: number('questions') },
  law: { promises: number('promises'), desks: number('working-desks') },
  imports: number('rows'),
  overload: number('seconds'),
  desks: numbers('desk-counts', values['desk-counts']),
  storm: number('desks'),
  soak: {
    minutes: number('minutes'),
    pace: values.share === undefined ? { rate: number('rate') } : { share: shareOf(values.share) },
  },
};

if (values.help) process.stdout.write(HELP);
else if (mistakes.length > 0) {
  process.stderr.write(`${mistakes.join('\n')}\n\n${HELP}`);
  process.exitCode = 2;
} else {
  const results: Partial<Record<Name, unknown>> = {};
  for (const name of chosen) results[name] = await run(name);
  if (values.json) process.stdout.write(`${JSON.stringify(results)}\n`);
}

async function run(name: Name): Promise<unknown> {
  // Progress goes where it doesn’t mix with the results.
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  switch (name) {
    case 'speed': {
      const measured = await speed(options.speed, say);
      show(showSpeed(measured));
      return measured;
    }
    case 'database': {
      const measured = await database(options.database);
      show(showDatabase(measured));
      return measured;
    }
    case 'many': {
      const rows = await many(options.many, say);
      show(showMany(rows));
      return rows;
    }
    case 'calls': {
      const measured = await calls(options.calls, say);
      show(showCalls(measured));
      return measured;
    }
    case 'decisions': {
      const times = decisions();
      show(showDecisions(times));
      return times;
    }
    case 'law': {
      const measured = await law(options.law.promises, options.law.desks, say);
      show(showLaw(measured));
      return measured;
    }
    case 'replay': {
      const times = replay(options.reports.leadsPerDay);
      show(showReplay(times));
      return times;
    }
    case 'reports': {
      const measured = await reports(options.reports, say);
      show(showReports(measured));
      return measured;
    }
    case 'score': {
      const measured = await score(options.score, say);
      show(showScore(measured));
      return measured;
    }
    case 'imports': {
      const measured = await imports(options.imports, say);
      show(showImports(measured));
      return measured;
    }
    case 'overload': {
      const measured = await overload(options.overload, say);
      show(showOverload(measured));
      return measured;
    }
    case 'desks': {
      const measured = await deskMemory(options.desks, say);
      show(showDeskMemory(measured));
      return measured;
    }
    case 'storm': {
      const storms = await storm(options.storm);
      show(showStorm(storms));
      return storms;
    }
    case 'soak': {
      const soaked = await soak(options.soak, say);
      show(showSoak(soaked));
      return soaked;
    }
  }
}

function show(lines: readonly string[]): void {
  if (!values.json) process.stdout.write(`${lines.join('\n')}\n`);
}

function speedOptions(): SpeedOptions {
  const given = { submissions: number('submissions'), atOnce: number('at-once'), perSecond: number('per-second') };
  return values.quick
    ? { ...given, submissions: 24, paceDesks: [4, 8], counted: 2, idleMs: 1000, restMs: 0 }
    : { ...given, paceDesks: [100, 1000], counted: 30, idleMs: 60_000, restMs: 75_000 };
}

function numbers(name: string, list: string): readonly number[] {
  return list.split(',').map((one) => numberOf(name, one));
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) mistakes.push(`--${name} must be a whole number above 0, not “${text}”.`);
  return value;
}

function shareOf(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) mistakes.push(`--share must be above 0 and at most 1, not “${text}”.`);
  return value;
}
