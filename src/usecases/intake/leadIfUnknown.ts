/**
 * What would have become of an inquiry by now if nobody knew its number and no agent had been free: the timeline that a
 * receipt shows wherever the real one may not be told (L181). It follows from the inquiry, its campaign and the time alone,
 * with the functions that decide about real leads. Nothing is stored.
 */
import type { Agent } from '../../core/agent/agent.ts';
import { advanceLead } from '../../core/lead/advance.ts';
import { deadlineOf } from '../../core/lead/holding.ts';
import type { Lead, LeadIn } from '../../core/lead/lead.ts';
import { isOwedNow, policyFor } from '../../core/lead/queue.ts';
import type { Context } from '../../core/lead/step.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { drawOf, seedOf } from '../../core/routing/draw.ts';
import { asksSupervisors, takersIfThere } from '../../core/routing/takersIfThere.ts';
import type { PolicyStep } from '../../core/routing/policy.ts';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf, contextWithoutLists } from '../lead/context.ts';
import { routeOf } from '../routing/routeOf.ts';
import { leadWhenOpened } from './attachInquiry.ts';

/** A lead that waits is looked at every quarter of an hour for four days, by default. */
const MOST_STEPS = 1000;
/** A deadline is applied within about a second. */
const LATE_MS = SECOND;

/** `callAt`: the time that was asked for, on the form or on the receipt. */
export async function leadIfUnknown(parts: Parts, inquiry: Inquiry, callAt: Moment | undefined): Promise<Lead> {
  const { callAt: _onForm, ...sent } = inquiry;
  const asking = { ...sent, spamReasons: [], ...(callAt !== undefined && { callAt }) };
  const campaign = await campaignOf(parts, inquiry.campaignId);
  const context = contextWithoutLists(parts, campaign);
  const agents = (await parts.agents.all()).filter(({ presenceReason }) => presenceReason !== 'deactivated');
  const lateMs = Math.floor((LATE_MS * drawOf(seedOf(inquiry.id, 0), 'receipt')) / 2 ** 32);
  let lead = await leadWhenOpened(asOf(parts, inquiry.receivedAt), asking);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = aloneAt(lead, campaign, context, agents);
    const at = Math.min(next ?? Infinity, lead.state === 'closed' ? Infinity : deadlineOf(lead)) + lateMs;
    if (at > context.now) break;
    const event = next !== null && at === next + lateMs ? ALONE : DEADLINE;
    const change = advanceLead(lead, event, { ...context, now: at });
    if (change.kind !== 'changed') break;
    lead = change.lead;
  }
  return lead;
}

const ALONE = { kind: 'giveUp', why: 'nobodyThere' } as const;
const DEADLINE = { kind: 'deadline' } as const;

/** When a wait is given up because nobody is there who could ever take it, by its rule and the steps to come; null if it isn't. */
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
