/**
 * What happened, for reports: one small fact for each history entry that a figure depends on. Facts are computed from
 * the history alone, so they can be recomputed at any time. They hold no personal data and no free text.
 */
import type { Moment } from '../vocabulary/time.ts';
import type { Agent } from '../agent/agent.ts';
import type { Lead } from './lead.ts';
import { countedSource, PLAIN_WORD } from '../vocabulary/touch.ts';
import { firstArrival, lastArrival, openingTouch } from './touches.ts';
import type { ChosenOutcome, Outcome } from '../vocabulary/outcomes.ts';
import type { Presence } from '../vocabulary/presence.ts';
import { countedAnswer, type CountedAnswer } from '../vocabulary/survey.ts';
import type { ProfileEdit } from './profile.ts';
import type { Entry, EntryKind } from './timeline.ts';

export const FACT_KINDS = [
  'opened',
  'offered',
  'accepted',
  'declined',
  'missed',
  'unseen',
  'talked',
  'transferred',
  'ended',
  'notReached',
  'promised',
  'due',
  'promiseLate',
  'requeued',
  'closed',
  'mailbox',
  'superseded',
  'saleValue',
  'surveyed',
  'inquired',
  'touched',
  'withdrawn',
  'refused',
  'listed',
  'unlisted',
  'joined',
  'hungUp',
  'placeKept',
  'messageLeft',
  'presence',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export interface Fact {
  /** `leadId:seq` of the entry; of a presence, `agentId:since`. */
  readonly id: string;
  readonly kind: FactKind;
  /** Of a presence: when it ended. */
  readonly at: Moment;
  /** Empty for a presence. */
  readonly campaignId: string;
  /** Agents involved: offered to, acted, or owned. Absent when none was. */
  readonly agentIds?: readonly string[];
  /** The source under which the lead counts (vocabulary/touch.ts). */
  readonly source?: string;
  /** The first and last touch’s, empty for none. `opened`: where it isn’t `source`. `inquired`, `touched`: as they are then. */
  readonly firstSource?: string;
  readonly lastSource?: string;
  readonly interest?: string;
  readonly outcome?: Outcome;
  /**
   * `declined`: the chosen reason. `promised`: why a time was set. `opened`: ON_LINE if by a caller in line. `presence`:
   * why. `accepted`: what permits the contact. `refused`: why the law forbids it. `listed`, `unlisted`: how they asked.
   * `closed` as do not call: BY_OUTCOME if someone chose it. Absent on facts of earlier versions.
   */
  readonly reason?: string;
  /** `refused`: the number of the rule. */
  readonly rule?: string;
  /** `opened`, `inquired`: what the inquiry permits. Absent on facts of earlier versions. */
  readonly consent?: readonly ConsentKind[];
  /** The business's own outcome, if it isn't a built-in one. */
  readonly outcomeId?: string;
  /**
   * `talked`: from the lead's arrival to its first conversation; absent for later ones. `mailbox`: present when it
   * replaces a conversation. `ended`: how long the conversation was. `due`: how long the promise's window lasts; absent on
   * entries of earlier versions. `presence`: how long it lasted.
   */
  readonly seconds?: number;
  /** `closed` with a sale, and `saleValue`: its value; absent if it isn't known. */
  readonly amount?: number;
  readonly presence?: Presence;
  /** `surveyed`: the answers that were given or taken back, by the question's ID. */
  readonly survey?: Readonly<Record<string, CountedAnswer>>;
  /** `superseded`: when the replaced lead was created and, unless that is what closed it, closed. */
  readonly openedAt?: Moment;
  readonly closedAt?: Moment;
}

const KIND_OF: Partial<Record<EntryKind, FactKind>> = {
  created: 'opened',
  offered: 'offered',
  accepted: 'accepted',
  declined: 'declined',
  missed: 'missed',
  unseen: 'unseen',
  talking: 'talked',
  transferred: 'transferred',
  ended: 'ended',
  unreached: 'notReached',
  promised: 'promised',
  due: 'due',
  promiseLate: 'promiseLate',
  requeued: 'requeued',
  closed: 'closed',
  saleValue: 'saleValue',
  continued: 'superseded',
  inquiry: 'inquired',
  absorbed: 'touched',
  unmerged: 'touched',
  rejoined: 'touched',
  withdrawn: 'withdrawn',
  contactRefused: 'refused',
  listed: 'listed',
  unlisted: 'unlisted',
  callerJoined: 'joined',
  callerGone: 'hungUp',
  placeKept: 'placeKept',
  messageLeft: 'messageLeft',
};

export const ON_LINE = 'onLine';
export const BY_OUTCOME = 'outcome';

/** What was agreed to; `asked`: nothing, but they contacted us; `customer`: the business stated that they are one. */
export const CONSENT_KINDS = ['call', 'now', 'text', 'email', 'asked', 'customer'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** The facts of these entries. `lead` is the state after the last of them. */
export function factsOf(lead: Lead, entries: readonly (Entry & { readonly seq: number })[]): readonly Fact[] {
  return entries.flatMap((entry) => {
    // A teammate consulted before is talking already; otherwise their phone is called first.
    const isTalking = entry.kind === 'transferred' && entry.data['isTalking'] === true;
    const kind = isTalking ? 'talked' : kindOf(lead, entry);
    return kind === undefined ? [] : [factOf(lead, entry, kind)];
  });
}

/** The fact of what an agent was until `until`; none for being off shift. */
export function factOfPresence(
  { id, presence, presenceReason, presenceAt }: Pick<Agent, 'id' | 'presence' | 'presenceReason' | 'presenceAt'>,
  until: Moment,
): readonly Fact[] {
  if (presence === 'offline' || until <= presenceAt) return [];
  return [
    {
      id: `${id}:${presenceAt}`,
      kind: 'presence',
      at: until,
      campaignId: '',
      agentIds: [id],
      presence,
      ...(presenceReason !== undefined && { reason: presenceReason }),
      seconds: (until - presenceAt) / 1000,
    },
  ];
}

function kindOf(lead: Lead, { kind, by, data }: Entry): FactKind | undefined {
  // F60: what a file says about the past isn't an event of today.
  if (data['isHistory'] === true) return undefined;
  // A merged lead no longer counts on its own. One that continued elsewhere was already removed from the figures.
  if (kind === 'closed' && data['outcome'] === 'merged') return 'superseded';
  if (kind === 'continued' && lead.mergedInto !== undefined) return undefined;
  // The agent reports that a conversation was with voicemail; the network reports it before there is a conversation.
  if (kind === 'notReached') return by.kind === 'agent' ? 'mailbox' : undefined;
  if (kind === 'profile') return Object.keys(surveyIn(data)).length > 0 ? 'surveyed' : undefined;
  return KIND_OF[kind];
}

function factOf(lead: Lead, entry: Entry & { readonly seq: number }, kind: FactKind): Fact {
  const agentIds = agentsOf(lead, entry, kind);
  return {
    id: `${lead.id}:${entry.seq}`,
    kind,
    at: entry.at,
    campaignId: lead.campaignId,
    ...(agentIds.length > 0 && { agentIds }),
    ...detailsOf(lead, entry, kind),
  };
}

function detailsOf(lead: Lead, { at, by, data }: Entry, kind: FactKind): Partial<Fact> {
  switch (kind) {
    case 'opened': {
      const source = countedSource(openingTouch(lead));
      const { firstSource, lastSource } = touchesOf(lead);
      return {
        ...(source !== undefined && { source }),
        ...(firstSource !== (source ?? '') && { firstSource }),
        ...(lastSource !== (source ?? '') && { lastSource }),
        ...(data['isOnLine'] === true && { reason: ON_LINE }),
        ...consentIn(lead, data),
        ...(lead.interest !== undefined && PLAIN_WORD.test(lead.interest) && { interest: lead.interest }),
      };
    }
    case 'talked':
    case 'mailbox':
      return data['isFirst'] === true ? { seconds: secondsBetween(lead.createdAt, at) } : {};
    case 'superseded':
      return continuationOf(lead);
    case 'ended':
      return typeof data['seconds'] === 'number' ? { seconds: data['seconds'] } : {};
    case 'due':
      return typeof data['windowUntil'] === 'number' ? { seconds: secondsBetween(at, data['windowUntil']) } : {};
    case 'declined':
      return reasonIn(data['reason']);
    case 'promised':
      return reasonIn(data['why']);
    case 'closed':
      return {
        ...chosenIn(data),
        ...amountIn(data),
        ...(data['outcome'] === 'doNotCall' &&
          by.kind !== 'system' &&
          by.kind !== 'prospect' && { reason: BY_OUTCOME }),
      };
    case 'inquired':
      return { ...consentIn(lead, data), ...touchesOf(lead) };
    case 'touched':
      return touchesOf(lead);
    case 'accepted':
      return reasonIn(data['basis']);
    case 'refused':
      return { ...reasonIn(data['reason']), ...(typeof data['rule'] === 'string' && { rule: data['rule'] }) };
    case 'listed':
    case 'unlisted':
      return reasonIn(data['source']);
    case 'saleValue':
      return amountIn(data);
    case 'surveyed':
      return { survey: surveyIn(data) };
    default:
      return {};
  }
}

/** The customer's first and last touch, including what was merged into the lead. */
function touchesOf(lead: Lead): Required<Pick<Fact, 'firstSource' | 'lastSource'>> {
  const [first, last] = [firstArrival(lead), lastArrival(lead)];
  return {
    firstSource: (first && countedSource(first.source)) ?? '',
    lastSource: (last && countedSource(last.source)) ?? '',
  };
}

function reasonIn(reason: unknown): Partial<Fact> {
  return typeof reason === 'string' && PLAIN_WORD.test(reason) ? { reason } : {};
}

function amountIn({ saleValue }: Entry['data']): Partial<Fact> {
  return typeof saleValue === 'number' ? { amount: saleValue } : {};
}

const SURVEY = 'survey.';

/** The answers in an entry; empty in an erased one. */
function surveyIn({ edits = [] }: Entry['data']): NonNullable<Fact['survey']> {
  const changed = (edits as readonly ProfileEdit[]).filter(({ field }) => field.startsWith(SURVEY));
  return Object.fromEntries(changed.map(({ field, to }) => [field.slice(SURVEY.length), countedAnswer(to)]));
}

/** As it stands now: consent withdrawn since permits nothing. */
function consentIn({ consents }: Lead, { inquiryId }: Entry['data']): Partial<Fact> {
  const given = consents.filter((one) => one.inquiryId === inquiryId && one.withdrawnAt === undefined);
  const kinds = given.flatMap((one): readonly ConsentKind[] => [
    ...(['call', 'now', 'text', 'email'] as const).filter((kind) => one[kind]),
    ...(one.basis === 'inquiry' ? (['asked'] as const) : []),
    ...(one.basis === 'relationship' ? (['customer'] as const) : []),
  ]);
  return kinds.length > 0 ? { consent: [...new Set(kinds)] } : {};
}

/** The outcome in an entry. */
function chosenIn({ outcome, outcomeId }: Entry['data']): ChosenOutcome {
  return { outcome: outcome as Outcome, ...(typeof outcomeId === 'string' && { outcomeId }) };
}

function continuationOf(lead: Lead): Partial<Fact> {
  if (lead.state !== 'closed' || lead.mergedInto !== undefined) return { openedAt: lead.createdAt };
  const { createdAt: openedAt, closedAt, outcome, outcomeId } = lead;
  return { openedAt, closedAt, outcome, ...(outcomeId !== undefined && { outcomeId }) };
}

function agentsOf(lead: Lead, { kind: entryKind, by, data }: Entry, kind: FactKind): readonly string[] {
  if (kind === 'offered') return (data['agentIds'] ?? []) as readonly string[];
  if (entryKind === 'transferred') return [data['agentId']].filter((id) => typeof id === 'string');
  if (kind === 'closed' || kind === 'saleValue')
    return lead.state === 'closed' && lead.ownerId !== undefined ? [lead.ownerId] : [];
  return by.kind === 'agent' && by.id !== undefined ? [by.id] : [];
}

function secondsBetween(from: Moment, to: Moment): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
