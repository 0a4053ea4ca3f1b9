/**
 * A supervisor merges two leads of what may be one person: one stays, the other closes as merged and hands over the
 * data of its number. The number is the identity: a merge never changes who we dial or what they consented to, so each
 * number keeps its own consents and attempts, and the remaining lead still dials only its own number.
 *
 * Four steps, each one write: the merged lead closes (which frees its key), the remaining one takes its data, an undo
 * gives the data back, and a new lead opens from it (restoreLead.ts). Between two steps the outbox holds what is still to
 * do.
 */
import type { MergeObstacle } from '../vocabulary/merging.ts';
import type { Actor } from '../vocabulary/people.ts';
import type { CallbackPromise } from '../vocabulary/promise.ts';
import type { LeadEvent } from './events.ts';
import { giveDetailsBack, givenDetailsOf, takeDetails, takingIn } from './givenDetails.ts';
import { activeParts } from './holding.ts';
import type { Absorbed, Lead } from './lead.ts';
import { isAppointment, standingAppointment } from './appointment.ts';
import { isHeldFor, partGivenBack, takeAppointment, type Settled } from './mergedAppointment.ts';
import { enterCallback, enterClosed, enterQueue } from './queue.ts';
import { rankedAgain } from './precedence.ts';
import { rescored } from './score.ts';
import { stayInState, refuse, SAME, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** Why the two may not be merged now; null when they may. */
export function mergeObstacle(stays: Lead, goes: Lead): MergeObstacle | null {
  if (stays.id === goes.id) return 'sameLead';
  if (stays.erased || goes.erased) return 'erased';
  if (stays.state === 'closed' || goes.state === 'closed') return 'closed';
  if (stays.state === 'talking' || goes.state === 'talking') return 'onCall';
  if (!isUnheld(stays) || !isUnheld(goes)) return 'inHand';
  return activeParts(goes).length > 0 ? 'hasMerge' : null;
}

const IN_HAND = 'An agent has one of the leads. Wait until it’s back in the queue, has a callback, or is closed.';
const OBSTACLES: Readonly<Record<MergeObstacle, string>> = {
  sameLead: 'A lead can’t be merged with itself. Choose another one.',
  erased: 'One of these customers was erased. There’s nothing left to merge.',
  closed: 'One of the leads is closed. Only open leads can be merged.',
  onCall: IN_HAND,
  inHand: IN_HAND,
  hasMerge: 'Another lead was merged into the one that would close. Undo that merge first, or keep that lead instead.',
};

/** The same as a sentence. */
export function mergeRefusal(stays: Lead, goes: Lead): string | null {
  const obstacle = mergeObstacle(stays, goes);
  return obstacle && OBSTACLES[obstacle];
}

function isUnheld(lead: Lead): boolean {
  return lead.state === 'waiting' || lead.state === 'callback';
}

/** What the merged lead hands over. */
export function absorbedDataOf(goes: Lead, at: number, byId: string | undefined): Absorbed {
  return {
    leadId: goes.id,
    person: goes.person,
    at,
    holdsKey: true,
    inquiries: goes.inquiries,
    consents: goes.consents,
    attempts: goes.attempts,
    given: givenDetailsOf(goes),
    ...(byId !== undefined && { byId }),
    ...(goes.interest !== undefined && { interest: goes.interest }),
    // A lead kept because its person is listed has no promise.
    ...(goes.promise !== undefined && goes.promise.why !== 'doNotCall' && { promise: goes.promise }),
    ...(goes.state === 'closed' && goes.mergedInto?.promise && { promise: goes.mergedInto.promise }),
    ...(goes.state === 'closed' && goes.mergedInto?.rankedFrom && { rankedFrom: goes.mergedInto.rankedFrom }),
    ...(goes.appointment && { appointment: goes.appointment }),
    ...(goes.state === 'waiting' && { rankedFrom: goes.wait.rankedFrom }),
  };
}

/** Closes the merged lead and records its promise and where it went. `seq` is the version in the preview. */
export function mergeInto(lead: Lead, { by, leadId, seq }: EventOf<'mergeInto'>, { now }: Context): Step {
  if (lead.mergedInto?.leadId === leadId) return SAME;
  if (lead.state === 'closed') return refuse('wrong-state', 'This lead is closed. Only open leads can be merged.');
  if (!isUnheld(lead)) return refuse('wrong-state', 'An agent has this lead. Wait until it’s back in the queue.');
  if (lead.seq !== seq) return refuse('stale', 'One of the leads has changed. Check the preview again.');
  const { promise, rankedFrom } = absorbedDataOf(lead, now, by.id);
  const mergedInto = {
    leadId,
    at: now,
    ...(by.id !== undefined && { byId: by.id }),
    ...(promise && { promise }),
    ...(rankedFrom !== undefined && { rankedFrom }),
  };
  const note: Note = { kind: 'closed', by, data: { outcome: 'merged', leadId } };
  const suspectedDuplicateIds = lead.suspectedDuplicateIds.filter((id) => id !== leadId);
  const step = enterClosed({ ...lead, mergedInto, suspectedDuplicateIds }, 'merged', [note], now, [
    { kind: 'absorb', intoLeadId: leadId },
  ]);
  // P35: it stands until the other lead has decided about it.
  const appointment = standingAppointment(lead, now);
  return step.kind === 'changed' && appointment ? { ...step, lead: { ...step.lead, appointment } } : step;
}

/** The remaining lead takes the data, the details that it lacks, the appointment if it can, and the earlier of both callbacks. */
export function absorb(lead: Lead, { by, part }: EventOf<'absorb'>, context: Context): Step {
  if (lead.absorbed?.some(({ leadId }) => leadId === part.leadId)) return SAME;
  if (lead.state === 'closed') return refuse('wrong-state', 'The lead you want to keep is closed.');
  const settled = takeAppointment(lead, part, by, context);
  const { lead: completed, taken } = takeDetails(settled.lead, part.given);
  const { given: _given, ...kept } = settled.part;
  const merged: Lead = {
    ...completed,
    absorbed: [...(lead.absorbed ?? []), { ...kept, ...(taken && { given: taken }) }],
    suspectedDuplicateIds: lead.suspectedDuplicateIds.filter((id) => id !== part.leadId),
  };
  const taking = rankedAgain(rescored(lead, merged, context), context);
  const note: Note = {
    kind: 'absorbed',
    by,
    data: { leadId: part.leadId, ...takingIn(settled.lead, part.given, taken) },
  };
  return keepEarlier(lead, { ...settled, lead: taking, notes: [note, ...settled.notes] }, context, by);
}

/** P36: the earlier of both promises is kept, and the history names the other one. */
export function keepEarlier(before: Lead, settled: Settled, context: Context, by: Actor): Step {
  const { lead, part, notes, effects } = settled;
  const stays = () => stayInState(lead, {}, [...notes, ...replacedNotes(part.promise, lead, by)], context.now, effects);
  const step = earlierPromise(settled, context);
  const isEarlier = step?.kind === 'changed' && step.lead.state !== 'closed' && startsBefore(step.lead, before);
  if (!isEarlier) return stays();
  const replaced = step.lead.state === 'callback' && before.state === 'callback' ? before.promise : undefined;
  const entries = replacedNotes(replaced, step.lead, by).map(({ kind, data = {} }) => ({
    at: context.now,
    kind,
    by,
    data,
  }));
  return { ...step, entries: [...step.entries, ...entries] };
}

function startsBefore(after: Lead, before: Lead): boolean {
  if (after.state !== 'callback') return true;
  return before.state === 'callback' && after.promise.dueAt < before.promise.dueAt;
}

/** A promise that another one of the same lead replaces. An appointment has an entry of its own. */
function replacedNotes(promise: CallbackPromise | undefined, lead: Lead, by: Actor): readonly Note[] {
  if (!promise || promise.why === 'doNotCall') return [];
  const isKept = lead.promise?.dueAt === promise.dueAt || lead.appointment?.at === promise.dueAt;
  return isKept ? [] : [{ kind: 'promiseMerged', by, data: { dueAt: promise.dueAt, why: promise.why } }];
}

/** As with a new inquiry, a promise can only come forward; undefined when it stands. */
function earlierPromise({ lead, part, notes, effects }: Settled, context: Context): Step | undefined {
  const { now } = context;
  if (lead.state === 'waiting') {
    if (part.rankedFrom === undefined || part.rankedFrom >= lead.wait.rankedFrom) return undefined;
    return stayInState({ ...lead, wait: { ...lead.wait, rankedFrom: part.rankedFrom } }, {}, notes, now, effects);
  }
  if (lead.state !== 'callback' || lead.promise.why === 'doNotCall') return undefined;
  const { dueAt, attemptsMade } = lead.promise;
  const theirs = part.promise ?? lead.promise;
  const at = part.rankedFrom === undefined ? theirs.dueAt : now;
  if (at >= dueAt) return undefined;
  const { why, ownerId } = theirs;
  const wanted = { at, why, attemptsMade, ...(ownerId !== undefined && { ownerId }) };
  return at <= now
    ? enterQueue(lead, context, notes, { rankedFrom: part.rankedFrom ?? at, effects })
    : enterCallback(lead, context, wanted, notes, effects);
}

/** The merge was a mistake: gives the data back; the effect opens a new lead from it. */
export function unmerge(lead: Lead, { by, leadId }: EventOf<'unmerge'>, context: Context): Step {
  const { now } = context;
  const part = lead.absorbed?.find((one) => one.leadId === leadId);
  if (!part) return refuse('wrong-state', 'That lead wasn’t merged into this one.');
  if (part.undoneAt !== undefined) return SAME;
  if (lead.state === 'closed') return refuse('wrong-state', 'This lead is closed, so its merge can’t be undone.');
  if (lead.state === 'talking') return refuse('wrong-state', 'This lead has an active call. Wait until it ends.');
  const undone = { ...partGivenBack(lead, part, now), undoneAt: now };
  const absorbed = (lead.absorbed ?? []).map((one) => (one === part ? undone : one));
  const effects = [{ kind: 'restore', fromLeadId: leadId, ...(by.id !== undefined && { byId: by.id }) } as const];
  const notes: readonly Note[] = [{ kind: 'unmerged', by, data: { leadId } }];
  const without = rankedAgain(rescored(lead, giveDetailsBack(lead, part.given), context), context);
  const rest: Lead = { ...without, absorbed, ...(isHeldFor(lead, part, now) && { appointment: undefined }) };
  if (rest.appointment || lead.state !== 'callback' || !isAppointment(lead))
    return stayInState(rest, {}, notes, now, effects);
  // P37: what it had promised before, or nothing: then it is called as soon as possible.
  if (!part.later) return enterQueue(rest, context, notes, { effects });
  const { dueAt, why, ownerId, attemptsMade } = part.later;
  const wanted = { at: Math.max(now, dueAt), why, attemptsMade, ...(ownerId !== undefined && { ownerId }) };
  return enterCallback(rest, context, wanted, notes, effects);
}
