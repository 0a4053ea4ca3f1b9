/**
 * Offers to agents: offered, seen, accepted, declined, withdrawn. The first accept before the deadline gets the lead;
 * everyone else gets a normal answer. A lead that returns to the queue keeps its place.
 */
import { isMeeting, MEET_MS } from './appointment.ts';
import { withDial } from './attempts.ts';
import { mayDialNow } from '../callback/planPromise.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import { withoutPromiseOwner, releaseFromAgent } from './releaseAgent.ts';
import { handleOwnerGone } from './ownerGone.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import type { Lead, LeadIn, OfferedAgent } from './lead.ts';
import type { Tried } from '../routing/candidate.ts';
import { withoutConsult } from './callControls.ts';
import { enterCallback, enterQueue, returnToQueue } from './queue.ts';
import { ringOwner } from './connectCall.ts';
import { stayInState, moveTo, refuse, SAME, type Context, type LeadChange, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

const NO_TELEPHONE = 'The customer is on the line, but your phone isn’t connected. Connect it first, or decline.';
const GONE = 'This offer has ended. Another agent has the lead, or it’s back in the queue.';

export function offer(lead: Lead, event: EventOf<'offer'>, { now }: Context): Step {
  if (lead.state !== 'waiting') return SAME;
  const agentIds = event.offer.agents.map(({ agentId }) => agentId);
  const note: Note = {
    kind: 'offered',
    by: SYSTEM,
    data: { offerId: event.offer.id, agentIds, expiresAt: event.offer.expiresAt },
  };
  return moveTo(lead, { state: 'offered', wait: lead.wait, offer: event.offer }, [note], now);
}

/** A desk displayed the offer. */
export interface SeenMark {
  readonly agentId: string;
  readonly offerId: string;
  readonly at: Moment;
}

/** The lead with these marks, and their entries; marks of offers that are over, or made before, change nothing. */
export function withSeen(lead: Lead, marks: readonly SeenMark[]): Pick<LeadChange, 'lead' | 'entries'> {
  return marks.reduce<Pick<LeadChange, 'lead' | 'entries'>>(
    (marked, { at, ...mark }) => {
      const step = markSeen(marked.lead, { kind: 'seen', ...mark }, { now: at });
      return step.kind === 'changed' ? { lead: step.lead, entries: [...marked.entries, ...step.entries] } : marked;
    },
    { lead, entries: [] },
  );
}

export function markSeen(lead: Lead, event: EventOf<'seen'>, { now }: Pick<Context, 'now'>): Step {
  const mine = offeredTo(lead, event);
  if (!mine || mine.seenAt !== undefined || lead.state !== 'offered') return SAME;
  const agents = lead.offer.agents.map((agent) =>
    agent.agentId === event.agentId ? { ...agent, seenAt: now } : agent,
  );
  const note: Note = { kind: 'seen', by: { kind: 'agent', id: event.agentId }, data: { offerId: event.offerId } };
  return stayInState({ ...lead, offer: { ...lead.offer, agents } }, {}, [note], now);
}

/** The agent takes the lead. Repeating the accept gets the same answer; a late or slower one gets `offer-gone`. */
export function accept(lead: Lead, event: EventOf<'accept'>, context: Context): Step {
  const { now, policy } = context;
  if ('owner' in lead && lead.owner.offerId === event.offerId && lead.owner.agentId === event.agentId) return SAME;
  const mine = offeredTo(lead, event);
  if (!mine || lead.state !== 'offered' || now >= lead.offer.expiresAt) return refuse('offer-gone', GONE);

  const by = { kind: 'agent', id: event.agentId } as const;
  const verdict = mayDialNow(lead, context);
  if (!verdict.allowed) {
    // Law 8 at the moment of contact: the offer was made in time, but calling hours have ended since.
    const note: Note = { kind: 'contactRefused', by, data: { reason: verdict.reason, rule: verdict.rule } };
    return enterCallback(lead, context, { at: now, why: 'notPermittedYet' }, [note]);
  }
  const owner = { agentId: mine.agentId, slot: mine.slot, offerId: event.offerId, acceptedAt: now };
  const note: Note = { kind: 'accepted', by, data: { offerId: event.offerId, basis: verdict.basis } };
  const taken = { ...lead, lastAccept: { agentId: mine.agentId, at: now } };
  const canRing = lead.person.tel !== undefined || lead.liveCall !== undefined;
  const meets = isMeeting(lead) && !lead.liveCall;
  if (event.network && canRing && !meets) return ringOwner(taken, owner, lead.wait, context, [note]);
  if (lead.liveCall) return refuse('wrong-state', NO_TELEPHONE);
  const place = {
    state: 'connecting',
    wait: lead.wait,
    owner,
    leg: 'byHand',
    connectBy: now + (meets ? MEET_MS : policy.dialByHandMs),
  } as const;
  // The number is shown to be dialed; no one is dialed for an appointment at a place, or without a number.
  const isDial = lead.person.tel !== undefined && !meets;
  const dialing = isDial ? { ...taken, attempts: withDial(lead.attempts, mine.agentId, now) } : taken;
  return moveTo(dialing, place, [note], now);
}

export function decline(lead: Lead, event: EventOf<'decline'>, context: Context): Step {
  const mine = offeredTo(lead, event);
  if (!mine || lead.state !== 'offered') return SAME;
  const { offerId, reason, said, isForGood } = event;
  const data = { offerId, ...(reason !== undefined && { reason }), ...(said && { said }) };
  const note: Note = { kind: 'declined', by: { kind: 'agent', id: event.agentId }, data };
  const declined = isForGood ? withPermanentRefusal(lead, event.agentId, context) : lead;
  return withdraw(declined, [mine], 'declined', context, [note], reason);
}

/** The lead, never to be offered to this agent again; promises by them and reservations for them become anyone's. */
function withPermanentRefusal(lead: LeadIn<'offered'>, agentId: string, { now }: Context): LeadIn<'offered'> {
  const { forAgentId, ...anyones } = lead.wait;
  const wait = forAgentId === agentId ? { ...anyones, startedAt: now } : lead.wait;
  return { ...withoutPromiseOwner(lead, agentId), wait, refusedBy: [...(lead.refusedBy ?? []), agentId] };
}

/** Deadlines are checked within a second or two, later under load. */
const OUTAGE_MS = 6 * SECOND;

/** The deadline of an offer: unseen desks are passed over after `seenBy`, the others at `expiresAt`. */
export function offerDeadline(lead: LeadIn<'offered'>, context: Context): Step {
  const { agents, expiresAt } = lead.offer;
  const unseen = agents.filter((agent) => agent.seenAt === undefined);
  if (context.now < expiresAt) return withdraw(lead, unseen, 'unseen', context, notesFor(lead, unseen, 'unseen'));

  // The deadline wasn't checked for this long: the service was down, so no one could have answered.
  if (context.now >= expiresAt + OUTAGE_MS) return withdraw(lead, agents, 'lost', context, []);

  const missed = agents.filter((agent) => agent.seenAt !== undefined);
  const notes = [...notesFor(lead, unseen, 'unseen'), ...notesFor(lead, missed, 'missed')];
  const effects: EffectKind[] = missed.map(({ agentId }) => ({
    kind: 'agentMissed',
    agentId,
    offerId: lead.offer.id,
    missesToAway: context.policy.missesToAway,
  }));
  const tried = [...triedEntries(unseen, 'unseen', context), ...triedEntries(missed, 'missed', context)];
  const wait = { ...lead.wait, tried: [...lead.wait.tried, ...tried] };
  return returnToQueue(lead, wait, context, notes, [...effects, ...effectsForUnseenDesks(unseen)]);
}

/**
 * An agent can no longer answer: their offer ends at once, and so does a lead that they were connecting. An agent who
 * goes offline also gives up reservations and a teammate's consult call; a conversation and its outcome stay with them.
 */
export function loseAgent(lead: Lead, event: EventOf<'agentLost'>, context: Context): Step {
  if (event.why === 'deactivated') return releaseFromAgent(lead, event.agentId, context);
  const by = { kind: 'agent', id: event.agentId } as const;
  const note: Note = { kind: 'lost', by, data: { why: event.why } };
  if (lead.state === 'offered') {
    const lost = lead.offer.agents.filter(({ agentId }) => agentId === event.agentId);
    return lost.length === 0 ? SAME : withdraw(lead, lost, 'lost', context, [note]);
  }
  if (event.why === 'wentAway') return SAME;
  if (lead.state === 'connecting')
    return lead.owner.agentId === event.agentId ? handleOwnerGone(lead, note, context) : SAME;
  return event.why === 'leftShift' ? leave(lead, note, event.agentId, context) : SAME;
}

function leave(lead: Lead, note: Note, agentId: string, context: Context): Step {
  if (lead.state === 'waiting' && lead.wait.forAgentId === agentId) {
    return enterQueue(lead, context, [note], { rankedFrom: lead.wait.rankedFrom });
  }
  const isAsked = lead.state === 'talking' && lead.consult?.agentId === agentId && !lead.consult.isThere;
  return isAsked ? withoutConsult(lead, context, { ...note, kind: 'consultMissed' }) : SAME;
}

function withdraw(
  lead: LeadIn<'offered'>,
  from: readonly OfferedAgent[],
  how: Tried['how'],
  context: Context,
  notes: readonly Note[],
  reason?: string,
): Step {
  const left = lead.offer.agents.filter((agent) => !from.includes(agent));
  const tried = from.map(({ agentId }) => ({ agentId, how, at: context.now, ...(reason !== undefined && { reason }) }));
  const wait = { ...lead.wait, tried: [...lead.wait.tried, ...tried] };
  const effects = how === 'unseen' ? effectsForUnseenDesks(from) : [];
  if (left.length === 0) return returnToQueue(lead, wait, context, notes, effects);
  return moveTo(lead, { state: 'offered', wait, offer: { ...lead.offer, agents: left } }, notes, context.now, effects);
}

function offeredTo(
  lead: Lead,
  event: { readonly offerId: string; readonly agentId: string },
): OfferedAgent | undefined {
  if (lead.state !== 'offered' || lead.offer.id !== event.offerId) return undefined;
  return lead.offer.agents.find(({ agentId }) => agentId === event.agentId);
}

function notesFor(
  lead: LeadIn<'offered'>,
  agents: readonly OfferedAgent[],
  kind: 'unseen' | 'missed',
): readonly Note[] {
  return agents.map(({ agentId }) => ({ kind, by: { kind: 'agent', id: agentId }, data: { offerId: lead.offer.id } }));
}

function triedEntries(agents: readonly OfferedAgent[], how: Tried['how'], { now }: Context): readonly Tried[] {
  return agents.map(({ agentId }) => ({ agentId, how, at: now }));
}

function effectsForUnseenDesks(agents: readonly OfferedAgent[]): EffectKind[] {
  return agents.map(({ agentId }) => ({ kind: 'deskUnseen', agentId }));
}
