/**
 * Leads of a business that has been running for a long time, played through the state machine that decides about real ones and
 * made into documents by the store's own builders: what a fill writes is what the service would have written.
 *
 * A business receives about a thousand leads a day, so a larger one is an older one: its day does not grow, its
 * history does. The same number gives the same lead.
 */
import { DEFAULT_CADENCE } from '../../src/core/callback/cadence.ts';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import { advanceLead } from '../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../src/core/lead/events.ts';
import type { Lead } from '../../src/core/lead/lead.ts';
import type { Outcome } from '../../src/core/vocabulary/outcomes.ts';
import type { Person } from '../../src/core/vocabulary/people.ts';
import { openLead } from '../../src/core/lead/openLead.ts';
import type { LeadChange } from '../../src/core/lead/step.ts';
import type { Decision } from '../../src/core/routing/decision.ts';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../../src/core/vocabulary/time.ts';
import { DEMO_CAMPAIGN } from '../../src/demo/campaign.ts';
import type { Inquiry } from '../../src/ports/inquiries.ts';
import { offerIdFor } from '../../src/usecases/routing/answerOffer.ts';
import { dice, type Dice } from './dice.ts';
import { FAMILY_NAMES, GIVEN_NAMES, KOREAN_NAMES, WISHES } from './names.ts';

export type Ending = 'closed' | 'callback' | 'waiting';

export interface Invented {
  readonly inquiry: Inquiry;
  readonly change: LeadChange;
  readonly decisions: readonly Decision[];
}

/** The team of everyone who worked in the past, and of the waiting leads. */
export const PAST_TEAM = 'past';
/** The team of the desks that a measurement connects; nothing in the past belongs to it. */
export const DESK_TEAM = 'desks';
export const PAST_AGENTS: readonly string[] = Array.from({ length: 40 }, (_, index) => `past_${index}`);

const LEADS_A_DAY = 1000;
/** Routing decisions aren’t kept forever. */
const DECISIONS_KEPT_DAYS = 90;
/** Patience long enough that a queue of any length stays as it is during a measurement. */
const PATIENT = { ...DEFAULT_POLICY, steps: DEFAULT_POLICY.steps.slice(0, 1), giveUpMs: 2 * DAY, nobodyMs: 2 * DAY };

export const PAST_CAMPAIGNS: readonly Campaign[] = Array.from({ length: 8 }, (_, index) => ({
  ...DEMO_CAMPAIGN,
  id: `past${index}`,
  formKey: `past${index}`,
  teamIds: [PAST_TEAM],
  policy: PATIENT,
  cadence: DEFAULT_CADENCE,
}));
/** The form key for the measurement. */
export const DESK_CAMPAIGN: Campaign = { ...DEMO_CAMPAIGN, id: 'desks', formKey: 'desks', teamIds: [DESK_TEAM] };

/** How conversations end, in percent. */
const OUTCOMES: readonly (readonly [Outcome, number])[] = [
  ['won', 14],
  ['appointment', 21],
  ['notInterested', 34],
  ['notQualified', 18],
  ['wrongNumber', 8],
  ['unreachable', 4],
  ['doNotCall', 1],
];

/** One complete lead as of `now`. `index` identifies it; the higher, the older a closed one is. */
export function inventLead(index: number, ending: Ending, now: Moment): Invented {
  const random = dice(index * 3 + ['closed', 'callback', 'waiting'].indexOf(ending));
  const id = `many_${ending}_${index}`;
  const daysAgo = Math.floor(index / LEADS_A_DAY);
  const at =
    ending === 'waiting' ? now - random.upTo(2 * HOUR) : now - daysAgo * DAY - 20 * MINUTE - random.upTo(3 * HOUR);
  const history = historyOf(ending, random.upTo(HISTORIES), now);
  const shift = at - history.inquiry.receivedAt;
  const person = personOf(index, ending, noonZone(now), random);
  // A collection reads one of them.
  return {
    get inquiry() {
      return {
        ...shiftTimes(history.inquiry, id, shift),
        person,
        leadId: shiftTimes(history.change.lead.id, id, shift),
      };
    },
    get change() {
      const change = shiftTimes(history.change, id, shift);
      return { ...change, lead: { ...change.lead, person } };
    },
    get decisions() {
      return daysAgo < DECISIONS_KEPT_DAYS ? shiftTimes(history.decisions, id, shift) : [];
    },
  };
}

/** Different courses of events, replayed with other people and at other times. */
const HISTORIES = 400;
const FIRST_ID = 'many_first';
const known = new Map<string, Invented>();

function historyOf(ending: Ending, number: number, now: Moment): Invented {
  const key = `${ending} ${number}`;
  const history = known.get(key) ?? playStory(ending, dice(number), now);
  known.set(key, history);
  return history;
}

function playStory(ending: Ending, random: Dice, now: Moment): Invented {
  const campaign = random.of(PAST_CAMPAIGNS);
  const person = personOf(0, ending, noonZone(now), random);
  const inquiry = inquiryOf(FIRST_ID, now, person, campaign, random);
  const player = new StoryPlayer(inquiry, campaign, now);
  if (ending !== 'waiting') serve(player, ending, random);
  return { inquiry, change: player.change, decisions: player.decisions };
}

/** A copy with every time shifted and every id replaced. */
function shiftTimes<T>(value: T, id: string, shift: number): T {
  if (typeof value === 'number') return (value > EARLIEST ? value + shift : value) as T;
  if (typeof value === 'string') return value.replace(FIRST_ID, id) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => shiftTimes(item, id, shift)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value)) copy[field] = shiftTimes(item, id, shift);
  return copy as T;
}

/** No other number in a lead is as large as a timestamp of this century. */
const EARLIEST = Date.UTC(2001, 0);

function serve(player: StoryPlayer, ending: 'closed' | 'callback', random: Dice): void {
  const { agentId, offerId } = player.offer(random);
  player.wait(SECOND).play({ kind: 'seen', agentId, offerId });
  player.wait(4 * SECOND).play({ kind: 'accept', agentId, offerId });
  player.wait(20 * SECOND).play({ kind: 'talking', agentId });
  player.wait(random.upTo(4 * MINUTE)).play({ kind: 'ended', agentId });
  player.wait(10 * SECOND);
  const by = { kind: 'agent', id: agentId } as const;
  if (ending === 'closed') player.play({ kind: 'close', by, outcome: random.weighted(OUTCOMES) });
  else player.play({ kind: 'followUp', by, at: player.now + DAY + random.upTo(10 * DAY), ownerId: agentId });
}

class StoryPlayer {
  now: Moment;
  change: LeadChange;
  readonly decisions: Decision[] = [];
  readonly #campaign: Campaign;

  constructor(inquiry: Inquiry, campaign: Campaign, at: Moment) {
    this.#campaign = campaign;
    this.now = at;
    const { id, kind, receivedAt, campaignId, interest, message, source, person, answers, consent } = inquiry;
    const words = { ...(interest !== undefined && { interest }), ...(message !== undefined && { message }) };
    const { call, now, text, email, wordingVersion } = consent;
    const opened = openLead(
      {
        id: `ld_${id}`,
        inquiry: { id, kind, at: receivedAt, campaignId, ...words, source },
        consent: { inquiryId: id, at: receivedAt, call, now, text, email, wordingVersion },
        facts: { person, answers },
        spamReasons: [],
        suspectedDuplicateIds: [],
      },
      this.#context(),
    );
    // Effects of the past have already happened.
    this.change = { ...opened, effects: [] };
  }

  get lead(): Lead {
    return this.change.lead;
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  play(event: LeadEvent): void {
    const step = advanceLead(this.lead, event, this.#context());
    if (step.kind !== 'changed') throw new Error(`${event.kind} is not possible for a ${this.lead.state} lead`);
    this.change = { lead: step.lead, entries: [...this.change.entries, ...step.entries], effects: [] };
  }

  offer(random: Dice): { agentId: string; offerId: string } {
    const { id, epoch } = this.lead;
    const { now } = this;
    const agentId = random.of(PAST_AGENTS);
    const offerId = offerIdFor(id, epoch);
    const { offerMs, seenMs, version } = this.#campaign.policy;
    this.decisions.push({
      leadId: id,
      epoch,
      at: now,
      policyVersion: version,
      step: 0,
      priorityMs: 0,
      winners: [{ agentId, slot: 1, idleMs: MINUTE }],
      passedOver: { busy: PAST_AGENTS.slice(0, 12), offline: PAST_AGENTS.slice(12, 30) },
    });
    const agents = [{ agentId, slot: 1 }];
    this.play({
      kind: 'offer',
      offer: { id: offerId, agents, offeredAt: now, expiresAt: now + offerMs, seenBy: now + seenMs },
    });
    return { agentId, offerId };
  }

  #context() {
    const { policy, cadence, hours, contactBy, bonusSeconds } = this.#campaign;
    return { now: this.now, policy, cadence, hours, contactBy, bonusSeconds, doNotCallSince: null };
  }
}

function inquiryOf(id: string, at: Moment, person: Person, campaign: Campaign, random: Dice): Inquiry {
  const message = random.of(WISHES);
  const { call, now } = campaign.consent;
  return {
    id,
    requestKey: `${campaign.formKey}:${id}`,
    bodyHash: id,
    kind: 'form',
    receiptId: `rc_${id}`,
    receivedAt: at,
    rawBody: JSON.stringify({ name: person.name, phone: person.tel, message, consent: { call: true, now: true } }),
    campaignId: campaign.id,
    formKey: campaign.formKey,
    person,
    message,
    spamReasons: [],
    interest: random.of(campaign.interests).value,
    answers: { home: 'house', bill: 40 + random.upTo(400) },
    source: { page: `/f/${campaign.formKey}`, utm: { source: 'spring-letter' } },
    consent: {
      call: true,
      now: true,
      text: false,
      email: person.email !== undefined,
      wordingVersion: 1,
      language: person.language,
      wording: { call: call.en, now: now.en },
      page: `/f/${campaign.formKey}`,
      address: '192.0.2.1',
    },
  };
}

/** Every person has their own number; every third left an email address too, every tenth speaks Korean. */
function personOf(index: number, ending: Ending, zone: string, random: Dice): Person {
  const isKorean = random.upTo(10) === 0;
  const name = isKorean ? random.of(KOREAN_NAMES) : `${random.of(GIVEN_NAMES)} ${random.of(FAMILY_NAMES)}`;
  return {
    name,
    tel: telOf(index, ending),
    telCountry: 'US',
    telType: 'FIXED_LINE_OR_MOBILE',
    language: isKorean ? 'ko' : 'en',
    zones: [zone],
    zoneFrom: 'browser',
    ...(index % 3 === 0 && { email: `person.${ending}.${index}@example.com` }),
  };
}

/** A different number for each person, whose area code shows the state of the lead. */
export function telOf(index: number, ending: Ending): string {
  const area = { closed: '212', callback: '312', waiting: '415' }[ending];
  return `+1${area}${String(2_000_000 + index)}`;
}

/** Where it’s about one o’clock now, so that waiting leads may be called at any time of the measurement. */
export function noonZone(now: Moment): string {
  const offset = 13 - new Date(now).getUTCHours();
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}
