/**
 * The law at the moment of contact, with ten million registry numbers in this node's files; and ten thousand promised
 * calls that come due within one minute, on a running service whose desks work on them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mayContact } from '../src/core/law/mayContact.ts';
import { possiblePlaces } from '../src/core/law/possiblePlaces.ts';
import { NUMBERS_PER_AREA, type RegistryArea } from '../src/core/law/registry.ts';
import { openLead } from '../src/core/lead/openLead.ts';
import { DAY, MINUTE, SECOND } from '../src/core/vocabulary/time.ts';
import { contextWithoutLists } from '../src/usecases/lead/context.ts';
import type { Stores } from '../src/store/index.ts';
import { BITMAP_BYTES, setBit } from '../src/store/registry/bits.ts';
import { listFiles, type ListFiles } from '../src/store/registry/files.ts';
import { connectAll, phoneOf, quantiles, type Quantiles } from './measure.ts';
import { hire, withStores } from './people.ts';
import { startDatabase, startService, withFolder } from './programs.ts';

const AREAS = Array.from({ length: 40 }, (_one, index) => 201 + index);
const LISTED = 10_000_000;
const QUESTIONS = 100_000;
const WARM_UP = 20_000;
const NOW = Date.parse('2026-11-18T15:00:00Z');
/** One or two zones, as of people who kept their number when they moved. */
const ZONES: readonly (readonly string[])[] = [
  ['America/New_York'],
  ['America/Los_Angeles'],
  ['America/Chicago', 'America/Denver'],
  ['America/New_York', 'America/Phoenix'],
  ['America/New_York', 'Asia/Seoul'],
];

export interface LawMeasured {
  readonly listed: number;
  /** Microseconds: a lookup alone, and the whole decision with it. */
  readonly lookup: Quantiles;
  readonly decision: Quantiles;
  readonly due: DueMeasured;
}

export async function law(promises: number, desks: number, say: (line: string) => void): Promise<LawMeasured> {
  const { lookup, decision } = await decisions();
  say('  law: decisions done');
  return { listed: LISTED, lookup, decision, due: await comeDue(promises, desks, say) };
}

async function decisions(): Promise<Pick<LawMeasured, 'lookup' | 'decision'>> {
  const folder = await mkdtemp(join(tmpdir(), 'leadbell-bench-law-'));
  const files = listFiles(folder);
  try {
    await invent(files);
    const lookup: number[] = [];
    const decision: number[] = [];
    for (let index = 0; index < WARM_UP + QUESTIONS; index += 1) {
      const tel = telOf(index);
      const zones = ZONES[index % ZONES.length] ?? [];
      const now = NOW + (index % 1680) * MINUTE;
      const consent = { ...{ inquiryId: 'in', at: NOW - 100 * DAY, call: index % 3 === 0, now: true }, ...NO_MORE };
      const startedAt = performance.now();
      files.statusOf(tel, now);
      const lookedUpAt = performance.now();
      mayContact({
        ...{ now, tel, doNotCallSince: null, consents: [consent], attempts: [], maxPerDay: 3, zones },
        registry: files.statusOf(tel, now),
        places: possiblePlaces({ tel, telCountry: 'US', zones }),
      });
      const decidedAt = performance.now();
      if (index < WARM_UP) continue;
      lookup.push((lookedUpAt - startedAt) * 1000);
      decision.push((decidedAt - lookedUpAt) * 1000);
    }
    return { lookup: quantiles(lookup), decision: quantiles(decision) };
  } finally {
    files.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const NO_MORE = { text: false, email: false, wordingVersion: 1 };

/** All over the area codes, in an order that no cache knows. */
function telOf(index: number): string {
  const area = AREAS[(index * 7) % AREAS.length] ?? 201;
  return `+1${area}${String((index * 7_919_999) % NUMBERS_PER_AREA).padStart(7, '0')}`;
}

async function invent(files: ListFiles): Promise<void> {
  const perArea = LISTED / AREAS.length;
  const areas: RegistryArea[] = [];
  for (const area of AREAS) {
    const bits = new Uint8Array(BITMAP_BYTES);
    for (let index = 0; index < perArea; index += 1) setBit(bits, (index * 39 + area) % NUMBERS_PER_AREA, true);
    await files.save(`list_${area}`, bits);
    areas.push({ areaCode: String(area), listId: `list_${area}`, asOf: NOW - DAY, count: perArea });
  }
  await files.use({ version: 1, areas }, () => Promise.reject(new Error('every list is there')));
}

interface DueMeasured {
  readonly promises: number;
  readonly desks: number;
  /** Milliseconds from the promised time until it is in the queue, and until it is first offered. */
  readonly toQueue: Quantiles & { readonly slowest: number };
  readonly toOffer: Quantiles & { readonly slowest: number };
  /** Seconds from the first due time until the last lead was closed. */
  readonly seconds: number;
  /** How many of the leads are in each state at the end; together as many as there were promises. */
  readonly states: Readonly<Record<string, number>>;
}

/** The demo has leads of its own. */
const OURS: object = { _id: { $gte: 'ld_due_', $lt: 'ld_due`' } };

const LEAD_S = 20;
const LOOK_MS = SECOND;
/** Then it is said how far it came. */
const AT_MOST_MS = 20 * MINUTE;
const AT_ONCE = 40;

function comeDue(promises: number, desks: number, say: (line: string) => void): Promise<DueMeasured> {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    const service = await startService(folder, database);
    started.push(service);
    return withStores(database.address, async (stores) => {
      const cookies = await hire(
        stores,
        Array.from({ length: desks }, (_one, index) => `due_${index}`),
      );
      const firstDueAt = await promise(stores, promises);
      say(
        `  law: ${promises} calls promised, due in ${Math.round((firstDueAt - stores.parts.clock.now()) / SECOND)} s`,
      );
      const sockets = await connectAll(service.address, cookies, true, { offer: ignore, closed: ignore });
      const states = await untilClosed(stores, promises, firstDueAt);
      for (const socket of sockets) socket.disconnect();
      return { promises, desks, ...(await latencies(stores)), states, seconds: await secondsSince(stores, firstDueAt) };
    });
  });
}

const ignore = () => undefined;

/** Opens a lead for each, with its call promised within the minute that begins some time after the last was stored. */
async function promise({ parts }: Stores, count: number): Promise<number> {
  const campaign = await parts.campaigns.byId('demo');
  if (!campaign) throw new Error('the service has no campaign yet');
  const now = parts.clock.now();
  // Storing takes a while; a time that has passed by then would not be promised.
  const firstDueAt = now + LEAD_S * SECOND + count * 10;
  const context = { ...contextWithoutLists(parts, campaign), registry: 'unlisted' as const };
  const open = async (index: number) => {
    const id = `due_${index}`;
    const callAt = firstDueAt + Math.floor((index * MINUTE) / count);
    const tel = phoneOf(index);
    const person = { name: 'Bench', tel, telCountry: 'US', language: 'en', zones: ['America/New_York'] } as const;
    const change = openLead(
      {
        id: `ld_${id}`,
        inquiry: { id, kind: 'form', at: now, campaignId: campaign.id, callAt },
        // Asked to be called right away, so that it may be measured at any hour.
        consent: { inquiryId: id, at: now, call: true, now: true, ...NO_MORE },
        facts: { person: { ...person, zoneFrom: 'browser' }, answers: {} },
        ...{ spamReasons: [], suspectedDuplicateIds: [] },
      },
      context,
    );
    if ((await parts.leads.create(change)).kind !== 'done') throw new Error(`lead ${index} was not stored`);
  };
  for (let start = 0; start < count; start += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - start) }, (_one, index) => open(start + index)));
  return firstDueAt;
}

async function untilClosed({ connection }: Stores, count: number, firstDueAt: number): Promise<Record<string, number>> {
  const leads = connection.collection('leads');
  for (;;) {
    const counted = await leads
      .aggregate<{ _id: string; count: number }>([{ $match: OURS }, { $group: { _id: '$state', count: { $sum: 1 } } }])
      .toArray();
    const states = Object.fromEntries(counted.map(({ _id, count: of }) => [_id, of]));
    if (states['closed'] === count || Date.now() > firstDueAt + AT_MOST_MS) return states;
    await delay(LOOK_MS);
  }
}

/** From the histories: when the call was promised for, and when each first happened. */
async function latencies({ connection }: Stores): Promise<Pick<DueMeasured, 'toQueue' | 'toOffer'>> {
  const found = connection
    .collection('leads')
    .find<Stored>(OURS, { projection: { 'timeline.kind': 1, 'timeline.at': 1, 'timeline.data.dueAt': 1 } });
  const [toQueue, toOffer]: [number[], number[]] = [[], []];
  for await (const { timeline } of found) {
    const dueAt = timeline.find(({ kind }) => kind === 'promised')?.data?.dueAt;
    if (dueAt === undefined) continue;
    const first = (kind: string) => timeline.find((entry) => entry.kind === kind)?.at.getTime();
    const [due, offered] = [first('due'), first('offered')];
    if (due !== undefined) toQueue.push(due - dueAt);
    if (offered !== undefined) toOffer.push(offered - dueAt);
  }
  const told = (values: readonly number[]) => ({ ...quantiles(values), slowest: Math.max(...values) });
  return { toQueue: told(toQueue), toOffer: told(toOffer) };
}

interface Stored {
  readonly timeline: readonly {
    readonly kind: string;
    readonly at: Date;
    readonly data?: { readonly dueAt?: number };
  }[];
}

async function secondsSince({ connection }: Stores, firstDueAt: number): Promise<number> {
  const [last] = await connection
    .collection<{ closedAt: Date }>('leads')
    .find({ ...OURS, closedAt: { $exists: true } })
    .sort({ closedAt: -1 })
    .limit(1)
    .toArray();
  return last ? Math.round((last.closedAt.getTime() - firstDueAt) / SECOND) : NaN;
}

export function showLaw({ listed, lookup, decision, due }: LawMeasured): readonly string[] {
  const micro = ({ p50, p99 }: Quantiles) => `p50 ${p50} µs, p99 ${p99} µs`;
  const late = ({ p50, p99, slowest }: DueMeasured['toQueue']) => `p50 ${p50} ms, p99 ${p99} ms, slowest ${slowest} ms`;
  return [
    '',
    `  ${listed} registry numbers in ${AREAS.length} area codes, ${QUESTIONS} questions`,
    `  a lookup      ${micro(lookup)}`,
    `  a decision    ${micro(decision)}, its lookup included`,
    '',
    `  ${due.promises} promised calls due within a minute, ${due.desks} desks`,
    `  due → queue   ${late(due.toQueue)}`,
    `  due → offer   ${late(due.toOffer)}`,
    `  the last one closed after ${due.seconds} s; at the end ${JSON.stringify(due.states)}`,
    '',
  ];
}
