/**
 * What customers do themselves, on the page that a link in an email opens: move, cancel or bring forward their
 * callback, and withdraw what they sent; and choosing a time by key, in a call.
 *
 * An address proves only what was sent from it. Someone who submits another person's number with their own address may
 * withdraw that, but must not move, cancel or see a promise that the person with that number also has. So the first
 * three need a lead in which every inquiry is covered; this is decided here, with the write, because another inquiry
 * may arrive between the page and the click.
 */
import { isTimeToChoose } from '../callback/callTimes.ts';
import type { CallEventOf, CustomerEvent } from './events.ts';
import type { Lead } from './lead.ts';
import { allInquiries } from './mergedNumbers.ts';
import { isAppointment, withAppointment } from './appointment.ts';
import { enterCallback, enterClosed, enterQueue, isKeptListed, isPromiseLost } from './queue.ts';
import { stayInState, refuse, SAME, type Context, type Note, type Step } from './step.ts';
import type { Consent, PageAct } from '../vocabulary/contact.ts';
import { PROSPECT } from '../vocabulary/people.ts';
import type { Moment } from '../vocabulary/time.ts';

type EventOf<K extends CustomerEvent['kind']> = Extract<CustomerEvent, { kind: K }>;

/** Whether everything in the lead was sent with these inquiries: nothing came by a call or from another address. */
export function isCovered(lead: Lead, covers: readonly string[]): boolean {
  return allInquiries(lead).every(({ inquiry }) => covers.includes(inquiry.id));
}

/** Whether these inquiries were withdrawn. */
export function isWithdrawn(lead: Lead, covers: readonly string[]): boolean {
  return withdrawnSince(lead, covers) !== null;
}

/** When the last of these inquiries was withdrawn, also if a merged number sent them; null while one of them stands. */
export function withdrawnSince(lead: Lead, covers: readonly string[]): Moment | null {
  const theirs = consentsOf(lead).filter(({ inquiryId }) => covers.includes(inquiryId));
  const moments = theirs.flatMap((consent) => consent.withdrawnAt ?? []);
  return moments.length > 0 && moments.length === theirs.length ? Math.max(...moments) : null;
}

/** The lead with what the sender of this inquiry asked for on their own page; a time counts as if the form had asked for it. */
function withAct(lead: Lead, inquiryId: string, act: PageAct): Lead {
  const { to } = act;
  const inquiries = lead.inquiries.map((one) => {
    if (one.id !== inquiryId) return one;
    const acts = [...(one.acts ?? []), act].slice(-MOST_ACTS);
    return { ...one, acts, ...(to !== undefined && { callAt: to }) };
  });
  return { ...lead, inquiries };
}

/** Per inquiry; no one changes their mind that often. */
const MOST_ACTS = 10;

/** P21: to a time that the page offered. One that is no longer possible is refused, never replaced by another. */
export function moveByCustomer(lead: Lead, event: EventOf<'customerMoves'>, context: Context): Step {
  const { at, covers, inquiryId } = event;
  const isThere = lead.state === 'callback' && lead.promise.why === 'agreed' && lead.promise.dueAt === at;
  if (isThere && isCovered(lead, covers)) return SAME;
  const refusal = refusalFor(lead, event, context);
  if (refusal) return refusal;
  if (!isTimeToChoose(at, context.now)) return refuse('bad-input', 'Choose one of the times shown.');
  const { appointment } = lead;
  const asked = withAct(lead, inquiryId, { at: context.now, to: at });
  return promiseAt(
    appointment && isAppointment(lead) ? withAppointment(asked, { ...appointment, at }) : asked,
    at,
    context,
  );
}

/** The customer's own choice; the promise keeps its agent. */
function promiseAt(lead: Lead, at: number, context: Context): Step {
  const ownerId = lead.promise?.ownerId;
  const wanted = { at, why: 'agreed', by: PROSPECT, ...(ownerId !== undefined && { ownerId }) } as const;
  const step = enterCallback(lead, context, wanted, [{ kind: 'movedByCustomer', by: PROSPECT, data: { dueAt: at } }]);
  const isKept = step.kind === 'changed' && step.lead.promise?.dueAt === at;
  if (isPromiseLost(step) || !isKept) return refuse('may-not-contact', 'This time isn’t available any more.');
  return step;
}

/**
 * Whether a caller may choose when this call comes: no agent has it, and it is about nothing that someone who only claims
 * the number could put off (K101).
 */
export function mayChooseByCall(lead: Lead, covers: readonly string[] | undefined): boolean {
  if (lead.state !== 'waiting' && lead.state !== 'callback') return false;
  return lead.appointment === undefined && (covers === undefined || isCovered(lead, covers));
}

/** K100: to a time that the caller heard. One that is no longer possible is refused, never replaced by another. */
export function chooseTimeByCall(lead: Lead, { at, covers }: CallEventOf<'callerChoseTime'>, context: Context): Step {
  if (lead.state === 'callback' && lead.promise.why === 'agreed' && lead.promise.dueAt === at) return SAME;
  if (!mayChooseByCall(lead, covers)) return refuse('wrong-state', 'An agent has this request now.');
  if (!isTimeToChoose(at, context.now)) return refuse('bad-input', 'Choose one of the times said.');
  return promiseAt(lead, at, context);
}

/**
 * P52: to a time that the receipt of an inquiry, or its sender's page, offered. Where the lead has anything else, it is as if
 * the inquiry had asked for that time when it was sent: what is promised comes forward, or stands. The receipt can't tell
 * which (L170). A lead that isn't acted on, that someone else has, or that is over without them, notes it: the answer is the
 * same (L181, L182).
 */
export function chooseTimeOnReceipt(lead: Lead, event: EventOf<'customerChoosesTime'>, context: Context): Step {
  const { inquiryId, at } = event;
  const inquiry = lead.inquiries.find(({ id }) => id === inquiryId);
  const lastAct = inquiry?.acts?.at(-1);
  if ((lastAct ? lastAct.to : inquiry?.callAt) === at) return SAME;
  const isTheirs = isCovered(lead, [inquiryId]);
  const isHeld = isHeldBack(lead);
  const isElsewhere = !isTheirs && (lead.state !== 'callback' || lead.liveCall !== undefined);
  const isWaiting = lead.state === 'callback' || (isTheirs && lead.state === 'waiting');
  const mayComeForward = isWaiting && !lead.liveCall && context.doNotCallSince === null;
  if (!inquiry || !(isHeld || isElsewhere || mayComeForward))
    return refuse('wrong-state', 'The time can’t be chosen here any more.');
  if ((isTheirs && isAppointment(lead)) || !isTimeToChoose(at, context.now))
    return refuse('may-not-contact', 'This time isn’t available any more.');
  const { promise } = lead;
  const asked = withAct(lead, inquiryId, { at: context.now, to: at });
  const step =
    mayComeForward && !isAppointment(lead) && (isTheirs || (promise && at < promise.dueAt))
      ? promiseAt(asked, at, context)
      : null;
  // L182: what else is known of the number may forbid that time. The sender isn't told.
  if (step?.kind === 'changed') return step;
  return stayInState(asked, {}, [{ kind: 'timeAsked', by: PROSPECT, data: { dueAt: at } }], context.now);
}

/** Not acted on, regardless of who sent it: the number is listed, or it looks like spam, which a supervisor reviews. */
export function isHeldBack(lead: Lead): boolean {
  if (lead.state !== 'closed') return isKeptListed(lead);
  return lead.outcome === 'spam' || (lead.outcome === 'doNotCall' && lead.firstTalk === undefined);
}

/**
 * L182: the sender's page shows what a receipt does, and they ask to be called now: an invitation (L4), as a new form with
 * that box would be one. A callback comes forward if it may; anything else stays as it is.
 */
export function askNowByCustomer(lead: Lead, event: EventOf<'customerAsksNow'>, context: Context): Step {
  const { consent, wording } = event;
  const { now, doNotCallSince } = context;
  const inquiry = lead.inquiries.find(({ id }) => id === consent.inquiryId);
  if (hasInvitation(lead, consent)) return SAME;
  if (!inquiry) return refuse('wrong-state', 'This request isn’t known here.');
  const asked = withAct({ ...lead, consents: [...lead.consents, consent] }, inquiry.id, { at: now });
  const note: Note = { kind: 'askedNow', by: PROSPECT, data: { wording } };
  const mayComeForward = lead.state === 'callback' && !lead.liveCall && !isAppointment(lead) && doNotCallSince === null;
  const step = mayComeForward ? enterQueue(asked, context, [note], { rankedFrom: now }) : null;
  if (step?.kind === 'changed' && step.lead.state === 'waiting') return step;
  return stayInState(asked, {}, [note], now);
}

/** P22: the lead closes as canceled. */
export function cancelByCustomer(lead: Lead, event: EventOf<'customerCancels'>, context: Context): Step {
  if (lead.state === 'closed' && lead.outcome === 'cancelled' && isCovered(lead, event.covers)) return SAME;
  return refusalFor(lead, event, context) ?? enterClosed(lead, 'cancelled', [CANCELLED], context.now);
}

const CANCELLED: Note = { kind: 'closed', by: PROSPECT, data: { outcome: 'cancelled' } };

/** P23: an invitation for the next hour (L4), and into the queue. Refused if the business is closed. */
export function callNowForCustomer(lead: Lead, event: EventOf<'customerCallsNow'>, context: Context): Step {
  const { consent, wording, covers } = event;
  const isServed = (lead.state === 'waiting' || lead.state === 'offered') && hasInvitation(lead, consent);
  if (isServed && isCovered(lead, covers)) return SAME;
  const refusal = refusalFor(lead, event, context);
  if (refusal) return refusal;
  const invited: Lead = { ...lead, consents: [...lead.consents, consent] };
  const asking = withAct(invited, consent.inquiryId, { at: context.now });
  const note: Note = { kind: 'askedNow', by: PROSPECT, data: { wording } };
  // It keeps its place if it waits already.
  if (asking.state !== 'callback') return stayInState(asking, {}, [note], context.now);
  const step = enterQueue(asking, context, [note], { rankedFrom: context.now });
  const isWaiting = step.kind === 'changed' && step.lead.state === 'waiting';
  return isWaiting ? step : refuse('may-not-contact', 'We can’t call right now.');
}

/** The invitation of the same page, or one that is as new. */
function hasInvitation({ consents }: Lead, { inquiryId, at }: Consent): boolean {
  return consents.some((one) => one.now && one.inquiryId === inquiryId && one.at > at - INVITED_AGAIN_MS);
}

/** A second click within this time is the same request. */
const INVITED_AGAIN_MS = 60_000;

/**
 * L30: what these inquiries permitted ends. The lead closes if they are all it has; it stays with an agent who has it in
 * hand, and no dial after that is permitted.
 */
export function withdrawInquiries(lead: Lead, { covers }: EventOf<'customerWithdraws'>, context: Context): Step {
  if (isWithdrawn(lead, covers)) return SAME;
  const { now } = context;
  const withdrawn: Lead = {
    ...lead,
    consents: lead.consents.map((consent) => withdrawnAt(consent, covers, now)),
    ...(lead.absorbed && {
      absorbed: lead.absorbed.map((part) => ({
        ...part,
        consents: part.consents.map((consent) => withdrawnAt(consent, covers, now)),
      })),
    }),
  };
  const note: Note = { kind: 'withdrawn', by: PROSPECT };
  const isInHand = 'owner' in lead || lead.liveCall !== undefined;
  if (lead.state === 'closed' || isInHand || !isCovered(lead, covers)) return stayInState(withdrawn, {}, [note], now);
  return enterClosed(withdrawn, 'cancelled', [note, CANCELLED], now);
}

function withdrawnAt(consent: Consent, covers: readonly string[], now: number): Consent {
  if (!covers.includes(consent.inquiryId) || consent.withdrawnAt !== undefined) return consent;
  return { ...consent, call: false, now: false, text: false, email: false, withdrawnAt: now };
}

function consentsOf({ consents, absorbed = [] }: Lead): readonly Consent[] {
  return [...consents, ...absorbed.flatMap((part) => part.consents)];
}

/** Law 11: a listed person's lead and one with another's inquiry give the same answer. */
function refusalFor(
  lead: Lead,
  { covers, seen }: { readonly covers: readonly string[]; readonly seen: number | null },
  { doNotCallSince }: Context,
): Step | null {
  if (!isCovered(lead, covers) || doNotCallSince !== null) return refuse('not-yours', 'This can’t be changed here.');
  if (lead.state === 'closed') return refuse('wrong-state', 'This request is closed.');
  if ('owner' in lead || lead.liveCall) return refuse('wrong-state', 'An agent has this request now.');
  return (lead.promise?.dueAt ?? null) === seen ? null : refuse('stale', 'This has changed in the meantime.');
}
