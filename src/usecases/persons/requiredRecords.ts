/**
 * The records about one person that 16 CFR 310.5(a) lists, as they are kept under seal when the rest is erased (L77):
 * inquiries with the consent asked for, calls, attempts, outcomes with the value of a sale, and do-not-call requests.
 * Nothing else: no message, answer, note, recording, email or booked time. Pure.
 */
import { FIVE_YEARS } from '../../core/administration/retention.ts';
import type { Call } from '../../core/call/call.ts';
import type { DoNotCallMark } from '../../core/law/doNotCall.ts';
import { activeParts } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Attempt } from '../../core/vocabulary/contact.ts';
import { CONSENT_BOXES, type ConsentBox } from '../../core/vocabulary/form.ts';
import type { Actor } from '../../core/vocabulary/people.ts';
import { DAY, type Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { PersonLead } from '../../ports/persons.ts';
import type { SealedRecord } from '../../shared/adminPersons.ts';

/** 16 CFR 310.5(b): from the date of the record; for consent and a relationship, from when they end. */
const KEPT_MS = FIVE_YEARS * DAY;

export interface Sources {
  readonly tel: string;
  readonly leads: readonly PersonLead[];
  readonly calls: readonly Call[];
  readonly marks: readonly DoNotCallMark[];
  /** Of campaigns and agents, by ID. */
  readonly names: ReadonlyMap<string, string>;
}

/** `id`: of the same record, the same each time. */
export interface RequiredRecord {
  readonly id: string;
  readonly record: SealedRecord;
}

/** Oldest first. Records whose five years are over are left out. `now`: of the erasure, with which consent ends. */
export function requiredRecords(sources: Sources, now: Moment): readonly RequiredRecord[] {
  const { tel, leads, calls, marks } = sources;
  const name = leads[0]?.lead.person.name ?? '';
  const base = (at: Moment, campaignId: string, until = at + KEPT_MS) =>
    ({ at, until, campaign: sources.names.get(campaignId) ?? campaignId, name, tel }) as const;
  const found: RequiredRecord[] = [];
  for (const { lead, inquiries } of leads) {
    for (const one of inquiries)
      found.push({
        id: `inquiry:${one.id}`,
        record: { ...base(one.receivedAt, one.campaignId, now + KEPT_MS), name: one.person.name, ...inquiryIn(one) },
      });
    if (lead.state === 'closed' && lead.outcome !== 'erased') {
      const { closedAt, outcome, saleValue, ownerId } = lead;
      const record = {
        ...({ ...base(closedAt, lead.campaignId), kind: 'outcome', outcome } as const),
        ...(ownerId !== undefined && { agent: sources.names.get(ownerId) ?? ownerId }),
        ...(saleValue !== undefined && { saleValue }),
      };
      found.push({ id: `outcome:${lead.id}`, record });
    }
  }
  for (const [id, { at, agentId, result, campaignId }] of attemptsOf(leads)) {
    const agent = sources.names.get(agentId) ?? agentId;
    found.push({ id: `attempt:${id}`, record: { ...base(at, campaignId), kind: 'attempt', agent, result } });
  }
  for (const call of calls) {
    if (call.role !== 'caller' && call.role !== 'person') continue;
    const { id, from, to, startedAt } = call;
    const record = {
      ...base(startedAt, call.campaignId),
      kind: 'call',
      direction: directionOf(call),
      from,
      to,
    } as const;
    found.push({ id: `call:${id}`, record: { ...record, seconds: secondsOf(call) } });
  }
  for (const { kind, at, source, id } of marks) {
    // Marks of earlier versions are all additions.
    const what = (kind as DoNotCallMark['kind'] | undefined) ?? 'added';
    found.push({ id: `request:${id ?? at}`, record: { ...base(at, ''), kind: 'request', what, source } });
  }
  return found.filter(({ record }) => record.until > now).sort((a, b) => a.record.at - b.record.at);
}

function inquiryIn({ consent }: Inquiry) {
  const { wording, wordingVersion, page, address, browser } = consent;
  return {
    ...({ kind: 'inquiry', wording, wordingVersion, ipAddress: address, consent: boxesOf(consent) } as const),
    ...(page !== undefined && { page }),
    ...(browser !== undefined && { browser }),
  };
}

/** The boxes that were checked. */
export function boxesOf(consent: Readonly<Record<ConsentBox, boolean>>): readonly ConsentBox[] {
  return CONSENT_BOXES.filter((box) => consent[box]);
}

type LeadAttempt = Attempt & Pick<Lead, 'campaignId'>;

/**
 * Each attempt once, by agent and time: the lead that took another over has its attempts, too, and so has the one as
 * which it continues. The lead that it was made for comes first.
 */
function attemptsOf(leads: readonly PersonLead[]): ReadonlyMap<string, LeadAttempt> {
  const oldestFirst = leads.map(({ lead }) => lead).toReversed();
  const own = oldestFirst.flatMap(({ attempts, campaignId }) => attempts.map((one) => ({ ...one, campaignId })));
  const taken = oldestFirst.flatMap(({ campaignId, absorbed }) =>
    activeParts({ absorbed }).flatMap(({ attempts }) => attempts.map((one) => ({ ...one, campaignId }))),
  );
  return new Map([...own, ...taken].toReversed().map((one) => [`${one.agentId}:${one.at}`, one]));
}

interface Chronicle {
  readonly history: readonly { readonly by: Actor }[];
}

/** Everyone of the business who did something for the person, or wrote about them in these histories. */
export function agentsIn(
  { leads, calls }: Pick<Sources, 'leads' | 'calls'>,
  chronicles: readonly Chronicle[] = [],
): readonly string[] {
  const owners = leads.flatMap(({ lead }) => (lead.state === 'closed' ? (lead.ownerId ?? []) : []));
  return [
    ...new Set([
      ...[...attemptsOf(leads).values()].map(({ agentId }) => agentId),
      ...owners,
      ...calls.flatMap(({ agentId }) => agentId ?? []),
      ...chronicles.flatMap(({ history }) => history.flatMap(({ by }) => by.id ?? [])),
    ]),
  ];
}

export function directionOf({ role }: Pick<Call, 'role'>): 'inbound' | 'outbound' {
  return role === 'caller' ? 'inbound' : 'outbound';
}

/** From answer to end, rounded down; null if it wasn't answered or hasn't ended. */
export function secondsOf(call: Call): number | null {
  if (call.place !== 'ended') return null;
  const from = call.role === 'caller' ? call.startedAt : call.talkingAt;
  return from === undefined ? null : Math.max(0, Math.floor((call.endedAt - from) / 1000));
}
