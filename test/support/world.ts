/**
 * The use cases over the real stores and a real database, with a clock that the test controls and desks that record
 * what they heard. `tick` does what the jobs do: deadlines, routing, effects, until nothing more happens.
 */
import type { Agent } from '../../src/core/agent/agent.ts';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import { DEFAULT_CADENCE } from '../../src/core/callback/cadence.ts';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import type { Phone } from '../../src/ports/calls.ts';
import type { Inquiry } from '../../src/ports/inquiries.ts';
import type { Mailer } from '../../src/ports/mail.ts';
import type { Desk } from '../../src/ports/nodes.ts';
import type { Parts } from '../../src/ports/parts.ts';
import type { DeskOffer } from '../../src/shared/desk.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import { runEffects } from '../../src/usecases/effects/runEffects.ts';
import { attachInquiry } from '../../src/usecases/intake/attachInquiry.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { sweepDeadlines } from '../../src/usecases/lead/sweepDeadlines.ts';
import { seeOffer, storeSeen } from '../../src/usecases/routing/answerOffer.ts';
import { seenMarks } from '../../src/usecases/routing/seenMarks.ts';
import { startDatabase, type TestDatabase } from './database.ts';
import { agent, NEW_YORK, NOON } from './leads.ts';

export interface Heard {
  readonly agentId: string;
  readonly event: keyof Desk;
  readonly payload: unknown;
}

export interface World {
  readonly parts: Parts;
  readonly connection: Stores['connection'];
  readonly database: TestDatabase;
  readonly heard: Heard[];
  now(): number;
  /** Moves the clock. Nothing happens until `tick`. */
  pass(ms: number): void;
  tick(): Promise<void>;
  addAgent(id: string, changes?: Partial<Agent>): Promise<void>;
  /** Stores an inquiry and, by default, attaches it to its lead. Returns the lead’s id. */
  inquire(changes?: Partial<Inquiry> & { tel?: string }, attach?: boolean): Promise<string>;
  /** The latest offer that the agent’s desk heard of. */
  lastOffer(agentId: string): DeskOffer;
  /** Confirms every open offer as seen, as desks do right away. */
  seeAll(): Promise<void>;
  stop(): Promise<void>;
}

export const SILENT_LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * `fill` adds data to the database before it’s opened, including the campaign; the clock then starts at `at`. `clock`
 * is controlled by the caller instead of `pass`. Without a `mailer` email is off, without a `phone` calls are.
 */
export async function startWorld(
  campaignChanges: Partial<Campaign> = {},
  {
    fill,
    at = NOON,
    mailer,
    phone,
    clock,
    database: given,
  }: {
    fill?: (uri: string) => Promise<void>;
    at?: number;
    mailer?: Mailer;
    phone?: Phone;
    clock?: () => number;
    /** Stopped with the world. */
    database?: TestDatabase;
  } = {},
): Promise<World> {
  const database = given ?? (await startDatabase());
  await fill?.(database.uri);
  const stores = await openStores(database.uri, SILENT_LOG);
  const heard: Heard[] = [];
  let passed = at;
  const now = clock ?? (() => passed);
  let count = 0;
  let rings = 0;
  const tell = (event: keyof Desk) => (agentId: string, payload?: unknown) =>
    void heard.push({ agentId, event, payload });
  const parts: Parts = {
    ...stores.parts,
    tables: { read: () => Promise.reject(new Error('there are no files here')) },
    ...(mailer && { mailer }),
    ...(phone && { phone }),
    runEffects,
    clock: { now, offset: () => 0 },
    vitals: {
      routingBegins: () => undefined,
      routed: () => undefined,
      removed: () => undefined,
      effectFailed: () => undefined,
      textEnded: () => undefined,
      textUnmatched: () => undefined,
      unhandled: () => undefined,
      turnedAway: () => undefined,
    },
    intake: {
      hasRoom: () => true,
      admit: (_id, work) => work(),
      always: (_id, work) => work(),
      inTurn: (_person, work) => work(),
      isUnderWay: () => false,
      goFirst: (work) => work,
    },
    seen: seenMarks(),
    bell: { ring: () => void (rings += 1), answeredBy: () => () => undefined },
    desk: {
      offer: tell('offer'),
      offerEnded: tell('offerEnded'),
      lead: tell('lead'),
      consult: tell('consult'),
      presence: tell('presence'),
      promisesChanged: tell('promisesChanged'),
      dayChanged: tell('dayChanged'),
      floorChanged: () => undefined,
      disconnect: () => undefined,
    },
  };
  if (!fill) await parts.campaigns.save(testCampaign(campaignChanges));

  return {
    parts,
    connection: stores.connection,
    database,
    heard,
    now,
    pass: (ms) => void (passed += ms),
    async tick() {
      for (let round = 0; round < 10; round += 1) {
        const before = rings;
        for (const leadId of parts.seen.due(now())) await storeSeen(parts, leadId);
        await sweepDeadlines(parts);
        await routeLeads(parts);
        if (rings === before) return;
      }
    },
    async addAgent(id, changes = {}) {
      await parts.users.add(
        {
          id,
          name: id.charAt(0).toUpperCase() + id.slice(1),
          email: `${id}@test.example`,
          role: 'agent',
          language: 'en',
          passwordHash: 'none',
          active: true,
          agent: { teamIds: [], languages: ['en'], skills: {}, capacity: 1 },
        },
        now(),
      );
      const at = now();
      await parts.agents.save(agent(id, { presenceAt: at, reachAt: at, idleSince: at, ...changes }));
    },
    async inquire({ tel = '+12025550143', ...changes } = {}, attach = true) {
      count += 1;
      const inquiry = testInquiry(`in_${count}`, now(), tel, changes);
      await parts.inquiries.add(inquiry);
      return attach ? attachInquiry(parts, inquiry) : '';
    },
    lastOffer(agentId) {
      const last = heard.findLast((one) => one.agentId === agentId && one.event === 'offer');
      if (!last) throw new Error(`${agentId} heard of no offer`);
      return last.payload as DeskOffer;
    },
    async seeAll() {
      for (const lead of await parts.leads.held()) {
        if (lead.state !== 'offered') continue;
        for (const { agentId } of lead.offer.agents) await seeOffer(parts, { agentId, offerId: lead.offer.id });
      }
    },
    async stop() {
      await stores.close();
      await database.stop();
    },
  };
}

export function testCampaign(changes: Partial<Campaign> = {}): Campaign {
  return {
    id: 'solar',
    version: 1,
    name: { en: 'Solar', ko: '태양광' },
    formKey: 'solar',
    language: 'en',
    country: 'US',
    contactBy: 'tel',
    kind: 'sales',
    interests: [{ value: 'roof', label: { en: 'A roof', ko: '지붕' } }],
    fields: [],
    consent: { version: 1, call: { en: 'Call me' }, now: { en: 'Now' }, text: { en: 'Text' }, email: { en: 'Mail' } },
    embedOrigins: [],
    hours: { zone: 'UTC', weekly: null, holidays: [] },
    teamIds: [],
    skills: {},
    bonusSeconds: 0,
    script: { en: 'Hello {name}, about {interest}.' },
    policy: DEFAULT_POLICY,
    cadence: DEFAULT_CADENCE,
    callsPerSlot: 0,
    slotShare: 50,
    active: true,
    ...changes,
  };
}

export function testInquiry(id: string, at: number, tel: string, changes: Partial<Inquiry> = {}): Inquiry {
  return {
    id,
    requestKey: `solar:${id}`,
    bodyHash: id,
    rawBody: '{}',
    kind: 'form',
    receiptId: `rc_${id}`,
    receivedAt: at,
    campaignId: 'solar',
    formKey: 'solar',
    person: { name: `Maria ${id}`, tel, telShown: tel, language: 'en', zones: [NEW_YORK], zoneFrom: 'browser' },
    interest: 'roof',
    answers: {},
    source: {},
    consent: {
      call: true,
      now: false,
      text: false,
      email: false,
      wordingVersion: 1,
      language: 'en',
      wording: { call: 'Call me' },
      address: '192.0.2.1',
    },
    spamReasons: [],
    ...changes,
  };
}
