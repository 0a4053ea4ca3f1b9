/**
 * What would have happened to inquiries by now if no one knew their number and no agent had been free: the timeline
 * that their sender is shown wherever the real one may not be revealed (L181, L182). It follows from the inquiries,
 * what their sender asked for since, their campaign and the time alone, with the functions that decide about real
 * leads. Nothing is stored.
 */
import type { Agent } from '../../core/agent/agent.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { advanceLead } from '../../core/lead/advance.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import { deadlineOf } from '../../core/lead/holding.ts';
import type { Lead, LeadIn } from '../../core/lead/lead.ts';
import { isOwedNow, policyFor } from '../../core/lead/queue.ts';
import type { Context } from '../../core/lead/step.ts';
import { drawOf, seedOf } from '../../core/routing/draw.ts';
import type { PolicyStep } from '../../core/routing/policy.ts';
import { asksSupervisors, takersIfThere } from '../../core/routing/takersIfThere.ts';
import type { PageAct } from '../../core/vocabulary/contact.ts';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf, contextWithoutLists } from '../lead/context.ts';
import { routeOf } from '../routing/routeOf.ts';
import { inquiryEvent, invitationFrom, leadWhenOpened } from './attachInquiry.ts';

/** By default, a waiting lead is checked every quarter of an hour for four days. */
const MOST_STEPS = 1000;
/** A deadline is applied within about a second. */
const LATE_MS = SECOND;

/** An inquiry as its sender asked last. `callAt`: on the form or the receipt. */
export interface Asked {
  readonly inquiry: Inquiry;
  readonly callAt?: Moment;
  readonly acts: readonly PageAct[];
}

export interface Imagined {
  readonly lead: Lead;
  /** When time alone changes it next; null if it doesn't. */
  readonly nextAt: Moment | null;
}

/** `asked`: at least one, oldest first. */
export async function leadIfUnknown(parts: Parts, asked: readonly [Asked, ...Asked[]]): Promise<Imagined> {
  const covers = asked.map(({ inquiry }) => inquiry.id);
  const turns = asked
    .flatMap((one): readonly Turn[] => [
      { at: one.inquiry.receivedAt, asked: one },
      ...one.acts.map((act) => ({ at: act.at, asked: one, act })),
    ])
    .sort((a, b) => a.at - b.at);
  const agents = (await parts.agents.all()).filter(({ presenceReason }) => presenceReason !== 'deactivated');
  const [first] = asked;
  const lateMs = Math.floor((LATE_MS * drawOf(seedOf(first.inquiry.id, 0), 'receipt')) / 2 ** 32);
  let opened = await openedBy(parts, first, agents, lateMs);
  for (const turn of turns) {
    opened = { ...opened, lead: afterTime(opened, turn.at) };
    const { inquiry } = turn.asked;
    if (turn.act || inquiry.id !== first.inquiry.id) {
      const isOver = !turn.act && opened.lead.state === 'closed';
      opened = isOver
        ? await openedBy(parts, turn.asked, agents, lateMs)
        : { ...opened, lead: changedBy(opened, eventOf(turn, opened.lead, covers), turn.at) };
    }
  }
  const now = parts.clock.now();
  const lead = afterTime(opened, now);
  return { lead, nextAt: nextOf({ ...opened, lead })?.at ?? null };
}

/** Something that the sender did. */
interface Turn {
  readonly at: Moment;
  readonly asked: Asked;
  readonly act?: PageAct;
}

interface Opened {
  readonly lead: Lead;
  readonly campaign: Campaign;
  readonly context: Context;
  readonly agents: readonly Agent[];
  readonly lateMs: number;
}

async function openedBy(parts: Parts, asked: Asked, agents: readonly Agent[], lateMs: number): Promise<Opened> {
  const inquiry = asSent(asked);
  const campaign = await campaignOf(parts, inquiry.campaignId);
  return {
    lead: await leadWhenOpened(asOf(parts, inquiry.receivedAt), inquiry),
    ...{ campaign, agents, lateMs },
    context: contextWithoutLists(parts, campaign),
  };
}

function asSent({ inquiry, callAt }: Asked): Inquiry {
  const { callAt: _onForm, ...sent } = inquiry;
  return { ...sent, spamReasons: [], ...(callAt !== undefined && { callAt }) };
}

function eventOf({ at, asked, act }: Turn, lead: Lead, covers: readonly string[]): LeadEvent {
  if (!act) return inquiryEvent(asSent(asked));
  const seen = lead.promise?.dueAt ?? null;
  const { id: inquiryId } = asked.inquiry;
  if (act.to !== undefined) return { kind: 'customerMoves', inquiryId, covers, seen, at: act.to };
  const consent = invitationFrom(asked.inquiry, at);
  return { kind: 'customerCallsNow', covers, seen, consent, wording: '' };
}

function changedBy({ lead, context }: Opened, event: LeadEvent, at: Moment): Lead {
  const change = advanceLead(lead, event, { ...context, now: at });
  return change.kind === 'changed' ? change.lead : lead;
}

function afterTime(opened: Opened, until: Moment): Lead {
  let { lead } = opened;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = nextOf({ ...opened, lead });
    if (!next || next.at > until) break;
    const after = changedBy({ ...opened, lead }, next.event, next.at);
    if (after === lead) break;
    lead = after;
  }
  return lead;
}

function nextOf({
  lead,
  campaign,
  context,
  agents,
  lateMs,
}: Opened): { readonly at: Moment; readonly event: LeadEvent } | null {
  if (lead.state === 'closed') return null;
  const alone = aloneAt(lead, campaign, context, agents);
  const deadline = deadlineOf(lead);
  return alone !== null && alone <= deadline
    ? { at: alone + lateMs, event: ALONE }
    : { at: deadline + lateMs, event: DEADLINE };
}

const ALONE = { kind: 'giveUp', why: 'nobodyThere' } as const;
const DEADLINE = { kind: 'deadline' } as const;

/**
 * When a wait is given up because no one who could ever take it is there, by its rule and the steps to come; null if it
 * isn't.
 */
function aloneAt(lead: Lead, campaign: Campaign, context: Context, agents: readonly Agent[]): Moment | null {
  if (lead.state !== 'waiting' || isOwedNow(lead, lead.wait.startedAt)) return null;
  const { startedAt } = lead.wait;
  const { nobodyMs, steps } = policyFor(lead, context);
  const first = startedAt + nobodyMs;
  const changes = [...agents.map(({ presenceAt }) => presenceAt), ...steps.map(({ afterMs }) => startedAt + afterMs)];
  const takersAt = takersOver(lead, campaign, agents);
  const moments = [first, ...changes.filter((at) => at > first && at <= context.now)].sort((one, other) => one - other);
  return moments.find((at) => takersAt(at)?.some((agent) => wasThere(agent, at)) === false) ?? null;
}

/** Who could take the lead at a moment if they were there; null while supervisors are asked, who may give it to someone. */
function takersOver(lead: LeadIn<'waiting'>, campaign: Campaign, agents: readonly Agent[]) {
  const known = new Map<PolicyStep, readonly Agent[] | null>();
  const candidates = agents.map((agent) => ({ agent, heldSlots: [] }));
  return (at: Moment): readonly Agent[] | null => {
    const { routed, policy, step } = routeOf(lead, campaign, at);
    const takers = known.has(step) ? known.get(step) : undefined;
    if (takers !== undefined) return takers;
    const found = asksSupervisors(policy, step) ? null : takersIfThere(routed, candidates, policy, step, at);
    known.set(step, found);
    return found;
  };
}

/** As far as is known: what an agent chose last, and before that. */
function wasThere({ presence, presenceAt, presenceBefore }: Agent, at: Moment): boolean {
  if (presenceAt <= at) return presence === 'available';
  return presenceBefore?.presence === 'available' && presenceBefore.presenceAt <= at;
}

function asOf(parts: Parts, moment: Moment): Parts {
  return { ...parts, clock: { now: () => moment, offset: () => parts.clock.offset() } };
}
