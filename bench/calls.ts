/**
 * Calls under load, over the simulated phone network in a separate process: how long its webhooks take while many
 * callers wait, as ratios to a bare endpoint in the same run; and many calls at once, none of which may be lost or have
 * two owners.
 */
import twilio from 'twilio';
import { DEFAULT_FLOW } from '../src/core/call/flow.ts';
import { holding } from '../src/core/lead/holding.ts';
import { HOUR } from '../src/core/vocabulary/time.ts';
import { startPhoneNetwork, type DemoNetwork } from '../src/demo/phoneNetwork.ts';
import type { Stores } from '../src/store/index.ts';
import { callingDesk, telephone } from './telephones.ts';
import { phoneOf, quantiles, type Quantiles } from './measure.ts';
import { hire, withStores } from './people.ts';
import { withFolder, start, startDatabase, startService, type Program } from './programs.ts';

export interface CallsOptions {
  readonly inLine: number;
  readonly calls: number;
  readonly perSecond: number;
  readonly agents: number;
}

const NUMBER = '+18005550100';
const QUESTIONS = 200;
const QUESTIONS_PER_SECOND = 20;
/** A changed campaign takes effect on every node within a second. */
const CAMPAIGN_COUNTS_MS = 1500;
/** How long after the last call was placed everyone must have arrived. */
const SETTLE_MS = 60_000;
const LOOK_EVERY_MS = 500;

interface Answers {
  readonly bare: Quantiles;
  readonly ring: Quantiles;
  readonly wait: Quantiles;
  readonly unanswered: number;
}

interface Held {
  readonly begun: number;
  /** The phone is still in its call. */
  readonly up: number;
  readonly inLine: number;
  readonly connecting: number;
  readonly talking: number;
  /** Calls without a lead, with a lead that doesn’t hold them, or disconnected. */
  readonly lost: number;
  /** Agent slots held by two leads, and persons with two open leads. */
  readonly ownedTwice: number;
  readonly unaccounted: number;
  /** From dialing until the lead is on disk. */
  readonly toLead: Quantiles;
}

export async function calls(options: CallsOptions, say: (line: string) => void) {
  say(`${options.inLine} callers in line: how long the network’s questions take`);
  const answers = await withCalls((floor) => measureWaitingLine(floor, options));
  say(`${options.calls} calls, ${options.perSecond} a second, ${options.agents} agents`);
  const held = await withCalls((floor) => measureConcurrentCalls(floor, options));
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  const { bare, ring, wait } = answers;
  return {
    ...options,
    answers: {
      ...answers,
      ratios: {
        ringP50: ratio(ring.p50, bare.p50),
        ringP99: ratio(ring.p99, bare.p99),
        waitP50: ratio(wait.p50, bare.p50),
        waitP99: ratio(wait.p99, bare.p99),
      },
    },
    held,
  };
}

interface Floor {
  readonly network: DemoNetwork;
  readonly service: Program;
  readonly database: Program;
}

function withCalls<T>(work: (floor: Floor) => Promise<T>): Promise<T> {
  return withFolder(async (folder, started) => {
    const network = await startPhoneNetwork(new URL('./phone-network.js', import.meta.url).pathname);
    try {
      const database = await startDatabase(folder);
      started.push(database);
      const service = await startService(folder, database, [], {
        TWILIO_ACCOUNT_SID: network.accountSid,
        TWILIO_AUTH_TOKEN: network.authToken,
        TWILIO_API_URL: network.url,
      });
      started.push(service);
      await network.serve(service.address);
      await withStores(database.address, lengthenLine);
      await pause(CAMPAIGN_COUNTS_MS);
      return await work({ network, service, database });
    } finally {
      await network.stop();
    }
  });
}

/** Sends callers straight into the line, where nobody gives up, and allows similar-looking numbers. */
async function lengthenLine({ parts }: Stores): Promise<void> {
  const campaign = await parts.campaigns.byId('demo');
  if (!campaign?.calls) throw new Error('the demo’s campaign takes no calls');
  const line = { ...DEFAULT_FLOW.line, maxWaitMs: HOUR };
  const limits = { ...DEFAULT_FLOW.limits, perPrefixPerHour: 10_000 };
  const calls = { ...campaign.calls, languages: ['en'], questions: [], line, limits } as const;
  await parts.campaigns.save({ ...campaign, calls });
}

async function measureWaitingLine({ network, service, database }: Floor, { inLine }: CallsOptions): Promise<Answers> {
  const bare = await start('./bench-signed.js', [], /signed (http:\S+)/, { AUTH_TOKEN: network.authToken });
  try {
    for (let id = 0; id < inLine; id += 1) {
      await (await telephone(network.url, phoneOf(id))).dial(NUMBER);
      await pause(50);
    }
    const sids = await withStores(database.address, (stores) => waitingSids(stores, inLine));
    const ask = (base: string, path: string, sid: string, from: string) =>
      signedPost(network.authToken, base + path, {
        CallSid: sid,
        AccountSid: network.accountSid,
        From: from,
        To: NUMBER,
        CallStatus: 'in-progress',
      });
    let unanswered = 0;
    const measureRequests = async (post: (index: number) => Promise<number | null>): Promise<Quantiles> => {
      const times = await atFixedRate(QUESTIONS, QUESTIONS_PER_SECOND, post);
      const answered = times.filter((time) => time !== null);
      unanswered += times.length - answered.length;
      return quantiles(answered);
    };
    const bareTimes = await measureRequests((index) => ask(bare.address, '/voice', `CAbare${index}`, phoneOf(index)));
    const wait = await measureRequests((index) => {
      const sid = sids[index % sids.length] ?? '';
      return ask(service.address, `/twilio/voice/calls/${sid}/wait`, sid, phoneOf(index));
    });
    const ring = await measureRequests((index) =>
      ask(service.address, '/twilio/voice/incoming', `CAbench${index}`, phoneOf(10_000 + index)),
    );
    return { bare: bareTimes, wait, ring, unanswered };
  } finally {
    await bare.stop();
  }
}

/** Once that many are in line. Fails if they aren’t in time. */
async function waitingSids({ parts }: Stores, count: number): Promise<readonly string[]> {
  const until = performance.now() + SETTLE_MS;
  for (;;) {
    const leads = await parts.leads.waiting(count);
    const sids = leads.flatMap(({ liveCall }) => (liveCall ? [liveCall.callId] : []));
    if (sids.length >= count) return sids;
    if (performance.now() > until) throw new Error(`only ${sids.length} of ${count} callers came into the line`);
    await pause(LOOK_EVERY_MS);
  }
}

async function measureConcurrentCalls({ network, service, database }: Floor, options: CallsOptions): Promise<Held> {
  const ids = Array.from({ length: options.agents }, (_, index) => `bench_${index}`);
  return withStores(database.address, async (stores) => {
    const cookies = await hire(stores, ids);
    const desks = await Promise.all(
      ids.map((id, index) => callingDesk(service.address, cookies[index] ?? '', network.url, `client:${id}`)),
    );
    const begunAt = new Map<string, number>();
    const telephones = await Promise.all(
      Array.from({ length: options.calls }, (_, index) => telephone(network.url, phoneOf(index))),
    );
    await atFixedRate(telephones.length, options.perSecond, async (index) => {
      const one = telephones[index];
      if (!one) return null;
      begunAt.set(one.address, stores.parts.clock.now());
      await one.dial(NUMBER);
      return null;
    });
    const until = performance.now() + SETTLE_MS;
    let held = await look(stores, telephones, begunAt);
    while (performance.now() < until && (held.lost > 0 || held.talking < options.agents)) {
      await pause(LOOK_EVERY_MS);
      held = await look(stores, telephones, begunAt);
    }
    for (const desk of desks) desk.stop();
    return held;
  });
}

async function look(
  { parts }: Stores,
  telephones: readonly Awaited<ReturnType<typeof telephone>>[],
  begunAt: ReadonlyMap<string, number>,
): Promise<Held> {
  const [states, held, waiting, { exceptions }] = await Promise.all([
    Promise.all(telephones.map((one) => one.state())),
    parts.leads.held(),
    parts.leads.waiting(2 * telephones.length),
    parts.floor.conservation(parts.clock.now()),
  ]);
  const leads = [...held, ...waiting];
  const slots = leads.flatMap((lead) => holding(lead).heldBy ?? []);
  const persons = leads.flatMap(({ person }) => person.tel ?? []);
  const counted = { inLine: 0, connecting: 0, talking: 0, lost: 0 };
  const toLead: number[] = [];
  telephones.forEach(({ address }, index) => {
    const lead = leads.find(({ person }) => person.tel === address);
    if (lead) toLead.push(lead.createdAt - (begunAt.get(address) ?? 0));
    if (!lead?.liveCall || states[index] !== 'talking') counted.lost += 1;
    else if (lead.state === 'talking' || lead.state === 'connecting') counted[lead.state] += 1;
    else counted.inLine += 1;
  });
  return {
    begun: begunAt.size,
    up: states.filter((state) => state === 'talking').length,
    ...counted,
    ownedTwice: slots.length - new Set(slots).size + persons.length - new Set(persons).size,
    unaccounted: Object.values(exceptions).reduce((sum, count) => sum + count, 0),
    toLead: quantiles(toLead),
  };
}

/** Milliseconds until the whole response; null if there was none. */
async function signedPost(
  authToken: string,
  address: string,
  parameters: Readonly<Record<string, string>>,
): Promise<number | null> {
  const signature = twilio.getExpectedTwilioSignature(authToken, address, parameters);
  const began = performance.now();
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(parameters),
  }).catch(() => null);
  const text = await response?.text().catch(() => '');
  // A response that asks for another second doesn’t count.
  return response?.status === 200 && !text?.includes('late=1') ? performance.now() - began : null;
}

/** Runs at a fixed rate, however long each takes. Returns the results in order. */
async function atFixedRate<T>(
  count: number,
  perSecond: number,
  work: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  const began = performance.now();
  const all: Promise<T>[] = [];
  while (all.length < count) {
    all.push(work(all.length));
    await pause(began + (all.length * 1000) / perSecond - performance.now());
  }
  return Promise.all(all);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

export function showCalls({
  inLine,
  answers,
  held,
  perSecond,
  agents,
}: Awaited<ReturnType<typeof calls>>): readonly string[] {
  const { bare, ring, wait, ratios, unanswered } = answers;
  const line = (what: string, of: Quantiles, [p50, p99]: readonly [number, number]) =>
    `  ${what.padEnd(44)} ${String(of.p50).padStart(8)} ms ${String(of.p99).padStart(8)} ms ${String(p50).padStart(7)} ${String(p99).padStart(7)}`;
  return [
    '',
    `  ${`Webhook to TwiML, ${inLine} callers in line`.padEnd(44)} ${'p50'.padStart(11)} ${'p99'.padStart(11)} ${'ratios'.padStart(15)}`,
    line('a bare endpoint that checks the signature', bare, [1, 1]),
    line('what a waiting caller hears next', wait, [ratios.waitP50, ratios.waitP99]),
    line('a new call, its lead on disk', ring, [ratios.ringP50, ratios.ringP99]),
    `  not answered in time: ${unanswered}`,
    '',
    `  ${held.begun} calls at once, ${perSecond} a second, ${agents} agents: ${held.up} up; ${held.inLine} in line, ` +
      `${held.connecting} connecting, ${held.talking} talking`,
    `  lost: ${held.lost}; owned twice: ${held.ownedTwice}; unaccounted: ${held.unaccounted}; dialling to lead on disk: ` +
      `p50 ${held.toLead.p50} ms, p99 ${held.toLead.p99} ms`,
    '',
  ];
}
