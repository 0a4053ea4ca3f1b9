/**
 * What happened, for counting: one small fact per entry of a lead's history that a figure is made of. Facts are computed
 * from the history alone, so they can be computed again at any time; they hold no personal data and no free text.
 */
import type { Moment } from '../time.ts';
import type { Lead, Outcome } from './lead.ts';
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
  'promiseLate',
  'requeued',
  'closed',
  'mailbox',
  'superseded',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export interface Fact {
  /** `leadId:seq` of the entry. */
  readonly id: string;
  readonly kind: FactKind;
  readonly at: Moment;
  readonly campaignId: string;
  /** Who it was offered to, who did it, or whose it was. Absent when no agent had part in it. */
  readonly agentIds?: readonly string[];
  /** Where the lead came from: utm_source, if it is a plain word. */
  readonly source?: string;
  readonly interest?: string;
  readonly outcome?: Outcome;
  /**
   * `talked`: from the lead's arrival to its first conversation; absent for later ones. `mailbox`: present when that is what
   * was none. `ended`: how long it was.
   */
  readonly seconds?: number;
  /** `superseded`: when the lead that another one now stands for came and, unless that is what closed it, closed. */
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
  promiseLate: 'promiseLate',
  requeued: 'requeued',
  closed: 'closed',
  continued: 'superseded',
};

/** A word that a marketer chose; anything else could be a person's. */
const PLAIN_WORD = /^[\w.-]{1,40}$/;

/** The facts of these entries of the lead, which is as it was after the last of them. */
export function factsOf(lead: Lead, entries: readonly (Entry & { readonly seq: number })[]): readonly Fact[] {
  return entries.flatMap((entry) => {
    // A colleague who was consulted before talks from here on; otherwise their phone is called first.
    const isTalking = entry.kind === 'transferred' && entry.data['isTalking'] === true;
    const kind = isTalking ? 'talked' : kindOf(lead, entry);
    return kind === undefined ? [] : [factOf(lead, entry, kind)];
  });
}

function kindOf(lead: Lead, { kind, by, data }: Entry): FactKind | undefined {
  // Merged away: its own life is no longer counted. One that lives on after that was taken off the figures already.
  if (kind === 'closed' && data['outcome'] === 'merged') return 'superseded';
  if (kind === 'continued' && lead.mergedInto !== undefined) return undefined;
  // What looked like a conversation was with a mailbox, as its agent tells; the network tells before there is one.
  if (kind === 'notReached') return by.kind === 'agent' ? 'mailbox' : undefined;
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

function detailsOf(lead: Lead, { at, data }: Entry, kind: FactKind): Partial<Fact> {
  switch (kind) {
    case 'opened': {
      const source = lead.source.utm?.['source'];
      return {
        ...(source !== undefined && PLAIN_WORD.test(source) && { source }),
        ...(lead.interest !== undefined && PLAIN_WORD.test(lead.interest) && { interest: lead.interest }),
      };
    }
    case 'talked':
    case 'mailbox':
      return data['isFirst'] === true ? { seconds: secondsBetween(lead.createdAt, at) } : {};
    case 'superseded':
      return supersededBy(lead);
    case 'ended':
      return typeof data['seconds'] === 'number' ? { seconds: data['seconds'] } : {};
    case 'closed':
      return { outcome: data['outcome'] as Outcome };
    default:
      return {};
  }
}

function supersededBy(lead: Lead): Partial<Fact> {
  if (lead.state !== 'closed' || lead.mergedInto !== undefined) return { openedAt: lead.createdAt };
  return { openedAt: lead.createdAt, closedAt: lead.closedAt, outcome: lead.outcome };
}

function agentsOf(lead: Lead, { kind: entryKind, by, data }: Entry, kind: FactKind): readonly string[] {
  if (kind === 'offered') return (data['agentIds'] ?? []) as readonly string[];
  if (entryKind === 'transferred') return [data['agentId']].filter((id) => typeof id === 'string');
  if (kind === 'closed') return lead.state === 'closed' && lead.ownerId !== undefined ? [lead.ownerId] : [];
  return by.kind === 'agent' && by.id !== undefined ? [by.id] : [];
}

function secondsBetween(from: Moment, to: Moment): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
